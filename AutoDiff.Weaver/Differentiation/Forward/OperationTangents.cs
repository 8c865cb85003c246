using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>The tangents of operations: the terms of the differential, applied to the tangents of the operands.</summary>
internal sealed class OperationTangents(TangentTypes tangents, TangentValues values, ZeroTests? tests)
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
                    result[i] = Added(builder, result[i], tangent[places[i]], term.Coefficient, z);
            }
        }
        return result;
    }

    private Value Added(Builder builder, Value sum, Value tangent, Coefficient coefficient, Instruction z)
    {
        switch (coefficient)
        {
            case Coefficient.MinusOne:
                return TangentArithmetic.Difference(builder, sum, tangent);
            case Coefficient.Factor factor:
                var isTested = tests?.IsNeeded(z) == true && !tests.IsSafe(factor.Of, z);
                return TangentArithmetic.Sum(builder, sum, TangentArithmetic.Product(builder, tangent, factor.Of, isTested));
            case Coefficient.ByModulus modulus:
                var whole = builder.Binary(BinaryOp.Sub, modulus.Dividend, modulus.Remainder);
                var count = builder.Binary(BinaryOp.Div, whole, modulus.Divisor);
                return TangentArithmetic.Difference(builder, sum, TangentArithmetic.Product(builder, tangent, count, tests is not null));
            case Coefficient.Conversion conversion:
                return builder.Convert(conversion.Result, tangent);
            default:
                return TangentArithmetic.Sum(builder, sum, tangent);
        }
    }

    /// <summary>(x' - z·y')/y: one division, and none where the divisor is constant in a loop and its inverse moves out of it.</summary>
    private Value Quotient(Builder builder, Binary z)
    {
        var (x, y) = (values.Of(z.Left)[0], values.Of(z.Right)[0]);
        var isTested = tests?.IsNeeded(z) == true && !(z.Right is Constant divisor && !divisor.IsZero);
        var numerator = TangentArithmetic.Difference(builder, x, TangentArithmetic.Product(builder, y, z, isTested));
        return TangentValues.IsZero(numerator) ? numerator
            : TangentArithmetic.Tested(builder, numerator, builder.Binary(BinaryOp.Div, numerator, z.Right), isTested);
    }

    private Value Chosen(Builder builder, Select z, int leaf) =>
        builder.Select(z.Operand(0), values.Of(z.Operand(1))[leaf], values.Of(z.Operand(2))[leaf]);
}
