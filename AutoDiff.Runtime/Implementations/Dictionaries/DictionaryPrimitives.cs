using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// What changes the structure of a <see cref="Dictionary{TKey, TValue}"/>, and how it is undone on the shadow. Keys are constants: the shadow has the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DictionaryPrimitives
{
    /// <summary>An empty dictionary.</summary>
    [Primitive(nameof(NewReverse))]
    public static Dictionary<TKey, TValue> New<TKey, TValue>(int capacity, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => new(capacity, comparer);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer, Dictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>Adds a key that is not there.</summary>
    [Primitive(nameof(AddKeyReverse))]
    public static void AddKey<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => dictionary.Add(key, value);

    /// <summary>Reverse of <see cref="AddKey"/>.</summary>
    public static TValue AddKeyReverse<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, TValue value, Tape tape)
        where TKey : notnull
    {
        dictionary.Remove(key, out TValue? taken);
        if (tape.IsOwned)
            RedoAdd(tape, dictionary, key, TangentArithmetic<TValue>.Cleared(taken!));
        return taken!;
    }

    /// <summary>Removes a key that is there and returns its value.</summary>
    [Primitive(nameof(RemoveKeyReverse))]
    public static TValue RemoveKey<TKey, TValue>(Dictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull
    {
        dictionary.Remove(key, out TValue? taken);
        return taken!;
    }

    /// <summary>Reverse of <see cref="RemoveKey"/>.</summary>
    public static void RemoveKeyReverse<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull
    {
        dictionary.Add(key, result);
        if (tape.IsOwned)
            RedoRemove(tape, dictionary, key);
    }

    /// <summary>The keys in the order of enumeration, which a shadow that has seen other insertions need not share.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TKey, TValue>([NoDerivative] Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        TKey[] keys = new TKey[dictionary.Count];
        dictionary.Keys.CopyTo(keys, 0);
        return keys;
    }

    private static void RedoAdd<TKey, TValue>(Tape tape, Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull => tape.Redo(() => dictionary.Add(key, value));

    private static void RedoRemove<TKey, TValue>(Tape tape, Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull => tape.Redo(() => dictionary.Remove(key));
}
