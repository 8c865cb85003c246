using System.Collections.Concurrent;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// What is done to a <see cref="ConcurrentDictionary{TKey, TValue}"/> by one thread, and how it is undone on the shadow. Keys are constants: the shadow has
/// the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConcurrentDictionaryPrimitives
{
    /// <summary>An empty dictionary.</summary>
    [Primitive(nameof(NewReverse))]
    public static ConcurrentDictionary<TKey, TValue> New<TKey, TValue>([NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => new(comparer);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TKey, TValue>(IEqualityComparer<TKey>? comparer, ConcurrentDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>The value of a key that is there.</summary>
    [Primitive(nameof(GetReverse))]
    public static TValue Get<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => dictionary[key];

    /// <summary>Reverse of <see cref="Get"/>.</summary>
    public static void GetReverse<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.GetReverse(dictionary, key, result);

    /// <summary>Gives a key that is there another value and returns the one it had.</summary>
    [Primitive(nameof(ExchangeReverse))]
    public static TValue Exchange<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => SortedPrimitives.Exchange(dictionary, key, value);

    /// <summary>Reverse of <see cref="Exchange"/>.</summary>
    public static TValue ExchangeReverse<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.ExchangeReverse(dictionary, key, result, tape);

    /// <summary>Adds a key that is not there.</summary>
    [Primitive(nameof(AddKeyReverse))]
    public static void AddKey<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => dictionary[key] = value;

    /// <summary>Reverse of <see cref="AddKey"/>.</summary>
    public static TValue AddKeyReverse<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value, Tape tape)
        where TKey : notnull => SortedPrimitives.AddKeyReverse(dictionary, key, tape);

    /// <summary>Removes a key that is there and returns its value.</summary>
    [Primitive(nameof(RemoveKeyReverse))]
    public static TValue RemoveKey<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => SortedPrimitives.Take(dictionary, key);

    /// <summary>Reverse of <see cref="RemoveKey"/>.</summary>
    public static void RemoveKeyReverse<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.RemoveKeyReverse(dictionary, key, result, tape);

    /// <summary>The keys in the order of enumeration.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TKey, TValue>([NoDerivative] ConcurrentDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        var keys = new List<TKey>();
        foreach (var pair in dictionary)
            keys.Add(pair.Key);
        return [.. keys];
    }
}
