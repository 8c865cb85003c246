using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary><see cref="Dictionary{TKey, TValue}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DictionaryImplementations
{
    /// <summary>The address of the value of a key.</summary>
    [ElementReference]
    public static ref TValue Element<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        ref TValue value = ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key);
        if (Unsafe.IsNullRef(ref value))
            Throw.KeyNotFound(key);
        return ref value;
    }

    /// <summary>Implements <see cref="CollectionsMarshal.GetValueRefOrNullRef{TKey, TValue}(Dictionary{TKey, TValue}, TKey)"/>.</summary>
    [Implementation(typeof(CollectionsMarshal), nameof(CollectionsMarshal.GetValueRefOrNullRef))]
    [ElementReference]
    public static ref TValue ElementOrNull<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => ref CollectionsMarshal.GetValueRefOrNullRef(dictionary, key);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}()"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>()
        where TKey : notnull => DictionaryPrimitives.New<TKey, TValue>(0, null);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(int)"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(int capacity)
        where TKey : notnull => Create<TKey, TValue>(capacity, null);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>([NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => DictionaryPrimitives.New<TKey, TValue>(0, comparer);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(int, IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(int capacity, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Throw.IfNegative(capacity, nameof(capacity));
        return DictionaryPrimitives.New<TKey, TValue>(capacity, comparer);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(IDictionary{TKey, TValue})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        return Create(dictionary, null);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(IDictionary{TKey, TValue}, IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(IDictionary<TKey, TValue> dictionary, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> copy = DictionaryPrimitives.New<TKey, TValue>(0, comparer);
        Fill(copy, dictionary);
        return copy;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Dictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(Dictionary<TKey, TValue> target, IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        TKey[] keys = DictionaryInterfaceImplementations.ArrayOfKeys(dictionary);
        for (int i = 0; i < keys.Length; i++)
            Add(target, keys[i], DictionaryInterfaceImplementations.Get(dictionary, keys[i]));
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Dictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(Dictionary<TKey, TValue> target, IDictionary<TKey, TValue> dictionary,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        _ = comparer;
        Fill(target, dictionary);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(IEnumerable{KeyValuePair{TKey, TValue}})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> collection)
        where TKey : notnull => Create(collection, null);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}(IEnumerable{KeyValuePair{TKey, TValue}}, IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Dictionary<,>), ".ctor")]
    public static Dictionary<TKey, TValue> Create<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> collection, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> copy = DictionaryPrimitives.New<TKey, TValue>(0, comparer);
        Fill(copy, collection);
        return copy;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Dictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(Dictionary<TKey, TValue> target, IEnumerable<KeyValuePair<TKey, TValue>> collection)
        where TKey : notnull
    {
        Throw.IfNull(collection, nameof(collection));
        KeyValuePair<TKey, TValue>[] pairs = Sequences.ToArray(collection);
        for (int i = 0; i < pairs.Length; i++)
            Add(target, pairs[i].Key, pairs[i].Value);
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Dictionary<,>), ImplementationAttribute.Filling)]
    public static void Fill<TKey, TValue>(Dictionary<TKey, TValue> target, IEnumerable<KeyValuePair<TKey, TValue>> collection,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        _ = comparer;
        Fill(target, collection);
    }

    /// <summary>Implements the getter of <see cref="Dictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(Dictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => Element(dictionary, key);

    /// <summary>Implements the setter of <see cref="Dictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(Dictionary<,>), "set_Item")]
    public static void Set<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            Element(dictionary, key) = value;
        else
            DictionaryPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Add"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.Add))]
    public static void Add<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            Throw.DuplicateKey(key);
        DictionaryPrimitives.AddKey(dictionary, key, value);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.TryAdd"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.TryAdd))]
    public static bool TryAdd<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
            return false;
        DictionaryPrimitives.AddKey(dictionary, key, value);
        return true;
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = Element(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>
    /// Implements <see cref="CollectionExtensions.GetValueOrDefault{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey)"/>, for dictionaries of this class.
    /// </summary>
    [Implementation(typeof(CollectionExtensions), nameof(CollectionExtensions.GetValueOrDefault))]
    public static TValue? GetValueOrDefault<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => GetValueOrDefault(dictionary, key, default!);

    /// <summary>
    /// Implements <see cref="CollectionExtensions.GetValueOrDefault{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey, TValue)"/>, for dictionaries of this
    /// class.
    /// </summary>
    [Implementation(typeof(CollectionExtensions), nameof(CollectionExtensions.GetValueOrDefault))]
    public static TValue GetValueOrDefault<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue defaultValue)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        return dictionary.ContainsKey(key) ? Element(dictionary, key) : defaultValue;
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Remove(TKey)"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.Remove))]
    public static bool Remove<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            return false;
        DictionaryPrimitives.RemoveKey(dictionary, key);
        return true;
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Remove(TKey, out TValue)"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.Remove))]
    public static bool Remove<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = DictionaryPrimitives.RemoveKey(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Clear"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.Clear))]
    public static void Clear<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = DictionaryPrimitives.KeysOf(dictionary);
        for (int i = 0; i < keys.Length; i++)
            DictionaryPrimitives.RemoveKey(dictionary, keys[i]);
    }

    /// <summary>Implements <see cref="CollectionExtensions.GetValueOrDefault{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey)"/>.</summary>
    [Implementation(typeof(CollectionExtensions), nameof(CollectionExtensions.GetValueOrDefault))]
    public static TValue? GetValueOrDefault<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => GetValueOrDefault(dictionary, key, default!);

    /// <summary>Implements <see cref="CollectionExtensions.GetValueOrDefault{TKey, TValue}(IReadOnlyDictionary{TKey, TValue}, TKey, TValue)"/>.</summary>
    [Implementation(typeof(CollectionExtensions), nameof(CollectionExtensions.GetValueOrDefault))]
    public static TValue GetValueOrDefault<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue defaultValue)
        where TKey : notnull
    {
        Throw.IfNull(dictionary, nameof(dictionary));
        if (dictionary is Dictionary<TKey, TValue> known)
            return known.ContainsKey(key) ? Element(known, key) : defaultValue;
        return dictionary.ContainsKey(key) ? dictionary[key] : defaultValue;
    }

    /// <summary>Implements <see cref="CollectionsMarshal.GetValueRefOrAddDefault{TKey, TValue}"/>.</summary>
    [Implementation(typeof(CollectionsMarshal), nameof(CollectionsMarshal.GetValueRefOrAddDefault))]
    public static ref TValue? GetValueRefOrAddDefault<TKey, TValue>(Dictionary<TKey, TValue?> dictionary, [NoDerivative] TKey key, out bool exists)
        where TKey : notnull
    {
        exists = dictionary.ContainsKey(key);
        if (!exists)
            DictionaryPrimitives.AddKey(dictionary, key, default);
        return ref Element(dictionary, key);
    }

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.GetEnumerator"/>.</summary>
    [Implementation(typeof(Dictionary<,>), nameof(Dictionary<int, int>.GetEnumerator))]
    public static DictionaryEnumerator<TKey, TValue> GetEnumerator<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(Dictionary<,>), "get_Keys")]
    public static KeyCollectionModel<TKey, TValue> GetKeys<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);

    /// <summary>Implements <see cref="Dictionary{TKey, TValue}.Values"/>.</summary>
    [Implementation(typeof(Dictionary<,>), "get_Values")]
    public static ValueCollectionModel<TKey, TValue> GetValues<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(dictionary);
}
