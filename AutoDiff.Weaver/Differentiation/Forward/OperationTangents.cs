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
        var result = new Value[tangents.LeavesOf(z.Type).Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = builder.Method.Default(tangents.LeavesOf(z.Type)[i].Scalar);
        if (z is Select select)
            return [.. result.Select((_, i) => Chosen(builder, select, i))];
        foreach (var term in terms.Where(t => values.IsActive(t.Operand)))
            Apply(builder, z, term, values.Of(term.Operand), result);
        return result;
    }

    private void Apply(Builder builder, Instruction z, Term term, Value[] tangent, Value[] result)
    {
        switch (term.Coefficient)
        {
            case Coefficient.One:
                result[0] = TangentArithmetic.Sum(builder, result[0], tangent[0]);
                break;
            case Coefficient.MinusOne:
                result[0] = TangentArithmetic.Difference(builder, result[0], tangent[0]);
                break;
            case Coefficient.Factor factor:
                var isTested = tests?.IsNeeded(z) == true && !tests.IsSafe(factor.Of, z);
                result[0] = TangentArithmetic.Sum(builder, result[0], TangentArithmetic.Product(builder, tangent[0], factor.Of, isTested));
                break;
            case Coefficient.ByModulus modulus:
                var whole = builder.Binary(BinaryOp.Sub, modulus.Dividend, modulus.Remainder);
                var count = builder.Binary(BinaryOp.Div, whole, modulus.Divisor);
                result[0] = TangentArithmetic.Difference(builder, result[0], TangentArithmetic.Product(builder, tangent[0], count, tests is not null));
                break;
            case Coefficient.Conversion conversion:
                result[0] = TangentValues.IsZero(tangent[0]) ? result[0] : builder.Convert(conversion.Result, tangent[0]);
                break;
            case Coefficient.Field field:
                Place(tangents.LeavesOf(term.Operand.Type), l => l.Path.Count > 0 && l.Path[0].Name == field.Of.Name, (k, i) => result[k] = tangent[i]);
                break;
            case Coefficient.IntoField field:
                Place(tangents.LeavesOf(z.Type), l => l.Path[0].Name == field.Of.Name, (k, i) => result[i] = tangent[k]);
                break;
            case Coefficient.AllBut field:
                Place(tangents.LeavesOf(z.Type), l => l.Path[0].Name != field.Left.Name, (_, i) => result[i] = tangent[i]);
                break;
            default:
                throw UnsupportedOperation.Of(z);
        }
    }

    /// <summary>For each leaf that is meant: its number among those, and among all.</summary>
    private static void Place(IReadOnlyList<TangentLeaf> leaves, Func<TangentLeaf, bool> isMeant, Action<int, int> place)
    {
        var next = 0;
        for (var i = 0; i < leaves.Count; i++)
        {
            if (isMeant(leaves[i]))
                place(next++, i);
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
