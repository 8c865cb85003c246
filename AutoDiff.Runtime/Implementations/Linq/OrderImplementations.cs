using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Orders and extremes by key of <see cref="Enumerable"/>: the keys are those of the primal, and derivatives follow the elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OrderImplementations
{
    /// <summary>Implements <see cref="Enumerable.OrderBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderBy))]
    public static IOrderedEnumerable<TSource> OrderBy<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        OrderBy(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.OrderBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderBy))]
    public static IOrderedEnumerable<TSource> OrderBy<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        return new OrderedArray<TSource>(items, ByKey(items, keySelector, comparer, false, null));
    }

    /// <summary>Implements <see cref="Enumerable.OrderByDescending{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderByDescending))]
    public static IOrderedEnumerable<TSource> OrderByDescending<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        OrderByDescending(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.OrderByDescending{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderByDescending))]
    public static IOrderedEnumerable<TSource> OrderByDescending<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        return new OrderedArray<TSource>(items, ByKey(items, keySelector, comparer, true, null));
    }

    /// <summary>Implements <see cref="Enumerable.ThenBy{TSource, TKey}(IOrderedEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ThenBy))]
    public static IOrderedEnumerable<TSource> ThenBy<TSource, TKey>(IOrderedEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        ThenBy(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.ThenBy{TSource, TKey}(IOrderedEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ThenBy))]
    public static IOrderedEnumerable<TSource> ThenBy<TSource, TKey>(
        IOrderedEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        return Refined(source, keySelector, comparer, false);
    }

    /// <summary>Implements <see cref="Enumerable.ThenByDescending{TSource, TKey}(IOrderedEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ThenByDescending))]
    public static IOrderedEnumerable<TSource> ThenByDescending<TSource, TKey>(IOrderedEnumerable<TSource> source,
        [NoDerivative] Func<TSource, TKey> keySelector) =>
        ThenByDescending(source, keySelector, null);

    /// <summary>
    /// Implements <see cref="Enumerable.ThenByDescending{TSource, TKey}(IOrderedEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ThenByDescending))]
    public static IOrderedEnumerable<TSource> ThenByDescending<TSource, TKey>(
        IOrderedEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        return Refined(source, keySelector, comparer, true);
    }

    /// <summary>Implements <see cref="Enumerable.Order{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Order))]
    public static IOrderedEnumerable<T> Order<T>(IEnumerable<T> source) => Order(source, null);

    /// <summary>Implements <see cref="Enumerable.Order{T}(IEnumerable{T}, IComparer{T})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Order))]
    public static IOrderedEnumerable<T> Order<T>(IEnumerable<T> source, [NoDerivative] IComparer<T>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        T[] items = Sequences.ToArray(source);
        return new OrderedArray<T>(items, ByElement(items, comparer, false));
    }

    /// <summary>Implements <see cref="Enumerable.OrderDescending{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderDescending))]
    public static IOrderedEnumerable<T> OrderDescending<T>(IEnumerable<T> source) => OrderDescending(source, null);

    /// <summary>Implements <see cref="Enumerable.OrderDescending{T}(IEnumerable{T}, IComparer{T})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.OrderDescending))]
    public static IOrderedEnumerable<T> OrderDescending<T>(IEnumerable<T> source, [NoDerivative] IComparer<T>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        T[] items = Sequences.ToArray(source);
        return new OrderedArray<T>(items, ByElement(items, comparer, true));
    }

    /// <summary>Implements <see cref="Enumerable.MaxBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.MaxBy))]
    public static TSource? MaxBy<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        MaxBy(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.MaxBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.MaxBy))]
    public static TSource? MaxBy<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        if (items.Length > 0)
            return items[Extreme(items, keySelector, comparer, 1)];
        if (default(TSource) is not null)
            Throw.IfEmpty(0);
        return default;
    }

    /// <summary>Implements <see cref="Enumerable.MinBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.MinBy))]
    public static TSource? MinBy<TSource, TKey>(IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector) =>
        MinBy(source, keySelector, null);

    /// <summary>Implements <see cref="Enumerable.MinBy{TSource, TKey}(IEnumerable{TSource}, Func{TSource, TKey}, IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.MinBy))]
    public static TSource? MinBy<TSource, TKey>(
        IEnumerable<TSource> source, [NoDerivative] Func<TSource, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(keySelector, nameof(keySelector));
        TSource[] items = Sequences.ToArray(source);
        if (items.Length > 0)
            return items[Extreme(items, keySelector, comparer, -1)];
        if (default(TSource) is not null)
            Throw.IfEmpty(0);
        return default;
    }

    /// <summary>Sorts the equals of a sequence in order.</summary>
    public static IOrderedEnumerable<T> Refined<T, TKey>(
        IOrderedEnumerable<T> source, [NoDerivative] Func<T, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer, bool descending)
    {
        if (source is OrderedArray<T> ordered)
            return new OrderedArray<T>(ordered.Source, ByKey(ordered.Source, keySelector, comparer, descending, ordered.Comparison));
        return source.CreateOrderedEnumerable(keySelector, comparer, descending);
    }

    /// <summary>Compares positions of an array by the keys of what is there, after another comparison.</summary>
    [NoDerivative]
    public static Comparison<int> ByKey<T, TKey>(
        [NoDerivative] T[] items, [NoDerivative] Func<T, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer, bool descending,
        [NoDerivative] Comparison<int>? first)
    {
        TKey[] keys = Array.ConvertAll(items, item => keySelector(item));
        var compare = comparer ?? Comparer<TKey>.Default;
        return (i, j) =>
        {
            int order = first is null ? 0 : first(i, j);
            if (order != 0)
                return order;
            return descending ? compare.Compare(keys[j], keys[i]) : compare.Compare(keys[i], keys[j]);
        };
    }

    /// <summary>Compares positions of an array by what is there.</summary>
    [NoDerivative]
    public static Comparison<int> ByElement<T>([NoDerivative] T[] items, [NoDerivative] IComparer<T>? comparer, bool descending) =>
        ByKey(items, item => item, comparer, descending, null);

    /// <summary>The positions of an array in an order; equals keep theirs.</summary>
    [NoDerivative]
    public static int[] Order(int count, [NoDerivative] Comparison<int> comparison)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(order, (i, j) => comparison(i, j) is var result and not 0 ? result : i.CompareTo(j));
        return order;
    }

    /// <summary>Where the first of the elements with the largest (1) or smallest (-1) key is; null is no key.</summary>
    [NoDerivative]
    public static int Extreme<T, TKey>([NoDerivative] T[] items, [NoDerivative] Func<T, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer, int sign)
    {
        var compare = comparer ?? Comparer<TKey>.Default;
        int best = 0;
        TKey key = keySelector(items[0]);
        for (int i = 1; i < items.Length; i++)
        {
            TKey next = keySelector(items[i]);
            if (next is not null && (key is null || sign * Math.Sign(compare.Compare(next, key)) > 0))
                (best, key) = (i, next);
        }

        return best;
    }
}
