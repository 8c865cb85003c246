using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Differentiation.Reverse.Sweep;

/// <summary>
/// The control flow of the reverse sweep: the blocks that are reversed and how each one finds the block that ran before it. Adds to the
/// method what that takes: path notes at merges and counters in loops.
/// </summary>
internal sealed class ReverseGraph
{
    private readonly MethodIR method;
    private readonly Func<Block, bool> isPassive;
    private readonly Func<Edge, bool> carriesActive;
    private readonly Dictionary<Block, ReverseStep> steps = [];
    private readonly Dictionary<Loop, LoopCounter> counters = [];
    private readonly Dictionary<(Edge, Loop), Value> exitValues = [];
    private readonly HashSet<Block> neverSkipTo = [];
    private readonly Dictionary<Block, bool> reversedFor = [];
    private readonly Dictionary<Block, ExceptionRegion> handlers;

    public ReverseGraph(MethodIR method, Block exit, Func<Block, bool> isPassive, Func<Edge, bool> carriesActive)
    {
        this.method = method;
        this.isPassive = isPassive;
        this.carriesActive = carriesActive;
        Exit = exit;
        handlers = method.Regions.ToDictionary(r => r.Handler.Entry);
        Dominators = Dominators.Of(method);
        Loops = NaturalLoops.Of(method, Dominators);
        if (Loops.HasIrreducible)
        {
            throw new UnsupportedConstructException(
                "AD1006", method.Instructions.Select(i => i.Location).FirstOrDefault(l => l is not null),
                "a goto enters a loop from outside its head (irreducible control flow)");
        }
        FindSkips();
        DecideSteps();
    }

    public Block Exit { get; }

    public Dominators Dominators { get; }

    public NaturalLoops Loops { get; }

    /// <summary>The reversed blocks in the order in which the sweep is built: a block after those that run after it, loops aside.</summary>
    public IReadOnlyList<Block> Order { get; private set; } = [];

    public ReverseStep StepOf(Block block) => steps[block];

    public bool IsReversed(Block block) => steps.ContainsKey(block);

    public LoopCounter? CounterOf(Loop loop) => counters.TryGetValue(loop, out var counter) ? counter : null;

    /// <summary>The loops that an edge leaves and that are reversed, with the value of their counter at that moment.</summary>
    public IEnumerable<(LoopCounter Counter, Value AtExit)> CountersLeftBy(Edge edge)
    {
        for (var loop = Loops.InnermostLoop(edge.Source.Block!); loop is not null && !loop.Contains(edge.Target); loop = loop.Parent)
        {
            if (exitValues.TryGetValue((edge, loop), out var value))
                yield return (counters[loop], value);
        }
    }

    /// <summary>
    /// Refuses handlers that are reversed although their try part leaves a trace: how much of it was left when the exception came is not known.
    /// </summary>
    public void CheckHandlers(Func<Block, bool> leavesTrace)
    {
        foreach (var handler in handlers)
        {
            if (!handler.Value.IsPrecise && IsReversed(handler.Key) && handler.Value.Try.Blocks.Any(leavesTrace))
                throw Unsupported(handler.Key);
        }
    }

    /// <summary>The blocks that a block may be entered from, by an edge or by an exception.</summary>
    public IEnumerable<Block> LeadingTo(Block block) =>
        handlers.TryGetValue(block, out var region) ? block.Predecessors.Concat(region.Try.Blocks) : block.Predecessors;

    private Block BeforeTry(Block handler, ExceptionRegion region)
    {
        if (region.IsPrecise)
            return region.Try.Entry;
        var before = Dominators.ImmediateDominator(region.Try.Entry);
        if (region.Filter is not null)
            throw KeptFilters.Explain(region);
        if (before is null || Loops.InnermostLoop(before) != Loops.InnermostLoop(handler))
            throw Unsupported(handler);
        return before;
    }

    private static UnsupportedConstructException Unsupported(Block handler) => new(
        "AD1006", handler.Instructions.Select(i => i.Location).FirstOrDefault(l => l is not null),
        "the result depends on an exception handler whose try block runs loops or calls that are differentiated, or writes active values to memory (a "
        + "variable that the handler sees included), and that cannot be taken apart; test for the failure beforehand")
    {
        ConcernsHandlers = true,
    };

    /// <summary>Skips are found optimistically; one that passes over a block that is reversed on another way is given up, until none does.</summary>
    private void FindSkips()
    {
        while (true)
        {
            steps.Clear();
            var skips = new List<(Block From, ReverseStep.Skip Skip)>();
            var work = new Stack<Block>();
            work.Push(Exit);
            while (work.Count > 0)
            {
                var block = work.Pop();
                if (steps.ContainsKey(block))
                    continue;
                if (block == method.Entry)
                {
                    steps[block] = new ReverseStep.Finish();
                    continue;
                }
                if (handlers.TryGetValue(block, out var region))
                {
                    // What the try part did before it threw is of no consequence: nothing but memory comes out of it.
                    var before = BeforeTry(block, region);
                    steps[block] = new ReverseStep.Skip(before, []);
                    work.Push(before);
                    continue;
                }
                if (FindSkip(block) is { } skip)
                {
                    steps[block] = skip;
                    skips.Add((block, skip));
                    work.Push(skip.Target);
                    continue;
                }
                steps[block] = new ReverseStep.Finish();
                foreach (var predecessor in block.Predecessors)
                    work.Push(predecessor);
            }
            var wrong = skips.Where(s => s.Skip.Between.Any(steps.ContainsKey)).ToList();
            if (wrong.Count == 0)
                return;
            foreach (var (from, _) in wrong)
                neverSkipTo.Add(from);
        }
    }

    private ReverseStep.Skip? FindSkip(Block block)
    {
        if (neverSkipTo.Contains(block) || CarriesActive(block))
            return null;
        var between = new Passed(this, block);
        Block? target = null;
        var count = 0;
        for (var dominator = Dominators.ImmediateDominator(block); dominator is not null
            && between.ReachBackTo(dominator); dominator = Dominators.ImmediateDominator(dominator))
        {
            // A dominator inside a loop that the block is not in cannot be gone back to without the loop's counter.
            if (Loops.InnermostLoop(dominator) is not { } loop || loop.Contains(block))
                (target, count) = (dominator, between.Blocks.Count);
            if (IsReversedFor(dominator))
                break;
        }
        return target is null || (count == 0 && block.Incoming.Count == 1) ? null : new ReverseStep.Skip(target, between.Blocks.GetRange(0, count));
    }

    private bool CarriesActive(Block block) => block.Incoming.Any(carriesActive);

    /// <summary>The block has something to reverse; asked of the same blocks again and again.</summary>
    private bool IsReversedFor(Block block)
    {
        if (!reversedFor.TryGetValue(block, out var isReversed))
            reversedFor.Add(block, isReversed = !isPassive(block) || CarriesActive(block));
        return isReversed;
    }

    /// <summary>The blocks that run between a dominator and a block: those of a dominator further up are found from where the last one ended.</summary>
    private sealed class Passed(ReverseGraph graph, Block block)
    {
        private const int Most = 256;
        private readonly HashSet<Block> seen = [];
        private readonly List<ExceptionRegion> handlers = [];
        private Block? last;

        /// <summary>In the order in which they were found.</summary>
        public List<Block> Blocks { get; } = [];

        /// <summary>Whether there is nothing to reverse up to a dominator, the next one further up each time.</summary>
        public bool ReachBackTo(Block dominator)
        {
            var work = new Stack<Block>();
            foreach (var first in last is null ? block.Predecessors : [last])
                work.Push(first);
            last = dominator;
            while (work.Count > 0)
            {
                var current = work.Pop();
                if (current == dominator || !seen.Add(current))
                    continue;
                if (current == block || graph.IsReversedFor(current) || seen.Count > Most)
                    return false;
                Blocks.Add(current);
                var isHandler = graph.handlers.TryGetValue(current, out var region);
                if (isHandler)
                    handlers.Add(region!);
                foreach (var predecessor in isHandler ? region!.Try.Blocks : current.Predecessors)
                    work.Push(predecessor);
            }
            // The exception may have come before the dominator was through.
            return !handlers.Any(h => h.Try.Blocks.Contains(dominator) && !(h.IsPrecise && h.Try.Entry == dominator));
        }
    }

    private void DecideSteps()
    {
        Order = [.. steps.Keys.OrderByDescending(Dominators.OrderOf)];
        foreach (var block in Order)
        {
            if (block == method.Entry || steps[block] is ReverseStep.Skip)
                continue;
            if (Loops.LoopAt(block) is { } loop)
            {
                var (entry, back) = LoopCounter.EntryAndBack(loop);
                var counter = LoopCounter.For(loop);
                counters.Add(loop, counter);
                steps[block] = new ReverseStep.Iterate(counter, entry, back);
            }
            else if (block.Incoming.Count == 1)
            {
                steps[block] = new ReverseStep.Single(block.Incoming[0]);
            }
            else
            {
                steps[block] = (ReverseStep?)FindCondition(block) ?? AddNote(block);
            }
        }
        foreach (var block in Order)
        {
            foreach (var edge in steps[block].Edges)
                ProvideCounters(edge);
        }
    }

    /// <summary>
    /// A merge of the two sides of one branch needs no note: the branch's condition tells.
    /// </summary>
    private ReverseStep.Choose? FindCondition(Block block)
    {
        if (block.Incoming.Count != 2 || Dominators.ImmediateDominator(block) is not { Terminator: Branch branch }
            || branch.WhenTrue.Target == branch.WhenFalse.Target)
            return null;
        var first = SideOf(block.Incoming[0]);
        var second = SideOf(block.Incoming[1]);
        return (first, second) switch
        {
            (true, false) => new ReverseStep.Choose(branch.Condition, block.Incoming[0], block.Incoming[1]),
            (false, true) => new ReverseStep.Choose(branch.Condition, block.Incoming[1], block.Incoming[0]),
            _ => null,
        };

        bool? SideOf(Edge edge)
        {
            if (ReferenceEquals(edge, branch.WhenTrue))
                return true;
            if (ReferenceEquals(edge, branch.WhenFalse))
                return false;
            if (IsBehind(branch.WhenTrue, edge))
                return true;
            return IsBehind(branch.WhenFalse, edge) ? false : null;
        }

        // The loop test keeps a condition of an earlier iteration from being taken for this one's.
        bool IsBehind(Edge side, Edge edge) => side.Target.Incoming.Count == 1 && Dominators.Dominates(side.Target, edge.Source.Block!)
            && Loops.InnermostLoop(branch.Block!) == Loops.InnermostLoop(block);
    }

    private ReverseStep.Follow AddNote(Block block)
    {
        var note = block.AddParameter(method.Types.Int32, "path");
        var edges = block.Incoming.ToList();
        for (var i = 0; i < edges.Count; i++)
            edges[i].AddArgument(method.Int32(i));
        return new ReverseStep.Follow(note, edges);
    }

    /// <summary>Makes the counters of the loops that an edge leaves known in the block that it leads to.</summary>
    private void ProvideCounters(Edge edge)
    {
        for (var loop = Loops.InnermostLoop(edge.Source.Block!); loop is not null && !loop.Contains(edge.Target); loop = loop.Parent)
        {
            if (!counters.TryGetValue(loop, out var counter) || exitValues.ContainsKey((edge, loop)))
                continue;
            var within = loop;
            if (edge.Target.Incoming.Count == 1
                && counter.ClosedExitValue(edge, v => IsOutside(v, within), new Builder(method).AtStart(edge.Target)) is { } closed)
            {
                exitValues[(edge, loop)] = closed;
                continue;
            }
            var leaving = edge.Target.Incoming.Where(e => within.Contains(e.Source.Block!)).ToList();
            var parameter = edge.Target.Parameters.FirstOrDefault(p => leaving.All(e => ReferenceEquals(e[p.Index], counter.Parameter)));
            if (parameter is null)
            {
                parameter = edge.Target.AddParameter(counter.Parameter.Type, "last");
                foreach (var incoming in edge.Target.Incoming)
                    incoming.AddArgument(within.Contains(incoming.Source.Block!) ? counter.Parameter : method.Undefined(counter.Parameter.Type));
            }
            foreach (var incoming in leaving)
                exitValues[(incoming, loop)] = parameter;
        }
    }

    public static bool IsOutside(Value value, Loop loop) => value switch
    {
        Instruction instruction => !loop.Contains(instruction.Block!),
        BlockParameter parameter => !loop.Contains(parameter.Block),
        _ => true,
    };
}
