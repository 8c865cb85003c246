using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sequences of pairs: behind the interface there may be a dictionary. What these call themselves is what they stand in for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PairSequences
{
    /// <summary>The pairs of a sequence, to be read only.</summary>
    [Implementation(typeof(Sequences), nameof(Sequences.ToArray))]
    public static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull
    {
        if (source is Dictionary<TKey, TValue> dictionary)
            return ToArray(dictionary);
        if (source is SortedDictionary<TKey, TValue> sorted)
            return ToArray(sorted);
        if (source is SortedList<TKey, TValue> list)
            return ToArray(list);
        if (source is ReadOnlyDictionary<TKey, TValue> view)
            return ReadOnlyDictionaries.ToArray(view);
        if (source is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.ToArray(concurrent);
        if (source is ImmutableDictionary<TKey, TValue> immutable)
            return ImmutableDictionaryImplementations.ToArray(immutable);
        return Sequences.ToArray(source);
    }

    /// <summary>Whether the pairs are reached without enumerating the sequence.</summary>
    [Implementation(typeof(Sequences), nameof(Sequences.IsKnown))]
    public static bool IsKnown<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull => IsDictionary(source) || Sequences.IsKnown(source);

    /// <summary>Implements <see cref="IEnumerable{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(IEnumerable<>), nameof(IEnumerable<int>.GetEnumerator))]
    public static SequenceEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull
    {
        if (IsDictionary(source))
            return new SequenceEnumerator<KeyValuePair<TKey, TValue>>(ToArray(source), (IReadOnlyCollection<KeyValuePair<TKey, TValue>>)source);
        KeyValuePair<TKey, TValue>[] items = null!;
        IEnumerator<KeyValuePair<TKey, TValue>>? other = null;
        if (Sequences.IsKnown(source))
            items = Sequences.ToArray(source);
        else
            other = source.GetEnumerator();
        return new SequenceEnumerator<KeyValuePair<TKey, TValue>>(items, other);
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.GetEnumerator"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.GetEnumerator))]
    public static SequenceEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator<TKey, TValue>(SortedList<TKey, TValue> list)
        where TKey : notnull => new(ToArray(list), (IReadOnlyCollection<KeyValuePair<TKey, TValue>>)list);

    /// <summary>The pairs of a dictionary, in its order.</summary>
    public static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = DictionaryPrimitives.KeysOf(dictionary);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], DictionaryImplementations.Element(dictionary, keys[i]));
        return pairs;
    }

    private static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = SortedDictionaryPrimitives.KeysOf(dictionary);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], SortedDictionaryPrimitives.Get(dictionary, keys[i]));
        return pairs;
    }

    private static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(SortedList<TKey, TValue> list)
        where TKey : notnull
    {
        TKey[] keys = SortedListPrimitives.KeysOf(list);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], SortedListPrimitives.Get(list, keys[i]));
        return pairs;
    }

    private static bool IsDictionary<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull => source is Dictionary<TKey, TValue> || source is SortedDictionary<TKey, TValue> || source is SortedList<TKey, TValue>
            || source is ReadOnlyDictionary<TKey, TValue> || source is ConcurrentDictionary<TKey, TValue> || source is ImmutableDictionary<TKey, TValue>;
}
