using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Calls: of callees with a summary, of containers and their keys, and of code that is not seen.</summary>
internal sealed partial class Truncation
{
    private void VisitCall(Call call)
    {
        var treatment = classifier.Classify(call);
        if (treatment.Kind == CallKind.Constant)
        {
            PutInKeys(Keys.PutIn(call));
            if (Keys.AreReadBy(call))
                ReadKeys(call);
        }
        if (treatment.Kind == CallKind.Constant || Activity.IsStructural(call) || classifier.IsZeroByRule(treatment))
            return;
        if (treatment.Primitive is { } primitive)
        {
            PutInKeys(Keys.PutIn(call, primitive));
            if (aliases.ElementsOf(call, primitive) is not { } elements)
                return;
            if (primitive.Item is { } item)
                Write(elements, call.Operand(item));
            if (primitive.ReturnsItem)
                Read(elements, call);
        }
        else if (treatment.Kind == CallKind.Split && aliases.InstanceOf(call) is { } instance && summaries(call) is { } callee)
        {
            foreach (var pair in instance)
            {
                foreach (var (theirs, ours) in callee.Taints.Memory.All.Zip(memory.All, (t, o) => (t, o)))
                {
                    if (theirs.TryGetValue(pair.Key.Root, out var taint))
                        Add(ours, pair.Value.Root, AtCall(taint, call));
                }
            }
            AddResult(call, callee.Taints.Result);
        }
        else if (treatment.Kind == CallKind.Split && method.Origin is { } self && self.FullName == call.Method.FullName)
        {
            // Recursion: what is found here is what the callee does.
            for (var i = 0; i < call.OperandCount; i++)
                AddRecursion(call, call.Operand(i), method.Parameters[i]);
            foreach (var result in method.Instructions.OfType<Return>().Select(r => r.Result).OfType<Value>().Where(_ => call.HasResult))
                AddRecursion(call, call, result);
            AddResult(call, returned);
        }
        else
        {
            VisitOpaque(call, treatment);
        }
    }

    /// <summary>
    /// A call of which no code is seen, or none that is differentiated: what it is given, its objects hold from then on, and what they hold comes back in
    /// results.
    /// </summary>
    private void VisitOpaque(Call call, CallTreatment treatment)
    {
        PutInKeys(Keys.PutIn(call));
        Taint held = default, numbers = default;
        List<AliasCell> objects = [.. call.Operands.Concat(call.HasResult ? [call] : Array.Empty<Value>()).Select(aliases.CellOf).OfType<AliasCell>()
            .Distinct()];
        if (objects.Count > 0 && treatment.Kind is (CallKind.Unknown or CallKind.Refused))
        {
            var kept = OpaqueObjects.Kept(call).Aggregate(default(Taint), (sum, operand) => sum | OfValue(operand));
            foreach (var cell in objects)
            {
                Add(memory.Numbers, cell.Root, new(kept.Followed, 0));
                Add(memory.Others, cell.Root, new(0, kept.Lost));
            }
            // The elements of an array are read where they are.
            foreach (var cell in call.Operands.Concat(call.HasResult ? [call] : Array.Empty<Value>()).Where(v => v.Type is ArrayType).Select(aliases.CellOf)
                .OfType<AliasCell>())
                Add(memory.Others, cell.Part(MemoryPart.Elements).Root, new(0, kept.Lost));
            // What has no room for numbers takes them as bits.
            foreach (var cell in call.Operands.Concat(call.HasResult ? [call] : Array.Empty<Value>()).Where(v => aliases.IsOfIntegers(v.Type))
                .Select(aliases.CellOf).OfType<AliasCell>())
            {
                Add(memory.Others, cell.Root, kept.Truncated);
                Add(memory.Others, cell.Part(MemoryPart.Elements).Root, kept.Truncated);
            }
            List<AliasCell> all = OpaqueObjects.HandsOut(call) ? [.. objects.SelectMany(o => o.Reachable()).Distinct()] : [];
            held = OfMemory(memory.Others, all) | OfMemory(memory.KeyOthers, all);
            // Where classes are not told apart, numbers still are not in what has no room for them.
            List<AliasCell> withNumbers = call.Operands.Any(o => aliases.CellOf(o) is { } cell
                && (!tangents.IsAddressOfPlainData(o.Type) || cell.Has(MemoryFacts.Reinterpreted))) ? all : [];
            numbers = OfMemory(memory.Numbers, withNumbers) | OfMemory(memory.KeyNumbers, withNumbers);
            // What a library method falls back to throws where it is active.
            if (treatment.Kind == CallKind.Unknown && !OpaqueObjects.MovesItems(call))
                (held, numbers) = (held | numbers.Truncated, numbers | held.Truncated);
            foreach (var reached in KnownCalls.LeavesMemoryAlone(call) ? [] : all)
            {
                Add(memory.Others, reached, held);
                Add(memory.Numbers, reached, new(0, numbers.Lost));
                Add(memory.KeyWrites, reached, new(0, numbers.Followed));
            }
        }
        if (!call.HasResult)
            return;
        var taint = OfOperands(call);
        if (treatment.Kind is not (CallKind.Unknown or CallKind.Split) || aliases.CellOf(call) is not null || tangents.IsOpaqueStruct(call.Type))
            taint = tangents.HasTangent(call.Type) ? taint : new(0, taint.Lost);
        foreach (var leaf in LeavesOf(call.Type))
            Add(call, leaf, taint | (leaf.IsNumber ? numbers : held));
    }

    /// <summary>What a value of the caller leads to afterwards holds what the callee's own leads to.</summary>
    private void AddRecursion(Call call, Value ours, Value theirs)
    {
        if (aliases.CellOf(ours) is not { } to || aliases.CellOf(theirs) is not { } from)
            return;
        foreach (var part in memory.All)
        {
            var taint = OfMemory(part, from.Reachable());
            foreach (var reached in to.Reachable())
                Add(part, reached, AtCall(taint, call));
        }
    }

    /// <summary>
    /// Keys are kept, but not differentiated: numbers among them are lost, and so are those of objects that are keys, when they are reached by way of the keys.
    /// </summary>
    private void PutInKeys(IEnumerable<(Value Container, Value Key)> pairs)
    {
        foreach (var (container, key) in pairs)
        {
            if (aliases.CellOf(container) is not { } cell)
                continue;
            var reached = aliases.CellOf(key)?.Reachable() ?? [];
            Add(memory.KeyNumbers, cell, (Own(key, isNumber: true) | OfMemory(memory.Numbers, reached) | OfMemory(memory.KeyNumbers, reached)).Truncated);
            Add(memory.KeyOthers, cell, (Own(key, isNumber: false) | OfMemory(memory.Others, reached) | OfMemory(memory.KeyOthers, reached)).Truncated);
            var written = OfMemory(memory.KeyWrites, [cell]);
            foreach (var part in reached)
                Add(memory.Numbers, part, written);
        }
    }

    private void ReadKeys(Call call)
    {
        var containers = call.Operands.Select(aliases.CellOf).OfType<AliasCell>().Select(c => c.Root).ToList();
        Taint numbers = OfMemory(memory.KeyNumbers, containers), others = OfMemory(memory.KeyOthers, containers);
        foreach (var leaf in LeavesOf(call.Type))
            Add(call, leaf, leaf.IsNumber ? numbers : others);
        var objects = aliases.CellOf(call)?.Reachable() ?? [];
        foreach (var container in containers)
            Add(memory.KeyWrites, container, new(0, OfMemory(memory.Numbers, objects).Followed));
        foreach (var reached in objects)
        {
            Add(memory.Numbers, reached, numbers);
            Add(memory.Others, reached, others);
        }
    }

    private void AddResult(Call call, IReadOnlyDictionary<string, Taint> result)
    {
        foreach (var leaf in LeavesOf(call.Type))
        {
            if (call.HasResult && result.TryGetValue(leaf.Key, out var taint))
                Add(call, leaf, AtCall(taint, call));
        }
    }

    /// <summary>What a callee's taint is in terms of the parameters of this method.</summary>
    private Taint AtCall(Taint taint, Call call)
    {
        var result = default(Taint);
        for (var i = 0; i < call.OperandCount && !taint.IsNone; i++)
        {
            foreach (var isNumber in new[] { true, false })
            {
                var origin = isNumber ? Origins.Numbers(i) : Origins.Others(i);
                if (((taint.Followed | taint.Lost) & origin) == 0)
                    continue;
                var given = Given(call.Operand(i), isNumber);
                if ((taint.Followed & origin) != 0)
                    result |= given;
                if ((taint.Lost & origin) != 0)
                    result |= given.Truncated;
            }
        }
        return result;
    }

    /// <summary>The taint of an argument's own parts and of what it leads to.</summary>
    private Taint Given(Value argument, bool isNumber)
    {
        var reached = aliases.CellOf(argument)?.Reachable() ?? [];
        return Own(argument, isNumber) | (isNumber
            ? OfMemory(memory.Numbers, reached)
            : OfMemory(memory.Others, reached) | OfMemory(memory.KeyNumbers, reached) | OfMemory(memory.KeyOthers, reached));
    }
}
