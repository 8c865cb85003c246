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
    public static void Subtract(IEnumerable<Instruction> sums)
    {
        foreach (var sum in sums)
        {
            if (sum.Block is not { } block || sum is not Binary { Op: BinaryOp.Add } add)
                continue;
            var builder = new Builder(block.Method) { Location = add.Location }.Before(add);
            if (add.Right is Unary { Op: UnaryOp.Neg } right)
                add.ReplaceWith(builder.Binary(BinaryOp.Sub, add.Left, right.Operand(0), add.Type));
            else if (add.Left is Unary { Op: UnaryOp.Neg } left)
                add.ReplaceWith(builder.Binary(BinaryOp.Sub, add.Right, left.Operand(0), add.Type));
        }
    }
}
