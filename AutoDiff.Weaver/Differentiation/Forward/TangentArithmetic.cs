using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>Sums and products of tangents, in which zeros that are zero by construction leave no trace.</summary>
internal static class TangentArithmetic
{
    public static Value Sum(Builder builder, Value a, Value b)
    {
        if (TangentValues.IsZero(a))
            return b;
        if (TangentValues.IsZero(b))
            return a;
        return TangentTypes.IsHalf(a.Type) ? builder.Call(HalfArithmetic.Operator(a.Type, "op_Addition", 2), a, b) : builder.Binary(BinaryOp.Add, a, b);
    }

    /// <summary>a - b.</summary>
    public static Value Difference(Builder builder, Value a, Value b)
    {
        if (TangentValues.IsZero(b))
            return a;
        return TangentValues.IsZero(a) ? builder.Unary(UnaryOp.Neg, b) : builder.Binary(BinaryOp.Sub, a, b);
    }

    /// <summary>A tangent times a value of the original.</summary>
    /// <param name="builder">Where.</param>
    /// <param name="tangent">The tangent.</param>
    /// <param name="factor">What it is multiplied with.</param>
    /// <param name="isFactorTested">The factor may be infinite or NaN where the tangent is zero: zero times anything is zero.</param>
    /// <param name="isTangentTested">The tangent may be infinite or NaN where the factor is zero.</param>
    public static Value Product(Builder builder, Value tangent, Value factor, bool isFactorTested, bool isTangentTested)
    {
        if (TangentValues.IsZero(tangent) || TangentValues.IsZero(factor))
            return builder.Method.Default(tangent.Type);
        var product = TangentTypes.IsHalf(tangent.Type)
            ? builder.Call(HalfArithmetic.Operator(tangent.Type, "op_Multiply", 2), tangent, factor)
            : builder.Binary(BinaryOp.Mul, tangent, factor);
        return ZeroWith(builder, factor, ZeroWith(builder, tangent, product, isFactorTested), isTangentTested);
    }

    /// <summary>A tangent as a number of another type.</summary>
    public static Value Converted(Builder builder, Value tangent, TypeReference to)
    {
        if (builder.Types.Same(tangent.Type, to))
            return tangent;
        if (!TangentTypes.IsHalf(tangent.Type) && !TangentTypes.IsHalf(to))
            return builder.Convert(to, tangent);
        // Half has operators for what other numbers have instructions for.
        var half = TangentTypes.IsHalf(to) ? to : tangent.Type;
        return builder.Call(new MethodReference("op_Explicit", to, half) { Parameters = { new ParameterDefinition(tangent.Type) } }, tangent);
    }

    /// <summary>A result, or zero where something is zero.</summary>
    public static Value ZeroWith(Builder builder, Value something, Value result, bool isTested) =>
        isTested && something is not Constant ? builder.Select(IsZero(builder, something), builder.Method.Default(result.Type), result) : result;

    private static Value IsZero(Builder builder, Value tangent) => TangentTypes.IsHalf(tangent.Type)
        ? builder.Call(HalfArithmetic.Comparison(tangent.Type, builder.Types.Boolean, "op_Equality"), tangent, builder.Method.Default(tangent.Type))
        : builder.Compare(CompareOp.Eq, tangent, builder.Method.Default(tangent.Type));
}
