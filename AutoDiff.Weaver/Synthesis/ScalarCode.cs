using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Arithmetic on <c>float</c>, <c>double</c> and <c>Half</c> as the library does it for scalars: factors are rounded to the type of the
/// scalar, a <c>Half</c> is computed as <c>float</c> and rounded once.
/// </summary>
internal sealed class ScalarCode(Builder builder)
{
    private TypeContext Types => builder.Types;

    /// <summary>x + factor·y for a factor of type double.</summary>
    public Value MultiplyAdd(TypeReference scalar, Value x, Value factor, Value y) =>
        Narrow(scalar, builder.Binary(BinaryOp.Add, Wide(scalar, x), builder.Binary(BinaryOp.Mul, builder.Convert(WideType(scalar), factor), Wide(scalar, y))));

    public Value Add(TypeReference scalar, Value x, Value y) => Narrow(scalar, builder.Binary(BinaryOp.Add, Wide(scalar, x), Wide(scalar, y)));

    public Value Scale(TypeReference scalar, Value x, Value factor) =>
        Narrow(scalar, builder.Binary(BinaryOp.Mul, Wide(scalar, x), builder.Convert(WideType(scalar), factor)));

    public Value ToDouble(TypeReference scalar, Value x) =>
        Types.Same(scalar, Types.Double) ? x : builder.Convert(Types.Double, Wide(scalar, x));

    private TypeReference WideType(TypeReference scalar) => TangentTypes.IsHalf(scalar) ? Types.Single : scalar;

    private Value Wide(TypeReference scalar, Value x) => TangentTypes.IsHalf(scalar) ? builder.Call(Conversion(scalar, scalar, Types.Single), x) : x;

    private Value Narrow(TypeReference scalar, Value x) => TangentTypes.IsHalf(scalar) ? builder.Call(Conversion(scalar, Types.Single, scalar), x) : x;

    private static MethodReference Conversion(TypeReference half, TypeReference from, TypeReference to)
    {
        var conversion = new MethodReference("op_Explicit", to, half);
        conversion.Parameters.Add(new ParameterDefinition(from));
        return conversion;
    }
}
