using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Elements of <see cref="Enumerable"/> told apart by what they or their keys are equal to: that is a decision, and derivatives follow the elements.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SetImplementations
{
    /// <summary>Implements <see cref="Enumerable.Distinct{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Distinct))]
    public static IEnumerable<TSource> Distinct<TSource>(IEnumerable<TSource> source) => Distinct(source, null);

    /// <summary>Implements <see cref="Enumerable.Distinct{TSource}(IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Distinct))]
    public static IEnumerable<TSource> Distinct<TSource>(IEnumerable<TSource> source, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return GroupImplementations.Chosen(items, FirstPlaces(items, comparer));
    }

    /// <summary>Implements <see cref="Enumerable.DistinctBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.DistinctBy))]
    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        DistinctBy(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.DistinctBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IEqualityComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.DistinctBy))]
    public static IEnumerable<TSource> DistinctBy<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        return GroupImplementations.Chosen(items, FirstPlaces(KeysOf(items, keySelector), comparer));
    }

    /// <summary>Implements <see cref="Enumerable.Union{TSource}(IEnumerable{TSource}, IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Union))]
    public static IEnumerable<TSource> Union<TSource>(IEnumerable<TSource> first, IEnumerable<TSource> second) => Union(first, second, null);

    /// <summary>Implements <see cref="Enumerable.Union{TSource}(IEnumerable{TSource}, IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Union))]
    public static IEnumerable<TSource> Union<TSource>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] IEqualityComparer<TSource>? comparer) =>
        Distinct(SequenceImplementations.Concat(first, second), comparer);

    /// <summary>Implements <see cref="Enumerable.UnionBy{TSource, TKey}(IEnumerable{TSource}, IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.UnionBy))]
    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] Func<TSource, TKey> keySelector) =>
        DistinctBy(SequenceImplementations.Concat(first, second), keySelector, null);

    /// <summary>Implements <c>Enumerable.UnionBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.UnionBy))]
    public static IEnumerable<TSource> UnionBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] Func<TSource, TKey> keySelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer) =>
        DistinctBy(SequenceImplementations.Concat(first, second), keySelector, comparer);

    /// <summary>Implements <see cref="Enumerable.Except{TSource}(IEnumerable{TSource}, IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Except))]
    public static IEnumerable<TSource> Except<TSource>(IEnumerable<TSource> first, IEnumerable<TSource> second) => Except(first, second, null);

    /// <summary>Implements <see cref="Enumerable.Except{TSource}(IEnumerable{TSource}, IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Except))]
    public static IEnumerable<TSource> Except<TSource>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        TSource[] items = Sequences.ToArray(first);
        return GroupImplementations.Chosen(items, PlacesAmong(items, Sequences.ToArray(second), comparer, false));
    }

    /// <summary>Implements <see cref="Enumerable.ExceptBy{TSource, TKey}(IEnumerable{TSource}, IEnumerable{TKey}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ExceptBy))]
    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TKey> second, [NoDerivative] Func<TSource, TKey> keySelector) =>
        ExceptBy(first, second, keySelector, null);

    /// <summary>Implements <c>Enumerable.ExceptBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ExceptBy))]
    public static IEnumerable<TSource> ExceptBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TKey> second, [NoDerivative] Func<TSource, TKey> keySelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(first);
        return GroupImplementations.Chosen(items, PlacesAmong(KeysOf(items, keySelector), Sequences.ToArray(second), comparer, false));
    }

    /// <summary>Implements <see cref="Enumerable.Intersect{TSource}(IEnumerable{TSource}, IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Intersect))]
    public static IEnumerable<TSource> Intersect<TSource>(IEnumerable<TSource> first, IEnumerable<TSource> second) => Intersect(first, second, null);

    /// <summary>Implements <see cref="Enumerable.Intersect{TSource}(IEnumerable{TSource}, IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Intersect))]
    public static IEnumerable<TSource> Intersect<TSource>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        TSource[] items = Sequences.ToArray(first);
        return GroupImplementations.Chosen(items, PlacesAmong(items, Sequences.ToArray(second), comparer, true));
    }

    /// <summary>Implements <see cref="Enumerable.IntersectBy{TSource, TKey}(IEnumerable{TSource}, IEnumerable{TKey}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.IntersectBy))]
    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TKey> second, [NoDerivative] Func<TSource, TKey> keySelector) =>
        IntersectBy(first, second, keySelector, null);

    /// <summary>Implements <c>Enumerable.IntersectBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.IntersectBy))]
    public static IEnumerable<TSource> IntersectBy<TSource, TKey>(
        IEnumerable<TSource> first, IEnumerable<TKey> second, [NoDerivative] Func<TSource, TKey> keySelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(first);
        return GroupImplementations.Chosen(items, PlacesAmong(KeysOf(items, keySelector), Sequences.ToArray(second), comparer, true));
    }

    /// <summary>Implements <see cref="Enumerable.Contains{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Contains))]
    public static bool Contains<TSource>(IEnumerable<TSource> source, TSource value)
    {
        Throw.IfNull(source, nameof(source));
        return source is ICollection<TSource> collection ? IsIn(collection, value) : IsAmong(Sequences.ToArray(source), value, null);
    }

    /// <summary>Implements <see cref="Enumerable.Contains{TSource}(IEnumerable{TSource}, TSource, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Contains))]
    public static bool Contains<TSource>(IEnumerable<TSource> source, TSource value, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        return comparer is null ? Contains(source, value) : IsAmong(Sequences.ToArray(source), value, comparer);
    }

    /// <summary>Implements <see cref="Enumerable.SequenceEqual{TSource}(IEnumerable{TSource}, IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SequenceEqual))]
    public static bool SequenceEqual<TSource>(IEnumerable<TSource> first, IEnumerable<TSource> second) => SequenceEqual(first, second, null);

    /// <summary>Implements <see cref="Enumerable.SequenceEqual{TSource}(IEnumerable{TSource}, IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SequenceEqual))]
    public static bool SequenceEqual<TSource>(
        IEnumerable<TSource> first, IEnumerable<TSource> second, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        return AreEqual(Sequences.ToArray(first), Sequences.ToArray(second), comparer);
    }

    /// <summary>Implements <see cref="Enumerable.ToHashSet{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToHashSet))]
    public static HashSet<TSource> ToHashSet<TSource>(IEnumerable<TSource> source) => ToHashSet(source, null);

    /// <summary>Implements <see cref="Enumerable.ToHashSet{TSource}(IEnumerable{TSource}, IEqualityComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToHashSet))]
    public static HashSet<TSource> ToHashSet<TSource>(IEnumerable<TSource> source, [NoDerivative] IEqualityComparer<TSource>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        HashSet<TSource> set = new(comparer);
        for (int i = 0; i < items.Length; i++)
            HashSetImplementations.Add(set, items[i]);
        return set;
    }

    /// <summary>The keys of elements.</summary>
    [NoDerivative]
    public static TKey[] KeysOf<TSource, TKey>([NoDerivative] TSource[] items, [NoDerivative] Func<TSource, TKey> keySelector) =>
        Array.ConvertAll(items, item => keySelector(item));

    /// <summary>Where each key is for the first time.</summary>
    [NoDerivative]
    public static int[] FirstPlaces<TKey>([NoDerivative] TKey[] keys, [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        var seen = new HashSet<TKey>(comparer);
        return [.. Enumerable.Range(0, keys.Length).Where(i => seen.Add(keys[i]))];
    }

    /// <summary>Where each key is for the first time that is, or is not, one of others.</summary>
    [NoDerivative]
    public static int[] PlacesAmong<TKey>(
        [NoDerivative] TKey[] keys, [NoDerivative] TKey[] others, [NoDerivative] IEqualityComparer<TKey>? comparer, bool among)
    {
        var rest = new HashSet<TKey>(others, comparer);
        return [.. Enumerable.Range(0, keys.Length).Where(i => among ? rest.Remove(keys[i]) : rest.Add(keys[i]))];
    }

    /// <summary>Whether a collection holds a value, as it says itself.</summary>
    [NoDerivative]
    public static bool IsIn<T>([NoDerivative] ICollection<T> collection, [NoDerivative] T value) => collection.Contains(value);

    /// <summary>Whether a value is one of others.</summary>
    [NoDerivative]
    public static bool IsAmong<T>([NoDerivative] T[] items, [NoDerivative] T value, [NoDerivative] IEqualityComparer<T>? comparer) =>
        items.Contains(value, comparer);

    /// <summary>Whether elements are equal, one by one.</summary>
    [NoDerivative]
    public static bool AreEqual<T>([NoDerivative] T[] first, [NoDerivative] T[] second, [NoDerivative] IEqualityComparer<T>? comparer) =>
        first.SequenceEqual(second, comparer);
}
