using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Text;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// The reverse of every kind of instruction but calls, as in the table of <c>docs/differentiation.md</c>. With d the cotangent of the result z:
/// </summary>
internal sealed class AdjointActions(TangentTypes tangents, Func<Value, bool> isActive, Func<Value, Instruction, bool> isInvariant, CallActions calls,
    MemoryActions memory)
{
    /// <exception cref="UnsupportedConstructException">The instruction has no reverse.</exception>
    public AdjointAction For(Instruction instruction) => calls.For(instruction) ?? ForOperation(instruction);

    private AdjointAction ForOperation(Instruction instruction) => instruction switch
    {
        Load load => memory.ForLoad(load),
        Binary binary => ForBinary(binary),
        Unary { Op: UnaryOp.Neg } negation => new([], (c, d) => c.Add(negation.Operand(0), 0, () => c.Builder.Unary(UnaryOp.Neg, d[0]))),
        IR.Convert conversion => new([], (c, d) => c.Add(conversion.Source, 0, () => c.Builder.Convert(conversion.Source.Type, d[0]))),
        Select select => ForSelect(select),
        Extract extract => new([], (c, d) => AddField(c, extract.Aggregate, extract.Field.Name, d)),
        Insert insert => new([], (c, d) => ReverseInsert(c, insert, d)),
        _ => throw Unsupported(instruction),
    };

    private AdjointAction ForBinary(Binary z)
    {
        var (x, y) = (z.Left, z.Right);
        switch (z.Op)
        {
            case BinaryOp.Add: // x' += d, y' += d
                return new([], (c, d) =>
                {
                    c.Add(x, 0, () => d[0]);
                    c.Add(y, 0, () => d[0]);
                });
            case BinaryOp.Sub: // x' += d, y' -= d
                return new([], (c, d) =>
                {
                    c.Add(x, 0, () => d[0]);
                    c.Add(y, 0, () => c.Builder.Unary(UnaryOp.Neg, d[0]));
                });
            case BinaryOp.Mul: // x' += d*y, y' += d*x
                return new([.. Needed(x, y), .. Needed(y, x)], (c, d) =>
                {
                    c.Add(x, 0, () => c.Product(d[0], c.Primal(y)), c.Tests?.IsSafe(y, z) == true);
                    c.Add(y, 0, () => c.Product(d[0], c.Primal(x)), c.Tests?.IsSafe(x, z) == true);
                }, multiplies: true);
            case BinaryOp.Div when x is Constant numerator && IsOrdinary(numerator) && isActive(y): // y' -= d*z*z/x: without y, and without a division
                return new([z], (c, d) =>
                {
                    // The sign goes into the constant, away from the cotangent, which in a loop everything waits for.
                    var minusOne = c.Builder.Unary(UnaryOp.Neg, One(c.Builder, d[0].Type));
                    var inverse = c.Builder.Binary(BinaryOp.Div, minusOne, c.Builder.Method.Constant(numerator.Type, numerator.Content));
                    var partial = c.Builder.Binary(BinaryOp.Mul, c.Primal(z), c.Builder.Binary(BinaryOp.Mul, c.Primal(z), inverse));
                    c.Add(y, 0, () => c.Product(d[0], partial));
                }, multiplies: true);
            case BinaryOp.Div: // x' += d/y, y' -= d/y*z
                return new([y, .. Needed(y, z)], (c, d) =>
                {
                    var quotient = Quotient(c, d[0], y, z);
                    c.Add(x, 0, () => quotient, y is Constant divisor && IsOrdinary(divisor));
                    c.Add(y, 0, () => c.Builder.Unary(UnaryOp.Neg, c.Product(quotient, c.Primal(z))));
                }, multiplies: true);
            case BinaryOp.Rem: // x' += d, y' -= d*n with n the truncated quotient, (x - z)/y
                return new(isActive(y) ? [x, y, z] : [], (c, d) =>
                {
                    c.Add(x, 0, () => d[0], isFinite: true);
                    c.Add(y, 0, () =>
                    {
                        var whole = c.Builder.Binary(BinaryOp.Sub, c.Primal(x), c.Primal(z));
                        var quotient = c.Builder.Binary(BinaryOp.Div, whole, c.Primal(y));
                        return c.Builder.Unary(UnaryOp.Neg, c.Builder.Binary(BinaryOp.Mul, d[0], quotient));
                    });
                }, multiplies: true);
            default:
                throw Unsupported(z);
        }
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

    /// <summary>Neither zero nor so large or small that squares of quotients of it lose what the quotients have.</summary>
    private static bool IsOrdinary(Constant constant) => constant.Content switch
    {
        double d => Math.Abs(d) is > 1e-100 and < 1e100,
        float f => Math.Abs(f) is > 1e-12f and < 1e12f,
        _ => false,
    };

    private static Value One(Builder builder, TypeReference type) =>
        builder.Types.KindOf(type) == StackKind.Double ? builder.Method.Double(1) : builder.Method.Single(1);

    /// <summary>The cotangent goes to the side that was chosen.</summary>
    private static AdjointAction ForSelect(Select z) => new([z.Operand(0)], (c, d) =>
    {
        var condition = c.Primal(z.Operand(0));
        for (var i = 0; i < d.Length; i++)
        {
            var (amount, zero) = (d[i], c.Builder.Method.Default(d[i].Type));
            c.Add(z.Operand(1), i, () => c.Builder.Select(condition, amount, zero));
            c.Add(z.Operand(2), i, () => c.Builder.Select(condition, zero, amount));
        }
    });

    /// <summary>s'.f += d</summary>
    private void AddField(SweepContext context, Value aggregate, string field, Value[] cotangent)
    {
        var next = 0;
        var leaves = tangents.LeavesOf(aggregate.Type);
        for (var i = 0; i < leaves.Count; i++)
        {
            if (leaves[i].Path.Count == 0 || leaves[i].Path[0].Name != field)
                continue;
            var amount = cotangent[next++];
            context.Add(aggregate, i, () => amount);
        }
    }

    /// <summary>x' += t'.f, and the rest of t' goes to s'.</summary>
    private void ReverseInsert(SweepContext context, Insert insert, Value[] cotangent)
    {
        var next = 0;
        var leaves = tangents.LeavesOf(insert.Type);
        for (var i = 0; i < leaves.Count; i++)
        {
            var amount = cotangent[i];
            if (leaves[i].Path[0].Name == insert.Field.Name)
                context.Add(insert.Item, next++, () => amount);
            else
                context.Add(insert.Aggregate, i, () => amount);
        }
    }

    private IEnumerable<Value> Needed(Value active, Value needed) => isActive(active) ? [needed] : [];

    private static UnsupportedConstructException Unsupported(Instruction instruction) => instruction switch
    {
        NewObject n => new("AD1006", instruction.Location, $"an active value is put into a new '{UserNames.Of(n.Constructor.DeclaringType)}'"),
        RawInstruction r => new("AD1006", instruction.Location, $"an active value passes through the IL instruction '{r.OpCode.Name}'"),
        _ => new("AD1006", instruction.Location, $"an active value passes through '{Printer.Describe(instruction)}'"),
    };
}
