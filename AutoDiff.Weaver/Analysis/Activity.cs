using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Analysis;

/// <summary>What is asked of a parameter.</summary>
[Flags]
internal enum ParameterRole
{
    /// <summary>Constant as far as derivatives are concerned.</summary>
    None = 0,

    /// <summary>The cotangent of the scalars in it is asked for.</summary>
    Differentiated = 1,

    /// <summary>What it refers to comes with a shadow.</summary>
    Shadowed = 2,
}

/// <summary>
/// Which values are varied (depend on a differentiation parameter), useful (a requested result depends on them) and active (both, and of a
/// type with a tangent); the same for the alias classes of memory. References are not active themselves: what they lead to is.
/// </summary>
internal sealed class Activity
{
    private readonly MethodIR method;
    private readonly TangentTypes tangents;
    private readonly CallClassifier classifier;
    private readonly HashSet<Value> varied = [];
    private readonly HashSet<Value> useful = [];
    private readonly Dictionary<AliasCell, bool> reachesActive = [];
    private bool changed;

    /// <param name="method">The method.</param>
    /// <param name="roles">What is asked of each parameter.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="aliases">Where references lead.</param>
    /// <param name="outlives">Whether the content of shadowed parameters matters after the method has returned.</param>
    /// <param name="shadowsResult">Whether what is returned comes with a shadow: the caller may put into it what is varied there.</param>
    public Activity(
        MethodIR method, IReadOnlyList<ParameterRole> roles, TangentTypes tangents, CallClassifier classifier, AliasAnalysis aliases, bool outlives, bool shadowsResult = false)
    {
        this.method = method;
        this.tangents = tangents;
        this.classifier = classifier;
        Aliases = aliases;
        for (var i = 0; i < roles.Count; i++)
        {
            var parameter = method.Parameters[i];
            if ((roles[i] & ParameterRole.Differentiated) != 0)
                varied.Add(parameter);
            if (aliases.CellOf(parameter) is not { } cell)
                continue;
            if ((roles[i] & ParameterRole.Shadowed) == 0)
                cell.AddDeep(MemoryFacts.Foreign);
            else
                cell.AddDeep(MemoryFacts.Given | (outlives ? MemoryFacts.Active : MemoryFacts.Varied));
        }
        foreach (var result in method.Instructions.OfType<Return>().Where(_ => shadowsResult).Select(r => r.Result).OfType<Value>())
            aliases.CellOf(result)?.AddDeep(MemoryFacts.Active);
        do
        {
            changed = false;
            FindVaried();
            if (!changed)
                SpreadOverForeign();
        }
        while (changed);
        do
        {
            changed = false;
            FindUseful();
            if (!changed)
                SpreadOverGiven();
        }
        while (changed);
    }

    public AliasAnalysis Aliases { get; }

    public bool IsVaried(Value value) => varied.Contains(value);

    public bool IsUseful(Value value) => useful.Contains(value);

    public bool IsActive(Value value) => varied.Contains(value) && useful.Contains(value) && tangents.HasTangent(value.Type);

    /// <summary>The scalars of this type at a location that are active.</summary>
    public IEnumerable<TangentLeaf> ActiveLeaves(Value address, TypeReference type)
    {
        var location = Aliases.Location(address);
        return tangents.LeavesOf(type).Where(l => Has(AliasAnalysis.PartAt(location, l.Path), MemoryFacts.Active));
    }

    /// <summary>A reference, address or struct with references that leads to active memory: it needs a shadow.</summary>
    public bool LeadsToActive(Value value) => !Aliases.IsOfIntegers(value.Type) && Aliases.CellOf(value) is { } cell && LeadsToActive(cell, value.Type);

    /// <summary>What is stored in memory of a class is active, or leads to active memory.</summary>
    public bool HoldsActive(AliasCell cell) => ReachesActive(cell);

    /// <summary>The same for what is stored at a location.</summary>
    public bool ContentLeadsToActive(Value address, TypeReference type) =>
        tangents.HasReferences(type) && (tangents.Types.IsStruct(type) ? PartsLeadToActive(Aliases.Location(address), type) : ReachesActive(Aliases.Location(address).Target));

    /// <summary>Declares that a value takes the place of another one: what was known of that one holds for it.</summary>
    public void Replace(Value original, Value replacement)
    {
        foreach (var set in new[] { varied, useful })
        {
            if (set.Contains(original))
                set.Add(replacement);
        }
    }

    private static bool Has(AliasCell cell, MemoryFacts facts) => (cell.Facts & facts) == facts;

    private bool LeadsToActive(AliasCell cell, TypeReference type) =>
        tangents.Types.IsStruct(type) ? PartsLeadToActive(cell, type) : ReachesActive(cell);

    /// <summary>The references in a struct lead to active memory; its own numbers do not count.</summary>
    private bool PartsLeadToActive(AliasCell storage, TypeReference type)
    {
        if (storage.IsCollapsed || tangents.Types.Shapes.Of(type).IsOpaque)
            return ReachesActive(storage);
        foreach (var field in tangents.Types.Shapes.Of(type).Fields)
        {
            var fieldType = tangents.Types.FieldType(field);
            if (!tangents.HasReferences(fieldType))
                continue;
            var part = storage.Part(AliasAnalysis.NameOf(field));
            if (tangents.Types.IsStruct(fieldType) ? PartsLeadToActive(part, fieldType) : ReachesActive(part.Target))
                return true;
        }
        return false;
    }

    private bool ReachesActive(AliasCell cell)
    {
        cell = cell.Root;
        if (!reachesActive.TryGetValue(cell, out var known))
            reachesActive.Add(cell, known = cell.Reachable().Any(c => Has(c, MemoryFacts.Active)));
        return known;
    }

    private void FindVaried()
    {
        foreach (var block in method.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                foreach (var edge in block.Incoming)
                {
                    if (parameter.Index >= edge.ArgumentCount)
                        continue;
                    if (varied.Contains(edge[parameter.Index]))
                        Vary(parameter);
                }
            }
            foreach (var instruction in block.Instructions)
                FindVaried(instruction);
        }
    }

    /// <summary>
    /// Memory that came from outside in two ways may be the same: what is written to one of them is then in the other too. Their shadows go by the
    /// objects' identity, so that they agree.
    /// </summary>
    private void SpreadOverForeign()
    {
        const MemoryFacts Written = MemoryFacts.Foreign | MemoryFacts.VariedStored;
        var foreign = Aliases.All.Where(c => Has(c, MemoryFacts.Foreign)).ToList();
        var written = new HashSet<string>(foreign.Where(c => Has(c, Written)).SelectMany(c => c.Kinds));
        if (written.Count == 0)
            return;
        foreach (var cell in foreign.Where(c => c.Kinds.Any(written.Contains)))
            changed |= cell.Add(MemoryFacts.Varied);
    }

    /// <summary>Two differentiated parameters may refer to the same memory: what is written through one is then read through the other.</summary>
    private void SpreadOverGiven()
    {
        var given = Aliases.All.Where(c => Has(c, MemoryFacts.Given)).ToList();
        var written = new HashSet<string>(given.Where(c => Has(c, MemoryFacts.Stored)).SelectMany(c => c.Kinds));
        var read = new HashSet<string>(given.Where(c => Has(c, MemoryFacts.Useful)).SelectMany(c => c.Kinds).Where(written.Contains));
        if (read.Count == 0)
            return;
        foreach (var cell in given.Where(c => c.Kinds.Any(read.Contains)))
            changed |= cell.Add(MemoryFacts.Useful);
    }

    private void Vary(Value value) => changed |= varied.Add(value);

    private void FindVaried(Instruction instruction)
    {
        switch (instruction)
        {
            case Store store when IsCut(store.Address):
            case Load cut when IsCut(cut.Address):
                break;
            case Store store:
                VaryMemory(Aliases.Location(store.Address), store.StoredType, store.Content);
                break;
            case Load load:
                var location = Aliases.Location(load.Address);
                if (tangents.LeavesOf(load.Type) is { Count: > 0 } leaves)
                {
                    if (leaves.Any(l => Has(AliasAnalysis.PartAt(location, l.Path), MemoryFacts.Varied)))
                        Vary(load);
                }
                else if (tangents.IsOpaqueStruct(load.Type) && Has(location, MemoryFacts.Varied))
                {
                    Vary(load);
                }
                break;
            case Call call:
                FindVaried(call);
                break;
            case Terminator or Compare or ArrayLength:
                break;
            case Extract extract:
                if (varied.Contains(extract.Aggregate) && !tangents.IsConstant(extract.Field) && CanBeVaried(extract.Type))
                    Vary(extract);
                break;
            case NewObject or RawInstruction:
                if (!instruction.Operands.Any(varied.Contains))
                    break;
                if (Aliases.CellOf(instruction) is { } made)
                    changed |= made.AddDeep(MemoryFacts.Varied | MemoryFacts.VariedStored);
                if (CanBeVaried(instruction.Type))
                    Vary(instruction);
                break;
            default:
                var any = instruction.Operands.Any(varied.Contains);
                if (any && tangents.HasTangent(instruction.Type))
                    Vary(instruction);
                break;
        }
        if (instruction is RawInstruction { OpCode.Code: Mono.Cecil.Cil.Code.Unbox_Any } unbox && tangents.HasTangent(unbox.Type)
            && Aliases.CellOf(unbox.Operand(0)) is { } box && Has(box.Part(AliasAnalysis.Elements), MemoryFacts.Varied))
            Vary(unbox);
    }

    /// <summary>An address within a field that is cut off from derivatives.</summary>
    private bool IsCut(Value address) => address is FieldAddress field && (tangents.IsConstant(field.Field) || IsCut(field.Target));

    private bool CanBeVaried(TypeReference type) => tangents.HasTangent(type) || tangents.IsOpaqueStruct(type);

    private void VaryMemory(AliasCell location, TypeReference type, Value content)
    {
        if (!varied.Contains(content))
            return;
        const MemoryFacts Facts = MemoryFacts.Varied | MemoryFacts.VariedStored;
        foreach (var leaf in tangents.LeavesOf(type))
            changed |= AliasAnalysis.PartAt(location, leaf.Path).Add(Facts);
        if (tangents.IsOpaqueStruct(type))
            changed |= location.Add(Facts);
    }

    /// <summary>Leads from one object to another, or makes one, and does nothing to numbers.</summary>
    public static bool IsStructural(Call call) => ElementReferences.Is(call.Method) || Allocations.Is(call) || Delegates.IsTarget(call.Method) || Views.Is(call.Method);

    private void FindVaried(Call call)
    {
        var treatment = classifier.Classify(call);
        if (treatment.Kind == CallKind.Constant || IsStructural(call))
            return;
        if (treatment.Primitive is { } primitive)
        {
            FindVaried(call, primitive);
            return;
        }
        var any = false;
        var index = 0;
        foreach (var argument in call.Operands)
        {
            var counts = treatment.Kind is CallKind.Split or CallKind.Unknown or CallKind.Attached || index >= treatment.Active.Count || treatment.Active[index];
            any |= counts && (varied.Contains(argument) || Leads(argument, MemoryFacts.Varied));
            index++;
        }
        if (Aliases.InstanceOf(call) is { } instance)
        {
            any |= instance.Any(c => Has(c.Value, MemoryFacts.Varied));
            if (any)
            {
                foreach (var pair in instance.Where(c => Has(c.Key, MemoryFacts.VariedStored)))
                    changed |= pair.Value.Add(MemoryFacts.Varied | MemoryFacts.VariedStored);
                // The derivative of the callee takes all that a shadowed argument leads to for active: none of its shadows may be missing.
                foreach (var argument in call.Operands.Where(o => Leads(o, MemoryFacts.Varied)))
                    changed |= Aliases.CellOf(argument)!.AddDeep(MemoryFacts.Varied);
            }
        }
        else if (any && treatment.Kind is CallKind.Unknown or CallKind.Split && call.Effects != Effects.None)
        {
            foreach (var argument in call.Operands)
            {
                if (!Aliases.IsOfIntegers(argument.Type) && Aliases.CellOf(argument) is { } cell && !KnownCalls.LeavesMemoryAlone(call))
                    changed |= cell.AddDeep(MemoryFacts.Varied | MemoryFacts.VariedStored);
            }
        }
        if (!call.HasResult)
            return;
        if (any && Aliases.CellOf(call) is { } result && Aliases.InstanceOf(call) is null)
            changed |= result.AddDeep(MemoryFacts.Varied);
        if (call.Type.MetadataType == MetadataType.Boolean)
            return;
        if (any && CanBeVaried(call.Type))
            Vary(call);
    }

    private void FindVaried(Call call, Primitive primitive)
    {
        if (Aliases.ElementsOf(call, primitive) is not { } elements)
            return;
        if (primitive.Item is { } item)
            VaryMemory(elements, call.Operand(item).Type, call.Operand(item));
        if (!primitive.ReturnsItem)
            return;
        if (tangents.LeavesOf(call.Type).Any(l => Has(AliasAnalysis.PartAt(elements, l.Path), MemoryFacts.Varied)))
            Vary(call);
    }

    private void FindUseful(Call call, Primitive primitive)
    {
        if (Aliases.ElementsOf(call, primitive) is not { } elements)
            return;
        if (primitive.ReturnsItem && useful.Contains(call))
        {
            foreach (var leaf in tangents.LeavesOf(call.Type))
                changed |= AliasAnalysis.PartAt(elements, leaf.Path).Add(MemoryFacts.Useful);
        }
        if (primitive.Item is { } item && tangents.LeavesOf(call.Operand(item).Type).Any(l => Has(AliasAnalysis.PartAt(elements, l.Path), MemoryFacts.Useful)))
            Use(call.Operand(item));
    }

    private bool Leads(Value value, MemoryFacts facts) => !Aliases.IsOfIntegers(value.Type) && Aliases.CellOf(value) is { } cell && cell.Reachable().Any(c => Has(c, facts));

    private void FindUseful()
    {
        foreach (var block in Enumerable.Reverse(method.Blocks))
        {
            foreach (var instruction in block.InstructionsBackwards)
                FindUseful(instruction);
            foreach (var parameter in block.Parameters)
            {
                if (!useful.Contains(parameter))
                    continue;
                foreach (var edge in block.Incoming)
                {
                    if (parameter.Index < edge.ArgumentCount)
                        Use(edge[parameter.Index]);
                }
            }
        }
    }

    private void Use(Value value)
    {
        if (value is TrackedValue)
            changed |= useful.Add(value);
    }

    private void UseAll(Instruction instruction)
    {
        foreach (var operand in instruction.Operands)
        {
            Use(operand);
            if (Aliases.CellOf(operand) is { } cell)
                changed |= cell.AddDeep(MemoryFacts.Useful);
        }
    }

    private void FindUseful(Instruction instruction)
    {
        switch (instruction)
        {
            case Return { Result: { } result }:
                Use(result);
                if (Aliases.CellOf(result) is { } returned)
                    changed |= returned.AddDeep(MemoryFacts.Useful);
                break;
            case Store store:
                var location = Aliases.Location(store.Address);
                if (tangents.LeavesOf(store.StoredType).Any(l => Has(AliasAnalysis.PartAt(location, l.Path), MemoryFacts.Useful))
                    || (tangents.IsOpaqueStruct(store.StoredType) && Has(location, MemoryFacts.Useful)))
                    Use(store.Content);
                break;
            case Call call:
                FindUseful(call);
                break;
            case var _ when !useful.Contains(instruction):
                if (instruction is NewObject or RawInstruction && Leads(instruction, MemoryFacts.Useful))
                    UseAll(instruction);
                break;
            case Load load:
                var source = Aliases.Location(load.Address);
                foreach (var leaf in tangents.LeavesOf(load.Type))
                    changed |= AliasAnalysis.PartAt(source, leaf.Path).Add(MemoryFacts.Useful);
                if (tangents.IsOpaqueStruct(load.Type))
                    changed |= source.Add(MemoryFacts.Useful);
                break;
            case Compare:
                break;
            case Insert insert when tangents.IsUntracked(insert.Field):
                Use(insert.Aggregate);
                break;
            case Select select:
                Use(select.Operand(1));
                Use(select.Operand(2));
                break;
            case NewObject or RawInstruction:
                UseAll(instruction);
                break;
            default:
                foreach (var operand in instruction.Operands)
                    Use(operand);
                break;
        }
    }

    private void FindUseful(Call call)
    {
        var kind = classifier.Classify(call).Kind;
        if (kind is CallKind.Constant or CallKind.Refused || IsStructural(call))
            return;
        if (kind == CallKind.Primitive)
        {
            FindUseful(call, classifier.Classify(call).Primitive!);
            return;
        }
        var matters = useful.Contains(call) || (call.HasResult && Leads(call, MemoryFacts.Useful));
        if (Aliases.InstanceOf(call) is { } instance)
        {
            matters |= instance.Any(c => Has(c.Key, MemoryFacts.VariedStored) && Has(c.Value, MemoryFacts.Useful));
            if (!matters)
                return;
            foreach (var operand in call.Operands)
                Use(operand);
            foreach (var pair in instance)
                changed |= pair.Value.Add(MemoryFacts.Useful);
            return;
        }
        if (!matters && kind is CallKind.Unknown or CallKind.Split && call.Effects != Effects.None && !KnownCalls.LeavesMemoryAlone(call))
            matters = call.Operands.Any(o => Leads(o, MemoryFacts.Useful));
        if (matters)
            UseAll(call);
    }
}
