using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Progressions of <see cref="Enumerable"/>, each element the one before and the step.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProgressionImplementations
{
    /// <summary>Implements <c>Enumerable.Sequence</c>.</summary>
    [Implementation(typeof(Enumerable), "Sequence")]
    public static IEnumerable<double> Sequence(double start, double endInclusive, double step)
    {
        int count = Length(start, endInclusive, step);
        double[] items = new double[count];
        double current = start;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = current;
            current += step;
        }

        return items;
    }

    /// <summary>How many elements there are.</summary>
    [NoDerivative]
    public static int Length([NoDerivative] double start, [NoDerivative] double endInclusive, [NoDerivative] double step)
    {
        if (double.IsNaN(start))
            throw new ArgumentOutOfRangeException(nameof(start));
        if (double.IsNaN(endInclusive) || (step > 0 && endInclusive < start) || (step < 0 && endInclusive > start) || (step == 0 && endInclusive != start))
            throw new ArgumentOutOfRangeException(nameof(endInclusive));
        if (double.IsNaN(step))
            throw new ArgumentOutOfRangeException(nameof(step));
        int count = 1;
        double current = start;
        double next = current + step;
        while (step > 0 ? next <= endInclusive && next > current : next >= endInclusive && next < current)
        {
            count = checked(count + 1);
            current = next;
            next = current + step;
        }

        return count;
    }

    /// <summary>Implements <c>Enumerable.Sequence</c>.</summary>
    [Implementation(typeof(Enumerable), "Sequence")]
    public static IEnumerable<float> Sequence(float start, float endInclusive, float step)
    {
        int count = Length(start, endInclusive, step);
        float[] items = new float[count];
        float current = start;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = current;
            current += step;
        }

        return items;
    }

    /// <summary>How many elements there are.</summary>
    [NoDerivative]
    public static int Length([NoDerivative] float start, [NoDerivative] float endInclusive, [NoDerivative] float step)
    {
        if (float.IsNaN(start))
            throw new ArgumentOutOfRangeException(nameof(start));
        if (float.IsNaN(endInclusive) || (step > 0 && endInclusive < start) || (step < 0 && endInclusive > start) || (step == 0 && endInclusive != start))
            throw new ArgumentOutOfRangeException(nameof(endInclusive));
        if (float.IsNaN(step))
            throw new ArgumentOutOfRangeException(nameof(step));
        int count = 1;
        float current = start;
        float next = current + step;
        while (step > 0 ? next <= endInclusive && next > current : next >= endInclusive && next < current)
        {
            count = checked(count + 1);
            current = next;
            next = current + step;
        }

        return count;
    }
}
