using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Parts of sequences of <see cref="Enumerable"/>, at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PartImplementations
{
    /// <summary>Implements <see cref="Enumerable.Where{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Where))]
    public static IEnumerable<TSource> Where<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        TSource[] kept = new TSource[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            TSource item = items[i];
            if (predicate(item))
            {
                kept[count] = item;
                count++;
            }
        }

        return Sequences.Resized(kept, count, count);
    }

    /// <summary>Implements <see cref="Enumerable.Where{TSource}(IEnumerable{TSource}, Func{TSource, int, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Where))]
    public static IEnumerable<TSource> Where<TSource>(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        TSource[] kept = new TSource[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            TSource item = items[i];
            if (predicate(item, i))
            {
                kept[count] = item;
                count++;
            }
        }

        return Sequences.Resized(kept, count, count);
    }

    /// <summary>Implements <see cref="Enumerable.Take{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Take))]
    public static IEnumerable<TSource> Take<TSource>(IEnumerable<TSource> source, int count)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, count);
        return ArrayImplementations.Slice(items, 0, Within(count, items.Length));
    }

    /// <summary>Implements <see cref="Enumerable.Skip{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Skip))]
    public static IEnumerable<TSource> Skip<TSource>(IEnumerable<TSource> source, int count)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        int start = Within(count, items.Length);
        return ArrayImplementations.Slice(items, start, items.Length - start);
    }

    /// <summary>Implements <see cref="Enumerable.TakeWhile{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.TakeWhile))]
    public static IEnumerable<TSource> TakeWhile<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        return ArrayImplementations.Slice(items, 0, Leading(items, predicate));
    }

    /// <summary>Implements <see cref="Enumerable.SkipWhile{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SkipWhile))]
    public static IEnumerable<TSource> SkipWhile<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int start = Leading(items, predicate);
        return ArrayImplementations.Slice(items, start, items.Length - start);
    }

    /// <summary>Implements <see cref="Enumerable.Take{TSource}(IEnumerable{TSource}, Range)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Take))]
    public static IEnumerable<TSource> Take<TSource>(IEnumerable<TSource> source, Range range)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source, Most(range));
        int start = Within(SpanImplementations.Start(range, items.Length), items.Length);
        int end = Within(SpanImplementations.End(range, items.Length), items.Length);
        return ArrayImplementations.Slice(items, start, end < start ? 0 : end - start);
    }

    /// <summary>Implements <see cref="Enumerable.TakeWhile{TSource}(IEnumerable{TSource}, Func{TSource, int, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.TakeWhile))]
    public static IEnumerable<TSource> TakeWhile<TSource>(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        return ArrayImplementations.Slice(items, 0, Leading(items, predicate));
    }

    /// <summary>Implements <see cref="Enumerable.SkipWhile{TSource}(IEnumerable{TSource}, Func{TSource, int, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SkipWhile))]
    public static IEnumerable<TSource> SkipWhile<TSource>(IEnumerable<TSource> source, Func<TSource, int, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int start = Leading(items, predicate);
        return ArrayImplementations.Slice(items, start, items.Length - start);
    }

    /// <summary>Implements <see cref="Enumerable.Reverse{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Reverse))]
    public static IEnumerable<TSource> Reverse<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return Reversed(Sequences.ToArray(source));
    }

#if NET10_0_OR_GREATER
    /// <summary>Implements <see cref="Enumerable.Reverse{TSource}(TSource[])"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Reverse))]
    public static IEnumerable<TSource> Reverse<TSource>(TSource[] source)
    {
        Throw.IfNull(source, nameof(source));
        return Reversed(source);
    }
#endif

    /// <summary>Implements <see cref="Enumerable.TakeLast{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.TakeLast))]
    public static IEnumerable<TSource> TakeLast<TSource>(IEnumerable<TSource> source, int count)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        int taken = Within(count, items.Length);
        return ArrayImplementations.Slice(items, items.Length - taken, taken);
    }

    /// <summary>Implements <see cref="Enumerable.SkipLast{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SkipLast))]
    public static IEnumerable<TSource> SkipLast<TSource>(IEnumerable<TSource> source, int count)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return ArrayImplementations.Slice(items, 0, items.Length - Within(count, items.Length));
    }

    /// <summary>Implements <see cref="Enumerable.DefaultIfEmpty{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.DefaultIfEmpty))]
    public static IEnumerable<TSource?> DefaultIfEmpty<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        return items.Length == 0 ? new TSource[1] : items;
    }

    /// <summary>Implements <see cref="Enumerable.DefaultIfEmpty{TSource}(IEnumerable{TSource}, TSource)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.DefaultIfEmpty))]
    public static IEnumerable<TSource> DefaultIfEmpty<TSource>(IEnumerable<TSource> source, TSource defaultValue)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        if (items.Length != 0)
            return items;
        TSource[] single = new TSource[1];
        single[0] = defaultValue;
        return single;
    }

    /// <summary>Implements <see cref="Enumerable.Chunk{TSource}(IEnumerable{TSource}, int)"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Chunk))]
    public static IEnumerable<TSource[]> Chunk<TSource>(IEnumerable<TSource> source, int size)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNegative(size - 1, nameof(size));
        TSource[] items = Sequences.ToArray(source);
        TSource[][] chunks = new TSource[(items.Length + size - 1) / size][];
        for (int i = 0; i < chunks.Length; i++)
        {
            int start = i * size;
            chunks[i] = ArrayImplementations.Slice(items, start, Within(size, items.Length - start));
        }

        return chunks;
    }

    /// <summary>Implements <see cref="Enumerable.Cast{TResult}(System.Collections.IEnumerable)"/>, for arrays, rectangular ones too, and lists.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Cast))]
    public static IEnumerable<TResult> Cast<TResult>(System.Collections.IEnumerable source)
    {
        Throw.IfNull(source, nameof(source));
        if (source is IEnumerable<TResult> same)
            return same;
        return source is TResult[,] table ? RectangularArrays.Elements(table) : CastBlock<TResult>(source);
    }

    /// <summary>The elements of what is no sequence of these, where it is no table either.</summary>
    public static TResult[] CastBlock<TResult>(System.Collections.IEnumerable source) =>
        source is TResult[,,] block ? RectangularArrays.Elements(block) : CastFour<TResult>(source);

    /// <summary>The elements of what has more than three dimensions.</summary>
    public static TResult[] CastFour<TResult>(System.Collections.IEnumerable source) =>
        source is TResult[,,,] blocks ? RectangularArrays.Elements(blocks) : CastFive<TResult>(source);

    /// <summary>The elements of what has more than four dimensions.</summary>
    public static TResult[] CastFive<TResult>(System.Collections.IEnumerable source) =>
        source is TResult[,,,,] groups ? RectangularArrays.Elements(groups) : CastObjects<TResult>(source);

    /// <summary>The elements of what holds objects.</summary>
    public static TResult[] CastObjects<TResult>(System.Collections.IEnumerable source)
    {
        object[] boxed = source is object[,] objects ? RectangularArrays.Elements(objects)
            : source is IEnumerable<object> sequence ? Sequences.ToArray(sequence)
            : Sequences.RefuseCast(source);
        TResult[] results = new TResult[boxed.Length];
        for (int i = 0; i < boxed.Length; i++)
            results[i] = (TResult)boxed[i];
        return results;
    }

    /// <summary>The elements of an array in reverse order.</summary>
    public static TSource[] Reversed<TSource>(TSource[] items)
    {
        TSource[] reversed = new TSource[items.Length];
        for (int i = 0; i < items.Length; i++)
            reversed[i] = items[items.Length - 1 - i];
        return reversed;
    }

    /// <summary>How many elements at the start satisfy a condition.</summary>
    public static int Leading<TSource>(TSource[] items, Func<TSource, bool> predicate)
    {
        int count = 0;
        while (count < items.Length && predicate(items[count]))
            count++;
        return count;
    }

    /// <summary>How many elements at the start satisfy a condition on them and their positions.</summary>
    public static int Leading<TSource>(TSource[] items, Func<TSource, int, bool> predicate)
    {
        int count = 0;
        while (count < items.Length && predicate(items[count], count))
            count++;
        return count;
    }

    /// <summary>How many elements a range can need, where it says so without knowing how many there are.</summary>
    [NoDerivative]
    public static int Most(Range range) => range.Start.IsFromEnd || range.End.IsFromEnd ? int.MaxValue : range.End.Value;

    /// <summary>A count between none and all.</summary>
    public static int Within(int count, int length) => count < 0 ? 0 : count < length ? count : length;
}
