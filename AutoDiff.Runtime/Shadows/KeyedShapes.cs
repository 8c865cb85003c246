using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoDiff.Implementations;

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

internal sealed class ConcurrentDictionaryShape<TKey, TValue> : ContainerShape<ConcurrentDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => Slot<TValue>.IsFlat;

    internal override object Clone(object original)
    {
        var dictionary = (ConcurrentDictionary<TKey, TValue>)original;
        return new ConcurrentDictionary<TKey, TValue>(dictionary, dictionary.Comparer);
    }

    internal override void Transform(object target, Walk walk) => Keys.Transform((ConcurrentDictionary<TKey, TValue>)target, walk);

    internal override void Combine(object left, object right, PairWalk walk) =>
        Keys.Combine((ConcurrentDictionary<TKey, TValue>)left, (ConcurrentDictionary<TKey, TValue>)right, walk);
}

/// <summary>Immutable dictionaries: those of a shadow get another tree.</summary>
internal sealed class ImmutableDictionaryShape<TKey, TValue> : ContainerShape<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => Slot<TValue>.IsFlat;

    internal override object Clone(object original) => ImmutableDictionaryPrimitives.Copy((ImmutableDictionary<TKey, TValue>)original);

    internal override void Transform(object target, Walk walk)
    {
        var dictionary = (ImmutableDictionary<TKey, TValue>)target;
        var content = dictionary.ToBuilder();
        Keys.Transform(content, walk);
        ImmutableDictionaryPrimitives.Become(dictionary, content.ToImmutable());
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var dictionary = (ImmutableDictionary<TKey, TValue>)left;
        var content = dictionary.ToBuilder();
        Keys.Combine(content, (ImmutableDictionary<TKey, TValue>)right, walk);
        if (walk.Writes)
            ImmutableDictionaryPrimitives.Become(dictionary, content.ToImmutable());
    }
}

/// <summary>Views of dictionaries.</summary>
internal sealed class ReadOnlyDictionaryShape<TKey, TValue> : ContainerShape<ReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsFlat => false;

    internal override object Clone(object original)
    {
        ReadOnlyDictionary<TKey, TValue> copy = ReadOnlyDictionaries.New<TKey, TValue>();
        ReadOnlyDictionaries.Content(copy) = ReadOnlyDictionaries.Content((ReadOnlyDictionary<TKey, TValue>)original);
        return copy;
    }

    internal override void Transform(object target, Walk walk) =>
        Slot<IDictionary<TKey, TValue>>.Transform(ref ReadOnlyDictionaries.Content((ReadOnlyDictionary<TKey, TValue>)target), walk);

    internal override void Combine(object left, object right, PairWalk walk) => Slot<IDictionary<TKey, TValue>>.Combine(
        ref ReadOnlyDictionaries.Content((ReadOnlyDictionary<TKey, TValue>)left),
        ref ReadOnlyDictionaries.Content((ReadOnlyDictionary<TKey, TValue>)right), walk);
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

    public static void Combine<TKey, TValue>(IDictionary<TKey, TValue> left, IEnumerable<KeyValuePair<TKey, TValue>> right, PairWalk walk)
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
