using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>
/// The interfaces of dictionaries, for those that are known. For others each ends in the call of the interface, which can be differentiated where the class is
/// known at build time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DictionaryInterfaceImplementations
{
    /// <summary>Implements the getter of <see cref="IReadOnlyDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(IReadOnlyDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            return DictionaryImplementations.Get(known, key);
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.Get(sorted, key);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.Get(list, key);
        if (dictionary is ReadOnlyDictionary<TKey, TValue> view)
            return ReadOnlyDictionaries.Get(view, key);
        if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.Get(concurrent, key);
        if (dictionary is ImmutableDictionary<TKey, TValue> immutable)
            return ImmutableDictionaryImplementations.Get(immutable, key);
        return dictionary[key];
    }

    /// <summary>Implements <see cref="IReadOnlyDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(IReadOnlyDictionary<,>), nameof(IReadOnlyDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            return DictionaryImplementations.TryGetValue(known, key, out value);
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.TryGetValue(sorted, key, out value);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.TryGetValue(list, key, out value);
        if (dictionary is ReadOnlyDictionary<TKey, TValue> view)
            return ReadOnlyDictionaries.TryGetValue(view, key, out value);
        if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.TryGetValue(concurrent, key, out value);
        if (dictionary is ImmutableDictionary<TKey, TValue> immutable)
            return ImmutableDictionaryImplementations.TryGetValue(immutable, key, out value);
        return dictionary.TryGetValue(key, out value);
    }

    /// <summary>Implements <see cref="IReadOnlyDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(IReadOnlyDictionary<,>), "get_Keys")]
    [NoDerivative]
    public static IEnumerable<TKey> KeysOf<TKey, TValue>([NoDerivative] IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.Keys;

    /// <summary>Implements <see cref="IReadOnlyDictionary{TKey, TValue}.Values"/>, for use before the dictionary changes.</summary>
    [Implementation(typeof(IReadOnlyDictionary<,>), "get_Values")]
    public static IEnumerable<TValue> ValuesOf<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ArrayOfKeys(dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = Get(dictionary, keys[i]);
        return values;
    }

    /// <summary>The keys in the order of the values.</summary>
    [NoDerivative]
    public static TKey[] ArrayOfKeys<TKey, TValue>([NoDerivative] IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull => [.. dictionary.Keys];

    /// <summary>The keys in the order of the values.</summary>
    [NoDerivative]
    public static TKey[] ArrayOfKeys<TKey, TValue>([NoDerivative] IDictionary<TKey, TValue> dictionary)
        where TKey : notnull => [.. dictionary.Keys];

    /// <summary>Implements the getter of <see cref="IDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(IDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            return DictionaryImplementations.Get(known, key);
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.Get(sorted, key);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.Get(list, key);
        if (dictionary is ReadOnlyDictionary<TKey, TValue> view)
            return ReadOnlyDictionaries.Get(view, key);
        if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.Get(concurrent, key);
        if (dictionary is ImmutableDictionary<TKey, TValue> immutable)
            return ImmutableDictionaryImplementations.Get(immutable, key);
        return dictionary[key];
    }

    /// <summary>Implements the setter of <see cref="IDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(IDictionary<,>), "set_Item")]
    public static void Set<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            DictionaryImplementations.Set(known, key, value);
        else if (dictionary is SortedDictionary<TKey, TValue> sorted)
            SortedDictionaryImplementations.Set(sorted, key, value);
        else if (dictionary is SortedList<TKey, TValue> list)
            SortedListImplementations.Set(list, key, value);
        else if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            ConcurrentDictionaryImplementations.Set(concurrent, key, value);
        else
            dictionary[key] = value;
    }

    /// <summary>Implements <see cref="IDictionary{TKey, TValue}.Add(TKey, TValue)"/>.</summary>
    [Implementation(typeof(IDictionary<,>), nameof(IDictionary<int, int>.Add))]
    public static void Add<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            DictionaryImplementations.Add(known, key, value);
        else if (dictionary is SortedDictionary<TKey, TValue> sorted)
            SortedDictionaryImplementations.Add(sorted, key, value);
        else if (dictionary is SortedList<TKey, TValue> list)
            SortedListImplementations.Add(list, key, value);
        else
            dictionary.Add(key, value);
    }

    /// <summary>Implements <see cref="IDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(IDictionary<,>), nameof(IDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            return DictionaryImplementations.TryGetValue(known, key, out value);
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.TryGetValue(sorted, key, out value);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.TryGetValue(list, key, out value);
        if (dictionary is ReadOnlyDictionary<TKey, TValue> view)
            return ReadOnlyDictionaries.TryGetValue(view, key, out value);
        if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.TryGetValue(concurrent, key, out value);
        if (dictionary is ImmutableDictionary<TKey, TValue> immutable)
            return ImmutableDictionaryImplementations.TryGetValue(immutable, key, out value);
        return dictionary.TryGetValue(key, out value);
    }

    /// <summary>Implements <see cref="IDictionary{TKey, TValue}.Remove(TKey)"/>.</summary>
    [Implementation(typeof(IDictionary<,>), nameof(IDictionary<int, int>.Remove))]
    public static bool Remove<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (dictionary is Dictionary<TKey, TValue> known)
            return DictionaryImplementations.Remove(known, key);
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.Remove(sorted, key);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.Remove(list, key);
        return dictionary.Remove(key);
    }

    /// <summary>Implements <see cref="IDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(IDictionary<,>), "get_Keys")]
    [NoDerivative]
    public static ICollection<TKey> KeysOf<TKey, TValue>([NoDerivative] IDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.Keys;

    /// <summary>The value of a key of the dictionary behind a view, other than the most frequent class.</summary>
    internal static TValue GetOther<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (dictionary is SortedDictionary<TKey, TValue> sorted)
            return SortedDictionaryImplementations.Get(sorted, key);
        if (dictionary is SortedList<TKey, TValue> list)
            return SortedListImplementations.Get(list, key);
        if (dictionary is ConcurrentDictionary<TKey, TValue> concurrent)
            return ConcurrentDictionaryImplementations.Get(concurrent, key);
        return dictionary[key];
    }
}
