using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Forwards: which values and which memory depend on a differentiation parameter.</summary>
internal sealed class VariedFlow(MethodIR method, TangentTypes tangents, ICallTreatments classifier, AliasAnalysis aliases, HashSet<Value> varied)
{
    private bool changed;

    /// <summary>Until nothing changes. What is varied at the beginning (parameters, memory) has been said.</summary>
    public void Run()
    {
        do
        {
            changed = false;
            Visit();
            if (!changed)
                SpreadOverForeign();
        }
        while (changed);
    }

    private void Visit()
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
                Visit(instruction);
        }
    }

    /// <summary>
    /// Memory that came from outside in two ways may be the same: what is written to one of them is then in the other too. Their shadows go by the
    /// objects' identity, so that they agree.
    /// </summary>
    private void SpreadOverForeign()
    {
        const MemoryFacts Written = MemoryFacts.Foreign | MemoryFacts.VariedStored;
        var foreign = aliases.All.Where(c => c.Has(MemoryFacts.Foreign)).ToList();
        var written = new HashSet<string>(foreign.Where(c => c.Has(Written)).SelectMany(c => c.Kinds));
        if (written.Count == 0)
            return;
        foreach (var cell in foreign.Where(c => c.Kinds.Any(written.Contains)))
            changed |= cell.Add(MemoryFacts.Varied);
    }

    private void Vary(Value value) => changed |= varied.Add(value);

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Store store when IsCut(store.Address):
            case Load cut when IsCut(cut.Address):
                break;
            case Store store:
                VaryMemory(aliases.Location(store.Address), store.StoredType, store.Content);
                break;
            case Load load:
                var location = aliases.Location(load.Address);
                if (tangents.LeavesOf(load.Type) is { Count: > 0 } leaves)
                {
                    if (leaves.Any(l => AliasAnalysis.PartAt(location, l.Path).Has(MemoryFacts.Varied)))
                        Vary(load);
                }
                else if (tangents.IsOpaqueStruct(load.Type) && location.HasWithin(MemoryFacts.Varied))
                {
                    Vary(load);
                }
                break;
            case Call call:
                Visit(call);
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
                if (aliases.CellOf(instruction) is { } made)
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
            && aliases.CellOf(unbox.Operand(0)) is { } box && box.Part(MemoryPart.Elements).Has(MemoryFacts.Varied))
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
            changed |= location.AddWithin(Facts);
    }

    private void Visit(Call call)
    {
        var treatment = classifier.Classify(call);
        if (treatment.Kind == CallKind.Constant || Activity.IsStructural(call))
            return;
        if (treatment.Primitive is { } primitive)
        {
            Visit(call, primitive);
            return;
        }
        var any = false;
        var index = 0;
        foreach (var argument in call.Operands)
        {
            var counts = treatment.Kind is CallKind.Split or CallKind.Unknown or CallKind.Attached || index >= treatment.Active.Count
                || treatment.Active[index];
            any |= counts && (varied.Contains(argument) || aliases.LeadsTo(argument, MemoryFacts.Varied));
            index++;
        }
        if (aliases.InstanceOf(call) is { } instance)
        {
            any |= instance.Any(c => c.Value.Has(MemoryFacts.Varied));
            if (any)
            {
                foreach (var pair in instance.Where(c => c.Key.Has(MemoryFacts.VariedStored)
                    && aliases.MayBeVariedBy(call, c.Key, o => varied.Contains(o) || aliases.LeadsTo(o, MemoryFacts.Varied))))
                {
                    const MemoryFacts Facts = MemoryFacts.Varied | MemoryFacts.VariedStored;
                    changed |= pair.Key.IsInOtherHands ? pair.Value.AddDeep(Facts) : pair.Value.Add(Facts);
                }
                // The derivative of the callee takes all that a shadowed argument leads to for active: none of its shadows may be missing.
                foreach (var argument in call.Operands.Where(o => aliases.LeadsTo(o, MemoryFacts.Varied)))
                    changed |= aliases.CellOf(argument)!.AddDeep(MemoryFacts.Handed);
            }
        }
        else if (any && (treatment.Kind is CallKind.Unknown or CallKind.Split or CallKind.Memory || call.Refusal is not null) && call.Effects != Effects.None
            && !Sequences.IsStepOfCollect(call))
        {
            foreach (var argument in call.Operands)
            {
                // An override of the program has no other room than what the fields of an object lead to.
                if (!aliases.IsOfIntegers(argument.Type) && aliases.CellOf(argument) is { } cell && !KnownCalls.LeavesMemoryAlone(call)
                    && (call.Refusal is null || tangents.MayLeadToNumbers(argument.Type)))
                    changed |= cell.AddDeep(MemoryFacts.Varied | MemoryFacts.VariedStored);
            }
        }
        if (!call.HasResult)
            return;
        if (any && aliases.CellOf(call) is { } result && aliases.InstanceOf(call) is null)
            changed |= result.AddDeep(MemoryFacts.Varied);
        if (call.Type.MetadataType == MetadataType.Boolean)
            return;
        if (any && CanBeVaried(call.Type))
            Vary(call);
    }

    private void Visit(Call call, Primitive primitive)
    {
        if (aliases.ElementsOf(call, primitive) is not { } elements)
            return;
        if (primitive.Item is { } item)
            VaryMemory(elements, call.Operand(item).Type, call.Operand(item));
        if (!primitive.ReturnsItem)
            return;
        if (tangents.LeavesOf(call.Type).Any(l => AliasAnalysis.PartAt(elements, l.Path).Has(MemoryFacts.Varied)))
            Vary(call);
    }
}
