using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>
/// What is done to an <see cref="ImmutableDictionary{TKey, TValue}"/> before anybody else sees it, and to a shadow at any
/// time: its tree is replaced by another.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImmutableDictionaryPrimitives
{
    /// <summary>An empty dictionary, which is no other.</summary>
    [Primitive(nameof(NewReverse))]
    public static ImmutableDictionary<TKey, TValue> New<TKey, TValue>([NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => Copy(ImmutableDictionary.Create<TKey, TValue>(comparer));

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TKey, TValue>(IEqualityComparer<TKey>? comparer, ImmutableDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>The one empty dictionary, which nobody adds to.</summary>
    [Primitive(nameof(EmptyReverse))]
    public static ImmutableDictionary<TKey, TValue> Empty<TKey, TValue>()
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty;

    /// <summary>Reverse of <see cref="Empty"/>.</summary>
    public static void EmptyReverse<TKey, TValue>(ImmutableDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>The empty dictionary with the same comparers: itself, if it is empty.</summary>
    [Primitive(nameof(ClearReverse))]
    public static ImmutableDictionary<TKey, TValue> Clear<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.Clear();

    /// <summary>Reverse of <see cref="Clear"/>.</summary>
    public static void ClearReverse<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, ImmutableDictionary<TKey, TValue> result, Tape tape)
        where TKey : notnull
    {
    }

    /// <summary>What compares the keys.</summary>
    [NoDerivative]
    public static IEqualityComparer<TKey> ComparerOf<TKey, TValue>([NoDerivative] ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary.KeyComparer;

    /// <summary>The value of a key that is there.</summary>
    [Primitive(nameof(GetReverse))]
    public static TValue Get<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key)
        where TKey : notnull => dictionary[key];

    /// <summary>Reverse of <see cref="Get"/>.</summary>
    public static void GetReverse<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, TKey key, TValue result, Tape tape)
        where TKey : notnull => Become(dictionary, dictionary.SetItem(key, TangentArithmetic<TValue>.Sum(dictionary[key], result)));

    /// <summary>Adds a key that is not there.</summary>
    [Primitive(nameof(AddKeyReverse))]
    public static void AddKey<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, [NoDerivative] TKey key, TValue value)
        where TKey : notnull => Become(dictionary, dictionary.Add(key, value));

    /// <summary>Reverse of <see cref="AddKey"/>.</summary>
    public static TValue AddKeyReverse<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary, TKey key, TValue value, Tape tape)
        where TKey : notnull
    {
        TValue taken = dictionary[key];
        Become(dictionary, dictionary.Remove(key));
        if (tape.IsOwned)
            RedoAdd(tape, dictionary, key, TangentArithmetic<TValue>.Cleared(taken));
        return taken;
    }

    /// <summary>The keys in the order of enumeration.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TKey, TValue>([NoDerivative] ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull => [.. dictionary.Keys];

    /// <summary>An object of its own with the same content.</summary>
    internal static ImmutableDictionary<TKey, TValue> Copy<TKey, TValue>(ImmutableDictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        var made = (ImmutableDictionary<TKey, TValue>)RuntimeHelpers.GetUninitializedObject(typeof(ImmutableDictionary<TKey, TValue>));
        Become(made, dictionary);
        return made;
    }

    /// <summary>Gives an object that nobody else reads the content of another.</summary>
    internal static void Become<TKey, TValue>(ImmutableDictionary<TKey, TValue> target, ImmutableDictionary<TKey, TValue> content)
        where TKey : notnull
    {
        var (to, from) = (Unsafe.As<Twin>(target), Unsafe.As<Twin>(content));
        (to.Count, to.Root, to.Comparers) = (from.Count, from.Root, from.Comparers);
    }

    private static void RedoAdd<TKey, TValue>(Tape tape, ImmutableDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull => tape.Redo(() => Become(dictionary, dictionary.SetItem(key, value)));

    /// <summary>Lies in memory as such a dictionary does: the same fields in the same order.</summary>
    private sealed class Twin
    {
        public int Count;
        public object? Root;
        public object? Comparers;
    }
}
