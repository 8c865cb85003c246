using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// What is done to a <see cref="SortedDictionary{TKey, TValue}"/>, and how it is undone on the shadow. Keys are constants: the shadow has the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SortedDictionaryPrimitives
{
    /// <summary>An empty dictionary.</summary>
    [Primitive(nameof(NewReverse))]
    public static SortedDictionary<TKey, TValue> New<TKey, TValue>([NoDerivative] IComparer<TKey>? comparer)
        where TKey : notnull => new(comparer);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TKey, TValue>(IComparer<TKey>? comparer, SortedDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>The value of a key that is there.</summary>
    [Primitive(nameof(GetReverse), OnlyReads = true)]
    public static TValue Get<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => dictionary[key];

    /// <summary>Reverse of <see cref="Get"/>.</summary>
    public static void GetReverse<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.GetReverse(dictionary, key, result);

    /// <summary>Gives a key that is there another value and returns the one it had.</summary>
    [Primitive(nameof(ExchangeReverse))]
    public static TValue Exchange<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => SortedPrimitives.Exchange(dictionary, key, value);

    /// <summary>Reverse of <see cref="Exchange"/>.</summary>
    public static TValue ExchangeReverse<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue value, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.ExchangeReverse(dictionary, key, result, tape);

    /// <summary>Adds a key that is not there.</summary>
    [Primitive(nameof(AddKeyReverse))]
    public static void AddKey<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => dictionary.Add(key, value);

    /// <summary>Reverse of <see cref="AddKey"/>.</summary>
    public static TValue AddKeyReverse<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue value, Tape tape)
        where TKey : notnull => SortedPrimitives.AddKeyReverse(dictionary, key, tape);

    /// <summary>Removes a key that is there and returns its value.</summary>
    [Primitive(nameof(RemoveKeyReverse))]
    public static TValue RemoveKey<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => SortedPrimitives.Take(dictionary, key);

    /// <summary>Reverse of <see cref="RemoveKey"/>.</summary>
    public static void RemoveKeyReverse<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull => SortedPrimitives.RemoveKeyReverse(dictionary, key, result, tape);

    /// <summary>The keys in order.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TKey, TValue>([NoDerivative] SortedDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = new TKey[dictionary.Count];
        dictionary.Keys.CopyTo(keys, 0);
        return keys;
    }
}
