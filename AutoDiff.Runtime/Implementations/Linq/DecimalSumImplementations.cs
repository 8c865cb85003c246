using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sums and averages of <see cref="Enumerable"/> of decimals, which have no derivative. What makes them may change what has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DecimalSumImplementations
{
    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static decimal Sum(IEnumerable<decimal> source)
    {
        Throw.IfNull(source, nameof(source));
        decimal[] items = Sequences.ToArray(source);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static decimal Average(IEnumerable<decimal> source)
    {
        Throw.IfNull(source, nameof(source));
        decimal[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static decimal Sum<TSource>(IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, decimal})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static decimal Average<TSource>(IEnumerable<TSource> source, Func<TSource, decimal> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static decimal? Sum(IEnumerable<decimal?> source)
    {
        Throw.IfNull(source, nameof(source));
        decimal?[] items = Sequences.ToArray(source);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            decimal? item = items[i];
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static decimal? Average(IEnumerable<decimal?> source)
    {
        Throw.IfNull(source, nameof(source));
        decimal?[] items = Sequences.ToArray(source);
        int count = 0;
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            decimal? item = items[i];
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static decimal? Sum<TSource>(IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            decimal? item = selector(items[i]);
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, decimal?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static decimal? Average<TSource>(IEnumerable<TSource> source, Func<TSource, decimal?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int count = 0;
        decimal sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            decimal? item = selector(items[i]);
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }
}
