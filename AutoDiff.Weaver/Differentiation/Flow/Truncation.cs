using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// Which values are truncated: computed from parameters by way of something that has no tangent, so that what they owe to them is not differentiated. Field by
/// field for structs, by alias class for memory, through calls by summaries. Decisions (booleans, what is compared) do not count.
/// </summary>
internal sealed partial class Truncation
{
    private readonly MethodIR method;
    private readonly TangentTypes tangents;
    private readonly ICallTreatments classifier;
    private readonly Func<Call, AliasSummary?> summaries;
    private readonly AliasAnalysis aliases;
    private readonly Dictionary<(Value Value, string Leaf), Taint> values = [];
    private readonly Dictionary<string, Taint> returned = [];
    private readonly TaintedMemory memory = new();
    private readonly Dictionary<string, IReadOnlyList<ScalarLeaf>> leaves = [];
    private readonly Remainders remainders;
    private SourceLocation? here;
    private bool changed;

    /// <param name="method">The method.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="aliases">Where references lead.</param>
    /// <param name="summaries">What a callee with a body does; null while that is being found out.</param>
    /// <param name="roles">Which parameters vary; null for a summary, in which everything counts that comes in.</param>
    public Truncation(
        MethodIR method, TangentTypes tangents, ICallTreatments classifier, AliasAnalysis aliases, Func<Call, AliasSummary?> summaries,
        IReadOnlyList<ParameterRole>? roles = null)
    {
        this.method = method;
        this.tangents = tangents;
        this.classifier = classifier;
        this.aliases = aliases;
        this.summaries = summaries;
        remainders = new Remainders(tangents.Types, IsLostAlone);
        for (var i = 0; i < (roles?.Count ?? method.Parameters.Count); i++)
            Enter(method.Parameters[i], i, roles?[i] ?? (ParameterRole.Differentiated | ParameterRole.Shadowed), isSummary: roles is null);
        do
        {
            changed = false;
            foreach (var block in method.Blocks)
                Visit(block);
        }
        while (changed);
    }

    /// <summary>What a caller has to know.</summary>
    public TaintSummary Summary => new(returned, memory);

    /// <summary>A floating-point number that owes something to what varies that is not differentiated.</summary>
    public bool IsLost(Value value) => tangents.Types.IsFloat(value.Type) && IsLostAlone(value) && !remainders.IsOnlyStep(value);

    private bool IsLostAlone(Value value) => (Of(value, "").Lost & ~Origins.Overwritten) != 0;

    /// <summary>A number that varies is read where a constant may have been written by way of a key.</summary>
    public bool IsOverwritten(Instruction instruction) => instruction is Load or Call && instruction.HasResult
        && LeavesOf(instruction.Type).Any(l => l.IsNumber && (Of(instruction, l.Key).Lost & Origins.Overwritten) != 0)
        && instruction.Operands.Select(aliases.CellOf).OfType<AliasCell>().SelectMany(c => c.Reachable()).Any(c =>
            c.Has(MemoryFacts.Varied | MemoryFacts.OfNumbers) && memory.Numbers.TryGetValue(c, out var taint) && (taint.Lost & Origins.Overwritten) != 0);

    /// <summary>Where a number is subtracted from one that it is a step of.</summary>
    public IEnumerable<Instruction> Differences => method.Instructions.Where(i => remainders.StepIn(i) is not null);

    /// <summary>One of the places where a number that is lost became something else.</summary>
    public SourceLocation? LostAt(Value value) => Of(value, "").LostAt;

    private void Enter(Parameter parameter, int index, ParameterRole role, bool isSummary)
    {
        if (role == ParameterRole.None)
            return;
        Taint numbers = new(Origins.Numbers(index), 0), others = isSummary ? new(0, Origins.Others(index)) : default;
        Taint keys = isSummary ? new(0, Origins.Keys(index)) : default;
        foreach (var leaf in LeavesOf(parameter.Type))
        {
            if ((role & ParameterRole.Differentiated) != 0)
                Add(parameter, leaf, leaf.IsNumber ? numbers : others);
        }
        if ((role & ParameterRole.Shadowed) == 0 || aliases.CellOf(parameter) is not { } cell)
            return;
        foreach (var reached in cell.Reachable())
        {
            if (reached.MayHoldNumbers)
                Add(memory.Numbers, reached, numbers);
            if (reached.MayHoldOthers)
                Add(memory.Others, reached, others);
            Add(memory.KeyNumbers, reached, keys);
            Add(memory.KeyOthers, reached, others);
        }
    }

    private void Visit(Block block)
    {
        foreach (var parameter in block.Parameters)
        {
            foreach (var edge in block.Incoming)
            {
                if (parameter.Index < edge.ArgumentCount)
                    Copy(edge[parameter.Index], parameter);
            }
        }
        foreach (var instruction in block.Instructions)
            Visit(instruction);
        if (block.Terminator is not Return { Result: { } result })
            return;
        foreach (var leaf in LeavesOf(result.Type))
        {
            var taint = Of(result, leaf.Key);
            returned.TryGetValue(leaf.Key, out var known);
            changed |= (known | taint) != known;
            returned[leaf.Key] = known | taint;
        }
    }

    private void Visit(Instruction instruction)
    {
        here = instruction.Location;
        switch (instruction)
        {
            case Terminator or Compare or ArrayLength:
                break;
            case Extract extract:
                foreach (var leaf in LeavesOf(extract.Type))
                    Add(extract, leaf, Of(extract.Aggregate, Join(extract.Field.Name, leaf.Key)) | Of(extract.Aggregate, ""));
                break;
            case Insert insert:
                foreach (var leaf in LeavesOf(insert.Type))
                {
                    var isInside = leaf.Path.Count > 0 && leaf.Path[0].Name == insert.Field.Name;
                    Add(insert, leaf, isInside
                        ? Of(insert.Item, leaf.Key.Substring(Math.Min(leaf.Key.Length, insert.Field.Name.Length + 1)))
                        : Of(insert.Aggregate, leaf.Key));
                }
                break;
            case Select select:
                Copy(select.Operand(1), select);
                Copy(select.Operand(2), select);
                break;
            case Binary difference when remainders.StepIn(difference) is { } step:
                // What the number itself has lost before is lost in the difference too.
                var number = step == difference.Left ? difference.Right : difference.Left;
                AddAll(difference, Of(number, "") | new Taint(Of(step, "").Followed, 0));
                break;
            case Load load:
                Read(aliases.Location(load.Address), load);
                break;
            case Store store:
                Write(aliases.Location(store.Address), store.Content);
                break;
            case Call call:
                VisitCall(call);
                break;
            case NewObject creation when !Delegates.Is(tangents.Types, creation.Type):
                // Text made of characters, a container made of another one.
                var given = OfOperands(creation) | OfMemory(memory.Others, creation.Operands.SelectMany(o => aliases.CellOf(o)?.Reachable() ?? []));
                if (aliases.CellOf(creation) is { } made)
                    Add(memory.Others, made.Root, given.Truncated(here));
                else
                    AddAll(creation, given);
                break;
            case RawInstruction { OpCode.Code: Code.Box } box when aliases.CellOf(box) is { } cell:
                Write(cell.Part(MemoryPart.Elements), box.Operand(0));
                break;
            case RawInstruction { OpCode.Code: Code.Unbox_Any } unbox when aliases.CellOf(unbox.Operand(0)) is { } cell:
                Read(cell.Part(MemoryPart.Elements), unbox);
                break;
            default:
                if (instruction.HasResult && aliases.CellOf(instruction) is null)
                    AddAll(instruction, OfOperands(instruction));
                break;
        }
    }

    /// <summary>The taint of several classes: what is never read as a number has none of numbers, and the other way round.</summary>
    private Taint OfMemory(Dictionary<AliasCell, Taint> part, IEnumerable<AliasCell> cells) => cells.Aggregate(default(Taint), (sum, cell) =>
        part.TryGetValue(cell, out var taint) && (part == memory.Numbers ? cell.MayHoldNumbers : part != memory.Others || cell.MayHoldOthers)
            ? sum | taint
            : sum);

    private Taint Own(Value value, bool isNumber) =>
        LeavesOf(value.Type).Where(l => l.IsNumber == isNumber).Aggregate(default(Taint), (sum, leaf) => sum | Of(value, leaf.Key));

    private Taint OfOperands(Instruction instruction) => instruction.Operands.Aggregate(default(Taint), (sum, operand) => sum | OfValue(operand));

    private Taint OfValue(Value value) => LeavesOf(value.Type).Aggregate(default(Taint), (sum, leaf) => sum | Of(value, leaf.Key));

    private Taint Of(Value value, string leaf) => values.TryGetValue((value, leaf), out var taint) ? taint : default;

    private void Copy(Value from, Value to)
    {
        foreach (var leaf in LeavesOf(to.Type))
            Add(to, leaf, Of(from, leaf.Key));
    }

    private void Read(AliasCell location, Value result)
    {
        foreach (var leaf in LeavesOf(result.Type))
        {
            var part = AliasAnalysis.PartAt(location, leaf.Path).Root;
            if (MemoryOf(leaf).TryGetValue(part, out var taint))
                Add(result, leaf, taint);
            if (part.Has(MemoryFacts.Reinterpreted) && (leaf.IsNumber ? memory.Others : memory.Numbers).TryGetValue(part, out var other))
                Add(result, leaf, other.Truncated(here));
        }
    }

    private void Write(AliasCell location, Value content)
    {
        foreach (var leaf in LeavesOf(content.Type))
        {
            var part = AliasAnalysis.PartAt(location, leaf.Path).Root;
            part.Add(leaf.IsNumber ? MemoryFacts.OfNumbers : MemoryFacts.OfOthers);
            Add(MemoryOf(leaf), part, Of(content, leaf.Key));
        }
    }

    private void AddAll(Value value, Taint taint)
    {
        foreach (var leaf in LeavesOf(value.Type))
            Add(value, leaf, taint);
    }

    private void Add(Value value, ScalarLeaf leaf, Taint taint)
    {
        if (!leaf.IsNumber)
            taint = !leaf.CanCarry ? default : classifier.IsPiecewise(here) ? taint.OnlyLost : taint.Truncated(here);
        if (taint.IsNone)
            return;
        var known = Of(value, leaf.Key);
        if ((known | taint) == known)
            return;
        values[(value, leaf.Key)] = known | taint;
        changed = true;
    }

    private void Add(Dictionary<AliasCell, Taint> classes, AliasCell cell, Taint taint)
    {
        classes.TryGetValue(cell, out var known);
        if (taint.IsNone || (known | taint) == known)
            return;
        classes[cell] = known | taint;
        changed = true;
    }

    private Dictionary<AliasCell, Taint> MemoryOf(ScalarLeaf leaf) => leaf.IsNumber ? memory.Numbers : memory.Others;

    private IReadOnlyList<ScalarLeaf> LeavesOf(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (leaves.TryGetValue(type.FullName, out var known))
            return known;
        var found = new List<ScalarLeaf>();
        Collect(type, []);
        return leaves[type.FullName] = found;

        void Collect(TypeReference part, IReadOnlyList<FieldReference> path)
        {
            if (tangents.Types.IsStruct(part) && !tangents.IsScalar(part) && !tangents.Types.Shapes.Of(part).IsOpaque)
            {
                foreach (var field in tangents.Types.Shapes.Of(part).Fields)
                    Collect(tangents.Types.FieldType(field), [.. path, field]);
                return;
            }
            var isNumber = tangents.HasTangent(part) || tangents.IsOpaqueStruct(part);
            found.Add(new(path, string.Join("/", path.Select(f => f.Name)), isNumber, !isNumber && part.MetadataType != MetadataType.Boolean
                && !tangents.HasReferences(part)));
        }
    }

    private static string Join(string first, string rest) => rest.Length == 0 ? first : first + "/" + rest;

    /// <summary>A part of a value that has no parts: its fields, whether it has a tangent, and whether it can carry what was lost.</summary>
    private sealed record ScalarLeaf(IReadOnlyList<FieldReference> Path, string Key, bool IsNumber, bool CanCarry);
}
