using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>
/// Sums of adjoints of which one turned out to be zero by construction (not by value) are the other. Done after the sweep is complete, when
/// merges of nothing but zeros have become constants.
/// </summary>
internal static class AdjointCleanup
{
    public static void Run(IEnumerable<Instruction> sums)
    {
        foreach (var sum in sums)
        {
            if (sum.Block is null || sum is not Binary { Op: BinaryOp.Add } add)
                continue;
            if (Adjoints.IsZero(add.Left))
                add.ReplaceWith(add.Right);
            else if (Adjoints.IsZero(add.Right))
                add.ReplaceWith(add.Left);
        }
    }
}
