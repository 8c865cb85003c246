using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>
/// What memory code may read and write, by kind: <c>field C::f</c> of any object, <c>element T</c> of any array, <c>item T</c> of any container of the
/// framework, <c>static C::f</c>, <c>parameter 0</c> for what a by-reference parameter points to, <c>world</c> for what lies outside of memory.
/// </summary>
internal sealed class Footprint
{
    /// <summary>Memory of any kind.</summary>
    public const string Anything = "*";

    public HashSet<string> Reads { get; } = [];

    public HashSet<string> Writes { get; } = [];

    /// <summary>Where writes of each kind are, one for each.</summary>
    public Dictionary<string, SourceLocation?> Places { get; } = [];

    /// <summary>The parameters that are delegates and are invoked.</summary>
    public HashSet<int> Invokes { get; } = [];

    /// <summary>What is returned was made by the method, whichever way it goes.</summary>
    public bool ReturnsFresh { get; set; }

    /// <summary>Stores references in memory that it did not make itself.</summary>
    public bool KeepsReferences { get; set; }

    /// <summary>The types of those references, as far as they are known.</summary>
    public HashSet<string> Kept { get; } = [];

    public void Keep(TypeReference type)
    {
        KeepsReferences = true;
        Kept.Add(type.FullName);
    }

    /// <summary>A constructor stores references in the object that it makes, which is its first argument.</summary>
    public bool KeepsInMade { get; set; }

    public static Footprint Unknown => new() { Reads = { Anything }, Writes = { Anything }, KeepsReferences = true };

    public static bool Conflict(HashSet<string> writes, HashSet<string> reads) =>
        writes.Count > 0 && reads.Count > 0 && (writes.Contains(Anything) || reads.Contains(Anything) || writes.Overlaps(reads));

    public void Add(Footprint other)
    {
        Reads.UnionWith(other.Reads);
        Writes.UnionWith(other.Writes);
        KeepsReferences |= other.KeepsReferences;
        KeepsInMade |= other.KeepsInMade;
        Kept.UnionWith(other.Kept);
        foreach (var place in other.Places)
        {
            if (!Places.ContainsKey(place.Key))
                Places.Add(place.Key, place.Value);
        }
    }
}
