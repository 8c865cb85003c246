using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Groups of <see cref="Enumerable"/>. Which key is whose is a constant; the key itself is what the function makes of the first element.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GroupImplementations
{
    /// <summary>Implements <c>Enumerable.GroupBy</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        GroupBy(source, keySelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.GroupBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        return Grouped(items, items, keySelector, comparer);
    }

    /// <summary>Implements <c>Enumerable.GroupBy</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector) =>
        GroupBy(source, keySelector, elementSelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.GroupBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        Throw.IfNull(elementSelector, nameof(elementSelector));
        return Grouped(items, ProjectionImplementations.Map(items, elementSelector), keySelector, comparer);
    }

    /// <summary>Implements <c>Enumerable.GroupBy</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TKey, IEnumerable<TSource>, TResult> resultSelector) =>
        GroupBy(source, keySelector, resultSelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.GroupBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TKey, IEnumerable<TSource>, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        Throw.IfNull(resultSelector, nameof(resultSelector));
        int[][] members = MembersOf(items, keySelector, comparer);
        TResult[] results = new TResult[members.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = resultSelector(keySelector(items[members[i][0]]), Chosen(items, members[i]));
        return results;
    }

    /// <summary>Implements <c>Enumerable.GroupBy</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector) =>
        GroupBy(source, keySelector, elementSelector, resultSelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.GroupBy</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupBy))]
    public static IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector,
        Func<TKey, IEnumerable<TElement>, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        Throw.IfNull(elementSelector, nameof(elementSelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TElement[] elements = ProjectionImplementations.Map(items, elementSelector);
        int[][] members = MembersOf(items, keySelector, comparer);
        TResult[] results = new TResult[members.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = resultSelector(keySelector(items[members[i][0]]), Chosen(elements, members[i]));
        return results;
    }

    /// <summary>Implements <c>Enumerable.ToLookup</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToLookup))]
    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector) =>
        ToLookup(source, keySelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.ToLookup</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToLookup))]
    public static ILookup<TKey, TSource> ToLookup<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        return new GroupTable<TKey, TSource>(Grouped(items, items, keySelector, comparer), comparer);
    }

    /// <summary>Implements <c>Enumerable.ToLookup</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToLookup))]
    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector) =>
        ToLookup(source, keySelector, elementSelector, (IEqualityComparer<TKey>?)null);

    /// <summary>Implements <c>Enumerable.ToLookup</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToLookup))]
    public static ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        TSource[] items = ItemsOf(source, keySelector);
        Throw.IfNull(elementSelector, nameof(elementSelector));
        TElement[] elements = ProjectionImplementations.Map(items, elementSelector);
        return new GroupTable<TKey, TElement>(Grouped(items, elements, keySelector, comparer), comparer);
    }

    /// <summary>Implements the getter of <see cref="IGrouping{TKey, TElement}.Key"/>.</summary>
    [Implementation(typeof(IGrouping<,>), "get_Key")]
    public static TKey KeyOf<TKey, TElement>(IGrouping<TKey, TElement> group) => group is KeyedGroup<TKey, TElement> known ? known.Common : group.Key;

    /// <summary>Implements the getter of <see cref="ILookup{TKey, TElement}.this"/>.</summary>
    [Implementation(typeof(ILookup<,>), "get_Item")]
    public static IEnumerable<TElement> Find<TKey, TElement>(ILookup<TKey, TElement> lookup, [NoDerivative] TKey key) =>
        lookup is GroupTable<TKey, TElement> table ? table[key] : lookup[key];

    /// <summary>The elements of a sequence that has keys.</summary>
    public static TSource[] ItemsOf<TSource, TKey>(IEnumerable<TSource> source, Func<TSource, TKey> keySelector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        return Sequences.ToArray(source);
    }

    private static IGrouping<TKey, TElement>[] Grouped<TSource, TKey, TElement>(
        TSource[] items, TElement[] elements, Func<TSource, TKey> keySelector, [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        int[][] members = MembersOf(items, keySelector, comparer);
        IGrouping<TKey, TElement>[] groups = new IGrouping<TKey, TElement>[members.Length];
        for (int i = 0; i < groups.Length; i++)
            groups[i] = new KeyedGroup<TKey, TElement>(keySelector(items[members[i][0]]), Chosen(elements, members[i]));
        return groups;
    }

    /// <summary>The elements at some positions.</summary>
    public static T[] Chosen<T>(T[] items, int[] places)
    {
        T[] chosen = new T[places.Length];
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = items[places[i]];
        return chosen;
    }

    /// <summary>The positions of the elements of each group, in the order of the groups.</summary>
    [NoDerivative]
    public static int[][] MembersOf<TSource, TKey>(
        [NoDerivative] TSource[] items, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IEqualityComparer<TKey>? comparer) =>
        [.. Enumerable.Range(0, items.Length).GroupBy(i => keySelector(items[i]), comparer).Select(g => g.ToArray())];
}
