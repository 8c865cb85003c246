using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="SortedDictionary{TKey, TValue}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SortedDictionaryImplementations
{
    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}()"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), ".ctor")]
    public static SortedDictionary<TKey, TValue> Create<TKey, TValue>()
        where TKey : notnull => SortedDictionaryPrimitives.New<TKey, TValue>(null);

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}(IComparer{TKey})"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), ".ctor")]
    public static SortedDictionary<TKey, TValue> Create<TKey, TValue>([NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull => SortedDictionaryPrimitives.New<TKey, TValue>(comparer);

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}(IDictionary{TKey, TValue})"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), ".ctor")]
    public static SortedDictionary<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
        where TKey : notnull => Create(dictionary, null);

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}(IDictionary{TKey, TValue}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), ".ctor")]
    public static SortedDictionary<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull
    {
        SortedDictionary<TKey, TValue> copy = SortedDictionaryPrimitives.New<TKey, TValue>(comparer);
        Fill(copy, dictionary);
        return copy;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(SortedDictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(SortedDictionary<TKey, TValue> target, IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        TKey[] keys = DictionaryInterfaceImplementations.ArrayOfKeys(dictionary);
        for (int i = 0; i < keys.Length; i++)
            Add(target, keys[i], DictionaryInterfaceImplementations.Get(dictionary, keys[i]));
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(SortedDictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(SortedDictionary<TKey, TValue> target, IDictionary<TKey, TValue> dictionary, [NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull
    {
        _ = comparer;
        Fill(target, dictionary);
    }

    /// <summary>Implements the getter of <see cref="SortedDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            Throw.KeyNotFound(key);
        return SortedDictionaryPrimitives.Get(dictionary, key);
    }

    /// <summary>Implements the setter of <see cref="SortedDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), "set_Item")]
    public static void Set<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            SortedDictionaryPrimitives.Exchange(dictionary, key, value);
        else
            SortedDictionaryPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.Add"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), nameof(SortedDictionary<int, int>.Add))]
    public static void Add<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            Throw.DuplicateKey(key);
        SortedDictionaryPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), nameof(SortedDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = SortedDictionaryPrimitives.Get(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.Remove"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), nameof(SortedDictionary<int, int>.Remove))]
    public static bool Remove<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            return false;
        SortedDictionaryPrimitives.RemoveKey(dictionary, key);
        return true;
    }

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.Clear"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), nameof(SortedDictionary<int, int>.Clear))]
    public static void Clear<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = SortedDictionaryPrimitives.KeysOf(dictionary);
        for (int i = keys.Length - 1; i >= 0; i--)
            SortedDictionaryPrimitives.RemoveKey(dictionary, keys[i]);
    }

    /// <summary>The values in the order of the keys.</summary>
    public static TValue[] ValuesOf<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = SortedDictionaryPrimitives.KeysOf(dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = SortedDictionaryPrimitives.Get(dictionary, keys[i]);
        return values;
    }

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.GetEnumerator"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), nameof(SortedDictionary<int, int>.GetEnumerator))]
    public static SortedDictionaryEnumerator<TKey, TValue> GetEnumerator<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), "get_Keys")]
    public static SortedKeyCollectionModel<TKey, TValue> GetKeys<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);

    /// <summary>Implements <see cref="SortedDictionary{TKey, TValue}.Values"/>.</summary>
    [Implementation(typeof(SortedDictionary<,>), "get_Values")]
    public static SortedValueCollectionModel<TKey, TValue> GetValues<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);
}
