namespace AutoDiff.Weaving.IR.Graph;

/// <summary>
/// Where what is written in some blocks meets what is not: the iterated dominance frontiers of the blocks (Cytron et al. 1991). A variable that is written
/// there and nowhere else is at the start of any other block what it is at the end of the block's immediate dominator.
/// </summary>
internal sealed class MergePlaces
{
    private readonly Dominators dominators;
    private readonly Dictionary<Block, List<Block>> frontiers = [];
    private readonly List<Block> entries = [];

    public MergePlaces(MethodIR method, Dominators dominators)
    {
        this.dominators = dominators;
        var handlers = new Dictionary<Block, List<Block>>();
        foreach (var region in method.Regions)
        {
            foreach (var entry in region.Filter is { } filter ? [filter.Entry, region.Handler.Entry] : new[] { region.Handler.Entry })
            {
                // What a variable is there is not what it is at the end of any block.
                entries.Add(entry);
                if (!handlers.TryGetValue(entry, out var list))
                    handlers.Add(entry, list = []);
                list.AddRange(region.Try.Blocks);
            }
        }
        foreach (var block in dominators.ReversePostorder)
        {
            IEnumerable<Block> predecessors = block.Predecessors;
            if (handlers.TryGetValue(block, out var throwing))
                predecessors = predecessors.Concat(throwing);
            else if (block.Incoming.Count < 2)
                continue;
            foreach (var predecessor in predecessors)
                AddFrontier(predecessor, block);
        }
    }

    /// <summary>The blocks that need a parameter for a variable which is written in these blocks and nowhere else.</summary>
    public HashSet<Block> Of(IEnumerable<Block> writing)
    {
        var places = new HashSet<Block>();
        var work = new Stack<Block>(writing.Concat(entries));
        while (work.Count > 0)
        {
            if (!frontiers.TryGetValue(work.Pop(), out var frontier))
                continue;
            foreach (var block in frontier)
            {
                if (places.Add(block))
                    work.Push(block);
            }
        }
        places.UnionWith(entries);
        return places;
    }

    /// <summary>
    /// The last of these blocks on all ways to a block, or the entry: what a variable that only changes there is at its end, it is where the block begins.
    /// </summary>
    public Block? LastBefore(Block block, IEnumerable<Block> changing)
    {
        if (!dominators.Contains(block))
            return null;
        var last = dominators.ReversePostorder[0];
        foreach (var other in changing)
        {
            if (other == block || !dominators.Contains(other) || !dominators.Dominates(other, block))
                continue;
            if (dominators.OrderOf(other) > dominators.OrderOf(last))
                last = other;
        }
        return last == block ? null : last;
    }

    private void AddFrontier(Block predecessor, Block merge)
    {
        if (!dominators.Contains(predecessor))
            return;
        var end = dominators.ImmediateDominator(merge);
        for (var block = predecessor; block != end && block is not null; block = dominators.ImmediateDominator(block))
        {
            if (!frontiers.TryGetValue(block, out var list))
                frontiers.Add(block, list = []);
            // Whatever dominates it has been given the merge with it.
            if (list.Count > 0 && list[list.Count - 1] == merge)
                break;
            list.Add(merge);
        }
    }
}
