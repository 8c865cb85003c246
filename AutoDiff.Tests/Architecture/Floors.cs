namespace AutoDiff.Tests.Architecture;

/// <summary>
/// The floors of the weaver, from the ground up: a folder may name types of its own floor and of those below it. Folders that stand together on a floor
/// must not name each other; subfolders belong to the folder they lie in, unless they have a floor of their own. <c>docs/architecture.md</c> says why.
/// </summary>
internal static class Floors
{
    /// <summary>Folders, below the weaver's own, of each floor; the weaver's door is the last.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> All { get; } =
    [
        ["Types"],
        ["IR"],
        ["Diagnostics"],
        ["Library", "Accounts"],
        ["Import", "Emit", "Passes", "Reports"],
        ["Configuration"],
        ["Differentiation.Tangents"],
        ["Differentiation.Rules"],
        ["Differentiation.Calls"],
        ["Reading", "Differentiation.Flow"],
        ["Differentiation.Linear"],
        ["Differentiation.Reverse", "Differentiation.Forward"],
        ["Differentiation"],
        ["Discovery"],
        ["Synthesis"],
        [""],
    ];
}
