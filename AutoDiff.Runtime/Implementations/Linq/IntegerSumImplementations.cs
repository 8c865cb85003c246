using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sums and averages of <see cref="Enumerable"/> of 32-bit integers, which have no derivative. What makes them may change what has.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IntegerSumImplementations
{
    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static int Sum(IEnumerable<int> source)
    {
        Throw.IfNull(source, nameof(source));
        int[] items = Sequences.ToArray(source);
        int sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum = checked(sum + items[i]);
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double Average(IEnumerable<int> source)
    {
        Throw.IfNull(source, nameof(source));
        int[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        long sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum = checked(sum + items[i]);
        return (double)sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static int Sum<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum = checked(sum + selector(items[i]));
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, int})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double Average<TSource>(IEnumerable<TSource> source, Func<TSource, int> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        long sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum = checked(sum + selector(items[i]));
        return (double)sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static int? Sum(IEnumerable<int?> source)
    {
        Throw.IfNull(source, nameof(source));
        int?[] items = Sequences.ToArray(source);
        int sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            int? item = items[i];
            if (item.HasValue)
                sum = checked(sum + item.GetValueOrDefault());
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double? Average(IEnumerable<int?> source)
    {
        Throw.IfNull(source, nameof(source));
        int?[] items = Sequences.ToArray(source);
        int count = 0;
        long sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            int? item = items[i];
            if (item.HasValue)
            {
                sum = checked(sum + item.GetValueOrDefault());
                count++;
            }
        }

        return count == 0 ? null : (double)sum / count;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static int? Sum<TSource>(IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            int? item = selector(items[i]);
            if (item.HasValue)
                sum = checked(sum + item.GetValueOrDefault());
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, int?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double? Average<TSource>(IEnumerable<TSource> source, Func<TSource, int?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int count = 0;
        long sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            int? item = selector(items[i]);
            if (item.HasValue)
            {
                sum = checked(sum + item.GetValueOrDefault());
                count++;
            }
        }

        return count == 0 ? null : (double)sum / count;
    }
}
