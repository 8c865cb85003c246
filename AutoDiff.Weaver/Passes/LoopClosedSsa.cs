using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Makes every value of a loop that is used outside leave it through a parameter of an exit block. Expects dedicated exits. A loop that an
/// exception may leave for a handler outside it is left alone: there is no edge to pass a value along.
/// </summary>
internal static class LoopClosedSsaPass
{
    public static bool Run(MethodIR method)
    {
        var dominators = Dominators.Of(method);
        var loops = NaturalLoops.Of(method, dominators);
        if (loops.All.Count == 0)
            return false;
        var ssa = new SsaBuilder(v => method.Undefined(v.Type));
        foreach (var block in method.Blocks)
            ssa.Seal(block);
        var changed = false;
        foreach (var loop in loops.All.Reverse().Where(l => !MayThrowOut(method, l)))
        {
            var exits = loop.Exits.Select(e => e.Target).Distinct().ToList();
            foreach (var block in loop.Blocks)
            {
                foreach (var value in block.Parameters.Concat<TrackedValue>(block.Instructions.Where(i => i.HasResult)).ToList())
                    changed |= Close(value, block, loop, exits, dominators, ssa);
            }
        }
        return changed;
    }

    private static bool MayThrowOut(MethodIR method, Loop loop) =>
        method.Regions.Any(r => r.Try.Blocks.Any(loop.Contains) && (r.Handler.Blocks.Any(b => !loop.Contains(b)) || r.Filter?.Blocks.Any(b => !loop.Contains(b)) == true));

    private static bool Close(TrackedValue value, Block home, Loop loop, List<Block> exits, Dominators dominators, SsaBuilder ssa)
    {
        var outside = value.Uses.Where(u => !loop.Contains(u.User.Block!)).ToList();
        if (outside.Count == 0)
            return false;
        var variable = new Variable(value.Type, value.Name);
        var parameters = new List<BlockParameter>();
        foreach (var exit in exits)
        {
            if (!dominators.Dominates(home, exit))
            {
                ssa.Write(variable, exit, home.Method.Undefined(value.Type));
                continue;
            }
            var parameter = exit.AddParameter(value.Type, value.Name);
            foreach (var edge in exit.Incoming)
                edge.AddArgument(value);
            parameters.Add(parameter);
            ssa.Write(variable, exit, parameter);
        }
        foreach (var use in outside)
            use.Value = ssa.Current(ssa.Read(variable, use.User.Block!));
        foreach (var parameter in parameters.Where(p => !p.HasUses))
            parameter.Block.RemoveParameter(parameter);
        return true;
    }
}
