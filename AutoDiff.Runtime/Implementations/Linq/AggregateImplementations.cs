using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Aggregates of <see cref="Enumerable"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AggregateImplementations
{
    /// <summary>Implements <see cref="Enumerable.Aggregate{TSource}(IEnumerable{TSource}, Func{TSource, TSource, TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Aggregate))]
    public static TSource Aggregate<TSource>(IEnumerable<TSource> source, Func<TSource, TSource, TSource> func)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(func, nameof(func));
        TSource[] items = Sequences.ToArray(source);
        Throw.IfEmpty(items.Length);
        TSource result = items[0];
        for (int i = 1; i < items.Length; i++)
            result = func(result, items[i]);
        return result;
    }

    /// <summary>
    /// Implements <see cref="Enumerable.Aggregate{TSource, TAccumulate}(IEnumerable{TSource}, TAccumulate, Func{TAccumulate, TSource, TAccumulate})"/>.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Aggregate))]
    public static TAccumulate Aggregate<TSource, TAccumulate>(IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(func, nameof(func));
        TSource[] items = Sequences.ToArray(source);
        TAccumulate result = seed;
        for (int i = 0; i < items.Length; i++)
            result = func(result, items[i]);
        return result;
    }

    /// <summary>
    /// Implements
    /// <see cref="Enumerable.Aggregate{TSource, TAccumulate, TResult}(IEnumerable{TSource}, TAccumulate, Func{TAccumulate, TSource, TAccumulate}, Func{TAccumulate, TResult})"/>.
    /// </summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Aggregate))]
    public static TResult Aggregate<TSource, TAccumulate, TResult>(
        IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func, Func<TAccumulate, TResult> resultSelector)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(func, nameof(func));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        return resultSelector(Aggregate(source, seed, func));
    }

    /// <summary>Implements <see cref="Enumerable.Count{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Count))]
    public static int Count<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return Sequences.ToArray(source).Length;
    }

    /// <summary>Implements <see cref="Enumerable.Count{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Count))]
    public static int Count<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (predicate(items[i]))
                count++;
        }

        return count;
    }

    /// <summary>Implements <see cref="Enumerable.Any{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Any))]
    public static bool Any<TSource>(IEnumerable<TSource> source)
    {
        Throw.IfNull(source, nameof(source));
        return Sequences.ToArray(source, 1).Length != 0;
    }

    /// <summary>Implements <see cref="Enumerable.Any{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Any))]
    public static bool Any<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        return ElementImplementations.IndexOf(Sequences.ToArray(source), predicate) >= 0;
    }

    /// <summary>Implements <see cref="Enumerable.All{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.All))]
    public static bool All<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        Throw.IfNull(source, nameof(source));
        Throw.IfNull(predicate, nameof(predicate));
        TSource[] items = Sequences.ToArray(source);
        for (int i = 0; i < items.Length; i++)
        {
            if (!predicate(items[i]))
                return false;
        }

        return true;
    }
}
