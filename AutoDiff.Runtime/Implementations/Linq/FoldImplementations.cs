using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Aggregates of <see cref="Enumerable"/> by key. Which key is whose is a decision; what is made of the elements is differentiated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FoldImplementations
{
    /// <summary>Implements <c>Enumerable.AggregateBy</c>.</summary>
    [Implementation(typeof(Enumerable), "AggregateBy")]
    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func,
        [NoDerivative] IEqualityComparer<TKey>? keyComparer)
        where TKey : notnull
    {
        TSource[] items = GroupImplementations.ItemsOf(source, keySelector);
        Throw.IfNull(func, nameof(func));
        int[][] members = GroupImplementations.MembersOf(items, keySelector, keyComparer);
        KeyValuePair<TKey, TAccumulate>[] results = new KeyValuePair<TKey, TAccumulate>[members.Length];
        for (int i = 0; i < results.Length; i++)
        {
            int[] places = members[i];
            TAccumulate result = seed;
            for (int j = 0; j < places.Length; j++)
                result = func(result, items[places[j]]);
            results[i] = new KeyValuePair<TKey, TAccumulate>(keySelector(items[places[0]]), result);
        }

        return results;
    }

    /// <summary>Implements <c>Enumerable.AggregateBy</c> with a seed for each key.</summary>
    [Implementation(typeof(Enumerable), "AggregateBy")]
    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TKey, TAccumulate> seedSelector, Func<TAccumulate, TSource, TAccumulate> func,
        [NoDerivative] IEqualityComparer<TKey>? keyComparer)
        where TKey : notnull
    {
        TSource[] items = GroupImplementations.ItemsOf(source, keySelector);
        Throw.IfNull(seedSelector, nameof(seedSelector));
        Throw.IfNull(func, nameof(func));
        int[][] members = GroupImplementations.MembersOf(items, keySelector, keyComparer);
        KeyValuePair<TKey, TAccumulate>[] results = new KeyValuePair<TKey, TAccumulate>[members.Length];
        for (int i = 0; i < results.Length; i++)
        {
            int[] places = members[i];
            TKey key = keySelector(items[places[0]]);
            TAccumulate result = seedSelector(key);
            for (int j = 0; j < places.Length; j++)
                result = func(result, items[places[j]]);
            results[i] = new KeyValuePair<TKey, TAccumulate>(key, result);
        }

        return results;
    }

    /// <summary>Implements <c>Enumerable.CountBy</c>.</summary>
    [Implementation(typeof(Enumerable), "CountBy")]
    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<TSource, TKey>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, [NoDerivative] IEqualityComparer<TKey>? keyComparer)
        where TKey : notnull
    {
        TSource[] items = GroupImplementations.ItemsOf(source, keySelector);
        int[][] members = GroupImplementations.MembersOf(items, keySelector, keyComparer);
        KeyValuePair<TKey, int>[] results = new KeyValuePair<TKey, int>[members.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = new KeyValuePair<TKey, int>(keySelector(items[members[i][0]]), members[i].Length);
        return results;
    }

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source) => AggregateImplementations.Count(source);

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate) => AggregateImplementations.Count(source, predicate);
}
