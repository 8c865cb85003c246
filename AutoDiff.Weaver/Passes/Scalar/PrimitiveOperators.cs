using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// The operators that the primitive types implement for generic mathematics (<c>IAdditionOperators</c> and its kin), which the compiler itself
/// turns into instructions.
/// </summary>
internal static class PrimitiveOperators
{
    /// <summary>The value of a call of a static operator member on a primitive type, or null when it is something else.</summary>
    public static Value? Build(Builder builder, TypeReference type, Call call)
    {
        var types = builder.Types;
        if (types.KindOf(type) is not (StackKind.Single or StackKind.Double or StackKind.Int32 or StackKind.Int64) || !type.IsPrimitive)
            return null;
        var isFloat = types.IsFloat(type);
        var isUnsigned = type.MetadataType is MetadataType.Byte or MetadataType.UInt16 or MetadataType.UInt32 or MetadataType.UInt64 or MetadataType.Char;
        var (name, count) = (call.Method.Name, call.OperandCount);
        Value Arithmetic(BinaryOp op) => Coerce.To(builder, type, builder.Binary(op, call.Operand(0), call.Operand(1)));
        Value Comparison(CompareOp op) => builder.Compare(op, call.Operand(0), call.Operand(1));
        Value One() => types.KindOf(type) switch
        {
            StackKind.Single => builder.Method.Single(1),
            StackKind.Double => builder.Method.Double(1),
            StackKind.Int64 => builder.Method.Constant(type, 1L),
            _ => builder.Method.Constant(type, 1),
        };
        return (name, count) switch
        {
            ("op_Addition", 2) => Arithmetic(BinaryOp.Add),
            ("op_Subtraction", 2) => Arithmetic(BinaryOp.Sub),
            ("op_Multiply", 2) => Arithmetic(BinaryOp.Mul),
            ("op_Division", 2) => Arithmetic(isUnsigned ? BinaryOp.DivUn : BinaryOp.Div),
            ("op_Modulus", 2) => Arithmetic(isUnsigned ? BinaryOp.RemUn : BinaryOp.Rem),
            ("op_UnaryNegation", 1) => Coerce.To(builder, type, builder.Unary(UnaryOp.Neg, call.Operand(0))),
            ("op_UnaryPlus", 1) => call.Operand(0),
            ("op_Increment", 1) => Coerce.To(builder, type, builder.Binary(BinaryOp.Add, call.Operand(0), One())),
            ("op_Decrement", 1) => Coerce.To(builder, type, builder.Binary(BinaryOp.Sub, call.Operand(0), One())),
            ("op_LessThan", 2) => Comparison(isUnsigned ? CompareOp.LtUn : CompareOp.Lt),
            ("op_LessThanOrEqual", 2) => Comparison(isUnsigned ? CompareOp.LeUn : CompareOp.Le),
            ("op_GreaterThan", 2) => Comparison(isUnsigned ? CompareOp.GtUn : CompareOp.Gt),
            ("op_GreaterThanOrEqual", 2) => Comparison(isUnsigned ? CompareOp.GeUn : CompareOp.Ge),
            ("op_Equality", 2) => Comparison(CompareOp.Eq),
            ("op_Inequality", 2) => Comparison(CompareOp.Ne),
            ("get_Zero" or "get_AdditiveIdentity", 0) => builder.Method.Default(type),
            ("get_One" or "get_MultiplicativeIdentity", 0) => One(),
            ("get_NegativeOne", 0) => builder.Unary(UnaryOp.Neg, One()),
            ("get_Pi", 0) when isFloat => Literal(builder, type, Math.PI, (float)Math.PI),
            ("get_E", 0) when isFloat => Literal(builder, type, Math.E, (float)Math.E),
            ("get_Tau", 0) when isFloat => Literal(builder, type, 2 * Math.PI, (float)(2 * Math.PI)),
            ("CreateChecked" or "CreateSaturating" or "CreateTruncating", 1) when isFloat => FromPrimitive(builder, type, call.Operand(0)),
            _ => null,
        };
    }

    private static Value Literal(Builder builder, TypeReference type, double wide, float narrow) =>
        type.MetadataType == MetadataType.Double ? builder.Method.Double(wide) : builder.Method.Single(narrow);

    private static Value? FromPrimitive(Builder builder, TypeReference type, Value value)
    {
        var isUnsigned = value.Type.MetadataType is MetadataType.UInt32 or MetadataType.UInt64;
        if (!value.Type.IsPrimitive || isUnsigned
            || builder.Types.KindOf(value.Type) is not (StackKind.Single or StackKind.Double or StackKind.Int32 or StackKind.Int64))
            return null;
        return builder.Types.Same(type, value.Type) ? value : builder.Convert(type, value);
    }
}
