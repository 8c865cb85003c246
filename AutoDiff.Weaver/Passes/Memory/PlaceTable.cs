using System.Diagnostics.CodeAnalysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Something known of the memory at some addresses. Addresses that every other one treats alike stand in one group (elements of one array counted from one
/// index, one field of whatever object), so that a question about all of them looks at one of each group only.
/// </summary>
internal sealed class PlaceTable<T>(Places places)
{
    private readonly Dictionary<Value, (TypeReference Type, T Content, Place Place, int Distance)> entries = [];
    private readonly Dictionary<(Place Place, string Type), Dictionary<int, List<Value>>> groups = [];

    public bool TryGetValue(Value address, [NotNullWhen(true)] out T? content)
    {
        var isKnown = entries.TryGetValue(address, out var entry);
        content = entry.Content;
        return isKnown;
    }

    public void Set(Value address, TypeReference type, T content)
    {
        if (entries.TryGetValue(address, out var old) && old.Type.FullName != type.FullName)
            Remove(address);
        var (place, distance) = Place.Of(address);
        if (!entries.ContainsKey(address))
        {
            if (!groups.TryGetValue((place, type.FullName), out var group))
                groups.Add((place, type.FullName), group = []);
            if (!group.TryGetValue(distance, out var same))
                group.Add(distance, same = []);
            same.Add(address);
        }
        entries[address] = (type, content, place, distance);
    }

    public void Remove(Value address)
    {
        if (!entries.TryGetValue(address, out var entry))
            return;
        entries.Remove(address);
        var key = (entry.Place, entry.Type.FullName);
        var group = groups[key];
        group[entry.Distance].Remove(address);
        if (group[entry.Distance].Count == 0)
            group.Remove(entry.Distance);
        if (group.Count == 0)
            groups.Remove(key);
    }

    public void Clear()
    {
        entries.Clear();
        groups.Clear();
    }

    /// <summary>The addresses that may lead to the memory that another one leads to.</summary>
    public List<Value> MayBeSameAs(Value address, TypeReference type)
    {
        var result = new List<Value>();
        var (place, distance) = Place.Of(address);
        foreach (var group in groups)
        {
            if (group.Key.Place == place && place.IsCounted)
            {
                if (group.Value.TryGetValue(distance, out var near))
                    result.AddRange(near.Where(a => places.MayBeSame(a, entries[a].Type, address, type)));
            }
            else if (First(group.Value) is var one && places.MayBeSame(one, entries[one].Type, address, type))
            {
                result.AddRange(group.Value.Values.SelectMany(a => a));
            }
        }
        return result;
    }

    /// <summary>Removes the addresses for which something does not hold that holds for all or none of a group.</summary>
    public void KeepOnly(Func<Value, bool> predicate)
    {
        foreach (var group in groups.Where(g => !predicate(First(g.Value))).ToList())
        {
            foreach (var address in group.Value.Values.SelectMany(a => a))
                entries.Remove(address);
            groups.Remove(group.Key);
        }
    }

    private static Value First(Dictionary<int, List<Value>> group)
    {
        using var all = group.Values.GetEnumerator();
        all.MoveNext();
        return all.Current[0];
    }

    /// <summary>What a group has in common.</summary>
    private sealed record Place(object Whole, object? Part, bool IsCounted)
    {
        private static readonly object Start = new();

        public static (Place Place, int Distance) Of(Value address)
        {
            switch (address)
            {
                case ElementAddress element:
                    var (from, distance) = Places.Split(element.Index);
                    return (new(element.Array, from ?? Start, true), distance);
                case FieldAddress field:
                    return (new($"{field.Field.DeclaringType.FullName}::{field.Field.Name}", (field.Target.Type.IsByReference, Places.IsTrace(field)), false),
                        0);
                default:
                    return (new(address, null, false), 0);
            }
        }
    }
}
