using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Largest and smallest elements of <see cref="Enumerable"/> by a comparer: that is a decision, and derivatives follow the elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ComparedImplementations
{
    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static TSource? Max<TSource>(IEnumerable<TSource> source) => Max(source, (IComparer<TSource>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, IComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static TSource? Max<TSource>(IEnumerable<TSource> source, [NoDerivative] IComparer<TSource>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        return Extreme(Sequences.ToArray(source), comparer, 1);
    }

    /// <summary>Implements <see cref="Enumerable.Max{TSource, TResult}(IEnumerable{TSource}, Func{TSource, TResult})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static TResult? Max<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Extreme(ProjectionImplementations.Map(Sequences.ToArray(source), selector), null, 1);
    }

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static int Max(IEnumerable<int> source) => Max(source, (IComparer<int>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static int Max<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => Max<TSource, int>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{long})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static long Max(IEnumerable<long> source) => Max(source, (IComparer<long>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, long})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static long Max<TSource>(IEnumerable<TSource> source, Func<TSource, long> selector) => Max<TSource, long>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static decimal Max(IEnumerable<decimal> source) => Max(source, (IComparer<decimal>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static decimal Max<TSource>(IEnumerable<TSource> source, Func<TSource, decimal> selector) => Max<TSource, decimal>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static int? Max(IEnumerable<int?> source) => Max(source, (IComparer<int?>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static int? Max<TSource>(IEnumerable<TSource> source, Func<TSource, int?> selector) => Max<TSource, int?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{long?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static long? Max(IEnumerable<long?> source) => Max(source, (IComparer<long?>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, long?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static long? Max<TSource>(IEnumerable<TSource> source, Func<TSource, long?> selector) => Max<TSource, long?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static decimal? Max(IEnumerable<decimal?> source) => Max(source, (IComparer<decimal?>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static decimal? Max<TSource>(IEnumerable<TSource> source, Func<TSource, decimal?> selector) => Max<TSource, decimal?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static double? Max(IEnumerable<double?> source) => Max(source, (IComparer<double?>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static double? Max<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) => Max<TSource, double?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static float? Max(IEnumerable<float?> source) => Max(source, (IComparer<float?>?)null);

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static float? Max<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) => Max<TSource, float?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static TSource? Min<TSource>(IEnumerable<TSource> source) => Min(source, (IComparer<TSource>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, IComparer{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static TSource? Min<TSource>(IEnumerable<TSource> source, [NoDerivative] IComparer<TSource>? comparer)
    {
        Throw.IfNull(source, nameof(source));
        return Extreme(Sequences.ToArray(source), comparer, -1);
    }

    /// <summary>Implements <see cref="Enumerable.Min{TSource, TResult}(IEnumerable{TSource}, Func{TSource, TResult})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static TResult? Min<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Extreme(ProjectionImplementations.Map(Sequences.ToArray(source), selector), null, -1);
    }

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static int Min(IEnumerable<int> source) => Min(source, (IComparer<int>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static int Min<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector) => Min<TSource, int>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{long})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static long Min(IEnumerable<long> source) => Min(source, (IComparer<long>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, long})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static long Min<TSource>(IEnumerable<TSource> source, Func<TSource, long> selector) => Min<TSource, long>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static decimal Min(IEnumerable<decimal> source) => Min(source, (IComparer<decimal>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static decimal Min<TSource>(IEnumerable<TSource> source, Func<TSource, decimal> selector) => Min<TSource, decimal>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static int? Min(IEnumerable<int?> source) => Min(source, (IComparer<int?>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static int? Min<TSource>(IEnumerable<TSource> source, Func<TSource, int?> selector) => Min<TSource, int?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{long?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static long? Min(IEnumerable<long?> source) => Min(source, (IComparer<long?>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, long?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static long? Min<TSource>(IEnumerable<TSource> source, Func<TSource, long?> selector) => Min<TSource, long?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static decimal? Min(IEnumerable<decimal?> source) => Min(source, (IComparer<decimal?>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static decimal? Min<TSource>(IEnumerable<TSource> source, Func<TSource, decimal?> selector) => Min<TSource, decimal?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static double? Min(IEnumerable<double?> source) => Min(source, (IComparer<double?>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static double? Min<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector) => Min<TSource, double?>(source, selector);

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static float? Min(IEnumerable<float?> source) => Min(source, (IComparer<float?>?)null);

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static float? Min<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector) => Min<TSource, float?>(source, selector);

    /// <summary>The first of the largest (1) or smallest (-1) elements; null does not count.</summary>
    public static T? Extreme<T>(T[] items, [NoDerivative] IComparer<T>? comparer, int sign)
    {
        if (items.Length > 0)
            return items[OrderImplementations.Extreme(items, item => item, comparer, sign)];
        if (default(T) is not null)
            Throw.IfEmpty(0);
        return default;
    }
}
