using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// The reverse of every kind of instruction but calls: the terms of the differential (<see cref="Linearisation"/>) transposed, as in the table of
/// <c>docs/differentiation.md</c>. Quotients have a form of their own, in which one division serves both operands. With d the cotangent of the result z:
/// </summary>
internal sealed class AdjointActions(TangentTypes tangents, Func<Value, bool> isActive, Func<Value, Instruction, bool> isInvariant, CallActions calls,
    MemoryActions memory)
{
    /// <exception cref="UnsupportedConstructException">The instruction has no reverse.</exception>
    public AdjointAction For(Instruction instruction) => calls.For(instruction) ?? ForOperation(instruction);

    private AdjointAction ForOperation(Instruction instruction) => instruction switch
    {
        Load load => memory.ForLoad(load),
        Binary { Op: BinaryOp.Div } quotient => ForQuotient(quotient),
        _ => Transposed(instruction, Linearisation.Of(instruction) ?? throw UnsupportedOperation.Of(instruction)),
    };

    /// <summary>What multiplies the tangent of an operand on the way forward multiplies the cotangent of the result on the way back.</summary>
    private AdjointAction Transposed(Instruction z, IReadOnlyList<Term> terms)
    {
        var places = terms.Select(t => Linearisation.Places(tangents, z, t)).ToList();
        return new(
            [.. terms.SelectMany(t => Needed(t)).Distinct()],
            (c, d) =>
            {
                var condition = terms[0].Coefficient is Coefficient.When choice ? c.Primal(choice.Condition) : null;
                for (var i = 0; i < d.Length; i++)
                {
                    var amount = d[i];
                    for (var k = 0; k < terms.Count; k++)
                    {
                        var term = terms[k];
                        if (places[k][i] >= 0)
                            c.Add(term.Operand, places[k][i], () => Product(c, amount, term.Coefficient, condition), IsFinite(c, term.Coefficient, z));
                    }
                }
            },
            multiplies: terms.Any(t => t.Coefficient is Coefficient.Factor or Coefficient.ByModulus));
    }

    private IEnumerable<Value> Needed(Term term) => term.Coefficient switch
    {
        Coefficient.When choice => [choice.Condition],
        Coefficient.Factor factor when isActive(term.Operand) => [factor.Of],
        Coefficient.ByModulus modulus when isActive(term.Operand) => [modulus.Dividend, modulus.Divisor, modulus.Remainder],
        _ => [],
    };

    private static bool IsFinite(SweepContext c, Coefficient coefficient, Instruction z) => coefficient switch
    {
        Coefficient.Factor factor => c.Tests?.IsSafe(factor.Of, z) == true,
        Coefficient.ByModulus => false,
        _ => true,
    };

    private static Value Product(SweepContext c, Value d, Coefficient coefficient, Value? condition)
    {
        switch (coefficient)
        {
            case Coefficient.MinusOne:
                return c.Builder.Unary(UnaryOp.Neg, d);
            case Coefficient.Factor factor:
                return c.Product(d, c.Primal(factor.Of));
            case Coefficient.ByModulus modulus:
                var whole = c.Builder.Binary(BinaryOp.Sub, c.Primal(modulus.Dividend), c.Primal(modulus.Remainder));
                var quotient = c.Builder.Binary(BinaryOp.Div, whole, c.Primal(modulus.Divisor));
                return c.Builder.Unary(UnaryOp.Neg, c.Builder.Binary(BinaryOp.Mul, d, quotient));
            case Coefficient.Conversion conversion:
                return c.Builder.Convert(conversion.Source, d);
            case Coefficient.When choice:
                // The cotangent goes to the side that was chosen.
                var zero = c.Builder.Method.Default(d.Type);
                return choice.Is ? c.Builder.Select(condition!, d, zero) : c.Builder.Select(condition!, zero, d);
            default:
                return d;
        }
    }

    /// <summary>x' += d/y, y' -= d/y*z; of a constant x: y' -= d*z*z/x, without y, and without a division.</summary>
    private AdjointAction ForQuotient(Binary z)
    {
        var (x, y) = (z.Left, z.Right);
        if (x is Constant numerator && Linearisation.IsOrdinary(numerator) && isActive(y))
        {
            return new([z], (c, d) =>
            {
                // The sign goes into the constant, away from the cotangent, which in a loop everything waits for.
                var minusOne = c.Builder.Unary(UnaryOp.Neg, One(c.Builder, d[0].Type));
                var inverse = c.Builder.Binary(BinaryOp.Div, minusOne, c.Builder.Method.Constant(numerator.Type, numerator.Content));
                var partial = c.Builder.Binary(BinaryOp.Mul, c.Primal(z), c.Builder.Binary(BinaryOp.Mul, c.Primal(z), inverse));
                c.Add(y, 0, () => c.Product(d[0], partial));
            }, multiplies: true);
        }
        return new(isActive(y) ? [y, z] : [y], (c, d) =>
        {
            var quotient = Quotient(c, d[0], y, z);
            c.Add(x, 0, () => quotient, y is Constant divisor && Linearisation.IsOrdinary(divisor));
            c.Add(y, 0, () => c.Builder.Unary(UnaryOp.Neg, c.Product(quotient, c.Primal(z))));
        }, multiplies: true);
    }

    /// <summary>
    /// d/y. A divisor that does not change in the loop, or by which more is divided beside it, is inverted once, and multiplied with: within one unit
    /// in the last place of the quotient. Values of the original are never computed this way.
    /// </summary>
    private Value Quotient(SweepContext context, Value d, Value y, Instruction z)
    {
        var divisor = context.Primal(y);
        if (!isInvariant(y, z) && !DividesMore(y, z))
            return context.Builder.Binary(BinaryOp.Div, d, divisor);
        return context.Product(d, context.Builder.Binary(BinaryOp.Div, One(context.Builder, d.Type), divisor));
    }

    private bool DividesMore(Value y, Instruction z) => y is TrackedValue divisor
        && divisor.Users.Any(u => u != z && u.Block == z.Block && u is Binary { Op: BinaryOp.Div } other && ReferenceEquals(other.Right, y)
            && other.Left is not Constant && isActive(other));

    private static Value One(Builder builder, TypeReference type) =>
        builder.Types.KindOf(type) == StackKind.Double ? builder.Method.Double(1) : builder.Method.Single(1);
}
