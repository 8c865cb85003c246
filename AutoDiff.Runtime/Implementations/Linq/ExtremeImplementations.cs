using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Largest and smallest elements of <see cref="Enumerable"/>: the first of equals; a NaN is smaller than all numbers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExtremeImplementations
{
    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static double Max(IEnumerable<double> source)
    {
        Throw.IfNull(source, nameof(source));
        double[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double max = items[0];
        for (int i = 1; i < items.Length; i++)
        {
            double item = items[i];
            if (item > max || double.IsNaN(max))
                max = item;
        }

        return max;
    }

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static double Min(IEnumerable<double> source)
    {
        Throw.IfNull(source, nameof(source));
        double[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double min = items[0];
        for (int i = 1; i < items.Length; i++)
        {
            double item = items[i];
            if (item < min || double.IsNaN(item))
                min = item;
            if (double.IsNaN(min))
                return min;
        }

        return min;
    }

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static double Max<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Max(ProjectionImplementations.Map(Sequences.ToArray(source), selector));
    }

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static double Min<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Min(ProjectionImplementations.Map(Sequences.ToArray(source), selector));
    }

    /// <summary>Implements <see cref="Enumerable.Max(IEnumerable{float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static float Max(IEnumerable<float> source)
    {
        Throw.IfNull(source, nameof(source));
        float[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        float max = items[0];
        for (int i = 1; i < items.Length; i++)
        {
            float item = items[i];
            if (item > max || float.IsNaN(max))
                max = item;
        }

        return max;
    }

    /// <summary>Implements <see cref="Enumerable.Min(IEnumerable{float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static float Min(IEnumerable<float> source)
    {
        Throw.IfNull(source, nameof(source));
        float[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        float min = items[0];
        for (int i = 1; i < items.Length; i++)
        {
            float item = items[i];
            if (item < min || float.IsNaN(item))
                min = item;
            if (float.IsNaN(min))
                return min;
        }

        return min;
    }

    /// <summary>Implements <see cref="Enumerable.Max{TSource}(IEnumerable{TSource}, Func{TSource, float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Max))]
    public static float Max<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Max(ProjectionImplementations.Map(Sequences.ToArray(source), selector));
    }

    /// <summary>Implements <see cref="Enumerable.Min{TSource}(IEnumerable{TSource}, Func{TSource, float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Min))]
    public static float Min<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Min(ProjectionImplementations.Map(Sequences.ToArray(source), selector));
    }
}
