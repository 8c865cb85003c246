using AutoDiff.Weaving.Differentiation.Reverse.Trace;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Memory;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>What the tangent of an operand, or the cotangent of a result, is multiplied with.</summary>
internal abstract record Coefficient
{
    /// <summary>1.</summary>
    public sealed record One : Coefficient;

    /// <summary>-1.</summary>
    public sealed record MinusOne : Coefficient;

    /// <summary>A value.</summary>
    public sealed record Factor(Value Of) : Coefficient;

    /// <summary>1/y.</summary>
    public sealed record Inverse(Value Divisor) : Coefficient;

    /// <summary>-z/y: the partial derivative of a quotient z by its divisor y.</summary>
    public sealed record ByDivisor(Value Quotient, Value Divisor) : Coefficient;

    /// <summary>-n with n the truncated quotient (x - z)/y: the partial derivative of a remainder z by its divisor y.</summary>
    public sealed record ByModulus(Value Dividend, Value Divisor, Value Remainder) : Coefficient;

    /// <summary>1, of the type of the result on the way forward and of that of the source on the way back.</summary>
    public sealed record Conversion(TypeReference Source, TypeReference Result) : Coefficient;

    /// <summary>1 where a condition is what is said, 0 otherwise.</summary>
    public sealed record When(Value Condition, bool Is) : Coefficient;

    /// <summary>Of a struct, one field.</summary>
    public sealed record Field(FieldReference Of) : Coefficient;

    /// <summary>One field of a struct, the others being zero.</summary>
    public sealed record IntoField(FieldReference Of) : Coefficient;

    /// <summary>A struct without one of its fields.</summary>
    public sealed record AllBut(FieldReference Left) : Coefficient;
}

/// <summary>One operand's part in the differential of an operation.</summary>
internal sealed record Term(Value Operand, Coefficient Coefficient);

/// <summary>
/// The differential of every operation that is neither a call nor an access to memory, as a sum of terms: forward mode applies it to tangents, reverse mode
/// transposes it. This is the table in <c>docs/differentiation.md</c>.
/// </summary>
internal static class Linearisation
{
    private static readonly Coefficient One = new Coefficient.One(), MinusOne = new Coefficient.MinusOne();

    /// <summary>The terms of an operation; null when it has no differential.</summary>
    public static IReadOnlyList<Term>? Of(Instruction z) => z switch
    {
        Binary binary => OfBinary(binary),
        Unary { Op: UnaryOp.Neg } negation => [new(negation.Operand(0), MinusOne)],
        IR.Convert conversion => [new(conversion.Source, new Coefficient.Conversion(conversion.Source.Type, conversion.Type))],
        Select select =>
        [
            new(select.Operand(1), new Coefficient.When(select.Operand(0), true)),
            new(select.Operand(2), new Coefficient.When(select.Operand(0), false)),
        ],
        Extract extract => [new(extract.Aggregate, new Coefficient.Field(extract.Field))],
        Insert insert => [new(insert.Item, new Coefficient.IntoField(insert.Field)), new(insert.Aggregate, new Coefficient.AllBut(insert.Field))],
        _ => null,
    };

    /// <summary>For each scalar of an operation's result, the scalar of the operand that a term relates it to; -1 where it relates none.</summary>
    public static int[] Places(TangentTypes tangents, Instruction z, Term term)
    {
        switch (term.Coefficient)
        {
            case Coefficient.Field field:
                var leaves = tangents.LeavesOf(term.Operand.Type);
                return [.. Enumerable.Range(0, leaves.Count).Where(i => leaves[i].Path.Count > 0 && leaves[i].Path[0].Name == field.Of.Name)];
            case Coefficient.IntoField field:
                var next = 0;
                return [.. tangents.LeavesOf(z.Type).Select(l => l.Path[0].Name == field.Of.Name ? next++ : -1)];
            case Coefficient.AllBut field:
                return [.. tangents.LeavesOf(z.Type).Select((l, i) => l.Path[0].Name == field.Left.Name ? -1 : i)];
            default:
                return [.. Enumerable.Range(0, tangents.LeavesOf(z.Type).Count)];
        }
    }

    /// <summary>Neither zero nor so large or small that squares of quotients of it lose what the quotients have.</summary>
    public static bool IsOrdinary(Constant constant) => constant.Content switch
    {
        double d => Math.Abs(d) is > 1e-100 and < 1e100,
        float f => Math.Abs(f) is > 1e-12f and < 1e12f,
        _ => false,
    };

    private static IReadOnlyList<Term>? OfBinary(Binary z)
    {
        var (x, y) = (z.Left, z.Right);
        return z.Op switch
        {
            BinaryOp.Add => [new(x, One), new(y, One)],
            BinaryOp.Sub => [new(x, One), new(y, MinusOne)],
            BinaryOp.Mul => [new(x, new Coefficient.Factor(y)), new(y, new Coefficient.Factor(x))],
            BinaryOp.Div => [new(x, new Coefficient.Inverse(y)), new(y, new Coefficient.ByDivisor(z, y))],
            BinaryOp.Rem => [new(x, One), new(y, new Coefficient.ByModulus(x, y, z))],
            _ => null,
        };
    }
}
