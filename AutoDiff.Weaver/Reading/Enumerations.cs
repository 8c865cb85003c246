using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// The virtual calls by which one iterator works through another sequence, which it keeps in a field as an interface: of the iterators and other
/// enumerators in reach, each is a case.
/// </summary>
internal sealed class Enumerations(TypeContext types, Func<TypeReference, bool> isDifferentiable, Func<MethodReference, bool> hasBody,
    TypeDefinition ownEnumerator)
{
    private const string Collections = "System.Collections.Generic";

    private readonly NamedTypes named = new(types);

    /// <summary>
    /// The interface that the receiver of such a call is known by, <c>IEnumerator</c> or a sequence's of what has a tangent; null for any other call. The more
    /// it says, the fewer the cases: no iterator is a list.
    /// </summary>
    public GenericInstanceType? InterfaceOf(Call call)
    {
        if (!call.IsVirtual || call.OperandCount != 1 || call.Operand(0).Type is not GenericInstanceType
            {
                Namespace: Collections,
                GenericArguments.Count: 1
            } type || !isDifferentiable(type.GenericArguments[0]))
            return null;
        return (type.Name, call.Method.DeclaringType.Name, call.Method.Name) switch
        {
            ("IEnumerable`1" or "IReadOnlyCollection`1" or "IReadOnlyList`1" or "ICollection`1" or "IList`1" or "ISet`1" or "IReadOnlySet`1",
                "IEnumerable`1", "GetEnumerator") => type,
            ("IEnumerator`1", "IEnumerator`1", "get_Current") => type,
            ("IEnumerator`1", "IEnumerator", "MoveNext") => type,
            ("IEnumerator`1", "IDisposable", "Dispose") => type,
            _ => null,
        };
    }

    /// <summary>Whether a class of the program is a sequence of this kind, iterators aside.</summary>
    public bool HasCollections(GenericInstanceType @interface) => CollectionsOf(@interface).Any();

    private IEnumerable<TypeReference> CollectionsOf(GenericInstanceType @interface)
    {
        var sequence = @interface;
        if (@interface.Name == "IEnumerator`1")
        {
            if (types.Resolve(@interface)?.Module.GetType(Collections + ".IEnumerable`1") is not { } definition)
                return [];
            sequence = new GenericInstanceType(types.Import(definition));
            sequence.GenericArguments.Add(@interface.GenericArguments[0]);
        }
        return types.Hierarchy.Implementers(sequence).Where(t => !IsIterator(t) && named.Has(t));
    }

    /// <summary>
    /// The cases among which a collection's are: when an iterator runs that is passed on is its own affair, while a collection has its elements at any time.
    /// </summary>
    public IReadOnlyList<Override> OfCollections(GenericInstanceType @interface, IReadOnlyList<Override> cases)
    {
        var collections = new HashSet<TypeDefinition>(CollectionsOf(@interface).Select(c => types.Resolve(c)).OfType<TypeDefinition>());
        return [.. cases.Where(c => types.Resolve(c.Type) is { } type
            && (IsInside(type) || type == ownEnumerator || (type.Module == types.Module && !IsIterator(type))))];

        bool IsInside(TypeDefinition? type) => type is not null && (collections.Contains(type) || IsInside(type.DeclaringType));
    }

    public IReadOnlyList<Override> CasesOf(GenericInstanceType @interface, MethodReference member)
    {
        IReadOnlyList<TypeReference> candidates = [.. types.Hierarchy.Implementers(@interface)
            .Where(t => types.Resolve(t) is not { } definition || !types.ClassesInReach.IsOutOfReach(definition))];
        if (@interface.Name == "IEnumerator`1")
        {
            var own = new GenericInstanceType(types.Import(ownEnumerator));
            own.GenericArguments.Add(@interface.GenericArguments[0]);
            candidates = [own, .. candidates];
        }
        return [.. candidates
            .Select(t => new Override(t, Implementations.Of(types, t, member) is { } method && hasBody(method) ? method : null, !types.Hierarchy.IsClosed(t)))
            .Where(c => c.Method is not null)];
    }

    /// <summary>The iterators that enumerating a sequence runs, as far as they are made in the same method.</summary>
    /// <returns>Whether these are all that are not the framework's.</returns>
    public bool FindSources(Value sequence, Dictionary<string, TypeReference> iterators)
    {
        var isComplete = true;
        var seen = new HashSet<Value>();
        Visit(sequence);
        return isComplete;

        void Visit(Value value)
        {
            if (!seen.Add(value) || value is Constant)
                return;
            if (TypeTests.ExactTypeOf(types, value) is not { } exact)
            {
                isComplete &= value is Load { Address: FieldAddress { Target: var owner } } && seen.Contains(owner);
            }
            else if (IsIterator(exact))
            {
                iterators[exact.FullName] = exact;
                isComplete &= value is NewObject { OperandCount: 0 } || (value is Call call && Allocations.Is(call));
                foreach (var store in ((TrackedValue)value).Users.OfType<FieldAddress>().SelectMany(f => f.Users).OfType<Store>()
                    .Where(s => IsSequence(s.StoredType)))
                    Visit(store.Content);
            }
        }
    }

    /// <summary>A sequence that came in as an argument and can be no other: mostly an array or a list, which is followed without knowing which.</summary>
    public static bool ComesFromParameter(Value value)
    {
        var seen = new HashSet<Value>();
        return Visit(value);

        bool Visit(Value value) => !seen.Add(value) || value switch
        {
            Parameter or Immediate => true,
            BlockParameter parameter => parameter.Block.Incoming.All(e => parameter.Index >= e.ArgumentCount || Visit(e[parameter.Index])),
            Call { Method.Name: "GetEnumerator" } call => Visit(call.Operand(0)),
            RawInstruction raw => raw.Operands.Any() && raw.Operands.All(Visit),
            _ => false,
        };
    }

    private bool IsSequence(TypeReference type) =>
        type is GenericInstanceType { Namespace: Collections } && types.Resolve(type) is { IsInterface: true };

    /// <summary>A method of a class that the compiler made of an iterator.</summary>
    public bool IsIterator(MethodReference method) => IsIterator(method.DeclaringType);

    /// <summary>The value is an iterator that was made in the method where it is used.</summary>
    public bool IsMadeIterator(Value value) => TypeTests.ExactTypeOf(types, value) is { } exact && IsIterator(exact);

    private bool IsIterator(TypeReference declaring) =>
        types.Resolve(declaring) is { } type && CompilerMade.IsIterator(type);
}
