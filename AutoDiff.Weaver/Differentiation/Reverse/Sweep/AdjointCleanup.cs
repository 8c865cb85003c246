using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// Sums of adjoints of which one turned out to be zero by construction (not by value) are the other. Done after the sweep is complete, when
/// merges of nothing but zeros have become constants.
/// </summary>
internal static class AdjointCleanup
{
    public static bool Run(IEnumerable<Instruction> sums)
    {
        var changed = false;
        foreach (var sum in sums)
        {
            if (sum.Block is null || sum is not Binary { Op: BinaryOp.Add } add)
                continue;
            var (left, right) = (Adjoints.IsZero(add.Left), Adjoints.IsZero(add.Right));
            if (!left && !right)
                continue;
            add.ReplaceWith(left ? add.Right : add.Left);
            changed = true;
        }
        return changed;
    }

    /// <summary>Sums with something negated become differences, at the very end: until then a sum shows which of its sides is zero.</summary>
    public static void Subtract(HashSet<Instruction> sums)
    {
        foreach (var sum in sums.ToList())
        {
            if (sum.Block is not { } block || sum is not Binary { Op: BinaryOp.Add } add)
                continue;
            var builder = new Builder(block.Method) { Location = add.Location }.Before(add);
            var (minuend, negated) = add switch
            {
                { Right: Unary { Op: UnaryOp.Neg } right } => (add.Left, right),
                { Left: Unary { Op: UnaryOp.Neg } left } => (add.Right, left),
                _ => (add.Left, null as Unary),
            };
            if (negated is null)
                continue;
            var difference = builder.Binary(BinaryOp.Sub, minuend, negated.Operand(0), add.Type);
            if (difference is Instruction instruction)
                sums.Add(instruction);
            add.ReplaceWith(difference);
        }
    }
}
