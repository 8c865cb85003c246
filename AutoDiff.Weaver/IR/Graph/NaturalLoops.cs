namespace AutoDiff.Weaving.IR.Graph;

/// <summary>
/// The natural loops of a method and how they nest; loops that share a header are one. Found from the innermost headers outwards, each block
/// looked at once per loop it is in (as LLVM's LoopInfo does).
/// </summary>
internal sealed class NaturalLoops
{
    private readonly Dictionary<Block, Loop> innermost = [];
    private readonly Dictionary<Block, Loop> byHeader = [];
    private readonly Dictionary<Block, List<Block>> reachedFrom;

    private NaturalLoops(MethodIR method, Dominators dominators)
    {
        reachedFrom = ImplicitPredecessors(method);
        for (var i = dominators.ReversePostorder.Count - 1; i >= 0; i--)
            Discover(dominators.ReversePostorder[i], dominators);
        All = [.. dominators.ReversePostorder.Where(byHeader.ContainsKey).Select(b => byHeader[b])];
        foreach (var loop in All)
            loop.Depth = loop.Parent is null ? 1 : loop.Parent.Depth + 1;
        foreach (var block in dominators.ReversePostorder)
        {
            for (var loop = InnermostLoop(block); loop is not null; loop = loop.Parent)
            {
                loop.Blocks.Add(block);
                foreach (var edge in block.Terminator?.Edges ?? [])
                {
                    if (!IsInside(edge.Target, loop))
                        loop.Exits.Add(edge);
                }
            }
        }
    }

    /// <summary>All loops, outer ones before those inside them.</summary>
    public IReadOnlyList<Loop> All { get; }

    /// <summary>There are cycles with more than one entry; they are in no loop.</summary>
    public bool HasIrreducible { get; private set; }

    public static NaturalLoops Of(MethodIR method, Dominators dominators) => new(method, dominators);

    public static NaturalLoops Of(MethodIR method) => new(method, Dominators.Of(method));

    /// <summary>The smallest loop around a block, or null.</summary>
    public Loop? InnermostLoop(Block block) => innermost.TryGetValue(block, out var loop) ? loop : null;

    /// <summary>The loop with this header, or null.</summary>
    public Loop? LoopAt(Block header) => byHeader.TryGetValue(header, out var loop) ? loop : null;

    public int DepthOf(Block block) => InnermostLoop(block)?.Depth ?? 0;

    /// <summary>
    /// The ways that are no edges: exceptions into handlers, accepting filters, and finally handlers on the way of a leave. They make a handler
    /// part of the loop around its try part.
    /// </summary>
    private static Dictionary<Block, List<Block>> ImplicitPredecessors(MethodIR method)
    {
        var result = new Dictionary<Block, List<Block>>();
        foreach (var region in method.Regions)
        {
            Add(region.Handler.Entry, region.Try.Blocks);
            if (region.Filter is { } filter)
            {
                Add(filter.Entry, region.Try.Blocks);
                Add(region.Handler.Entry, filter.Blocks.Where(b => b.Terminator is EndFilter));
            }
            var ends = region.Handler.Blocks.Where(b => b.Terminator is EndFinally).ToList();
            if (ends.Count == 0)
                continue;
            var inside = new HashSet<Block>(region.Try.Blocks);
            foreach (var block in region.Try.Blocks)
            {
                if (block.Terminator is Leave leave && !inside.Contains(leave.Edge.Target))
                    Add(leave.Edge.Target, ends);
            }
        }
        return result;

        void Add(Block target, IEnumerable<Block> sources)
        {
            if (!result.TryGetValue(target, out var list))
                result.Add(target, list = []);
            list.AddRange(sources);
        }
    }

    private bool IsInside(Block block, Loop loop)
    {
        var around = InnermostLoop(block);
        while (around is not null && around.Depth > loop.Depth)
            around = around.Parent;
        return around == loop;
    }

    private void Discover(Block header, Dominators dominators)
    {
        Loop? loop = null;
        var work = new Stack<Block>();
        foreach (var source in header.Predecessors)
        {
            if (!dominators.Contains(source))
                continue;
            if (!dominators.Dominates(header, source))
            {
                HasIrreducible |= dominators.OrderOf(source) >= dominators.OrderOf(header);
                continue;
            }
            loop ??= new Loop(header);
            if (!loop.Latches.Contains(source))
                loop.Latches.Add(source);
        }
        if (loop is null)
            return;
        byHeader.Add(header, loop);
        innermost.Add(header, loop);
        PushPredecessors(work, header, header, dominators);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (block == header)
                continue;
            if (!innermost.TryGetValue(block, out var inner))
            {
                innermost.Add(block, loop);
                PushPredecessors(work, block, header, dominators);
                continue;
            }
            while (inner.Parent is not null)
                inner = inner.Parent;
            if (inner == loop)
                continue;
            inner.Parent = loop;
            PushPredecessors(work, inner.Header, header, dominators);
        }
    }

    /// <summary>What leads to a block of the loop, or back to the header, is in the loop; what enters the header from outside is not dominated by it.</summary>
    private void PushPredecessors(Stack<Block> work, Block block, Block header, Dominators dominators)
    {
        foreach (var predecessor in reachedFrom.TryGetValue(block, out var implicitly) ? block.Predecessors.Concat(implicitly) : block.Predecessors)
        {
            if (dominators.Contains(predecessor) && dominators.Dominates(header, predecessor))
                work.Push(predecessor);
        }
    }
}
