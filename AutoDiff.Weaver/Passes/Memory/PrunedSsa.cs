using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// SSA construction for variables whose reads and writes are all known beforehand: block parameters where definitions meet (Cytron, Ferrante,
/// Rosen, Wegman, Zadeck 1991) and the variable is live (Choi, Cytron, Ferrante 1991), values by a walk down the dominator tree. Expects
/// reachable blocks only. A handler finds what its try part found, which suits variables that are not live there or not written in the try part.
/// </summary>
internal sealed class PrunedSsa
{
    private readonly Dominators dominators;
    private readonly MethodIR method;
    private readonly Func<Variable, Value> initial;
    private readonly Dictionary<Variable, Usage> usages = [];
    private readonly Dictionary<Block, List<Block>> frontiers = [];
    private readonly Dictionary<Block, Block> enteredFrom = [];
    private readonly Dictionary<Block, List<(Variable Variable, BlockParameter Parameter)>> placed = [];
    private readonly Dictionary<Variable, Value> current = [];
    private Stack<(Variable, Value?)> undo = new();

    public PrunedSsa(MethodIR method, Func<Variable, Value> initial)
    {
        this.method = method;
        this.initial = initial;
        dominators = Dominators.Of(method);
        foreach (var region in method.Regions)
        {
            enteredFrom[region.Handler.Entry] = region.Try.Entry;
            if (region.Filter is not null)
                enteredFrom[region.Filter.Entry] = region.Try.Entry;
        }
        FindFrontiers();
    }

    /// <summary>Reads and writes of a variable are noted in the order in which they stand in a block.</summary>
    public void NoteRead(Variable variable, Block block)
    {
        var usage = UsageOf(variable);
        if (!usage.Written.Contains(block))
            usage.ReadFirst.Add(block);
    }

    public void NoteWrite(Variable variable, Block block) => UsageOf(variable).Written.Add(block);

    /// <summary>
    /// Visits the blocks, dominators first. The visitor goes through a block's instructions with <see cref="Read"/> and <see cref="Write"/>.
    /// </summary>
    public void Build(Action<Block> visit)
    {
        foreach (var usage in usages)
            Place(usage.Key, usage.Value);
        var stack = new Stack<(Block Block, int Child, Stack<(Variable, Value?)> Undo)>();
        stack.Push((method.Entry, 0, Enter(method.Entry, visit)));
        while (stack.Count > 0)
        {
            var (block, child, changes) = stack.Pop();
            var children = dominators.Children(block);
            if (child < children.Count)
            {
                stack.Push((block, child + 1, changes));
                stack.Push((children[child], 0, Enter(children[child], visit)));
                continue;
            }
            foreach (var (variable, before) in changes)
            {
                if (before is null)
                    current.Remove(variable);
                else
                    current[variable] = before;
            }
        }
    }

    public Value Read(Variable variable) => current.TryGetValue(variable, out var value) ? value : initial(variable);

    public void Write(Variable variable, Value value)
    {
        undo.Push((variable, current.TryGetValue(variable, out var before) ? before : null));
        current[variable] = value;
    }

    private Stack<(Variable, Value?)> Enter(Block block, Action<Block> visit)
    {
        undo = new();
        if (placed.TryGetValue(block, out var parameters))
        {
            foreach (var (variable, parameter) in parameters)
                Write(variable, parameter);
        }
        visit(block);
        foreach (var edge in block.Terminator!.Edges)
        {
            if (!placed.TryGetValue(edge.Target, out var wanted))
                continue;
            foreach (var (variable, _) in wanted)
                edge.AddArgument(Read(variable));
        }
        return undo;
    }

    private void Place(Variable variable, Usage usage)
    {
        var live = LiveIn(usage);
        var work = new Stack<Block>(usage.Written);
        var done = new HashSet<Block>();
        while (work.Count > 0)
        {
            if (!frontiers.TryGetValue(work.Pop(), out var frontier))
                continue;
            foreach (var block in frontier)
            {
                if (!live.Contains(block) || !done.Add(block))
                    continue;
                if (!placed.TryGetValue(block, out var list))
                    placed.Add(block, list = []);
                list.Add((variable, block.AddParameter(variable.Type, variable.Name)));
                work.Push(block);
            }
        }
    }

    private HashSet<Block> LiveIn(Usage usage)
    {
        var live = new HashSet<Block>(usage.ReadFirst);
        var work = new Stack<Block>(live);
        while (work.Count > 0)
        {
            var block = work.Pop();
            if (enteredFrom.TryGetValue(block, out var entry) && live.Add(entry))
                work.Push(entry);
            foreach (var edge in block.Incoming)
            {
                var predecessor = edge.Source.Block!;
                if (!usage.Written.Contains(predecessor) && live.Add(predecessor))
                    work.Push(predecessor);
            }
        }
        return live;
    }

    /// <summary>Cooper, Harvey, Kennedy 2001: up from each predecessor of a merge to the merge's immediate dominator.</summary>
    private void FindFrontiers()
    {
        foreach (var block in dominators.ReversePostorder)
        {
            if (block.Incoming.Count < 2)
                continue;
            var dominator = dominators.ImmediateDominator(block);
            foreach (var edge in block.Incoming)
            {
                for (var runner = edge.Source.Block!; runner != dominator; runner = dominators.ImmediateDominator(runner)!)
                {
                    if (!frontiers.TryGetValue(runner, out var list))
                        frontiers.Add(runner, list = []);
                    if (list.Count > 0 && list[list.Count - 1] == block)
                        break;
                    list.Add(block);
                }
            }
        }
    }

    private Usage UsageOf(Variable variable)
    {
        if (!usages.TryGetValue(variable, out var usage))
            usages.Add(variable, usage = new Usage());
        return usage;
    }

    private sealed class Usage
    {
        public HashSet<Block> ReadFirst { get; } = [];

        public HashSet<Block> Written { get; } = [];
    }
}
