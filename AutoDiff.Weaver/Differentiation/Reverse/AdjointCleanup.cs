using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse;

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
}
