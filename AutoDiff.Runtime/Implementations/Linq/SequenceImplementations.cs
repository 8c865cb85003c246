using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Making sequences, arrays and lists of <see cref="Enumerable"/>, at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SequenceImplementations
{
    /// <summary>Implements <see cref="Enumerable.Concat{TSource}(IEnumerable{TSource}, IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Concat))]
    public static IEnumerable<TSource> Concat<TSource>(IEnumerable<TSource> first, IEnumerable<TSource> second)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        TSource[] left = Sequences.ToArray(first);
        TSource[] right = Sequences.ToArray(second);
        TSource[] all = new TSource[left.Length + right.Length];
        for (int i = 0; i < left.Length; i++)
            all[i] = left[i];
        for (int i = 0; i < right.Length; i++)
            all[left.Length + i] = right[i];
        return all;
    }

    /// <summary>Implements <see cref="Enumerable.Append{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Append))]
    public static IEnumerable<TSource> Append<TSource>(IEnumerable<TSource> source, TSource element)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        TSource[] all = new TSource[items.Length + 1];
        for (int i = 0; i < items.Length; i++)
            all[i] = items[i];
        all[items.Length] = element;
        return all;
    }

    /// <summary>Implements <see cref="Enumerable.Prepend{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Prepend))]
    public static IEnumerable<TSource> Prepend<TSource>(IEnumerable<TSource> source, TSource element)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        TSource[] all = new TSource[items.Length + 1];
        all[0] = element;
        for (int i = 0; i < items.Length; i++)
            all[i + 1] = items[i];
        return all;
    }

    /// <summary>Implements <see cref="Enumerable.Repeat{TResult}(TResult, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Repeat))]
    public static IEnumerable<TResult> Repeat<TResult>(TResult element, int count)
    {
        Throw.IfNegative(count, nameof(count));
        TResult[] all = new TResult[count];
        for (int i = 0; i < count; i++)
            all[i] = element;
        return all;
    }

    /// <summary>Implements <see cref="Enumerable.Range(int, int)"/>: it is known then that nothing but integers is in it.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Range))]
    public static IEnumerable<int> Range(int start, int count)
    {
        Throw.IfNegative(count, nameof(count));
        Throw.IfNegative(count == 0 || start <= int.MaxValue - count + 1 ? 0 : -1, nameof(count));
        int[] all = new int[count];
        for (int i = 0; i < count; i++)
            all[i] = start + i;
        return all;
    }

    /// <summary>Implements <see cref="Enumerable.Empty{TResult}"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Empty))]
    public static IEnumerable<TResult> Empty<TResult>() => SharedArrays.Empty<TResult>();

    /// <summary>Implements <see cref="Enumerable.AsEnumerable{TSource}"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.AsEnumerable))]
    public static IEnumerable<TSource> AsEnumerable<TSource>(IEnumerable<TSource> source) => source;

    /// <summary>Implements <see cref="Enumerable.ToArray{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToArray))]
    public static TSource[] ToArray<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return items.Length == 0 ? SharedArrays.Empty<TSource>() : ArrayImplementations.Slice(items, 0, items.Length);
    }

    /// <summary>Implements <see cref="Enumerable.ToList{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.ToList))]
    public static List<TSource> ToList<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return ListImplementations.FromArray(Sequences.ToArray(source));
    }
}
