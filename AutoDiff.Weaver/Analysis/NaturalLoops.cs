using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Analysis;

/// <summary>
/// The natural loops of a method and how they nest; loops that share a header are one. Found from the innermost headers outwards, each block
/// looked at once per loop it is in (as LLVM's LoopInfo does).
/// </summary>
internal sealed class NaturalLoops
{
    private readonly Dictionary<Block, Loop> innermost = [];
    private readonly Dictionary<Block, Loop> byHeader = [];
    private readonly Dictionary<Block, List<Block>> enteredFrom;

    private NaturalLoops(MethodIR method, Dominators dominators)
    {
        enteredFrom = HandlerPredecessors(method);
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

    private static Dictionary<Block, List<Block>> HandlerPredecessors(MethodIR method)
    {
        var result = new Dictionary<Block, List<Block>>();
        foreach (var region in method.Regions)
        {
            result[region.Handler.Entry] = region.Try.Blocks;
            if (region.Filter is not null)
                result[region.Filter.Entry] = region.Try.Blocks;
        }
        return result;
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
        foreach (var source in Predecessors(header))
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
            work.Push(source);
        }
        if (loop is null)
            return;
        byHeader.Add(header, loop);
        innermost.Add(header, loop);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (block == header)
                continue;
            if (!innermost.TryGetValue(block, out var inner))
            {
                innermost.Add(block, loop);
                PushPredecessors(work, block, dominators);
                continue;
            }
            while (inner.Parent is not null)
                inner = inner.Parent;
            if (inner == loop)
                continue;
            inner.Parent = loop;
            PushPredecessors(work, inner.Header, dominators);
        }
    }

    private void PushPredecessors(Stack<Block> work, Block block, Dominators dominators)
    {
        foreach (var predecessor in Predecessors(block))
        {
            if (dominators.Contains(predecessor))
                work.Push(predecessor);
        }
    }

    private IEnumerable<Block> Predecessors(Block block) =>
        enteredFrom.TryGetValue(block, out var thrown) ? block.Predecessors.Concat(thrown) : block.Predecessors;
}
