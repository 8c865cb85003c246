using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Calls: of callees with a summary, of operations on containers, and of code that is not seen.</summary>
internal sealed partial class AliasAnalysis
{
    private void VisitCall(Call call)
    {
        if (Allocations.Is(call))
            return;
        if (KnownCalls.KeepsException(call.Method))
            Bind(call.Operand(0), Static("<error>"));
        else if (KnownCalls.HandsOutException(call.Method))
            Bind(call, Static("<error>"));
        if (Delegates.IsTarget(call.Method))
        {
            BindContent(call, call.Type, Cell(call.Operand(0)).Part(Target));
            return;
        }
        if (Delegates.IsOfInvocationLists(call.Method))
        {
            foreach (var operand in call.Operands)
                Join(call, operand);
            return;
        }
        if (Views.Is(call.Method))
        {
            Join(call, call.Operand(0));
            return;
        }
        if (ElementReferences.Is(call.Method))
        {
            BindLocation(call, Cell(call.Operand(0)).Part(MemoryPart.Elements), ((ByReferenceType)call.Type).ElementType.FullName + MemoryPart.Elements);
            return;
        }
        if (IsReinterpretation(call.Method))
        {
            JoinAll(call, areTypesTrusted: false);
            return;
        }
        if (BaseConstructors.IsEmptying(call))
        {
            Cell(call.Operand(0)).Part(MemoryPart.Elements).Add(StoredAt(call.Operand(0)));
            return;
        }
        switch (classifier.Classify(call).Kind)
        {
            case CallKind.Primitive:
                VisitPrimitive(call, classifier.Classify(call).Primitive!);
                return;
            case CallKind.Memory when call.Operands.All(o => IsFollowed(o.Type)):
                VisitMemoryRule(call, classifier.Classify(call).Memory!);
                return;
            case CallKind.Split when summaries(call) is { } summary:
                Instantiate(call, summary);
                break;
            case CallKind.Split or CallKind.Memory:
                HasUnseenCalls |= classifier.Classify(call).Kind == CallKind.Split;
                JoinAll(call);
                foreach (var operand in call.Operands)
                    CellOf(operand)?.AddDeep(MemoryFacts.Stored | MemoryFacts.StoredOutside);
                var thrown = new AliasCell();
                thrown.AddDeep(MemoryFacts.Varied | MemoryFacts.VariedStored);
                AddThrown(call, thrown);
                break;
            case CallKind.Refused when call.Refusal is not null:
                // A known override that has no derivative writes what it likes; where that matters, it must be noticed. No handler sees what it has written
                // when it throws: the refusal passes all of them.
                JoinAll(call);
                foreach (var operand in call.Operands)
                    CellOf(operand)?.AddDeep(MemoryFacts.Stored);
                break;
            case CallKind.Unknown when call.Effects != Effects.None && !KnownCalls.LeavesMemoryAlone(call):
                if (Sequences.IsStepOfCollect(call))
                {
                    VisitStep(call);
                }
                else
                {
                    HasUnseenCalls = true;
                    JoinAll(call);
                    JoinWorld(call);
                }
                foreach (var operand in call.Operands)
                    CellOf(operand)?.AddDeep(MemoryFacts.Stored | MemoryFacts.StoredOutside);
                VisitUnknownThrow(call);
                break;
        }
        if (CellOf(call) is { } result && !call.Operands.Any(o => CellOf(o) is not null))
            result.AddDeep(MemoryFacts.Foreign);
    }

    /// <summary>
    /// A rule says what a call does to memory: numbers of all arguments that are memory may go to those that are written to, and to the result, which is
    /// new; references stay where they are.
    /// </summary>
    private void VisitMemoryRule(Call call, MemoryRule rule)
    {
        const MemoryFacts Written = MemoryFacts.Stored | MemoryFacts.StoredOutside | MemoryFacts.VariedStored | MemoryFacts.Varied;
        var map = new Dictionary<AliasCell, AliasCell>();
        for (var i = 0; i < call.OperandCount; i++)
        {
            if (CellOf(call.Operand(i)) is not { } cell)
                continue;
            foreach (var numbers in NumbersIn(cell, call.Operand(i).Type))
            {
                var theirs = new AliasCell();
                theirs.Add(rule.Writes(i) ? Written : MemoryFacts.Varied);
                map.Add(theirs, numbers);
                if (rule.Writes(i))
                    numbers.Add(StoredAt(call.Operand(i)));
            }
        }
        if (CellOf(call) is { } result)
        {
            foreach (var numbers in NumbersIn(result, call.Type))
            {
                var theirs = new AliasCell();
                theirs.Add(MemoryFacts.VariedStored | MemoryFacts.Varied);
                map.Add(theirs, numbers);
            }
        }
        instances[call] = map;
    }

    /// <summary>Spans that nothing stands for are not followed.</summary>
    private bool IsFollowed(TypeReference type) => type is ArrayType || !tangents.HasReferences(type) || !tangents.Types.IsStruct(type)
        || !tangents.Types.Shapes.Of(type).IsOpaque;

    /// <summary>The classes of the numbers in an array, or in the array behind a span.</summary>
    private IEnumerable<AliasCell> NumbersIn(AliasCell cell, TypeReference type)
    {
        var types = tangents.Types;
        if (type is not ArrayType array)
        {
            return types.IsStruct(type)
                ? types.Shapes.Of(type).Fields.Select(f => (Field: f, Type: types.FieldType(f))).Where(f => f.Type is ArrayType)
                    .SelectMany(f => NumbersIn(cell.Part(MemoryPart.Of(f.Field)).Target, f.Type))
                : [];
        }
        var elements = cell.Part(MemoryPart.Elements);
        elements.AddKind(array.ElementType.FullName + MemoryPart.Elements);
        elements.Add(UseOf(array.ElementType));
        return array.ElementType is ArrayType inner
            ? NumbersIn(elements.Target, inner)
            : tangents.LeavesOf(array.ElementType).Select(l => PartAt(elements, l.Path));
    }

    /// <summary>An enumerator has the elements of its sequence.</summary>
    private void VisitStep(Call call)
    {
        if (call.Method.Name == "GetEnumerator")
            Join(call, call.Operand(0));
        else if (call.Method.Name == "get_Current")
            BindContent(call, call.Type, Cell(call.Operand(0)).Part(MemoryPart.Elements));
    }

    /// <summary>The elements of all containers that take part are one class.</summary>
    private void VisitPrimitive(Call call, Primitive primitive)
    {
        AliasCell? elements = null;
        foreach (var container in ContainersOf(call, primitive))
        {
            var here = Cell(container).Part(MemoryPart.Elements);
            if (elements is null)
                elements = here;
            else
                AliasCell.Unify(elements, here);
        }
        if (elements is null)
            return;
        var stored = primitive.OnlyReads ? MemoryFacts.Stored : ContainersOf(call, primitive).Select(StoredAt).Aggregate((a, b) => a | b);
        elements.Add(stored);
        if (primitive.Item is { } item)
        {
            elements.Add(UseOf(call.Operand(item).Type));
            MarkStored(elements, call.Operand(item).Type, 4, stored);
            BindContent(call.Operand(item), call.Operand(item).Type, elements);
        }
        if (primitive.ReturnsItem)
            BindContent(call, call.Type, elements);
    }

    private static IEnumerable<Value> ContainersOf(Call call, Primitive primitive)
    {
        for (var i = 0; i < call.OperandCount; i++)
        {
            if (primitive.IsContainer(i))
                yield return call.Operand(i);
        }
        if (call.HasResult && !primitive.ReturnsItem)
            yield return call;
    }

    /// <summary>The class of the elements that an operation on containers works on.</summary>
    public AliasCell? ElementsOf(Call call, Primitive primitive) =>
        ContainersOf(call, primitive).Select(c => CellOf(c)?.Part(MemoryPart.Elements)).FirstOrDefault();

    private void Instantiate(Call call, AliasSummary summary)
    {
        var map = new Dictionary<AliasCell, AliasCell>();
        var work = new Stack<(AliasCell Theirs, AliasCell Ours)>();
        for (var i = 0; i < call.OperandCount; i++)
        {
            if (summary.Parameters[i] is { } parameter && CellOf(call.Operand(i)) is { } argument)
                work.Push((parameter, argument));
        }
        if (summary.Result is { } returned && CellOf(call) is { } result)
            work.Push((returned, result));
        // Of the many iterators that a sequence might be, each is looked at by itself: what one of them keeps in a static field is not what the others work on.
        if (!classifier.IsOfEnumeration(call.Method) && !(callerOf(call) is { } caller && classifier.IsOfEnumeration(caller)))
        {
            foreach (var field in summary.Statics)
                work.Push((field.Value, Static(field.Key)));
        }
        Instantiate(work, map);
        if (summary.ThrowsVaried)
        {
            // Apart from what the call reads and writes: nobody needs what is thrown unless a handler reads it.
            var thrown = new AliasCell();
            AddThrown(call, thrown);
            var carried = new Dictionary<AliasCell, AliasCell>(map);
            work.Push((summary.Thrown!, thrown));
            Instantiate(work, carried);
            foreach (var pair in carried.Where(p => !map.ContainsKey(p.Key) && p.Key.Has(MemoryFacts.Varied)))
                pair.Value.Add(MemoryFacts.Varied | MemoryFacts.VariedStored);
        }
        instances[call] = map;
        instantiated[call] = summary;
        HasUnseenCalls |= summary.HasUnseenCalls;
    }

    /// <summary>What a callee does to memory, its caller does.</summary>
    private const MemoryFacts Transferred =
        MemoryFacts.Stored | MemoryFacts.StoredOutside | MemoryFacts.Reinterpreted | MemoryFacts.OfNumbers | MemoryFacts.OfOthers;

    private static void Instantiate(Stack<(AliasCell Theirs, AliasCell Ours)> work, Dictionary<AliasCell, AliasCell> map)
    {
        while (work.Count > 0)
        {
            var (theirs, ours) = work.Pop();
            theirs = theirs.Root;
            if (map.TryGetValue(theirs, out var known))
            {
                AliasCell.Unify(known, ours);
                continue;
            }
            map.Add(theirs, ours.Root);
            if (theirs.IsCollapsed)
                ours.Collapse();
            else if (theirs.World is { } objects)
                EnterWorld(ours, objects, work, map);
            ours.Add(theirs.Facts & Transferred);
            foreach (var kind in theirs.Kinds)
                ours.AddKind(kind);
            ours.AddDeep(theirs.Inherited & (MemoryFacts.Foreign | MemoryFacts.Stored | MemoryFacts.StoredOutside));
            foreach (var part in theirs.KnownParts)
                work.Push((part.Value, ours.Part(part.Key)));
            if (theirs.KnownTarget is { } target)
                work.Push((target, ours.Target));
        }
    }

    private static void EnterWorld(AliasCell ours, AliasCell objects, Stack<(AliasCell Theirs, AliasCell Ours)> work, Dictionary<AliasCell, AliasCell> map)
    {
        if (ours.World is not { } world)
        {
            world = map.TryGetValue(objects, out var known) && known.World is { } there ? there : AliasCell.NewWorld();
            ours.EnterWorld(world);
        }
        work.Push((objects, world));
    }

    /// <summary>
    /// Nothing is known of what the instruction does with its operands: any object that they lead to may refer to any other. Where addresses may be handed out,
    /// all memory they lead to may be the same.
    /// </summary>
    private void JoinAll(Instruction instruction, bool areTypesTrusted = true)
    {
        List<Value> joined = [.. instruction.Operands.Concat(instruction.HasResult ? [instruction] : Array.Empty<Value>())
            .Where(v => !(areTypesTrusted && IsOfIntegers(v.Type)) && CellOf(v) is not null)];
        if (joined.Count == 0)
            return;
        if (areTypesTrusted && !(instruction.HasResult && IsAddress(instruction.Type)) && !joined.Any(v => MayKeepAddress(v.Type)))
        {
            var world = AliasCell.NewWorld();
            foreach (var value in joined)
            {
                if (value.Type.IsByReference || tangents.Types.IsStruct(value.Type))
                    Cell(value).EnterWorld(world);
                else
                    AliasCell.Unify(Cell(value), world);
            }
            return;
        }
        var all = Cell(joined[0]);
        foreach (var value in joined)
        {
            if (!areTypesTrusted)
                Cell(value).Add(MemoryFacts.Stored | MemoryFacts.StoredOutside | MemoryFacts.Reinterpreted);
            AliasCell.Unify(all, Cell(value));
        }
        all.Root.Collapse();
    }

    private bool IsAddress(TypeReference type) => type.IsByReference || MayKeepAddress(type);

    /// <summary>Values of the type are addresses that nobody follows, or contain some, or may.</summary>
    private bool MayKeepAddress(TypeReference type) => type switch
    {
        ByReferenceType address => MayKeepAddress(address.ElementType),
        _ => tangents.Types.KindOf(type) switch
        {
            StackKind.Object => false,
            StackKind.Struct =>
                tangents.Types.Resolve(type) is not { } definition || definition.CustomAttributes.Any(a => a.AttributeType.Name == "IsByRefLikeAttribute"),
            _ => true,
        },
    };

    /// <summary>
    /// An object of any kind that is given to a static method of the framework may be handed out by another one (<c>AppContext.SetData</c> and <c>GetData</c>).
    /// </summary>
    private void JoinWorld(Call call)
    {
        if (call.Method.HasThis || tangents.Types.Resolve(call.Method.DeclaringType) is not { } declaring
            || !StructShapes.IsFramework(declaring.Module.Assembly))
            return;
        foreach (var value in call.Operands.Concat(call.HasResult ? [call] : Array.Empty<Value>())
            .Where(v => v.Type.MetadataType == MetadataType.Object && CellOf(v) is not null))
            Bind(value, Static("<world>"));
    }

    /// <summary>What makes addresses of one type of those of another.</summary>
    private static bool IsReinterpretation(MethodReference method) =>
        method.DeclaringType.FullName is "System.Runtime.CompilerServices.Unsafe" or "System.Runtime.InteropServices.MemoryMarshal";
}
