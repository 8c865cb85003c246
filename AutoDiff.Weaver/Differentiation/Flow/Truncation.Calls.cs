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
        else if (treatment.Kind == CallKind.Memory && aliases.InstanceOf(call) is { } touched)
        {
            var given = GivenTo(call);
            var taint = default(Taint);
            for (var i = 0; i < call.OperandCount; i++)
                taint |= given[i, 0] | (given[i, 1] | given[i, 2]).OnlyLost;
            foreach (var written in touched.Where(c => c.Key.Has(MemoryFacts.VariedStored)))
                Add(memory.Numbers, written.Value.Root, taint);
            foreach (var leaf in LeavesOf(call.Type).Where(_ => call.HasResult))
                Add(call, leaf, leaf.IsNumber ? taint : taint.OnlyLost);
        }
        else if (treatment.Kind == CallKind.Split && aliases.InstanceOf(call) is { } instance && summaries(call) is { } callee)
        {
            var given = GivenTo(call);
            var known = new Lazy<HashSet<AliasCell>>(() => [.. instance.Values.Select(v => v.Root)]);
            foreach (var (theirs, ours) in callee.Taints.Memory.All.Zip(memory.All, (t, o) => (t, o)))
            {
                foreach (var pair in instance)
                {
                    if (!theirs.TryGetValue(pair.Key.Root, out var taint))
                        continue;
                    Add(ours, pair.Value.Root, AtCall(taint, call, given));
                    if (AtCall(taint.OnlyOfKeys, call, given) is { IsNone: false } ofKeys)
                        AddBehind(ours, pair.Value, ofKeys, known);
                }
            }
            AddResult(call, callee.Taints.Result, given);
        }
        else if (treatment.Kind == CallKind.Split && method.Origin is { } self && self.FullName == call.Method.FullName)
        {
            // Recursion: what is found here is what the callee does.
            var given = GivenTo(call);
            for (var i = 0; i < call.OperandCount; i++)
                AddRecursion(call, call.Operand(i), method.Parameters[i], given);
            foreach (var result in method.Instructions.OfType<Return>().Select(r => r.Result).OfType<Value>().Where(_ => call.HasResult))
                AddRecursion(call, call, result, given);
            AddResult(call, returned, given);
        }
        else
        {
            VisitOpaque(call, treatment);
        }
    }

    /// <summary>What holds of an object that is a key in a callee that knows nothing of its fields, holds of these, and of what they lead to.</summary>
    private void AddBehind(Dictionary<AliasCell, Taint> classes, AliasCell cell, Taint taint, Lazy<HashSet<AliasCell>> known)
    {
        var seen = new HashSet<AliasCell>();
        var work = new Stack<AliasCell>(cell.KnownParts.Select(p => p.Value.Root));
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (known.Value.Contains(current) || !seen.Add(current))
                continue;
            if (classes == memory.Others ? current.MayHoldOthers : classes != memory.Numbers || current.MayHoldNumbers)
                Add(classes, current, taint);
            foreach (var next in current.Neighbours)
                work.Push(next.Root);
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
            if (treatment.Kind == CallKind.Refused)
                kept = kept.OnlyLost;
            foreach (var value in call.Operands.Concat(call.HasResult ? [call] : Array.Empty<Value>()))
            {
                if (aliases.CellOf(value) is not { } cell)
                    continue;
                // What has no room for numbers takes them as text, or bits.
                var hasRoom = tangents.MayLeadToNumbers(value.Type);
                if (hasRoom)
                    Add(memory.Numbers, cell.Root, new(kept.Followed, 0));
                var others = hasRoom ? kept.OnlyLost : kept.Truncated(here);
                Add(memory.Others, cell.Root, others);
                // The elements of an array are read where they are.
                if (value.Type is ArrayType || aliases.IsOfIntegers(value.Type))
                    Add(memory.Others, cell.Part(MemoryPart.Elements).Root, others);
            }
            List<AliasCell> all = OpaqueObjects.HandsOut(call) ? [.. objects.SelectMany(o => o.Reachable()).Distinct()] : [];
            held = OfMemory(memory.Others, all) | OfMemory(memory.KeyOthers, all);
            // Where classes are not told apart, numbers still are not in what has no room for them.
            List<AliasCell> withNumbers = OpaqueObjects.HandsOut(call)
                ? [.. call.Operands.Where(o => tangents.MayLeadToNumbers(o.Type) || aliases.CellOf(o)?.Has(MemoryFacts.Reinterpreted) == true)
                    .Select(aliases.CellOf).OfType<AliasCell>().SelectMany(c => c.Reachable()).Distinct()]
                : [];
            numbers = OfMemory(memory.Numbers, withNumbers) | OfMemory(memory.KeyNumbers, withNumbers);
            if (treatment.Kind == CallKind.Refused)
            {
                // Throws where what it is given varies: only what was lost before goes on.
                numbers = numbers.OnlyLost;
            }
            else if (!OpaqueObjects.MovesItems(call))
            {
                // What a library method falls back to throws where it is active.
                (held, numbers) = (held | numbers.Truncated(here), numbers | held.Truncated(here));
            }
            else if (OpaqueObjects.MakesItems(call) && !tangents.IsDifferentiable(call.Type) && !MayBeNumber(call.Type) && HasMakersOf(call))
            {
                held |= numbers.Truncated(here);
            }
            foreach (var reached in KnownCalls.LeavesMemoryAlone(call) ? [] : all)
            {
                if (reached.MayHoldOthers)
                    Add(memory.Others, reached, held);
                if (!reached.MayHoldNumbers)
                    continue;
                Add(memory.Numbers, reached, numbers.OnlyLost);
                Add(memory.KeyWrites, reached, new(0, numbers.Followed));
            }
        }
        if (!call.HasResult)
            return;
        var taint = OfOperands(call);
        if (treatment.Kind is not (CallKind.Unknown or CallKind.Split) || aliases.CellOf(call) is not null || tangents.IsOpaqueStruct(call.Type))
            taint = tangents.HasTangent(call.Type) ? taint : taint.OnlyLost;
        if (treatment.Kind is CallKind.Pullback or CallKind.Derivative or CallKind.Attached || Sequences.IsStepOfCollect(call))
            numbers |= new Taint(OfMemory(memory.Numbers, objects.SelectMany(o => o.Reachable()).Distinct()).Followed, 0);
        foreach (var leaf in LeavesOf(call.Type))
            Add(call, leaf, taint | (leaf.IsNumber ? numbers : held));
    }

    /// <summary>What a value of the caller leads to afterwards holds what the callee's own leads to.</summary>
    private void AddRecursion(Call call, Value ours, Value theirs, Taint[,] given)
    {
        if (aliases.CellOf(ours) is not { } to || aliases.CellOf(theirs) is not { } from)
            return;
        var (behindOurs, behindTheirs) = (to.Reachable(), from.Reachable());
        foreach (var part in memory.All)
        {
            var taint = AtCall(OfMemory(part, behindTheirs), call, given);
            foreach (var reached in behindOurs)
                Add(part, reached, taint);
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
            Add(memory.KeyNumbers, cell, (Own(key, isNumber: true) | OfMemory(memory.Numbers, reached) | OfMemory(memory.KeyNumbers, reached)).Truncated(here));
            Add(memory.KeyOthers, cell, (Own(key, isNumber: false) | OfMemory(memory.Others, reached) | OfMemory(memory.KeyOthers, reached)).Truncated(here));
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
        {
            Add(memory.KeyWrites, container, new(0, OfMemory(memory.Numbers, objects).Followed));
            if (objects.Any(o => o.Has(MemoryFacts.Stored | MemoryFacts.OfNumbers)))
                Add(memory.KeyWrites, container, new(0, Origins.Overwritten, call.Location));
        }
        foreach (var reached in objects)
        {
            Add(memory.Numbers, reached, numbers);
            Add(memory.Others, reached, others);
        }
    }

    private void AddResult(Call call, IReadOnlyDictionary<string, Taint> result, Taint[,] given)
    {
        foreach (var leaf in LeavesOf(call.Type))
        {
            if (call.HasResult && result.TryGetValue(leaf.Key, out var taint))
                Add(call, leaf, AtCall(taint, call, given));
        }
    }

    /// <summary>What a callee's taint is in terms of the parameters of this method.</summary>
    private Taint AtCall(Taint taint, Call call, Taint[,] given)
    {
        var overwritten = taint.Lost & Origins.Overwritten;
        var result = new Taint(0, overwritten, overwritten == 0 ? null : taint.LostAt?.At(call.Location) ?? here);
        for (var i = 0; i < call.OperandCount && !taint.IsNone; i++)
        {
            for (var kind = 0; kind < 3; kind++)
            {
                var origin = Origins.Numbers(i) << kind;
                if ((taint.Followed & origin) != 0)
                    result |= given[i, kind];
                if ((taint.Lost & origin) != 0)
                    result |= given[i, kind].Truncated(taint.LostAt?.At(call.Location) ?? here);
            }
        }
        return result;
    }

    /// <summary>
    /// The taint of the arguments' own parts and of what they lead to: of numbers, of everything else, and of keys, as in <see cref="Origins"/>.
    /// </summary>
    private Taint[,] GivenTo(Call call)
    {
        var given = new Taint[call.OperandCount, 3];
        for (var i = 0; i < call.OperandCount; i++)
        {
            var argument = call.Operand(i);
            var reached = aliases.CellOf(argument)?.Reachable() ?? [];
            given[i, 0] = Own(argument, isNumber: true) | OfMemory(memory.Numbers, reached);
            given[i, 1] = Own(argument, isNumber: false)
                | OfMemory(memory.Others, reached) | OfMemory(memory.KeyNumbers, reached) | OfMemory(memory.KeyOthers, reached);
            given[i, 2] = OfMemory(memory.KeyNumbers, reached);
        }
        return given;
    }

    /// <summary>Boxes, one or an array of them: those of numbers are refused where they are active, when they are met.</summary>
    /// <summary>Whether a class of the program is a sequence of what is handed out.</summary>
    private bool HasMakersOf(Call call) => call.OperandCount == 0 || call.Operand(0).Type is not GenericInstanceType sequence
        || tangents.Types.Resolve(sequence) is not { IsInterface: true } || sequence.ContainsGenericParameter
        || MakersOf(sequence.GenericArguments[0], sequence).Any(tangents.Types.Hierarchy.IsMade);

    private IEnumerable<TypeReference> MakersOf(TypeReference item, GenericInstanceType sequence)
    {
        var types = tangents.Types;
        var module = types.Resolve(sequence)!.Module;
        foreach (var name in new[] { "IEnumerable`1", "IEnumerator`1" })
        {
            if (module.GetType("System.Collections.Generic." + name) is not { } definition)
                continue;
            var closed = new GenericInstanceType(types.Import(definition));
            closed.GenericArguments.Add(item);
            foreach (var maker in types.Hierarchy.Implementers(closed))
                yield return maker;
        }
    }

    private static bool MayBeNumber(TypeReference type) => (type is ArrayType array ? array.ElementType : type).MetadataType == MetadataType.Object;
}
