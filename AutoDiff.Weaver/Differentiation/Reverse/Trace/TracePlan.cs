using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Trace;

/// <summary>How the reverse sweep gets hold of a value of the forward sweep.</summary>
internal enum Source
{
    /// <summary>An immediate or a parameter.</summary>
    AtHand,

    /// <summary>The counter of a loop that is being reversed.</summary>
    Counter,

    /// <summary>Another induction variable of such a loop: a linear function of the counter.</summary>
    Induction,

    /// <summary>Computed again from its operands.</summary>
    Recomputed,

    /// <summary>Computed outside loops and kept to the end of the forward sweep.</summary>
    Kept,

    /// <summary>Computed inside a loop and stored in a record once an iteration.</summary>
    Stored,
}

/// <summary>
/// Decides for every value that the reverse sweep needs whether it is at hand, computed again, kept or stored, and in which block's record.
/// Blocks that run together share the record of the last of them.
/// </summary>
internal sealed class TracePlan
{
    private const int RecomputationBudget = 6;
    private readonly MethodIR method;
    private readonly ReverseGraph graph;
    private readonly bool keepsCheaply;
    private readonly bool recomputes;
    private readonly Func<Load, bool> isStable;
    private readonly Dictionary<Value, Block> homes = [];
    private readonly Dictionary<(Value, Block), bool> planned = [];
    private readonly Dictionary<Value, List<Block>> stores = [];
    private readonly Dictionary<Loop, (Dominators Tree, Block Sink)> postdominators = [];
    private readonly List<Value> kept = [];
    private readonly HashSet<Value> isKept = [];
    private readonly HashSet<Block> returning;

    /// <param name="method">The method.</param>
    /// <param name="graph">The reverse control flow.</param>
    /// <param name="keepsCheaply">Kept values stay in locals (fused form); otherwise they go into a record and recomputing them may be cheaper.</param>
    /// <param name="recomputes">Cheap values are computed again rather than stored.</param>
    /// <param name="isStable">A load would read the same again in the reverse sweep.</param>
    public TracePlan(MethodIR method, ReverseGraph graph, bool keepsCheaply, bool recomputes, Func<Load, bool> isStable)
    {
        this.isStable = isStable;
        this.method = method;
        this.graph = graph;
        this.keepsCheaply = keepsCheaply;
        this.recomputes = recomputes;
        foreach (var block in method.Blocks)
        {
            foreach (var parameter in block.Parameters)
                homes[parameter] = block;
            foreach (var instruction in block.Instructions)
                homes[instruction] = block;
        }
        returning = BlocksReaching(graph.Exit);
    }

    /// <summary>Values computed outside loops that have to survive to the reverse sweep, in order of need.</summary>
    public IReadOnlyList<Value> Kept => kept;

    /// <summary>The record that a block pushes at its end: which values.</summary>
    public IReadOnlyDictionary<Block, List<Value>> Records { get; private set; } = new Dictionary<Block, List<Value>>();

    /// <summary>Declares that the reverse of a block uses a value.</summary>
    public void Need(Value value, Block at)
    {
        if (IsAtHand(value) || planned.ContainsKey((value, at)))
            return;
        planned[(value, at)] = true;
        if (LoopOf(value) is { } home && !home.Contains(at))
        {
            throw new UnsupportedConstructException(
                "AD1006", (value as Instruction)?.Location, "a value computed in a loop is used by an exception handler outside it")
            {
                ConcernsHandlers = true,
            };
        }
        switch (SourceOf(value, at))
        {
            case Source.Recomputed:
                foreach (var operand in ((Instruction)value).Operands)
                    Need(operand, at);
                break;
            case Source.Induction:
                var (_, initial, _) = InductionOf((BlockParameter)value)!.Value;
                Need(initial, at);
                Need(graph.CounterOf(graph.Loops.LoopAt(homes[value])!)!.Initial, at);
                break;
            case Source.Kept:
                if (isKept.Add(value))
                    kept.Add(value);
                break;
            case Source.Stored:
                CheckStorable(value);
                if (!stores.TryGetValue(value, out var list))
                    stores.Add(value, list = []);
                var block = BlockThatStores(value, at);
                if (!list.Contains(block))
                    list.Add(block);
                break;
        }
    }

    /// <summary>To be called when all needs are known: drops stores made superfluous by others and settles the records.</summary>
    public void Settle()
    {
        var records = new Dictionary<Block, List<Value>>();
        foreach (var pair in stores)
        {
            var loop = LoopOf(pair.Key)!;
            foreach (var block in pair.Value)
            {
                if (pair.Value.Any(other => other != block && Covers(loop, other, block)))
                    continue;
                if (!records.TryGetValue(block, out var list))
                    records.Add(block, list = []);
                list.Add(pair.Key);
            }
        }
        Records = records;
    }

    public Source SourceOf(Value value, Block at)
    {
        if (IsAtHand(value))
            return Source.AtHand;
        if (ElementReferences.IsAddress(value) || value is StaticAddress)
            return Source.Recomputed;
        var loop = LoopOf(value);
        if (loop is null)
            return !keepsCheaply && IsCheap(value, at, RecomputationBudget) ? Source.Recomputed : Source.Kept;
        if (value is BlockParameter parameter && loop.Contains(at))
        {
            if (graph.CounterOf(loop) is { } counter && ReferenceEquals(counter.Parameter, parameter))
                return Source.Counter;
            if (InductionOf(parameter) is not null)
                return Source.Induction;
        }
        return IsCheap(value, at, RecomputationBudget) ? Source.Recomputed : Source.Stored;
    }

    /// <summary>Start and step of an integer header parameter that grows by a constant, other than the counter.</summary>
    public (LoopCounter Counter, Value Initial, long Step)? InductionOf(BlockParameter parameter)
    {
        if (graph.Loops.LoopAt(parameter.Block) is not { } loop || graph.CounterOf(loop) is not { } counter)
            return null;
        var (entry, back) = LoopCounter.EntryAndBack(loop);
        return parameter.Index < back.ArgumentCount && LoopCounter.InductionStep(parameter, back) is { } step ? (counter, entry[parameter.Index], step) : null;
    }

    public Loop? LoopOf(Value value) => homes.TryGetValue(value, out var home) ? graph.Loops.InnermostLoop(home) : null;

    public Block HomeOf(Value value) => homes[value];

    private bool IsCheap(Value value, Block at, int budget)
    {
        if (!recomputes || budget <= 0 || value is not Instruction instruction || !IsCheapOperation(instruction))
            return false;
        foreach (var operand in instruction.Operands)
        {
            if (IsAtHand(operand))
                continue;
            var loop = LoopOf(operand);
            // Kept once costs less than storing this value in every iteration.
            if (loop is null && (keepsCheaply || LoopOf(value) is not null))
                continue;
            if (loop is not null && loop.Contains(at))
            {
                // What an outer iteration stores once costs less than storing this value in every inner one.
                if (loop != graph.Loops.InnermostLoop(at) && LoopOf(value) == graph.Loops.InnermostLoop(at))
                    continue;
                if (operand is BlockParameter p && (ReferenceEquals(graph.CounterOf(loop)?.Parameter, p) || InductionOf(p) is not null))
                    continue;
            }
            if (!IsCheap(operand, at, budget - 1))
                return false;
        }
        return true;
    }

    private bool IsCheapOperation(Instruction instruction) => instruction switch
    {
        Binary { Op: BinaryOp.Div or BinaryOp.Rem or BinaryOp.DivUn or BinaryOp.RemUn } => false,
        // What was taken out of a struct with references can be kept; the struct itself cannot.
        Extract { Aggregate: { } aggregate } => !HoldsReferences(aggregate.Type),
        Binary or Unary or IR.Convert or Compare or Select => instruction.IsPure,
        ArrayLength or StaticAddress => true,
        Load load => isStable(load),
        _ => ElementReferences.IsAddress(instruction),
    };

    private static bool IsAtHand(Value value) => value is Immediate or Parameter or Slot;

    private bool HoldsReferences(TypeReference type) =>
        method.Types.IsStruct(type) && method.Types.Shapes.Of(type).Fields.Any(f => method.Types.FieldType(f) is var t
            && (method.Types.KindOf(t) == StackKind.Object || HoldsReferences(t)));

    /// <summary>
    /// The block whose record holds a value needed in the reverse of <paramref name="at"/>: the last block of the value's own loop level that
    /// runs whenever <paramref name="at"/> does (so that its reverse comes first), or the needing block itself.
    /// </summary>
    private Block BlockThatStores(Value value, Block at)
    {
        var loop = LoopOf(value)!;
        var (tree, sink) = PostdominatorsOf(loop);
        var home = homes[value];
        var inner = at;
        for (var around = graph.Loops.InnermostLoop(at); around is not null && around != loop; around = around.Parent)
            inner = around.Header;
        var best = at;
        if (!tree.Contains(at))
            return best;
        for (var block = at; block is not null && block != sink; block = tree.ImmediateDominator(block))
        {
            if (graph.Loops.InnermostLoop(block) == loop && graph.IsReversed(block)
                && graph.Dominators.Dominates(home, block) && graph.Dominators.Dominates(inner, block))
            {
                best = block;
            }
        }
        return best;
    }

    /// <summary>Whenever <paramref name="block"/> runs, <paramref name="other"/> runs later in the same iteration.</summary>
    private bool Covers(Loop loop, Block other, Block block)
    {
        var (tree, _) = PostdominatorsOf(loop);
        return graph.Loops.InnermostLoop(other) == loop && tree.Contains(other) && tree.Contains(block) && tree.Dominates(other, block);
    }

    private (Dominators Tree, Block Sink) PostdominatorsOf(Loop loop)
    {
        if (postdominators.TryGetValue(loop, out var known))
            return known;
        var sink = new Block(method, "sink");
        var sources = loop.Blocks
            .Where(b => b.Terminator!.Edges.Any(e => (!loop.Contains(e.Target) && returning.Contains(e.Target)) || e.Target == loop.Header))
            .OrderBy(graph.Dominators.OrderOf).ToList();
        var tree = Dominators.Of(sink, b => b == sink ? sources : b == loop.Header ? [] : graph.LeadingTo(b).Where(loop.Contains));
        return postdominators[loop] = (tree, sink);
    }

    private HashSet<Block> BlocksReaching(Block target)
    {
        var seen = new HashSet<Block> { target };
        var work = new Stack<Block>();
        work.Push(target);
        while (work.Count > 0)
        {
            foreach (var predecessor in graph.LeadingTo(work.Pop()))
            {
                if (seen.Add(predecessor))
                    work.Push(predecessor);
            }
        }
        return seen;
    }

    private void CheckStorable(Value value)
    {
        if (method.Types.KindOf(value.Type) is StackKind.ByReference or StackKind.Pointer)
        {
            throw new UnsupportedConstructException(
                "AD1006", (value as Instruction)?.Location ?? (value as TrackedValue)?.Users.FirstOrDefault(u => u.Location is not null)?.Location,
                "the reverse sweep needs a reference or pointer that changes inside a loop; use an index or a copy of the value");
        }
    }
}
