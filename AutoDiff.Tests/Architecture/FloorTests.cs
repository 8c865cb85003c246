using AutoDiff.Weaving;
using Mono.Cecil;

namespace AutoDiff.Tests.Architecture;

/// <summary>The layers of the weaver point one way, judged by the assembly that was built.</summary>
public sealed class FloorTests
{
    private const string Root = "AutoDiff.Weaving";

    private static readonly Lazy<IReadOnlyList<(TypeDefinition From, TypeDefinition To)>> s_references = new(() =>
    [
        .. TypeReferences.Of(ModuleDefinition.ReadModule(typeof(ModuleWeaver).Assembly.Location)).Where(r => IsOurs(r.From) && IsOurs(r.To)),
    ]);

    [Test]
    public void NoFloorKnowsOneAbove()
    {
        var upward = s_references.Value
            .Where(r => Floor(r.To) > Floor(r.From) || (Floor(r.To) == Floor(r.From) && Room(r.To) != Room(r.From)))
            .Select(r => $"{Room(r.From)} -> {Room(r.To)}: {r.From.Name} names {r.To.Name}");
        Assert.That(upward, Is.Empty);
    }

    [Test]
    public void EveryFolderHasAFloor() =>
        Assert.That(s_references.Value.SelectMany(r => new[] { r.From, r.To }).Select(Room).Distinct(), Is.EquivalentTo(Floors.All.SelectMany(f => f)));

    /// <summary>The folder is where a reader looks for a type, so the namespace says nothing else.</summary>
    private static string Room(TypeDefinition type)
    {
        string folder = type.Namespace == Root ? "" : type.Namespace[(Root.Length + 1)..];
        return Floors.All.SelectMany(f => f).Where(r => r.Length == 0 || folder == r || folder.StartsWith(r + ".", StringComparison.Ordinal))
            .MaxBy(r => r.Length)!;
    }

    private static int Floor(TypeDefinition type) => Floors.All.Select((rooms, floor) => (rooms, floor)).First(f => f.rooms.Contains(Room(type))).floor;

    private static bool IsOurs(TypeDefinition type) => type.Namespace == Root || type.Namespace.StartsWith(Root + ".", StringComparison.Ordinal);
}
