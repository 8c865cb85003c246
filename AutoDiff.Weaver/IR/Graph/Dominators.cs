namespace AutoDiff.Weaving.IR.Graph;

/// <summary>
/// Dominator tree over any directed graph of blocks (Cooper, Harvey, Kennedy 2001). A handler of an exception region is entered from every
/// block of its try part. Unreachable blocks are not in the tree.
/// </summary>
internal sealed class Dominators
{
    private readonly Dictionary<Block, int> order = [];
    private readonly Dictionary<Block, Block> immediate = [];
    private readonly Dictionary<Block, (int In, int Out)> interval = [];
    private readonly Dictionary<Block, List<Block>> children = [];

    private Dominators(Block root, Func<Block, IEnumerable<Block>> successors)
    {
        ReversePostorder = Order(root, successors);
        for (var i = 0; i < ReversePostorder.Count; i++)
            order[ReversePostorder[i]] = i;
        var predecessors = new Dictionary<Block, List<Block>>();
        foreach (var block in ReversePostorder)
        {
            foreach (var successor in successors(block))
            {
                if (!predecessors.TryGetValue(successor, out var list))
                    predecessors.Add(successor, list = []);
                list.Add(block);
            }
        }
        immediate[root] = root;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in ReversePostorder.Skip(1))
            {
                Block? best = null;
                foreach (var predecessor in predecessors[block])
                {
                    if (immediate.ContainsKey(predecessor))
                        best = best is null ? predecessor : Intersect(predecessor, best);
                }
                if (!immediate.TryGetValue(block, out var current) || current != best)
                {
                    immediate[block] = best!;
                    changed = true;
                }
            }
        }
        foreach (var block in ReversePostorder.Skip(1))
        {
            if (!children.TryGetValue(immediate[block], out var list))
                children.Add(immediate[block], list = []);
            list.Add(block);
        }
        Number(root);
    }

    public List<Block> ReversePostorder { get; }

    public static Dominators Of(MethodIR method)
    {
        var handlers = HandlerEdges(method);
        return new Dominators(method.Entry, b => handlers.TryGetValue(b, out var extra) ? b.Successors.Concat(extra) : b.Successors);
    }

    public static Dominators Of(Block root, Func<Block, IEnumerable<Block>> successors) => new(root, successors);

    public bool Contains(Block block) => order.ContainsKey(block);

    public int OrderOf(Block block) => order[block];

    /// <summary>Null for the root.</summary>
    public Block? ImmediateDominator(Block block) => immediate[block] == block ? null : immediate[block];

    public IReadOnlyList<Block> Children(Block block) => children.TryGetValue(block, out var list) ? list : [];

    /// <summary>Every block dominates itself.</summary>
    public bool Dominates(Block a, Block b) => interval[a].In <= interval[b].In && interval[b].Out <= interval[a].Out;

    private static Dictionary<Block, List<Block>> HandlerEdges(MethodIR method)
    {
        var edges = new Dictionary<Block, List<Block>>();
        foreach (var region in method.Regions)
        {
            foreach (var block in region.Try.Blocks)
            {
                if (!edges.TryGetValue(block, out var list))
                    edges.Add(block, list = []);
                if (region.Filter is not null)
                    list.Add(region.Filter.Entry);
                list.Add(region.Handler.Entry);
            }
        }
        return edges;
    }

    private static List<Block> Order(Block root, Func<Block, IEnumerable<Block>> successors)
    {
        var postorder = new List<Block>();
        var seen = new HashSet<Block> { root };
        var stack = new Stack<(Block Block, IEnumerator<Block> Next)>();
        stack.Push((root, successors(root).GetEnumerator()));
        while (stack.Count > 0)
        {
            var (block, rest) = stack.Peek();
            if (rest.MoveNext())
            {
                if (seen.Add(rest.Current))
                    stack.Push((rest.Current, successors(rest.Current).GetEnumerator()));
            }
            else
            {
                stack.Pop();
                postorder.Add(block);
            }
        }
        postorder.Reverse();
        return postorder;
    }

    private Block Intersect(Block a, Block b)
    {
        while (a != b)
        {
            while (order[a] > order[b])
                a = immediate[a];
            while (order[b] > order[a])
                b = immediate[b];
        }
        return a;
    }

    private void Number(Block root)
    {
        var clock = 0;
        var stack = new Stack<(Block Block, int Child, int In)>();
        stack.Push((root, 0, clock++));
        while (stack.Count > 0)
        {
            var (block, child, entered) = stack.Pop();
            var list = Children(block);
            if (child < list.Count)
            {
                stack.Push((block, child + 1, entered));
                stack.Push((list[child], 0, clock++));
            }
            else
            {
                interval[block] = (entered, clock++);
            }
        }
    }
}
