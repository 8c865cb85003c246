using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sums and averages of <see cref="Enumerable"/> of numbers that may be null: those do not count.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NullableSumImplementations
{
    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static double? Sum(IEnumerable<double?> source)
    {
        Throw.IfNull(source, nameof(source));
        double?[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            double? item = items[i];
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double? Average(IEnumerable<double?> source)
    {
        Throw.IfNull(source, nameof(source));
        double?[] items = Sequences.ToArray(source);
        int count = 0;
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            double? item = items[i];
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static double? Sum<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            double? item = selector(items[i]);
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, double?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double? Average<TSource>(IEnumerable<TSource> source, Func<TSource, double?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int count = 0;
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            double? item = selector(items[i]);
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static float? Sum(IEnumerable<float?> source)
    {
        Throw.IfNull(source, nameof(source));
        float?[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            float? item = items[i];
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return (float)sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static float? Average(IEnumerable<float?> source)
    {
        Throw.IfNull(source, nameof(source));
        float?[] items = Sequences.ToArray(source);
        int count = 0;
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            float? item = items[i];
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : (float)(sum / count);
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static float? Sum<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            float? item = selector(items[i]);
            if (item.HasValue)
                sum += item.GetValueOrDefault();
        }

        return (float)sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, float?})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static float? Average<TSource>(IEnumerable<TSource> source, Func<TSource, float?> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        int count = 0;
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            float? item = selector(items[i]);
            if (item.HasValue)
            {
                sum += item.GetValueOrDefault();
                count++;
            }
        }

        return count == 0 ? null : (float)(sum / count);
    }
}
