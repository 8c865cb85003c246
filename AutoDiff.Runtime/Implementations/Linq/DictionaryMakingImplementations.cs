using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Making dictionaries of <see cref="Enumerable"/>. Keys are constants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DictionaryMakingImplementations
{
    /// <summary>Implements <see cref="Enumerable.ToDictionary{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector)
        where TKey : notnull => ToDictionary(source, keySelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <see cref="Enumerable.ToDictionary{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        Dictionary<TKey, TSource> dictionary = DictionaryPrimitives.New<TKey, TSource>(items.Length, comparer);
        for (int i = 0; i < items.Length; i++)
            DictionaryImplementations.Add(dictionary, keySelector(items[i]), items[i]);
        return dictionary;
    }

    /// <summary>
    /// Implements <see cref="Enumerable.ToDictionary{TSource, TKey, TElement}(IEnumerable{TSource}, Func{TSource, TKey}, Func{TSource, TElement})"/>.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector)
        where TKey : notnull => ToDictionary(source, keySelector, elementSelector, null);

    /// <summary>
    /// Implements
    /// <c>Enumerable.ToDictionary</c> with functions of key and element and a comparer.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        Throw.IfNull(elementSelector, nameof(elementSelector));
        TSource[] items = Sequences.ToArray(source);
        Dictionary<TKey, TElement> dictionary = DictionaryPrimitives.New<TKey, TElement>(items.Length, comparer);
        for (int i = 0; i < items.Length; i++)
            DictionaryImplementations.Add(dictionary, keySelector(items[i]), elementSelector(items[i]));
        return dictionary;
    }

    /// <summary>Implements <c>Enumerable.ToDictionary</c> of tuples.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(IEnumerable<(TKey Key, TValue Value)> source)
        where TKey : notnull => ToDictionary(source, null);

    /// <summary>Implements <c>Enumerable.ToDictionary</c> of tuples with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(
        IEnumerable<(TKey Key, TValue Value)> source, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull
    {
        Throw.IfNull(source, nameof(source));
        (TKey Key, TValue Value)[] items = Sequences.ToArray(source);
        Dictionary<TKey, TValue> dictionary = DictionaryPrimitives.New<TKey, TValue>(items.Length, comparer);
        for (int i = 0; i < items.Length; i++)
            DictionaryImplementations.Add(dictionary, items[i].Key, items[i].Value);
        return dictionary;
    }

    /// <summary>Implements <c>Enumerable.ToDictionary</c> of pairs.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> source)
        where TKey : notnull => DictionaryImplementations.Create(source, null);

    /// <summary>Implements <c>Enumerable.ToDictionary</c> of pairs with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToDictionary))]
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> source, [NoDerivative] IEqualityComparer<TKey>? comparer)
        where TKey : notnull => DictionaryImplementations.Create(source, comparer);
}
