using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>
/// Gives cycles with several entries (a <c>goto</c> into a loop) one: a new block that all ways into the entries lead through and that goes on to
/// the entry that was meant, told by a number. No code is copied.
/// </summary>
internal static class IrreducibleLoopsPass
{
    public static bool Run(MethodIR method)
    {
        var changed = false;
        while (FindEntries(method) is { } entries && RegionMap.Of(method) is var regions && entries.All(e => regions.Same(e, entries[0])))
        {
            Dispatch(method, entries);
            changed = true;
        }
        return changed;
    }

    /// <summary>The entries of a strongly connected set of blocks that has more than one, outermost sets first; null when there is none.</summary>
    private static List<Block>? FindEntries(MethodIR method)
    {
        var dominators = Dominators.Of(method);
        if (!NaturalLoops.Of(method, dominators).HasIrreducible)
            return null;
        return Search(dominators.ReversePostorder);
    }

    private static List<Block>? Search(IReadOnlyList<Block> blocks)
    {
        foreach (var component in StronglyConnected.Of(blocks, b => b.Successors).Where(c => c.Count > 1 || c[0].Successors.Contains(c[0])))
        {
            var inside = new HashSet<Block>(component);
            var entries = component.Where(b => b.Predecessors.Any(p => !inside.Contains(p))).ToList();
            if (entries.Count > 1)
                return entries;
            // With its single header out of the way, what cycles are left inside?
            var rest = component.Where(b => b != (entries.Count == 1 ? entries[0] : component[0])).ToList();
            if (rest.Count > 0 && Search(rest) is { } inner)
                return inner;
        }
        return null;
    }

    private static void Dispatch(MethodIR method, List<Block> entries)
    {
        var dispatcher = NewDispatcher(method, entries);
        var which = dispatcher.AddParameter(method.Types.Int32, "entry");
        var passed = entries.Select(e => e.Parameters.Select(p => dispatcher.AddParameter(p.Type, p.Name)).ToList()).ToList();
        var builder = new Builder(method);
        for (var i = 0; i < entries.Count; i++)
        {
            foreach (var edge in entries[i].Incoming.ToList())
            {
                var arguments = edge.Arguments.ToList();
                edge.ClearArguments();
                edge.Target = dispatcher;
                edge.AddArgument(method.Int32(i));
                for (var k = 0; k < entries.Count; k++)
                {
                    for (var j = 0; j < passed[k].Count; j++)
                        edge.AddArgument(k == i ? arguments[j] : method.Undefined(passed[k][j].Type));
                }
            }
        }
        var choice = builder.AtEnd(dispatcher).Switch(which, entries.Take(entries.Count - 1), entries[entries.Count - 1]);
        for (var k = 0; k < entries.Count; k++)
        {
            foreach (var parameter in passed[k])
                choice.Edges[k].AddArgument(parameter);
        }
    }

    /// <summary>A block in the regions around the entries. Where one of them begins a try part, the new block begins it from now on.</summary>
    private static Block NewDispatcher(MethodIR method, List<Block> entries)
    {
        var regions = RegionMap.Of(method);
        var first = entries.FirstOrDefault(regions.IsEntry) ?? entries[0];
        var dispatcher = new Block(method, "dispatch");
        method.Blocks.Insert(method.Blocks.IndexOf(first), dispatcher);
        foreach (var part in RegionMap.Parts(method).Distinct())
        {
            var index = part.Blocks.IndexOf(first);
            if (index >= 0)
                part.Blocks.Insert(index, dispatcher);
        }
        return dispatcher;
    }
}
