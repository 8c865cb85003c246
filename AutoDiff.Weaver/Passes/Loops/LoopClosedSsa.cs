using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>
/// Makes every value of a loop that is used outside leave it through a parameter of an exit block. Expects dedicated exits. A value that
/// a handler outside the loop uses is left alone: an exception brings no arguments along.
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
        foreach (var loop in loops.All.Reverse())
        {
            var handlers = HandlersOutside(method, loop);
            var exits = loop.Exits.Select(e => e.Target).Distinct().ToList();
            foreach (var block in loop.Blocks)
            {
                foreach (var value in block.Parameters.Concat<TrackedValue>(block.Instructions.Where(i => i.HasResult)).ToList())
                    changed |= Close(value, block, loop, exits, handlers, dominators, ssa);
            }
        }
        return changed;
    }

    private static HashSet<Block> HandlersOutside(MethodIR method, Loop loop) => [.. method.Regions
        .Where(r => r.Try.Blocks.Any(loop.Contains))
        .SelectMany(r => r.Filter is null ? r.Handler.Blocks : r.Handler.Blocks.Concat(r.Filter.Blocks))
        .Where(b => !loop.Contains(b))];

    private static bool Close(TrackedValue value, Block home, Loop loop, List<Block> exits, HashSet<Block> handlers, Dominators dominators, SsaBuilder ssa)
    {
        var outside = value.Uses.Where(u => !loop.Contains(u.User.Block!)).ToList();
        if (outside.Count == 0 || outside.Any(u => handlers.Contains(u.User.Block!)))
            return false;
        var variable = new Variable(value.Type, value.Name);
        // A handler outside may be entered without leaving the loop by an edge.
        ssa.Write(variable, home, value);
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
