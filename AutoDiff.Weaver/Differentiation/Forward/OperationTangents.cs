using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>The tangents of operations: the terms of the differential, applied to the tangents of the operands.</summary>
internal sealed class OperationTangents(TangentTypes tangents, TangentValues values, ZeroTangents zeros, Func<Value, Instruction, bool> isInvariant)
{
    /// <exception cref="Diagnostics.UnsupportedConstructException">The operation has no differential.</exception>
    public Value[] Of(Builder builder, Instruction z)
    {
        if (z is Binary { Op: BinaryOp.Div } quotient)
            return [Quotient(builder, quotient)];
        var terms = Linearisation.Of(z) ?? throw UnsupportedOperation.Of(z);
        if (z is Select select)
            return [.. tangents.LeavesOf(z.Type).Select((_, i) => Chosen(builder, select, i))];
        var result = tangents.LeavesOf(z.Type).Select(l => builder.Method.Default(l.Scalar)).ToArray();
        foreach (var term in terms.Where(t => values.IsActive(t.Operand)))
        {
            var tangent = values.Of(term.Operand);
            var places = Linearisation.Places(tangents, z, term);
            for (var i = 0; i < result.Length; i++)
            {
                if (places[i] >= 0 && !TangentValues.IsZero(tangent[places[i]]))
                    result[i] = Added(builder, result[i], tangent[places[i]], term, z);
            }
        }
        return result;
    }

    private Value Added(Builder builder, Value sum, Value tangent, Term term, Instruction z)
    {
        switch (term.Coefficient)
        {
            case Coefficient.MinusOne:
                return TangentArithmetic.Difference(builder, sum, tangent);
            case Coefficient.Factor factor:
                return TangentArithmetic.Sum(
                    builder, sum,
                    TangentArithmetic.Product(builder, tangent, factor.Of, zeros.IsTested(z, factor.Of), zeros.IsTangentTested(z, term.Operand)));
            case Coefficient.ByModulus modulus:
                var whole = builder.Binary(BinaryOp.Sub, modulus.Dividend, modulus.Remainder);
                var count = builder.Binary(BinaryOp.Div, whole, modulus.Divisor);
                return TangentArithmetic.Difference(builder, sum, TangentArithmetic.Product(builder, tangent, count, zeros.AreTested, zeros.AreTested));
            case Coefficient.Conversion conversion:
                return builder.Convert(conversion.Result, tangent);
            default:
                return TangentArithmetic.Sum(builder, sum, tangent);
        }
    }

    /// <summary>
    /// (x' - z·y')/y. Where y' would wait for the quotient of the original, or y does not change in the loop, 1/y is multiplied with: it is ready
    /// before, and within one
    /// unit in the last place. Of a constant x: -y'·z·z/x, without a division.
    /// </summary>
    private Value Quotient(Builder builder, Binary z)
    {
        var (x, y) = (values.Of(z.Left)[0], values.Of(z.Right)[0]);
        var isTested = zeros.IsTested(z);
        if (z.Left is Constant constant && Linearisation.IsOrdinary(constant))
        {
            var inverted = builder.Binary(BinaryOp.Div, builder.Unary(UnaryOp.Neg, One(builder, y.Type)), constant);
            return TangentArithmetic.Product(builder, y, builder.Binary(BinaryOp.Mul, z, builder.Binary(BinaryOp.Mul, z, inverted)), isTested,
                zeros.IsTangentTested(z, z.Right));
        }
        isTested &= !(z.Right is Constant divisor && Linearisation.IsOrdinary(divisor));
        var numerator = TangentArithmetic.Difference(builder, x, TangentArithmetic.Product(builder, y, z, isTested, zeros.IsTangentTested(z, z.Right)));
        if (TangentValues.IsZero(numerator))
            return numerator;
        if (TangentValues.IsZero(y) && !isInvariant(z.Right, z))
            return TangentArithmetic.ZeroWith(builder, numerator, builder.Binary(BinaryOp.Div, numerator, z.Right), isTested);
        return TangentArithmetic.Product(builder, numerator, builder.Binary(BinaryOp.Div, One(builder, numerator.Type), z.Right), isTested,
            isTangentTested: false);
    }

    private static Value One(Builder builder, TypeReference type) =>
        builder.Types.KindOf(type) == StackKind.Double ? builder.Method.Double(1) : builder.Method.Single(1);

    private Value Chosen(Builder builder, Select z, int leaf) =>
        builder.Select(z.Operand(0), values.Of(z.Operand(1))[leaf], values.Of(z.Operand(2))[leaf]);
}
