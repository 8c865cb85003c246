using AutoDiff.Weaving.Accounts;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Reverse.Sweep;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Trace;

/// <summary>A value that the reverse of a block needs, and the reason why.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">The block.</param>
/// <param name="By">The instruction that is reversed with it; null where it says which way to go.</param>
internal sealed record TraceNeed(Value Value, Block At, Instruction? By);

/// <summary>Puts down what a plan keeps of the forward sweep and why, before anything is added to the method for it.</summary>
internal sealed class TraceAccounts
{
    private readonly ReverseGraph graph;
    private readonly TracePlan plan;
    private readonly BulkRecords bulk;
    private readonly TypeContext types;
    private readonly Value tape;
    private readonly Dictionary<Value, (TraceWay Way, List<TraceReason> Reasons)> needed = [];
    private readonly HashSet<(Value, Block)> seen = [];

    /// <param name="method">The forward sweep.</param>
    /// <param name="graph">The reverse control flow.</param>
    /// <param name="plan">What is kept.</param>
    /// <param name="bulk">How records lie.</param>
    /// <param name="needs">What the plan was made for.</param>
    /// <param name="tape">What callees put their records on.</param>
    public TraceAccounts(MethodIR method, ReverseGraph graph, TracePlan plan, BulkRecords bulk, IEnumerable<TraceNeed> needs, Value tape)
    {
        (this.graph, this.plan, this.bulk, this.tape) = (graph, plan, bulk, tape);
        types = method.Types;
        foreach (var need in needs)
            Visit(need.Value, need.At, ReasonOf(need));
    }

    /// <param name="isOnTape">Whether what is kept once a call goes on the tape.</param>
    public TraceAccount Of(bool isOnTape)
    {
        var numbers = graph.Loops.All.Select((l, i) => (l, i)).ToDictionary(p => p.l, p => p.i + 1);
        var elsewhere = needed.Where(n => n.Value.Way is not (TraceWay.Stored or TraceWay.Kept)).ToLookup(n => plan.LoopOf(n.Key), n => n.Key);
        return new(
            isOnTape,
            [.. plan.Kept.Select(ValueOf)],
            [.. needed.Where(n => n.Value.Way == TraceWay.Recomputed && plan.LoopOf(n.Key) is null && !IsAddress(n.Key)).Select(n => ValueOf(n.Key))],
            [.. graph.Loops.All.Select(l => Of(l, numbers, elsewhere[l]))]);
    }

    private LoopAccount Of(Loop loop, Dictionary<Loop, int> numbers, IEnumerable<Value> others)
    {
        var counter = graph.CounterOf(loop);
        var records = plan.Records.Where(r => graph.Loops.InnermostLoop(r.Key) == loop).Select(r => new RecordAccount(
            [.. r.Value.Select(ValueOf)],
            bulk.For(r.Key) is not { } many ? RecordPlacement.Pushed : many.Count is null ? RecordPlacement.Reserved : RecordPlacement.Columns,
            loop.Latches.Any(l => !graph.Dominators.Dominates(r.Key, l))));
        var own = loop.Blocks.Where(b => graph.Loops.InnermostLoop(b) == loop).ToList();
        return new(
            numbers[loop], loop.Parent is { } parent ? numbers[parent] : 0, LocationOf(loop),
            counter is null ? null : Expressions.NameOf(counter.Parameter) ?? "",
            counter is not null && counter.Parameter.Name != "trip", [.. records], [.. others.Where(v => !IsAddress(v)).Select(ValueOf)],
            [.. own.SelectMany(b => b.Instructions).OfType<Call>().Where(c => c.Operands.Contains(tape)).Select(c => UserNames.Of(c.Method)).Distinct()]);
    }

    /// <summary>Where the loop begins: at its condition, if that is in view, else at the first instruction in it that is from somewhere.</summary>
    private static SourceLocation? LocationOf(Loop loop) =>
        loop.Header.Instructions.Concat(loop.Blocks.SelectMany(b => b.Instructions)).Select(i => i.Location).FirstOrDefault(l => l is not null);

    private static bool IsAddress(Value value) => value.Type.IsByReference || value is Constant;

    private TraceReason ReasonOf(TraceNeed need) => need.By is { } by
        ? new($"the reverse of '{Expressions.Definition(by, 2)}'", by.Location)
        : new("the way that control came", need.At.Terminator?.Location ?? need.At.First?.Location);

    private void Visit(Value value, Block at, TraceReason reason)
    {
        if (value is Immediate or Parameter or Slot || !seen.Add((value, at)))
            return;
        var way = plan.SourceOf(value, at) switch
        {
            Source.Counter => TraceWay.Counter,
            Source.Induction => TraceWay.Induction,
            Source.Kept => TraceWay.Kept,
            Source.Stored => TraceWay.Stored,
            _ => TraceWay.Recomputed,
        };
        if (!needed.TryGetValue(value, out var known))
            needed.Add(value, known = (way, []));
        // One that is stored for one use may be computed again for another.
        else if (way > known.Way)
            needed[value] = known = (way, known.Reasons);
        if (!known.Reasons.Contains(reason))
            known.Reasons.Add(reason);
        if (way != TraceWay.Recomputed)
            return;
        foreach (var operand in ((Instruction)value).Operands)
            Visit(operand, at, IsAddress(value) ? reason : new($"computing '{Expressions.Definition(value, 2)}' again", ((Instruction)value).Location));
    }

    private TraceValue ValueOf(Value value)
    {
        var (way, reasons) = needed.TryGetValue(value, out var known) ? known : (TraceWay.Kept, []);
        var (size, alignment, references) = SizeOf(value.Type);
        var definition = Expressions.Definition(value);
        var text = Expressions.NameOf(value) is { } name && name != definition && value is Instruction ? $"{name} = {definition}" : definition;
        return new(text, TypeNames.Display(value.Type), size, alignment, references, way, reasons);
    }

    /// <summary>The bytes of a value in a record, and how many references of it go elsewhere.</summary>
    private (int Size, int Alignment, int References) SizeOf(TypeReference type)
    {
        switch (types.KindOf(type))
        {
            case StackKind.Object:
                return (0, 1, 1);
            case StackKind.Struct when types.Shapes.Layout(type) is { IsOpaque: false } shape:
                var fields = shape.Fields.Select(f => SizeOf(types.FieldType(f))).ToList();
                var size = TraceValue.BytesOf([.. fields.Select(f => (f.Size, f.Alignment))]);
                return (size, fields.Select(f => f.Alignment).DefaultIfEmpty(1).Max(), fields.Sum(f => f.References));
            case StackKind.Struct:
                return type.Name switch
                {
                    "Half" => (2, 2, 0),
                    "Decimal" => (16, 8, 0),
                    "Guid" => (16, 4, 0),
                    _ => (8, 8, 0),
                };
            case var kind:
                var bytes = type.MetadataType switch
                {
                    MetadataType.Boolean or MetadataType.SByte or MetadataType.Byte => 1,
                    MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
                    _ => kind is StackKind.Int32 or StackKind.Single ? 4 : 8,
                };
                return (bytes, bytes, 0);
        }
    }
}
