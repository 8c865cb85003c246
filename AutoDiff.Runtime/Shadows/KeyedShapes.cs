using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Dictionaries: keys stay what they are, a cotangent may leave keys out.</summary>
internal sealed class DictionaryShape<TKey, TValue> : ContainerShape<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => Slot<TValue>.IsFlat;

    internal override object Clone(object original)
    {
        var dictionary = (Dictionary<TKey, TValue>)original;
        return new Dictionary<TKey, TValue>(dictionary, dictionary.Comparer);
    }

    internal override void Transform(object target, Walk walk)
    {
        var dictionary = (Dictionary<TKey, TValue>)target;
        foreach (TKey key in dictionary.Keys)
            Slot<TValue>.Transform(ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key), walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var dictionary = (Dictionary<TKey, TValue>)left;
        foreach (var (key, value) in (Dictionary<TKey, TValue>)right)
        {
            ref TValue slot = ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key);
            if (Unsafe.IsNullRef(ref slot))
                throw walk.Missing(key);
            TValue given = value;
            Slot<TValue>.Combine(ref slot, ref given, walk);
        }
    }
}

internal sealed class SortedDictionaryShape<TKey, TValue> : ContainerShape<SortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => Slot<TValue>.IsFlat;

    internal override object Clone(object original)
    {
        var dictionary = (SortedDictionary<TKey, TValue>)original;
        return new SortedDictionary<TKey, TValue>(dictionary, dictionary.Comparer);
    }

    internal override void Transform(object target, Walk walk) => Keys.Transform((SortedDictionary<TKey, TValue>)target, walk);

    internal override void Combine(object left, object right, PairWalk walk) =>
        Keys.Combine((SortedDictionary<TKey, TValue>)left, (SortedDictionary<TKey, TValue>)right, walk);
}

internal sealed class SortedListShape<TKey, TValue> : ContainerShape<SortedList<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => Slot<TValue>.IsFlat;

    internal override object Clone(object original)
    {
        var list = (SortedList<TKey, TValue>)original;
        return new SortedList<TKey, TValue>(list, list.Comparer);
    }

    internal override void Transform(object target, Walk walk) => Keys.Transform((SortedList<TKey, TValue>)target, walk);

    internal override void Combine(object left, object right, PairWalk walk) =>
        Keys.Combine((SortedList<TKey, TValue>)left, (SortedList<TKey, TValue>)right, walk);
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

    public static void Combine<TKey, TValue>(IDictionary<TKey, TValue> left, IDictionary<TKey, TValue> right, PairWalk walk)
    {
        foreach (var (key, value) in right.ToArray())
        {
            if (!left.TryGetValue(key, out TValue? slot))
                throw walk.Missing(key);
            TValue given = value;
            Slot<TValue>.Combine(ref slot, ref given, walk);
            if (walk.Writes)
                left[key] = slot;
        }
    }
}
