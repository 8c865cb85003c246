using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Which types can hold on to a query, themselves or by what they refer to.</summary>
internal sealed class QueryHolders(TypeContext types)
{
    private static readonly string[] Sequences = ["IEnumerable`1", "IEnumerator`1", "ICollection`1", "IList`1", "IReadOnlyCollection`1", "IReadOnlyList`1"];

    private readonly Dictionary<string, bool> known = [];

    public bool MayHold(TypeReference type)
    {
        if (!known.TryGetValue(type.FullName, out var holds))
            known.Add(type.FullName, holds = MayHold(type, []));
        return holds;
    }

    private bool MayHold(TypeReference type, HashSet<string> seen)
    {
        type = TypeContext.WithoutModifiers(type);
        // What refers to itself adds nothing of its own.
        return seen.Add(type.FullName) && Decide(type, seen);
    }

    private bool Decide(TypeReference type, HashSet<string> seen)
    {
        switch (type)
        {
            case ArrayType array:
                return MayHold(array.ElementType, seen);
            case ByReferenceType or PointerType or GenericParameter:
                return true;
        }
        if (types.KindOf(type) is not (StackKind.Object or StackKind.Struct))
            return false;
        if (types.Resolve(type) is not { } definition || Delegates.Is(types, type))
            return true;
        if (StructShapes.IsFramework(definition.Module.Assembly))
        {
            if (definition.IsInterface && definition.Namespace == "System.Collections.Generic" && System.Array.IndexOf(Sequences, definition.Name) >= 0)
                return true;
            if (type is GenericInstanceType { Namespace: "System.Collections.Generic" or "System" } container
                && (definition.Namespace == "System.Collections.Generic" || definition.IsValueType))
                return container.GenericArguments.Any(a => MayHold(a, seen));
            return type.MetadataType != MetadataType.String && !(definition.IsValueType && !definition.HasGenericParameters)
                && definition.FullName != "System.Random";
        }
        return types.Hierarchy.Below(type).Prepend(type).Any(t => HasHolder(t, seen));
    }

    private bool HasHolder(TypeReference type, HashSet<string> seen)
    {
        for (var current = type; current is not null && types.Resolve(current) is { } definition; current = Implementations.BaseOf(types, current))
        {
            if (StructShapes.IsFramework(definition.Module.Assembly))
                return !EmptyBases.Are(current);
            if (types.InstanceFields(current).Any(f => MayHold(types.FieldType(f), seen)))
                return true;
        }
        return false;
    }
}
