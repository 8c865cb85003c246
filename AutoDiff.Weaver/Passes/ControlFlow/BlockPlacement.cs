using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.ControlFlow;

/// <summary>New blocks at the right place of the layout and of the exception regions, both of which are contiguous.</summary>
internal static class BlockPlacement
{
    /// <summary>
    /// A block to go through on the way to <paramref name="anchor"/>: in the regions around it, save for try parts that begin with it, which
    /// may be entered from outside.
    /// </summary>
    public static Block NewBefore(Block anchor, string? name)
    {
        var method = anchor.Method;
        var block = new Block(method, name);
        method.Blocks.Insert(method.Blocks.IndexOf(anchor), block);
        var tryParts = new HashSet<Region>(method.Regions.Select(r => r.Try));
        foreach (var part in RegionMap.Parts(method).Distinct())
        {
            var index = part.Blocks.IndexOf(anchor);
            if (index > 0 || (index == 0 && !tryParts.Contains(part)))
                part.Blocks.Insert(index, block);
        }
        return block;
    }

    /// <summary>A block in the same regions as <paramref name="anchor"/> and right behind it.</summary>
    public static Block NewAfter(Block anchor, string? name)
    {
        var block = new Block(anchor.Method, name);
        InsertAfter(anchor, [block]);
        return block;
    }

    /// <summary>Puts blocks behind <paramref name="anchor"/>, into the same regions.</summary>
    public static void InsertAfter(Block anchor, IReadOnlyList<Block> blocks)
    {
        var method = anchor.Method;
        method.Blocks.InsertRange(method.Blocks.IndexOf(anchor) + 1, blocks);
        foreach (var part in RegionMap.Parts(method).Distinct())
        {
            var index = part.Blocks.IndexOf(anchor);
            if (index >= 0)
                part.Blocks.InsertRange(index + 1, blocks);
        }
    }

    /// <summary>Leads edges of one target through a new block, which gets the target's parameters and passes them on.</summary>
    public static void Redirect(IReadOnlyList<Edge> edges, Block through)
    {
        var method = through.Method;
        var target = edges[0].Target;
        Value[] arguments;
        if (edges.Count == 1)
        {
            // The one edge's arguments are at hand in the new block as they are.
            arguments = [.. edges[0].Arguments];
            edges[0].Target = through;
            edges[0].ClearArguments();
        }
        else
        {
            foreach (var parameter in target.Parameters.Take(edges[0].ArgumentCount))
                through.AddParameter(parameter.Type, parameter.Name);
            foreach (var edge in edges)
                edge.Target = through;
            arguments = [.. through.Parameters];
        }
        new Builder(method) { Location = edges[0].Source.Location }.AtEnd(through).Jump(target, arguments);
    }
}
