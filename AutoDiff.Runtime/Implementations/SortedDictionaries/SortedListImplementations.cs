using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="SortedList{TKey, TValue}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SortedListImplementations
{
    /// <summary>Implements <see cref="SortedList{TKey, TValue}()"/>.</summary>
    [Implementation(typeof(SortedList<,>), ".ctor")]
    public static SortedList<TKey, TValue> Create<TKey, TValue>()
        where TKey : notnull => SortedListPrimitives.New<TKey, TValue>(null);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}(IComparer{TKey})"/>.</summary>
    [Implementation(typeof(SortedList<,>), ".ctor")]
    public static SortedList<TKey, TValue> Create<TKey, TValue>([NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull => SortedListPrimitives.New<TKey, TValue>(comparer);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}(IDictionary{TKey, TValue})"/>.</summary>
    [Implementation(typeof(SortedList<,>), ".ctor")]
    public static SortedList<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
        where TKey : notnull => Create(dictionary, null);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}(IDictionary{TKey, TValue}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(SortedList<,>), ".ctor")]
    public static SortedList<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull
    {
        SortedList<TKey, TValue> copy = SortedListPrimitives.New<TKey, TValue>(comparer);
        Fill(copy, dictionary);
        return copy;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(SortedList<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(SortedList<TKey, TValue> target, IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        TKey[] keys = DictionaryInterfaceImplementations.ArrayOfKeys(dictionary);
        for (int i = 0; i < keys.Length; i++)
            Add(target, keys[i], DictionaryInterfaceImplementations.Get(dictionary, keys[i]));
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(SortedList<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(SortedList<TKey, TValue> target, IDictionary<TKey, TValue> dictionary, [NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull
    {
        _ = comparer;
        Fill(target, dictionary);
    }

    /// <summary>Implements the getter of <see cref="SortedList{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(SortedList<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(SortedList<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            Throw.KeyNotFound(key);
        return SortedListPrimitives.Get(dictionary, key);
    }

    /// <summary>Implements the setter of <see cref="SortedList{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(SortedList<,>), "set_Item")]
    public static void Set<TKey, TValue>(SortedList<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            SortedListPrimitives.Exchange(dictionary, key, value);
        else
            SortedListPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.Add"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.Add))]
    public static void Add<TKey, TValue>(SortedList<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            Throw.DuplicateKey(key);
        SortedListPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(SortedList<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = SortedListPrimitives.Get(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.Remove"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.Remove))]
    public static bool Remove<TKey, TValue>(SortedList<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            return false;
        SortedListPrimitives.RemoveKey(dictionary, key);
        return true;
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.Clear"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.Clear))]
    public static void Clear<TKey, TValue>(SortedList<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = SortedListPrimitives.KeysOf(dictionary);
        for (int i = keys.Length - 1; i >= 0; i--)
            SortedListPrimitives.RemoveKey(dictionary, keys[i]);
    }

    /// <summary>The values in the order of the keys.</summary>
    public static TValue[] ValuesOf<TKey, TValue>(SortedList<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = SortedListPrimitives.KeysOf(dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = SortedListPrimitives.Get(dictionary, keys[i]);
        return values;
    }

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.Keys"/>, as they are now.</summary>
    [Implementation(typeof(SortedList<,>), "get_Keys")]
    public static IList<TKey> GetKeys<TKey, TValue>(SortedList<TKey, TValue> dictionary)
        where TKey : notnull => SortedListPrimitives.KeysOf(dictionary);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.Values"/>, as they are now.</summary>
    [Implementation(typeof(SortedList<,>), "get_Values")]
    public static IList<TValue> GetValues<TKey, TValue>(SortedList<TKey, TValue> dictionary)
        where TKey : notnull => ValuesOf(dictionary);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.GetValueAtIndex"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.GetValueAtIndex))]
    public static TValue GetValueAtIndex<TKey, TValue>(SortedList<TKey, TValue> dictionary, int index)
        where TKey : notnull => SortedListPrimitives.Get(dictionary, KeyAt(dictionary, index));

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.SetValueAtIndex"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.SetValueAtIndex))]
    public static void SetValueAtIndex<TKey, TValue>(SortedList<TKey, TValue> dictionary, int index, TValue value)
        where TKey : notnull => SortedListPrimitives.Exchange(dictionary, KeyAt(dictionary, index), value);

    /// <summary>Implements <see cref="SortedList{TKey, TValue}.RemoveAt"/>.</summary>
    [Implementation(typeof(SortedList<,>), nameof(SortedList<int, int>.RemoveAt))]
    public static void RemoveAt<TKey, TValue>(SortedList<TKey, TValue> dictionary, int index)
        where TKey : notnull => SortedListPrimitives.RemoveKey(dictionary, KeyAt(dictionary, index));

    /// <summary>The key at a position.</summary>
    [NoDerivative]
    public static TKey KeyAt<TKey, TValue>([NoDerivative] SortedList<TKey, TValue> dictionary, int index)
        where TKey : notnull => dictionary.GetKeyAtIndex(index);
}
