using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="ImmutableDictionary{TKey, TValue}"/>. A changed dictionary is a new one, made of the values of the old.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImmutableDictionaryImplementations
{
    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Empty"/> and <see cref="ImmutableDictionary.Create{TKey, TValue}()"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), "get_Empty")]
    [Implementation(typeof(ImmutableDictionary), nameof(ImmutableDictionary.Create))]
    public static ImmutableDictionary<TKey, TValue> Empty<TKey, TValue>()
        where TKey : notnull => ImmutableDictionaryPrimitives.Empty<TKey, TValue>();

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Clear"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.Clear))]
    public static ImmutableDictionary<TKey, TValue> Clear<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => ImmutableDictionaryPrimitives.Clear(dictionary);

    /// <summary>Implements <see cref="ImmutableDictionary.CreateRange{TKey, TValue}(IEnumerable{KeyValuePair{TKey, TValue}})"/>.</summary>
    [Implementation(typeof(ImmutableDictionary), nameof(ImmutableDictionary.CreateRange))]
    [Implementation(typeof(ImmutableDictionary), nameof(ImmutableDictionary.ToImmutableDictionary))]
    public static ImmutableDictionary<TKey, TValue> CreateRange<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> items)
        where TKey : notnull
    {
        Throw.IfNull(items, nameof(items));
        ImmutableDictionary<TKey, TValue> made = ImmutableDictionaryPrimitives.New<TKey, TValue>(null);
        KeyValuePair<TKey, TValue>[] pairs = Sequences.ToArray(items);
        for (int i = 0; i < pairs.Length; i++)
        {
            if (made.ContainsKey(pairs[i].Key))
                Throw.DuplicateKey(pairs[i].Key);
            ImmutableDictionaryPrimitives.AddKey(made, pairs[i].Key, pairs[i].Value);
        }

        return made;
    }

    /// <summary>Implements the getter of <see cref="ImmutableDictionary{TKey, TValue}.this"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), "get_Item")]
    public static TValue Get<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            Throw.KeyNotFound(key);
        return ImmutableDictionaryPrimitives.Get(dictionary, key);
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.TryGetValue"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.TryGetValue))]
    public static bool TryGetValue<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key))
        {
            value = ImmutableDictionaryPrimitives.Get(dictionary, key);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Add(TKey, TValue)"/>: the key may be there with the same value only.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.Add))]
    public static ImmutableDictionary<TKey, TValue> Add<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.ContainsKey(key) && !AreEqual(ImmutableDictionaryPrimitives.Get(dictionary, key), value))
            Throw.DuplicateKey(key);
        return dictionary.ContainsKey(key) ? dictionary : SetItem(dictionary, key, value);
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.SetItem"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.SetItem))]
    public static ImmutableDictionary<TKey, TValue> SetItem<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull
    {
        ImmutableDictionary<TKey, TValue> made = Without(dictionary, key);
        ImmutableDictionaryPrimitives.AddKey(made, key, value);
        return made;
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Remove"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.Remove))]
    public static ImmutableDictionary<TKey, TValue> Remove<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        if (!dictionary.ContainsKey(key))
            return dictionary;
        return dictionary.Count == 1 ? ImmutableDictionaryPrimitives.Clear(dictionary) : Without(dictionary, key);
    }

    /// <summary>The pairs in the order of enumeration.</summary>
    public static KeyValuePair<TKey, TValue>[] ToArray<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ImmutableDictionaryPrimitives.KeysOf(dictionary);
        KeyValuePair<TKey, TValue>[] pairs = new KeyValuePair<TKey, TValue>[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            pairs[i] = new(keys[i], ImmutableDictionaryPrimitives.Get(dictionary, keys[i]));
        return pairs;
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Keys"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), "get_Keys")]
    [NoDerivative]
    public static IEnumerable<TKey> GetKeys<TKey, TValue>([NoDerivative] ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.Keys;

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.Values"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), "get_Values")]
    public static IEnumerable<TValue> GetValues<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = ImmutableDictionaryPrimitives.KeysOf(dictionary);
        TValue[] values = new TValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            values[i] = ImmutableDictionaryPrimitives.Get(dictionary, keys[i]);
        return values;
    }

    /// <summary>Implements <see cref="ImmutableDictionary{TKey, TValue}.GetEnumerator"/>.</summary>
    [Implementation(typeof(ImmutableDictionary<,>), nameof(ImmutableDictionary<int, int>.GetEnumerator))]
    public static ImmutableDictionaryEnumerator<TKey, TValue> GetEnumerator<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => new(ToArray(dictionary));

    /// <summary>Whether two values are the same to the framework.</summary>
    [NoDerivative]
    public static bool AreEqual<TValue>([NoDerivative] TValue left, [NoDerivative] TValue right) => EqualityComparer<TValue>.Default.Equals(left, right);

    private static ImmutableDictionary<TKey, TValue> Without<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        ImmutableDictionary<TKey, TValue> made = ImmutableDictionaryPrimitives.New<TKey, TValue>(ImmutableDictionaryPrimitives.ComparerOf(dictionary));
        TKey[] keys = ImmutableDictionaryPrimitives.KeysOf(dictionary);
        for (int i = 0; i < keys.Length; i++)
        {
            if (!IsKey(dictionary, keys[i], key))
                ImmutableDictionaryPrimitives.AddKey(made, keys[i], ImmutableDictionaryPrimitives.Get(dictionary, keys[i]));
        }

        return made;
    }

    [NoDerivative]
    private static bool IsKey<TKey, TValue>([NoDerivative] ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey left, [NoDerivative] TKey right)
        where TKey : notnull => dictionary.KeyComparer.Equals(left, right);
}
