using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="ConcurrentDictionary{TKey, TValue}"/>, as one thread sees it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConcurrentDictionaryImplementations
{
    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}()"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), ".ctor")]
    public static ConcurrentDictionary<TKey, TValue> Create<TKey, TValue>()
        where TKey : notnull => ConcurrentDictionaryPrimitives.New<TKey, TValue>(null);

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}(IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), ".ctor")]
    public static ConcurrentDictionary<TKey, TValue> Create<TKey, TValue>([NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => ConcurrentDictionaryPrimitives.New<TKey, TValue>(comparer);

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}(int, int)"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), ".ctor")]
    public static ConcurrentDictionary<TKey, TValue> Create<TKey, TValue>(int concurrencyLevel, int capacity)
        where TKey : notnull
    {
        _ = concurrencyLevel;
        Throw.IfNegative(capacity, nameof(capacity));
        return ConcurrentDictionaryPrimitives.New<TKey, TValue>(null);
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}(IEnumerable{KeyValuePair{TKey, TValue}})"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), ".ctor")]
    public static ConcurrentDictionary<TKey, TValue> Create<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        where TKey : notnull
    {
        Throw.IfNull(collection, nameof(collection));
        ConcurrentDictionary<TKey, TValue> made = ConcurrentDictionaryPrimitives.New<TKey, TValue>(null);
        KeyValuePair<TKey, TValue>[] pairs = Sequences.ToArray(collection);
        for (int i = 0; i < pairs.Length; i++)
        {
            if (!TryAdd(made, pairs[i].Key, pairs[i].Value))
                Throw.DuplicateKey(pairs[i].Key);
        }

        return made;
    }

    /// <summary>Implements the getter of <see cref="ConcurrentDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            Throw.KeyNotFound(key);
        return ConcurrentDictionaryPrimitives.Get(dictionary, key);
    }

    /// <summary>Implements the setter of <see cref="ConcurrentDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), "set_Item")]
    public static void Set<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            ConcurrentDictionaryPrimitives.Exchange(dictionary, key, value);
        else
            ConcurrentDictionaryPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.TryAdd"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.TryAdd))]
    public static bool TryAdd<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            return false;
        ConcurrentDictionaryPrimitives.AddKey(dictionary, key, value);
        return true;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = ConcurrentDictionaryPrimitives.Get(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.TryRemove(TKey, out TValue)"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.TryRemove))]
    public static bool TryRemove<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = ConcurrentDictionaryPrimitives.RemoveKey(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.GetOrAdd(TKey, TValue)"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.GetOrAdd))]
    public static TValue GetOrAdd<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            return ConcurrentDictionaryPrimitives.Get(dictionary, key);
        ConcurrentDictionaryPrimitives.AddKey(dictionary, key, value);
        return value;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.GetOrAdd(TKey, Func{TKey, TValue})"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.GetOrAdd))]
    public static TValue GetOrAdd<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, Func<TKey, TValue> valueFactory)
        where TKey : notnull
    {
        Throw.IfNull(valueFactory, nameof(valueFactory));
        if (dictionary.ContainsKey(key))
            return ConcurrentDictionaryPrimitives.Get(dictionary, key);
        TValue value = valueFactory(key);
        // What makes the value may have asked for the same key; the first one stays.
        return GetOrAdd(dictionary, key, value);
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.AddOrUpdate(TKey, TValue, Func{TKey, TValue, TValue})"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.AddOrUpdate))]
    public static TValue AddOrUpdate<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory)
        where TKey : notnull
    {
        Throw.IfNull(updateValueFactory, nameof(updateValueFactory));
        TValue value = dictionary.ContainsKey(key) ? updateValueFactory(key, ConcurrentDictionaryPrimitives.Get(dictionary, key)) : addValue;
        Set(dictionary, key, value);
        return value;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.AddOrUpdate(TKey, Func{TKey, TValue}, Func{TKey, TValue, TValue})"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.AddOrUpdate))]
    public static TValue AddOrUpdate<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> dictionary, TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory)
        where TKey : notnull
    {
        Throw.IfNull(addValueFactory, nameof(addValueFactory));
        Throw.IfNull(updateValueFactory, nameof(updateValueFactory));
        TValue value = dictionary.ContainsKey(key)
            ? updateValueFactory(key, ConcurrentDictionaryPrimitives.Get(dictionary, key))
            : addValueFactory(key);
        Set(dictionary, key, value);
        return value;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.Clear"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.Clear))]
    public static void Clear<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ConcurrentDictionaryPrimitives.KeysOf(dictionary);
        for (int i = 0; i < keys.Length; i++)
            ConcurrentDictionaryPrimitives.RemoveKey(dictionary, keys[i]);
    }

    /// <summary>The pairs in the order of enumeration.</summary>
    public static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ConcurrentDictionaryPrimitives.KeysOf(dictionary);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], ConcurrentDictionaryPrimitives.Get(dictionary, keys[i]));
        return pairs;
    }

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.GetEnumerator"/>: of what there is at the start.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), nameof(ConcurrentDictionary<int, int>.GetEnumerator))]
    public static SequenceEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(ToArray(dictionary));

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), "get_Keys")]
    [NoDerivative]
    public static ICollection<TKey> GetKeys<TKey, TValue>([NoDerivative] ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.Keys;

    /// <summary>Implements <see cref="ConcurrentDictionary{TKey, TValue}.Values"/>.</summary>
    [Implementation(typeof(ConcurrentDictionary<,>), "get_Values")]
    public static ICollection<TValue> GetValues<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ConcurrentDictionaryPrimitives.KeysOf(dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = ConcurrentDictionaryPrimitives.Get(dictionary, keys[i]);
        return values;
    }
}
