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

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source) => AggregateImplementations.Count(source);

    /// <summary>Implements <see cref="Enumerable.LongCount{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.LongCount))]
    public static long LongCount<TSource>(IEnumerable<TSource> source, Func<TSource, bool> predicate) => AggregateImplementations.Count(source, predicate);
}
