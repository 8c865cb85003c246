using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Backwards: on which values and which memory a requested result depends.</summary>
internal sealed class UsefulFlow(MethodIR method, TangentTypes tangents, ICallTreatments classifier, AliasAnalysis aliases, HashSet<Value> useful)
{
    private bool changed;

    public void Run()
    {
        do
        {
            changed = false;
            Visit();
            if (!changed)
                SpreadOverGiven();
        }
        while (changed);
    }

    private void Visit()
    {
        foreach (var block in Enumerable.Reverse(method.Blocks))
        {
            foreach (var instruction in block.InstructionsBackwards)
                Visit(instruction);
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

    /// <summary>Two differentiated parameters may refer to the same memory: what is written through one is then read through the other.</summary>
    private void SpreadOverGiven()
    {
        var given = aliases.All.Where(c => c.Has(MemoryFacts.Given)).ToList();
        var written = new HashSet<string>(given.Where(c => c.Has(MemoryFacts.Stored)).SelectMany(c => c.Kinds));
        var read = new HashSet<string>(given.Where(c => c.Has(MemoryFacts.Useful)).SelectMany(c => c.Kinds).Where(written.Contains));
        if (read.Count == 0)
            return;
        foreach (var cell in given.Where(c => c.Kinds.Any(read.Contains)))
            changed |= cell.Add(MemoryFacts.Useful);
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
            if (aliases.CellOf(operand) is { } cell)
                changed |= cell.AddDeep(MemoryFacts.Useful);
        }
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Return { Result: { } result }:
                Use(result);
                if (aliases.CellOf(result) is { } returned)
                    changed |= returned.AddDeep(MemoryFacts.Useful);
                break;
            case Store store:
                var location = aliases.Location(store.Address);
                if (tangents.LeavesOf(store.StoredType).Any(l => AliasAnalysis.PartAt(location, l.Path).Has(MemoryFacts.Useful))
                    || (tangents.IsOpaqueStruct(store.StoredType) && location.HasWithin(MemoryFacts.Useful)))
                    Use(store.Content);
                break;
            case Call call:
                Visit(call);
                break;
            case var _ when !useful.Contains(instruction):
                if (instruction is NewObject or RawInstruction && aliases.LeadsTo(instruction, MemoryFacts.Useful))
                    UseAll(instruction);
                break;
            case Load load:
                var source = aliases.Location(load.Address);
                foreach (var leaf in tangents.LeavesOf(load.Type))
                    changed |= AliasAnalysis.PartAt(source, leaf.Path).Add(MemoryFacts.Useful);
                if (tangents.IsOpaqueStruct(load.Type))
                    changed |= source.AddWithin(MemoryFacts.Useful);
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

    private void Visit(Call call)
    {
        var kind = classifier.Classify(call).Kind;
        if (kind is CallKind.Constant || (kind == CallKind.Refused && call.Refusal is null) || Activity.IsStructural(call))
            return;
        if (kind == CallKind.Primitive)
        {
            Visit(call, classifier.Classify(call).Primitive!);
            return;
        }
        var matters = useful.Contains(call) || (call.HasResult && aliases.LeadsTo(call, MemoryFacts.Useful));
        if (aliases.InstanceOf(call) is { } instance)
        {
            matters |= instance.Any(c => c.Key.Has(MemoryFacts.VariedStored)
                && (c.Value.Has(MemoryFacts.Useful) || (c.Key.IsInOtherHands && c.Value.Reachable().Any(r => r.Has(MemoryFacts.Useful)))));
            if (!matters)
                return;
            foreach (var operand in call.Operands)
                Use(operand);
            foreach (var pair in instance)
                changed |= pair.Key.IsInOtherHands ? pair.Value.AddDeep(MemoryFacts.Useful) : pair.Value.Add(MemoryFacts.Useful);
            return;
        }
        if (!matters && kind is CallKind.Unknown or CallKind.Split or CallKind.Memory or CallKind.Refused && call.Effects != Effects.None
            && !KnownCalls.LeavesMemoryAlone(call))
            matters = call.Operands.Any(o => aliases.LeadsTo(o, MemoryFacts.Useful));
        if (matters)
            UseAll(call);
    }

    private void Visit(Call call, Primitive primitive)
    {
        if (aliases.ElementsOf(call, primitive) is not { } elements)
            return;
        if (primitive.ReturnsItem && useful.Contains(call))
        {
            foreach (var leaf in tangents.LeavesOf(call.Type))
                changed |= AliasAnalysis.PartAt(elements, leaf.Path).Add(MemoryFacts.Useful);
        }
        if (primitive.Item is { } item && tangents.LeavesOf(call.Operand(item).Type).Any(l => AliasAnalysis.PartAt(elements, l.Path).Has(MemoryFacts.Useful)))
            Use(call.Operand(item));
    }
}
