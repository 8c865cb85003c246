using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>Containers of the framework that are followed.</summary>
internal static class ContainerTypes
{
    /// <summary>Those that few programs have. A test for one of them is worth its place only in a program that names it.</summary>
    private static readonly HashSet<string> Rare =
    [
        "System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2", "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableDictionary`2",
    ];

    public static bool Are(TypeReference type) =>
        type.Namespace == "System.Collections.Generic" || type is { Namespace: "System.Collections.ObjectModel", Name: "ReadOnlyCollection`1" }
            || AreRare(type);

    public static bool AreRare(TypeReference type) => Rare.Contains(type.GetElementType().FullName);
}
