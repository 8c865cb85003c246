using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sums and averages of <see cref="Enumerable"/>: as there, floats are summed in double precision.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SumImplementations
{
    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static double Sum(IEnumerable<double> source)
    {
        Throw.IfNull(source, nameof(source));
        double[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static double Sum<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return sum;
    }

    /// <summary>Implements <see cref="Enumerable.Sum(IEnumerable{float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static float Sum(IEnumerable<float> source)
    {
        Throw.IfNull(source, nameof(source));
        float[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return (float)sum;
    }

    /// <summary>Implements <see cref="Enumerable.Sum{TSource}(IEnumerable{TSource}, Func{TSource, float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Sum))]
    public static float Sum<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return (float)sum;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double Average(IEnumerable<double> source)
    {
        Throw.IfNull(source, nameof(source));
        double[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, double})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static double Average<TSource>(IEnumerable<TSource> source, Func<TSource, double> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return sum / items.Length;
    }

    /// <summary>Implements <see cref="Enumerable.Average(IEnumerable{float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static float Average(IEnumerable<float> source)
    {
        Throw.IfNull(source, nameof(source));
        float[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += items[i];
        return (float)(sum / items.Length);
    }

    /// <summary>Implements <see cref="Enumerable.Average{TSource}(IEnumerable{TSource}, Func{TSource, float})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Average))]
    public static float Average<TSource>(IEnumerable<TSource> source, Func<TSource, float> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            sum += selector(items[i]);
        return (float)(sum / items.Length);
    }
}
