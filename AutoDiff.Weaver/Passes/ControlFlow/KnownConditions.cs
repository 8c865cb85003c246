using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Weaving.Passes.ControlFlow;

/// <summary>
/// Decides branches on values that a branch further up has tested: what the tests for null and for types of several inlined methods come to. A branch is known
/// where one way out of another branch on the same value leads to a block that has no other way in and dominates it.
/// </summary>
internal static class KnownConditionsPass
{
    public static bool Run(MethodIR method)
    {
        var tests = new Dictionary<Value, List<Branch>>();
        foreach (var block in method.Blocks)
        {
            if (block.Terminator is Branch { Condition: var condition } branch and not { Condition: Constant })
            {
                Comparisons.Strip(method.Types, ref condition);
                if (!tests.TryGetValue(condition, out var known))
                    tests.Add(condition, known = []);
                known.Add(branch);
            }
        }
        Dominators? dominators = null;
        var changed = false;
        foreach (var known in tests.Values.Where(t => t.Count > 1))
        {
            dominators ??= Dominators.Of(method);
            var settled = known.SelectMany(b => Settled(method, b)).ToList();
            foreach (var branch in known)
            {
                if (!dominators.Contains(branch.Block!))
                    continue;
                var (_, holds, by) = settled.FirstOrDefault(s => s.By != branch && dominators.Contains(s.From) && dominators.Dominates(s.From, branch.Block!));
                if (by is null)
                    continue;
                branch.SetOperand(0, method.Int32(holds != IsInverted(method, branch) ? 1 : 0));
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>Where it is known, by a branch, whether what it tests holds.</summary>
    private static IEnumerable<(Block From, bool Holds, Branch By)> Settled(MethodIR method, Branch branch)
    {
        var isInverted = IsInverted(method, branch);
        if (branch.WhenTrue.Target.Incoming is [_])
            yield return (branch.WhenTrue.Target, !isInverted, branch);
        if (branch.WhenFalse.Target.Incoming is [_])
            yield return (branch.WhenFalse.Target, isInverted, branch);
    }

    private static bool IsInverted(MethodIR method, Branch branch)
    {
        var condition = branch.Condition;
        return Comparisons.Strip(method.Types, ref condition);
    }
}
