using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Counts of <see cref="Enumerable"/>: what is counted is a decision.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CountImplementations
{
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

    /// <summary>Implements <c>Enumerable.AggregateBy</c> from one seed.</summary>
    [Implementation(typeof(Enumerable), "AggregateBy")]
    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func,
        [NoDerivative] IEqualityComparer<TKey>? keyComparer)
        where TKey : notnull => AggregateBy(source, keySelector, _ => seed, func, keyComparer);

    /// <summary>Implements <c>Enumerable.AggregateBy</c> from a seed for each key.</summary>
    [Implementation(typeof(Enumerable), "AggregateBy")]
    public static IEnumerable<KeyValuePair<TKey, TAccumulate>> AggregateBy<TSource, TKey, TAccumulate>(
        IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TKey, TAccumulate> seedSelector,
        Func<TAccumulate, TSource, TAccumulate> func, [NoDerivative] IEqualityComparer<TKey>? keyComparer)
        where TKey : notnull
    {
        TSource[] items = GroupImplementations.ItemsOf(source, keySelector);
        Throw.IfNull(seedSelector, nameof(seedSelector));
        Throw.IfNull(func, nameof(func));
        int[][] members = GroupImplementations.MembersOf(items, keySelector, keyComparer);
        int[] groups = GroupsOf(members, items.Length);
        KeyValuePair<TKey, TAccumulate>[] results = new KeyValuePair<TKey, TAccumulate>[members.Length];
        for (int i = 0; i < items.Length; i++)
        {
            int group = groups[i];
            TAccumulate before;
            TKey key;
            if (members[group][0] == i)
            {
                key = keySelector(items[i]);
                before = seedSelector(key);
            }
            else
            {
                key = results[group].Key;
                before = results[group].Value;
            }

            results[group] = new KeyValuePair<TKey, TAccumulate>(key, func(before, items[i]));
        }

        return results;
    }

    /// <summary>The group of each item.</summary>
    private static int[] GroupsOf(int[][] members, int count)
    {
        int[] groups = new int[count];
        for (int group = 0; group < members.Length; group++)
        {
            foreach (int item in members[group])
                groups[item] = group;
        }

        return groups;
    }

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source) => AggregateImplementations.Count(source);

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate) => AggregateImplementations.Count(source, predicate);
}
