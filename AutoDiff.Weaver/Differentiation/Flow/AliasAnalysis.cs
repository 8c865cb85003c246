using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>
/// Which memory the references, addresses and structs of a method lead to, as alias classes: allocation sites, parameters and static fields are
/// apart until something joins them. Calls of methods with a body bring in what that body does; other calls join everything they are given.
/// </summary>
internal sealed partial class AliasAnalysis
{
    /// <summary>What a delegate is bound to.</summary>
    private const string Target = "target";

    private readonly MethodIR method;
    private readonly TangentTypes tangents;
    private readonly ICallTreatments classifier;
    private readonly Func<Call, AliasSummary?> summaries;
    private readonly Func<Call, MethodReference?> callerOf;
    private readonly Dictionary<Value, AliasCell> cells = [];
    private readonly Dictionary<string, AliasCell> statics = [];
    private readonly Dictionary<Call, IReadOnlyDictionary<AliasCell, AliasCell>> instances = [];
    private readonly Dictionary<Call, AliasCell> thrownBy = [];
    private readonly Dictionary<Call, AliasSummary> instantiated = [];

    /// <param name="method">The method.</param>
    /// <param name="tangents">Tangent types.</param>
    /// <param name="classifier">How calls are treated.</param>
    /// <param name="summaries">What a callee with a body does to memory; null while that is being found out (recursion).</param>
    /// <param name="callerOf">Whose a call is, where the body is made of several methods.</param>
    public AliasAnalysis(
        MethodIR method, TangentTypes tangents, ICallTreatments classifier, Func<Call, AliasSummary?> summaries, Func<Call, MethodReference?>? callerOf = null)
    {
        this.callerOf = callerOf ?? (_ => method.Origin);
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
        foreach (var region in method.Regions)
            VisitHandler(region);
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
    public bool LeadsTo(Value value, MemoryFacts facts) =>
        tangents.MayLeadToNumbers(value.Type) && CellOf(value) is { } cell && cell.Reachable().Any(c => c.Has(facts));

    /// <summary>The part of a location (or of a struct) that a path of fields leads to.</summary>
    public static AliasCell PartAt(AliasCell location, IEnumerable<FieldReference> path)
    {
        foreach (var field in path)
            location = location.Part(MemoryPart.Of(field));
        return location;
    }

    /// <summary>What the exceptions lead to that leave the method, caught ones included; null where none of them may carry numbers.</summary>
    public AliasCell? Thrown { get; private set; }

    /// <summary>What the exceptions lead to that a call may throw; null where none of them may carry numbers.</summary>
    public AliasCell? ThrownBy(Call call) => thrownBy.TryGetValue(call, out var cell) ? cell.Root : null;

    /// <summary>What a call of a method with a body may touch: classes of the callee, and the classes of this method that they are.</summary>
    public IReadOnlyDictionary<AliasCell, AliasCell>? InstanceOf(Call call) => instances.TryGetValue(call, out var instance) ? instance : null;

    /// <summary>The static fields that a callee with a body touches, by name.</summary>
    public IEnumerable<string> StaticsOf(Call call) => instantiated.TryGetValue(call, out var summary) ? summary.Statics.Keys : [];

    /// <summary>A callee reaches memory of a class, as it knows it, from its arguments or from static fields: it has not made all of it itself.</summary>
    public bool IsGivenTo(Call call, AliasCell theirs) => !instantiated.TryGetValue(call, out var summary)
        || summary.Parameters.OfType<AliasCell>().Concat(summary.Statics.Values).Any(c => c.Reachable().Contains(theirs.Root));

    /// <summary>Code that is not in view is called here, and may carry anything anywhere.</summary>
    public bool HasUnseenCalls { get; private set; }

    /// <summary>Whether what a callee writes to memory of a class may depend on arguments that are varied, or lead to what is.</summary>
    /// <param name="call">A call with an instance.</param>
    /// <param name="theirs">The class, as the callee knows it.</param>
    /// <param name="isVaried">Whether an argument is varied, or leads to what is.</param>
    public bool MayBeVariedBy(Call call, AliasCell theirs, Func<Value, bool> isVaried)
    {
        if (!instantiated.TryGetValue(call, out var summary) || summary.HasUnseenCalls || theirs.IsInOtherHands
            || summary.Statics.Values.SelectMany(s => s.Reachable()).Any(c => instances[call].TryGetValue(c, out var ours) && ours.Has(MemoryFacts.Varied)))
            return true;
        ulong origins = 0;
        foreach (var part in summary.Taints.Memory.All)
        {
            if (part.TryGetValue(theirs.Root, out var taint))
                origins |= taint.Followed | taint.Lost;
        }
        return call.Operands.Where((_, i) => (origins & (Origins.Numbers(i) | Origins.Others(i) | Origins.Keys(i))) != 0).Any(isVaried);
    }

    /// <summary>A call takes the place of another one.</summary>
    public void Replace(Call original, Call replacement)
    {
        if (instantiated.TryGetValue(original, out var summary))
            instantiated[replacement] = summary;
        if (instances.TryGetValue(original, out var instance))
            instances[replacement] = instance;
        if (thrownBy.TryGetValue(original, out var thrown))
            thrownBy[replacement] = thrown;
    }

    /// <summary>A value takes the place of another one.</summary>
    public void Replace(Value original, Value replacement)
    {
        if (cells.TryGetValue(original, out var cell))
            cells[replacement] = cell;
    }

    private AliasCell Cell(Value value)
    {
        if (!cells.TryGetValue(value, out var cell))
        {
            cells.Add(value, cell = new AliasCell());
            if (ElementType(value.Type) is { } element)
                cell.Part(MemoryPart.Elements).Add(UseOf(element));
        }
        return cell.Root;
    }

    /// <summary>What arrays and containers of a type have as elements, keys not counted.</summary>
    private static TypeReference? ElementType(TypeReference type) => type switch
    {
        ArrayType array => array.ElementType,
        GenericInstanceType { Namespace: "System.Collections.Generic" } container => container.GenericArguments[container.GenericArguments.Count - 1],
        _ => null,
    };

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
                    Bind(i, Cell(i.Target).Part(MemoryPart.Of(i.Field)));
                if (!Cell(i).IsCollapsed)
                    Cell(i).AddDeep(MemoryFacts.Foreign);
                break;
            case FieldAddress i:
                BindLocation(i, Cell(i.Target).Part(MemoryPart.Of(i.Field)), StructShapes.IsElement(i.Field)
                    ? ((ByReferenceType)i.Type).ElementType.FullName + MemoryPart.Elements
                    : MemoryPart.Of(i.Field));
                break;
            case ElementAddress i:
                BindLocation(i, Cell(i.Array).Part(MemoryPart.Elements), i.ElementType.FullName + MemoryPart.Elements);
                break;
            case StaticAddress i when (i is StaticAddress { Field: var cache } && Delegates.IsCache(tangents.Types, cache)) || IsInertSingleton(i.Field)
                || tangents.Types.EmptyObjects.IsIn(i.Field):
                break;
            case StaticAddress i:
                Bind(i, Static(MemoryPart.Of(i.Field)));
                break;
            case Load i:
                BindContent(i, i.Type, Cell(i.Address));
                break;
            case Store i:
                MarkStored(Cell(i.Address), i.StoredType, 4, StoredAt(i.Address));
                BindContent(i.Content, i.StoredType, Cell(i.Address));
                break;
            case Select i:
                Join(i, i.Operand(1));
                Join(i, i.Operand(2));
                break;
            case Extract i when CellOf(i.Aggregate) is { } aggregate:
                BindContent(i, i.Type, aggregate.Part(MemoryPart.Of(i.Field)));
                break;
            case Insert i:
                Join(i, i.Aggregate);
                if (CellOf(i) is { } struct_)
                    BindContent(i.Item, i.Item.Type, struct_.Part(MemoryPart.Of(i.Field)));
                break;
            case Call call:
                VisitCall(call);
                break;
            case Throw i when Exceptions.MayCarryNumbers(tangents, i.Operand(0)):
                AddThrown(Cell(i.Operand(0)));
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
                Cell(raw).Part(MemoryPart.Elements).Add(UseOf(raw.Operand(0).Type));
                BindContent(raw.Operand(0), raw.Operand(0).Type, Cell(raw).Part(MemoryPart.Elements));
                break;
            case Code.Unbox:
                Bind(raw, Cell(raw.Operand(0)).Part(MemoryPart.Elements));
                break;
            case Code.Unbox_Any when tangents.Types.KindOf(raw.Type) == StackKind.Object:
                Join(raw, raw.Operand(0));
                break;
            case Code.Unbox_Any:
                BindContent(raw, raw.Type, Cell(raw.Operand(0)).Part(MemoryPart.Elements));
                break;
            case Code.Localloc:
                Cell(raw).Add(MemoryFacts.Reinterpreted);
                break;
            default:
                JoinAll(raw);
                break;
        }
    }

    /// <summary>MemoryPart.Elements that are integers of some kind lead nowhere, and no memory of other types can be the same.</summary>
    public bool IsOfIntegers(TypeReference type) => type switch
    {
        ArrayType array => tangents.Types.IsInteger(array.ElementType),
        ByReferenceType address => tangents.Types.IsInteger(address.ElementType) || IsOfIntegers(address.ElementType),
        GenericInstanceType { Namespace: "System", Name: "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" } view =>
            tangents.Types.IsInteger(view.GenericArguments[0]),
        GenericInstanceType immutable when Views.IsImmutableArray(immutable) => tangents.Types.IsInteger(immutable.GenericArguments[0]),
        _ => false,
    };

    private void BindLocation(Value address, AliasCell location, string kind)
    {
        location.AddKind(kind);
        location.Add(UseOf(((ByReferenceType)TypeContext.WithoutModifiers(address.Type)).ElementType));
        Bind(address, location);
    }

    /// <summary>What memory of a type is used for; a struct with parts is used by them.</summary>
    private MemoryFacts UseOf(TypeReference content) =>
        tangents.IsScalar(content) ? MemoryFacts.OfNumbers
        : tangents.HasTangent(content) || tangents.IsOpaqueStruct(content) ? MemoryFacts.OfNumbers | MemoryFacts.OfOthers
        : MemoryFacts.OfOthers;

    /// <summary>All classes met, for questions about every one of them.</summary>
    public IEnumerable<AliasCell> All => cells.Values.Concat(statics.Values).SelectMany(c => c.Reachable()).Distinct();

    private void Bind(Value value, AliasCell cell) => AliasCell.Unify(Cell(value), cell);

    /// <summary>A value is what a location holds.</summary>
    private void BindContent(Value value, TypeReference type, AliasCell location)
    {
        if (CellOf(value) is { } cell)
            AliasCell.Unify(cell, tangents.Types.IsStruct(type) ? location : location.Target);
    }

    /// <summary>What a write to a location, or to what is in a container, is.</summary>
    private static MemoryFacts StoredAt(Value written) => IsMadeHere(written, []) ? MemoryFacts.Stored : MemoryFacts.Stored | MemoryFacts.StoredOutside;

    /// <summary>A part of an object, array or container that the same method has made, or of one of its local variables.</summary>
    private static bool IsMadeHere(Value value, HashSet<Value> seen) => !seen.Add(value) || value switch
    {
        NewArray or NewObject or Slot or Constant { Content: null } or DefaultValue => true,
        FieldAddress field => IsMadeHere(field.Target, seen),
        ElementAddress element => IsMadeHere(element.Array, seen),
        BlockParameter parameter => parameter.Block.Incoming.All(e => parameter.Index >= e.ArgumentCount || IsMadeHere(e[parameter.Index], seen)),
        Call call => Allocations.Is(call) || (ElementReferences.Is(call.Method) ? IsMadeHere(call.Operand(0), seen)
            : Primitive.Of(call.Method) is { } primitive && !call.Operands.Where((_, i) => primitive.IsContainer(i)).Any()),
        _ => false,
    };

    private void MarkStored(AliasCell location, TypeReference type, int depth, MemoryFacts stored)
    {
        location.Add(stored);
        if (depth == 0 || !tangents.Types.IsStruct(type))
            return;
        foreach (var field in tangents.Types.Shapes.Of(type).Fields)
        {
            var part = location.Part(MemoryPart.Of(field));
            MarkStored(part, tangents.Types.FieldType(field), depth - 1, stored);
        }
    }

    /// <summary>What a compiler makes the delegates of that capture nothing, and the like.</summary>
    private bool IsInertSingleton(FieldReference field) =>
        tangents.Types.FieldType(field) is var type && tangents.Types.Resolve(type) is { IsSealed: true } && tangents.IsInert(type);

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
/// <param name="Thrown">What exceptions that may leave it lead to.</param>
/// <param name="Taints">What the result and the memory owe to the parameters.</param>
/// <param name="HasUnseenCalls">Code that is not in view is called, and may carry anything anywhere.</param>
internal sealed record AliasSummary(
    IReadOnlyList<AliasCell?> Parameters, AliasCell? Result, IReadOnlyDictionary<string, AliasCell> Statics, AliasCell? Thrown, TaintSummary Taints,
    bool HasUnseenCalls)
{
    /// <summary>Whether an exception that leaves the method may carry what depends on its parameters.</summary>
    public bool ThrowsVaried => Thrown is { } thrown && thrown.Reachable().Any(c => c.Has(MemoryFacts.Varied));
}
