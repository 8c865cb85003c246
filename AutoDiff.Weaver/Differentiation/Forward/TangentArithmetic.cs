using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;

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
    /// <param name="isTested">The factor may be infinite or NaN where the tangent is zero: zero times anything is zero.</param>
    public static Value Product(Builder builder, Value tangent, Value factor, bool isTested)
    {
        if (TangentValues.IsZero(tangent) || TangentValues.IsZero(factor))
            return builder.Method.Default(tangent.Type);
        if (TangentTypes.IsHalf(tangent.Type))
            return Tested(builder, tangent, builder.Call(HalfArithmetic.Operator(tangent.Type, "op_Multiply", 2), tangent, factor), isTested);
        return Tested(builder, tangent, builder.Binary(BinaryOp.Mul, tangent, factor), isTested);
    }

    /// <summary>What was computed from a tangent, or zero where that is zero.</summary>
    public static Value Tested(Builder builder, Value tangent, Value result, bool isTested) =>
        isTested && tangent is not Constant ? builder.Select(IsZero(builder, tangent), builder.Method.Default(result.Type), result) : result;

    private static Value IsZero(Builder builder, Value tangent) => TangentTypes.IsHalf(tangent.Type)
        ? builder.Call(HalfArithmetic.Comparison(tangent.Type, builder.Types.Boolean, "op_Equality"), tangent, builder.Method.Default(tangent.Type))
        : builder.Compare(CompareOp.Eq, tangent, builder.Method.Default(tangent.Type));
}
