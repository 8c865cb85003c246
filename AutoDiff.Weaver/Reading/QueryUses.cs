using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Reading;

/// <summary>The instructions at which a query may run, those of what is derived from it included.</summary>
internal sealed class QueryUses
{
    private readonly TypeContext types;
    private readonly Footprints footprints;
    private readonly HashSet<Value> seen = [];

    private QueryUses(TypeContext types, Footprints footprints)
    {
        this.types = types;
        this.footprints = footprints;
    }

    public HashSet<Instruction> Points { get; } = [];

    /// <summary>Those of them at which it is reached by way of an object that keeps it.</summary>
    public HashSet<Instruction> ThroughObjects { get; } = [];

    /// <summary>The instruction that uses it in a way that is not followed, if there is one.</summary>
    public Instruction? Escape { get; private set; }

    public bool IsReturned { get; private set; }

    /// <summary>It may be used after it was made anew.</summary>
    public bool ThroughParameters { get; private set; }

    public static QueryUses Of(Call query, Footprints footprints)
    {
        var uses = new QueryUses(query.Block!.Method.Types, footprints);
        uses.Collect(query);
        return uses;
    }

    private void Collect(TrackedValue value)
    {
        if (!seen.Add(value))
            return;
        foreach (var user in value.Users.ToList())
        {
            switch (user)
            {
                case Return when IsOwnClass(value.Type):
                    Escape ??= user;
                    break;
                case Return:
                    Points.Add(user);
                    IsReturned = true;
                    break;
                case Terminator terminator:
                    foreach (var edge in terminator.Edges)
                    {
                        for (var i = 0; i < edge.ArgumentCount; i++)
                        {
                            if (!ReferenceEquals(edge[i], value))
                                continue;
                            ThroughParameters = true;
                            Collect(edge.Target.Parameters[i]);
                        }
                    }
                    break;
                case Compare:
                    break;
                case NewObject made when IsCopy(made.Type):
                    Points.Add(user);
                    break;
                case Select or RawInstruction { OpCode.Code: Mono.Cecil.Cil.Code.Castclass or Mono.Cecil.Cil.Code.Isinst }:
                    Collect(user);
                    break;
                case Call call:
                    Collected(call, value);
                    break;
                // A variable that a handler reads, such as the enumerator of a loop.
                case Store { Address: Slot slot } store when ReferenceEquals(store.Content, value) && slot.Users.All(u => u is Load or Store):
                    ThroughParameters = true;
                    foreach (var load in slot.Users.OfType<Load>().ToList())
                        Collect(load);
                    break;
                default:
                    Escape ??= user;
                    break;
            }
        }
    }

    /// <summary>An object of the program's own that keeps it: who is given that one may use it at any time.</summary>
    private bool IsOwnClass(TypeReference type) =>
        types.KindOf(type) == StackKind.Object && types.Resolve(type) is { } definition && StructShapes.IsOfProgram(definition.Module);

    /// <summary>
    /// What is kept of the query itself may be it, whatever it is; of an object that was made with it, only what can be that object. How the program's own
    /// objects are handed round by code that is not seen is not asked.
    /// </summary>
    private bool Keeps(Footprint footprint, Value value)
    {
        if (!IsOwnClass(value.Type))
            return footprint.KeepsReferences;
        for (TypeReference? type = value.Type; type is not null && types.Resolve(type) is { } definition; type = Implementations.BaseOf(types, type))
        {
            if (footprint.Kept.Contains(type.FullName) || definition.Interfaces.Any(i => footprint.Kept.Contains(i.InterfaceType.FullName)))
                return true;
        }
        return false;
    }

    private void Collected(Call call, Value value)
    {
        Points.Add(call);
        if (IsOwnClass(value.Type))
            ThroughObjects.Add(call);
        var isLinq = Footprints.IsEnumerable(call.StandsFor ?? call.Method) || call.Method.DeclaringType.Namespace == "AutoDiff.Implementations";
        if (!isLinq && !Footprints.IsEnumeration(call.Method) && !KnownCalls.LeavesMemoryAlone(call)
            && footprints.Of(call, _ => false, null) is { } footprint)
        {
            if (Keeps(footprint, value) || (footprint.KeepsInMade && call.Operand(0) is not TrackedValue))
                Escape ??= call;
            else if (footprint.KeepsInMade)
                Collect((TrackedValue)call.Operand(0));
        }
        if (call.HasResult && (isLinq ? HoldsSequences(call.Type) : !IsPlain(call.Type))
            && !(Footprints.IsEnumeration(call.Method) && !HoldsSequences(call.Type)))
            Collect(call);
    }

    /// <summary>A container of the framework, which takes the elements out of a sequence when it is made of one.</summary>
    private bool IsCopy(TypeReference type) =>
        type.Namespace is "System.Collections.Generic" or "System.Collections.ObjectModel" or "System.Collections.Concurrent"
            && types.Resolve(type) is { } definition && StructShapes.IsFramework(definition.Module.Assembly);

    private static bool HoldsSequences(TypeReference type) => type switch
    {
        ArrayType array => HoldsSequences(array.ElementType),
        GenericInstanceType instance =>
            instance.ElementType.FullName.StartsWith("System.Collections.Generic.IEnumer", StringComparison.Ordinal) || QueryFootprints.IsSequence(instance)
            || instance.ElementType.FullName == "AutoDiff.Implementations.SequenceEnumerator`1" || instance.GenericArguments.Any(HoldsSequences),
        _ => type.MetadataType == MetadataType.Object,
    };

    /// <summary>Nothing of the type can hold a query.</summary>
    private bool IsPlain(TypeReference type) => type switch
    {
        ArrayType array => IsPlain(array.ElementType),
        _ when type.MetadataType == MetadataType.String || type.IsPrimitive || types.IsFloat(type) => true,
        GenericInstanceType { Namespace: "System" or "System.Collections.Generic" } instance =>
            !HoldsSequences(instance) && instance.GenericArguments.All(IsPlain),
        _ when types.KindOf(type) == StackKind.Struct => types.Resolve(type) is { } definition
            && definition.Fields.Where(f => !f.IsStatic).All(f => !f.FieldType.ContainsGenericParameter && IsPlain(types.Import(f.FieldType))),
        _ => types.KindOf(type) is not (StackKind.Object or StackKind.GenericParameter or StackKind.ByReference or StackKind.Pointer),
    };
}
