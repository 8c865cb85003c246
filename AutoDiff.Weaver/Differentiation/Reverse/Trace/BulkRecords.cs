using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Differentiation.Reverse.Trace;

/// <summary>
/// Loops whose records are reserved all at once before the first iteration: loops that run a number of times known beforehand, push one
/// record in every iteration and none in loops inside, run no code that could touch the tape, and cannot end early by an exception (the bound may be no more
/// than a safety limit that is never reached). An iteration then writes to its own record without moving the tape's top.
/// Where vectors can run through the loop, and its records hold several numbers of one type, the first numbers of all records come first, then the second ones.
/// </summary>
internal sealed class BulkRecords
{
    private readonly Dictionary<Block, LoopRecords> byBlock = [];
    private readonly Dictionary<LoopCounter, LoopRecords> byCounter = [];
    private readonly MethodIR method;
    private readonly ReverseGraph graph;
    private readonly TapeAccess tapes;

    private readonly bool inColumns;

    /// <param name="method">The forward sweep.</param>
    /// <param name="graph">The reverse control flow.</param>
    /// <param name="plan">What is stored.</param>
    /// <param name="tapes">How.</param>
    /// <param name="isWanted">Whether records are reserved at all.</param>
    /// <param name="inColumns">Whether numbers may lie beside those of other iterations.</param>
    public BulkRecords(MethodIR method, ReverseGraph graph, TracePlan plan, TapeAccess tapes, bool isWanted, bool inColumns)
    {
        this.inColumns = inColumns;
        this.method = method;
        this.graph = graph;
        this.tapes = tapes;
        if (!isWanted)
            return;
        var inLoops = plan.Records.GroupBy(r => graph.Loops.InnermostLoop(r.Key)!).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var loop in graph.Loops.All)
        {
            if (inLoops.TryGetValue(loop, out var records) && records.Count == 1 && !inLoops.Keys.Any(l => IsInside(l, loop)) && IsSimple(loop)
                && graph.CounterOf(loop) is { } counter)
                Add(loop, counter, records[0].Key, records[0].Value);
        }
    }

    /// <summary>The loop whose record this block holds, if it is reserved in bulk.</summary>
    public LoopRecords? For(Block block) => byBlock.TryGetValue(block, out var records) ? records : null;

    public LoopRecords? For(LoopCounter counter) => byCounter.TryGetValue(counter, out var records) ? records : null;

    /// <summary>Reserves the records in the preheaders and writes them in the iterations.</summary>
    public void Push(Value tape)
    {
        foreach (var pair in byBlock)
        {
            var (block, records) = (pair.Key, pair.Value);
            var builder = new Builder(method);
            builder.Before(records.Preheader.Terminator!).Location = records.Preheader.Terminator!.Location;
            var last = records.Counter.ClosedExitValue(records.Counter.Loop.Exits[0], v => ReverseGraph.IsOutside(v, records.Counter.Loop), builder)!;
            var count = records.Index(builder, last, records.Counter.Initial);
            var first = tapes.PushMany(builder, tape, records.Values, count);
            builder.Before(block.Terminator!).Location = block.Terminator!.Location;
            tapes.Write(builder, first, records.Index(builder, records.Counter.Parameter, records.Counter.Initial), records.Values,
                records.Count is null ? null : count);
        }
    }

    private void Add(Loop loop, LoopCounter counter, Block block, List<Value> values)
    {
        if (loop.Exits.Count != 1 || loop.Preheader is not { } preheader || loop.Latch is not { } latch || !graph.Dominators.Dominates(block, latch)
            || !tapes.IsPlain(values))
            return;
        // Built for the answer only: whether the number of iterations is known before the loop.
        var probe = new Block(method, "probe");
        if (counter.ClosedExitValue(loop.Exits[0], v => ReverseGraph.IsOutside(v, loop), new Builder(method).AtEnd(probe)) is null)
            return;
        foreach (var instruction in probe.InstructionsBackwards)
            instruction.Remove();
        var records = new LoopRecords(counter, preheader, values, new Variable(tapes.AddressType(values), "records"),
            inColumns && TapeAccess.AreNumbersOfOneType(values) && IsStraight(loop) ? new Variable(method.Types.Int64, "count") : null);
        byBlock.Add(block, records);
        byCounter.Add(counter, records);
    }

    private static bool IsInside(Loop? loop, Loop outer)
    {
        do
            loop = loop?.Parent;
        while (loop is not null && loop != outer);
        return loop == outer;
    }

    /// <summary>One block, of whose numbers none goes round but as a sum: its reverse can run in vectors.</summary>
    private static bool IsStraight(Loop loop) =>
        loop.Blocks.Count == 2 && LoopCounter.EntryAndBack(loop).Back is var back && loop.Header.Parameters.All(p =>
            LoopCounter.InductionStep(p, back) is not null
            || (back[p.Index] is Binary { Op: BinaryOp.Add or BinaryOp.Sub, HasOneUse: true } sum && sum.Operands.Contains(p)
                && p.Users.Count(u => loop.Contains(u.Block!)) == 1));

    private static bool IsSimple(Loop loop) =>
        loop.Blocks.SelectMany(b => b.Instructions).All(i => (i.Effects & (Effects.Throws | Effects.Writes)) == 0
            || i is FieldAddress or ElementAddress or ArrayLength or Load { Volatile: false } or Store { Volatile: false });
}

/// <summary>The records of one loop.</summary>
/// <param name="Counter">Runs from its initial value by steps of 1 or -1: the distance is the record's number.</param>
/// <param name="Preheader">Where the records are reserved.</param>
/// <param name="Values">What a record holds.</param>
/// <param name="First">The first record's address, in the reverse sweep.</param>
/// <param name="Count">How many records there are, in the reverse sweep, where the numbers of different records lie beside each other; else null.</param>
internal sealed record LoopRecords(LoopCounter Counter, Block Preheader, List<Value> Values, Variable First, Variable? Count)
{
    /// <summary>How many iterations lie between the counter's initial value and another one.</summary>
    public Value Index(Builder builder, Value counter, Value initial)
    {
        var distance = Counter.Step > 0 ? builder.Binary(BinaryOp.Sub, counter, initial) : builder.Binary(BinaryOp.Sub, initial, counter);
        return builder.Convert(builder.Types.Int64, distance);
    }
}
