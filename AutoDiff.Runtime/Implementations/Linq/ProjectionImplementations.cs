using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Projections of <see cref="Enumerable"/>, at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ProjectionImplementations
{
    /// <summary>The results of a function on the elements of an array.</summary>
    public static TResult[] Map<TSource, TResult>(TSource[] items, Func<TSource, TResult> selector)
    {
        TResult[] results = new TResult[items.Length];
        for (int i = 0; i < items.Length; i++)
            results[i] = selector(items[i]);
        return results;
    }

    /// <summary>Implements <see cref="Enumerable.Select{TSource, TResult}(IEnumerable{TSource}, Func{TSource, TResult})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Select))]
    public static IEnumerable<TResult> Select<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        return Map(Sequences.ToArray(source), selector);
    }

    /// <summary>Implements <see cref="Enumerable.Select{TSource, TResult}(IEnumerable{TSource}, Func{TSource, int, TResult})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Select))]
    public static IEnumerable<TResult> Select<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, int, TResult> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        TResult[] results = new TResult[items.Length];
        for (int i = 0; i < items.Length; i++)
            results[i] = selector(items[i], i);
        return results;
    }

    /// <summary>Implements <see cref="Enumerable.SelectMany{TSource, TResult}(IEnumerable{TSource}, Func{TSource, IEnumerable{TResult}})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SelectMany))]
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        TResult[][] parts = new TResult[items.Length][];
        for (int i = 0; i < items.Length; i++)
            parts[i] = Sequences.ToArray(selector(items[i]));
        return Joined(parts);
    }

    /// <summary>Implements <see cref="Enumerable.SelectMany{TSource, TResult}(IEnumerable{TSource}, Func{TSource, int, IEnumerable{TResult}})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SelectMany))]
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TResult>> selector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(selector, nameof(selector));
        TSource[] items = Sequences.ToArray(source);
        TResult[][] parts = new TResult[items.Length][];
        for (int i = 0; i < items.Length; i++)
            parts[i] = Sequences.ToArray(selector(items[i], i));
        return Joined(parts);
    }

    /// <summary>The elements of arrays, one array after the other.</summary>
    public static TResult[] Joined<TResult>(TResult[][] parts)
    {
        int count = 0;
        for (int i = 0; i < parts.Length; i++)
            count += parts[i].Length;
        TResult[] results = new TResult[count];
        int next = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            TResult[] part = parts[i];
            for (int j = 0; j < part.Length; j++)
                results[next + j] = part[j];
            next += part.Length;
        }

        return results;
    }

    /// <summary>
    /// Implements
    /// <c>Enumerable.SelectMany</c> with a function of each pair.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SelectMany))]
    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(
        IEnumerable<TSource> source, Func<TSource, IEnumerable<TCollection>> collectionSelector, Func<TSource, TCollection, TResult> resultSelector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(collectionSelector, nameof(collectionSelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TSource[] items = Sequences.ToArray(source);
        TResult[] results = new TResult[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            TSource item = items[i];
            TCollection[] part = Sequences.ToArray(collectionSelector(item));
            if (count + part.Length > results.Length)
                results = Sequences.Resized(results, count, (2 * results.Length) + part.Length);
            for (int j = 0; j < part.Length; j++)
                results[count + j] = resultSelector(item, part[j]);
            count += part.Length;
        }

        return Sequences.Resized(results, count, count);
    }

    /// <summary>
    /// Implements
    /// <c>Enumerable.SelectMany</c> with a function of each pair and one that is passed the position.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.SelectMany))]
    public static IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(
        IEnumerable<TSource> source, Func<TSource, int, IEnumerable<TCollection>> collectionSelector,
        Func<TSource, TCollection, TResult> resultSelector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(collectionSelector, nameof(collectionSelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TSource[] items = Sequences.ToArray(source);
        TResult[] results = new TResult[items.Length];
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            TSource item = items[i];
            TCollection[] part = Sequences.ToArray(collectionSelector(item, i));
            if (count + part.Length > results.Length)
                results = Sequences.Resized(results, count, (2 * results.Length) + part.Length);
            for (int j = 0; j < part.Length; j++)
                results[count + j] = resultSelector(item, part[j]);
            count += part.Length;
        }

        return Sequences.Resized(results, count, count);
    }

    /// <summary>Implements <c>Enumerable.Index</c>.</summary>
    [Implementation(typeof(Enumerable), "Index")]
    public static IEnumerable<(int Index, TSource Item)> Index<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        TSource[] items = Sequences.ToArray(source);
        (int Index, TSource Item)[] results = new (int, TSource)[items.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = (i, items[i]);
        return results;
    }

    /// <summary>
    /// Implements <see cref="Enumerable.Zip{TFirst, TSecond, TResult}(IEnumerable{TFirst}, IEnumerable{TSecond}, Func{TFirst, TSecond, TResult})"/>.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Zip))]
    public static IEnumerable<TResult> Zip<TFirst, TSecond, TResult>(
        IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TFirst[] left;
        TSecond[] right;
        if (Sequences.IsKnown(second))
        {
            right = Sequences.ToArray(second);
            left = Sequences.ToArray(first, right.Length + 1);
        }
        else
        {
            left = Sequences.ToArray(first);
            right = Sequences.ToArray(second, left.Length);
        }

        int count = left.Length < right.Length ? left.Length : right.Length;
        TResult[] results = new TResult[count];
        for (int i = 0; i < count; i++)
            results[i] = resultSelector(left[i], right[i]);
        return results;
    }

    /// <summary>Implements <see cref="Enumerable.Zip{TFirst, TSecond}(IEnumerable{TFirst}, IEnumerable{TSecond})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Zip))]
    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(IEnumerable<TFirst> first, IEnumerable<TSecond> second)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        TFirst[] left;
        TSecond[] right;
        if (Sequences.IsKnown(second))
        {
            right = Sequences.ToArray(second);
            left = Sequences.ToArray(first, right.Length + 1);
        }
        else
        {
            left = Sequences.ToArray(first);
            right = Sequences.ToArray(second, left.Length);
        }

        int count = left.Length < right.Length ? left.Length : right.Length;
        (TFirst First, TSecond Second)[] results = new (TFirst, TSecond)[count];
        for (int i = 0; i < count; i++)
            results[i] = (left[i], right[i]);
        return results;
    }

    /// <summary>Implements <see cref="Enumerable.Zip{TFirst, TSecond, TThird}(IEnumerable{TFirst}, IEnumerable{TSecond}, IEnumerable{TThird})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Zip))]
    public static IEnumerable<(TFirst First, TSecond Second, TThird Third)> Zip<TFirst, TSecond, TThird>(
        IEnumerable<TFirst> first, IEnumerable<TSecond> second, IEnumerable<TThird> third)
    {
        Throw.IfNull(first, nameof(first));
        Throw.IfNull(second, nameof(second));
        Throw.IfNull(third, nameof(third));
        TFirst[] one = Sequences.ToArray(first);
        TSecond[] two = Sequences.ToArray(second);
        TThird[] three = Sequences.ToArray(third);
        int count = one.Length < two.Length ? one.Length : two.Length;
        if (three.Length < count)
            count = three.Length;
        (TFirst First, TSecond Second, TThird Third)[] results = new (TFirst, TSecond, TThird)[count];
        for (int i = 0; i < count; i++)
            results[i] = (one[i], two[i], three[i]);
        return results;
    }
}
