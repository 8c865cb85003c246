using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Dictionaries: keys stay what they are, a cotangent may leave keys out.</summary>
internal sealed class DictionaryShape<TKey, TValue> : Shape
    where TKey : notnull
{
    public override bool IsFlat => Slot<TValue>.IsFlat;

    public override object Clone(object original)
    {
        var dictionary = (Dictionary<TKey, TValue>)original;
        return new Dictionary<TKey, TValue>(dictionary, dictionary.Comparer);
    }

    public override void Transform(object target, Walk walk)
    {
        var dictionary = (Dictionary<TKey, TValue>)target;
        foreach (TKey key in dictionary.Keys)
            Slot<TValue>.Transform(ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key), walk);
    }

    public override void Add(object into, object amount, AddingWalk walk)
    {
        var dictionary = (Dictionary<TKey, TValue>)into;
        foreach (var (key, value) in (Dictionary<TKey, TValue>)amount)
        {
            ref TValue slot = ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key);
            if (Unsafe.IsNullRef(ref slot))
                Keys.ThrowMissing(key);
            TValue given = value;
            Slot<TValue>.Add(ref slot, ref given, walk);
        }
    }
}

internal sealed class SortedDictionaryShape<TKey, TValue> : Shape
    where TKey : notnull
{
    public override bool IsFlat => Slot<TValue>.IsFlat;

    public override object Clone(object original)
    {
        var dictionary = (SortedDictionary<TKey, TValue>)original;
        return new SortedDictionary<TKey, TValue>(dictionary, dictionary.Comparer);
    }

    public override void Transform(object target, Walk walk) => Keys.Transform((SortedDictionary<TKey, TValue>)target, walk);

    public override void Add(object into, object amount, AddingWalk walk) =>
        Keys.Add((SortedDictionary<TKey, TValue>)into, (SortedDictionary<TKey, TValue>)amount, walk);
}

internal sealed class SortedListShape<TKey, TValue> : Shape
    where TKey : notnull
{
    public override bool IsFlat => Slot<TValue>.IsFlat;

    public override object Clone(object original)
    {
        var list = (SortedList<TKey, TValue>)original;
        return new SortedList<TKey, TValue>(list, list.Comparer);
    }

    public override void Transform(object target, Walk walk) => Keys.Transform((SortedList<TKey, TValue>)target, walk);

    public override void Add(object into, object amount, AddingWalk walk) =>
        Keys.Add((SortedList<TKey, TValue>)into, (SortedList<TKey, TValue>)amount, walk);
}

/// <summary>Dictionaries whose values cannot be reached by address.</summary>
internal static class Keys
{
    public static void Transform<TKey, TValue>(IDictionary<TKey, TValue> dictionary, Walk walk)
    {
        foreach (var (key, value) in dictionary.ToArray())
        {
            TValue slot = value;
            Slot<TValue>.Transform(ref slot, walk);
            dictionary[key] = slot;
        }
    }

    public static void Add<TKey, TValue>(IDictionary<TKey, TValue> into, IDictionary<TKey, TValue> amount, AddingWalk walk)
    {
        foreach (var (key, value) in amount.ToArray())
        {
            if (!into.TryGetValue(key, out TValue? slot))
                ThrowMissing(key);
            TValue given = value;
            Slot<TValue>.Add(ref slot, ref given, walk);
            into[key] = slot;
        }
    }

    [DoesNotReturn]
    public static void ThrowMissing<TKey>(TKey key) => throw new ArgumentException($"the cotangent has the key {key} where the result has none");
}
