using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Analysis;

/// <summary>
/// Which memory the references, addresses and structs of a method lead to, as alias classes: allocation sites, parameters and static fields are
/// apart until something joins them. Calls of methods with a body bring in what that body does; other calls join everything they are given.
/// </summary>
internal sealed class AliasAnalysis
{
    /// <summary>The elements of an array or container, the content of a box.</summary>
    public const string Elements = "[]";

    /// <summary>What a delegate is bound to.</summary>
    private const string Target = "target";

    private readonly MethodIR method;
    private readonly TangentTypes tangents;
    private readonly CallClassifier classifier;
    private readonly Func<Call, AliasSummary?> summaries;
    private readonly Dictionary<Value, AliasCell> cells = [];
    private readonly Dictionary<string, AliasCell> statics = [];
    private readonly Dictionary<Call, IReadOnlyDictionary<AliasCell, AliasCell>> instances = [];

    /// <param name="method">The method.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="summaries">What a callee with a body does to memory; null while that is being found out (recursion).</param>
    public AliasAnalysis(MethodIR method, TangentTypes tangents, CallClassifier classifier, Func<Call, AliasSummary?> summaries)
    {
        this.method = method;
        this.tangents = tangents;
        this.classifier = classifier;
        this.summaries = summaries;
        foreach (var block in method.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                foreach (var edge in block.Incoming)
                {
                    if (parameter.Index < edge.ArgumentCount)
                        Join(parameter, edge[parameter.Index]);
                }
            }
            foreach (var instruction in block.Instructions)
                Visit(instruction);
        }
    }

    /// <summary>The static fields met, by name.</summary>
    public IReadOnlyDictionary<string, AliasCell> Statics => statics;

    /// <summary>
    /// The object a reference refers to, the location an address points to, or the storage of a struct that contains references; null for
    /// values that lead nowhere.
    /// </summary>
    public AliasCell? CellOf(Value value)
    {
        if (value is Immediate || !tangents.HasReferences(value.Type))
            return null;
        return Cell(value);
    }

    /// <summary>The location an address points to.</summary>
    public AliasCell Location(Value address) => Cell(address);

    /// <summary>Whether these facts hold of some memory that a value leads to.</summary>
    public bool LeadsTo(Value value, MemoryFacts facts) => !IsOfIntegers(value.Type) && CellOf(value) is { } cell && cell.Reachable().Any(c => c.Has(facts));

    /// <summary>The part of a location (or of a struct) that a path of fields leads to.</summary>
    public static AliasCell PartAt(AliasCell location, IEnumerable<FieldReference> path)
    {
        foreach (var field in path)
            location = location.Part(NameOf(field));
        return location;
    }

    /// <summary>What a call of a method with a body may touch: classes of the callee, and the classes of this method that they are.</summary>
    public IReadOnlyDictionary<AliasCell, AliasCell>? InstanceOf(Call call) => instances.TryGetValue(call, out var instance) ? instance : null;

    /// <summary>A call takes the place of another one.</summary>
    public void Replace(Call original, Call replacement)
    {
        if (instances.TryGetValue(original, out var instance))
            instances[replacement] = instance;
    }

    /// <summary>A value takes the place of another one.</summary>
    public void Replace(Value original, Value replacement)
    {
        if (cells.TryGetValue(original, out var cell))
            cells[replacement] = cell;
    }

    /// <summary>The elements of an inline array are one class, like those of an array.</summary>
    public static string NameOf(FieldReference field) => StructShapes.IsElement(field) ? Elements : field.DeclaringType.GetElementType().FullName + "::" + field.Name;

    private AliasCell Cell(Value value)
    {
        if (!cells.TryGetValue(value, out var cell))
            cells.Add(value, cell = new AliasCell());
        return cell.Root;
    }

    private void Join(Value a, Value b)
    {
        if (CellOf(a) is { } x && CellOf(b) is { } y)
            AliasCell.Unify(x, y);
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case FieldAddress i when tangents.IsConstant(i.Field):
                if (Keys.IsField(i.Field))
                    Bind(i, Cell(i.Target).Part(NameOf(i.Field)));
                if (!Cell(i).IsCollapsed)
                    Cell(i).AddDeep(MemoryFacts.Foreign);
                break;
            case FieldAddress i:
                BindLocation(i, Cell(i.Target).Part(NameOf(i.Field)), StructShapes.IsElement(i.Field) ? ((ByReferenceType)i.Type).ElementType.FullName + Elements : NameOf(i.Field));
                break;
            case ElementAddress i:
                BindLocation(i, Cell(i.Array).Part(Elements), i.ElementType.FullName + Elements);
                break;
            case StaticAddress i when Delegates.IsCache(tangents.Types, i) || IsInertSingleton(i.Field):
                break;
            case StaticAddress i:
                Bind(i, Static(NameOf(i.Field)));
                break;
            case Load i:
                BindContent(i, i.Type, Cell(i.Address));
                break;
            case Store i:
                Cell(i.Address).Add(MemoryFacts.Stored);
                MarkStored(Cell(i.Address), i.StoredType, 4);
                BindContent(i.Content, i.StoredType, Cell(i.Address));
                break;
            case Select i:
                Join(i, i.Operand(1));
                Join(i, i.Operand(2));
                break;
            case Extract i when CellOf(i.Aggregate) is { } aggregate:
                BindContent(i, i.Type, aggregate.Part(NameOf(i.Field)));
                break;
            case Insert i:
                Join(i, i.Aggregate);
                if (CellOf(i) is { } struct_)
                    BindContent(i.Item, i.Item.Type, struct_.Part(NameOf(i.Field)));
                break;
            case Call call:
                VisitCall(call);
                break;
            case NewObject { OperandCount: 2 } creation when Delegates.Is(tangents.Types, creation.Type):
                BindContent(creation.Operand(0), creation.Operand(0).Type, Cell(creation).Part(Target));
                break;
            case NewObject creation:
                if (!IsFresh(creation))
                    JoinAll(creation);
                break;
            case RawInstruction raw:
                VisitRaw(raw);
                break;
            case IR.Convert or Binary:
                // Arithmetic on pointers.
                foreach (var operand in instruction.Operands)
                    Join(instruction, operand);
                CellOf(instruction)?.Add(MemoryFacts.Reinterpreted);
                break;
        }
    }

    private void VisitRaw(RawInstruction raw)
    {
        switch (raw.OpCode.Code)
        {
            case Code.Castclass or Code.Isinst:
                Join(raw, raw.Operand(0));
                break;
            case Code.Box:
                BindContent(raw.Operand(0), raw.Operand(0).Type, Cell(raw).Part(Elements));
                break;
            case Code.Unbox:
                Bind(raw, Cell(raw.Operand(0)).Part(Elements));
                break;
            case Code.Unbox_Any when tangents.Types.KindOf(raw.Type) == StackKind.Object:
                Join(raw, raw.Operand(0));
                break;
            case Code.Unbox_Any:
                BindContent(raw, raw.Type, Cell(raw.Operand(0)).Part(Elements));
                break;
            case Code.Localloc:
                Cell(raw).Add(MemoryFacts.Reinterpreted);
                break;
            default:
                JoinAll(raw);
                break;
        }
    }

    private void VisitCall(Call call)
    {
        if (Allocations.Is(call))
            return;
        if (Delegates.IsTarget(call.Method))
        {
            BindContent(call, call.Type, Cell(call.Operand(0)).Part(Target));
            return;
        }
        if (Views.Is(call.Method))
        {
            Join(call, call.Operand(0));
            return;
        }
        if (ElementReferences.Is(call.Method))
        {
            BindLocation(call, Cell(call.Operand(0)).Part(Elements), ((ByReferenceType)call.Type).ElementType.FullName + Elements);
            return;
        }
        if (IsReinterpretation(call.Method))
        {
            JoinAll(call, areTypesTrusted: false);
            return;
        }
        switch (classifier.Classify(call).Kind)
        {
            case CallKind.Primitive:
                VisitPrimitive(call, classifier.Classify(call).Primitive!);
                return;
            case CallKind.Split when summaries(call) is { } summary:
                Instantiate(call, summary);
                break;
            case CallKind.Split:
                JoinAll(call);
                foreach (var operand in call.Operands)
                    CellOf(operand)?.AddDeep(MemoryFacts.Stored);
                break;
            case CallKind.Unknown when call.Effects != Effects.None && !KnownCalls.LeavesMemoryAlone(call):
                JoinAll(call);
                foreach (var operand in call.Operands)
                    CellOf(operand)?.AddDeep(MemoryFacts.Stored);
                break;
        }
        if (CellOf(call) is { } result && !call.Operands.Any(o => CellOf(o) is not null))
            result.AddDeep(MemoryFacts.Foreign);
    }

    /// <summary>The elements of all containers that take part are one class.</summary>
    private void VisitPrimitive(Call call, Primitive primitive)
    {
        AliasCell? elements = null;
        foreach (var container in ContainersOf(call, primitive))
        {
            var here = Cell(container).Part(Elements);
            if (elements is null)
                elements = here;
            else
                AliasCell.Unify(elements, here);
        }
        if (elements is null)
            return;
        elements.Add(MemoryFacts.Stored);
        if (primitive.Item is { } item)
        {
            MarkStored(elements, call.Operand(item).Type, 4);
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
    public AliasCell? ElementsOf(Call call, Primitive primitive) => ContainersOf(call, primitive).Select(c => CellOf(c)?.Part(Elements)).FirstOrDefault();

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
        if (!classifier.IsOfEnumeration(call.Method) && !(method.Origin is { } self && classifier.IsOfEnumeration(self)))
        {
            foreach (var field in summary.Statics)
                work.Push((field.Value, Static(field.Key)));
        }
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
            ours.Add(theirs.Facts & (MemoryFacts.Stored | MemoryFacts.Reinterpreted));
            foreach (var kind in theirs.Kinds)
                ours.AddKind(kind);
            if ((theirs.Inherited & MemoryFacts.Foreign) != 0)
                ours.AddDeep(MemoryFacts.Foreign);
            foreach (var part in theirs.KnownParts)
                work.Push((part.Value, ours.Part(part.Key)));
            if (theirs.KnownTarget is { } target)
                work.Push((target, ours.Target));
        }
        instances[call] = map;
    }

    /// <summary>Nothing is known of what the instruction does with its operands: all they lead to may be the same.</summary>
    private void JoinAll(Instruction instruction, bool areTypesTrusted = true)
    {
        AliasCell? all = null;
        foreach (var value in instruction.Operands.Append(instruction))
        {
            if (!instruction.HasResult && ReferenceEquals(value, instruction))
                continue;
            if ((areTypesTrusted && IsOfIntegers(value.Type)) || CellOf(value) is not { } cell)
                continue;
            if (!areTypesTrusted)
                cell.Add(MemoryFacts.Stored | MemoryFacts.Reinterpreted);
            if (all is null)
                all = cell;
            else
                AliasCell.Unify(all, cell);
        }
        all?.Root.Collapse();
    }

    /// <summary>What makes addresses of one type of those of another.</summary>
    private static bool IsReinterpretation(MethodReference method) => method.DeclaringType.FullName is "System.Runtime.CompilerServices.Unsafe" or "System.Runtime.InteropServices.MemoryMarshal";

    /// <summary>Elements that are integers of some kind lead nowhere, and no memory of other types can be the same.</summary>
    public bool IsOfIntegers(TypeReference type) => type switch
    {
        ArrayType array => tangents.Types.IsInteger(array.ElementType),
        ByReferenceType address => tangents.Types.IsInteger(address.ElementType) || IsOfIntegers(address.ElementType),
        GenericInstanceType { Namespace: "System", Name: "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" } view => tangents.Types.IsInteger(view.GenericArguments[0]),
        _ => false,
    };

    private void BindLocation(Value address, AliasCell location, string kind)
    {
        location.AddKind(kind);
        Bind(address, location);
    }

    /// <summary>All classes met, for questions about every one of them.</summary>
    public IEnumerable<AliasCell> All => cells.Values.Concat(statics.Values).SelectMany(c => c.Reachable()).Distinct();

    private void Bind(Value value, AliasCell cell) => AliasCell.Unify(Cell(value), cell);

    /// <summary>A value is what a location holds.</summary>
    private void BindContent(Value value, TypeReference type, AliasCell location)
    {
        if (CellOf(value) is { } cell)
            AliasCell.Unify(cell, tangents.Types.IsStruct(type) ? location : location.Target);
    }

    private void MarkStored(AliasCell location, TypeReference type, int depth)
    {
        if (depth == 0 || !tangents.Types.IsStruct(type))
            return;
        foreach (var field in tangents.Types.Shapes.Of(type).Fields)
        {
            var part = location.Part(NameOf(field));
            part.Add(MemoryFacts.Stored);
            MarkStored(part, tangents.Types.FieldType(field), depth - 1);
        }
    }

    /// <summary>What a compiler makes the delegates of that capture nothing, and the like.</summary>
    private bool IsInertSingleton(FieldReference field) => tangents.Types.FieldType(field) is var type && tangents.Types.Resolve(type) is { IsSealed: true } && tangents.IsInert(type);

    private AliasCell Static(string name)
    {
        if (!statics.TryGetValue(name, out var cell))
        {
            statics.Add(name, cell = new AliasCell());
            cell.AddDeep(MemoryFacts.Foreign);
        }
        return cell.Root;
    }

    private bool IsFresh(NewObject creation) => creation.Type is ArrayType || KnownCalls.LeavesMemoryAlone(creation.Constructor);
}

/// <summary>What a method does to the memory it is given: the classes of its parameters and result.</summary>
/// <param name="Parameters">The classes that the parameters lead to.</param>
/// <param name="Result">What the result leads to.</param>
/// <param name="Statics">The static fields met, by name.</param>
/// <param name="Taints">What the result and the memory owe to the parameters.</param>
internal sealed record AliasSummary(
    IReadOnlyList<AliasCell?> Parameters, AliasCell? Result, IReadOnlyDictionary<string, AliasCell> Statics, TaintSummary Taints);
