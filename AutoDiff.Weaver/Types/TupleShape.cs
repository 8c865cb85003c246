using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Value tuples as lists of items.</summary>
internal static class TupleShape
{
    /// <summary>The item types of a value tuple, or null when the type is none.</summary>
    public static IReadOnlyList<TypeReference>? Items(TypeReference type)
    {
        if (TypeContext.WithoutModifiers(type) is not GenericInstanceType { Namespace: "System" } tuple
            || !tuple.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return null;
        var items = tuple.GenericArguments.Take(7).ToList();
        if (tuple.GenericArguments.Count == 8 && Items(tuple.GenericArguments[7]) is { } rest)
            items.AddRange(rest);
        return items;
    }
}
