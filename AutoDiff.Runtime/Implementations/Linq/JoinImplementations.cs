using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Joins of <see cref="Enumerable"/>. Which elements meet is decided by their keys; what is made of them is differentiated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JoinImplementations
{
    /// <summary>Implements <c>Enumerable.Join</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Join))]
    public static IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner, TResult> resultSelector) =>
        Join(outer, inner, outerKeySelector, innerKeySelector, resultSelector, null);

    /// <summary>Implements <c>Enumerable.Join</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.Join))]
    public static IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(outer, nameof(outer));
        Throw.IfNull(inner, nameof(inner));
        Throw.IfNull(outerKeySelector, nameof(outerKeySelector));
        Throw.IfNull(innerKeySelector, nameof(innerKeySelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TOuter[] left = Sequences.ToArray(outer);
        TInner[] right = Sequences.ToArray(inner);
        int[][] matches = Matches(SetImplementations.KeysOf(left, outerKeySelector), SetImplementations.KeysOf(right, innerKeySelector), comparer, false);
        TResult[] results = new TResult[Total(matches)];
        int count = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            int[] places = matches[i];
            for (int j = 0; j < places.Length; j++)
            {
                results[count] = resultSelector(left[i], right[places[j]]);
                count++;
            }
        }

        return results;
    }

    /// <summary>Implements <c>Enumerable.LeftJoin</c>.</summary>
    [Implementation(typeof(Enumerable), "LeftJoin")]
    public static IEnumerable<TResult> LeftJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner?, TResult> resultSelector) =>
        LeftJoin(outer, inner, outerKeySelector, innerKeySelector, resultSelector, null);

    /// <summary>Implements <c>Enumerable.LeftJoin</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), "LeftJoin")]
    public static IEnumerable<TResult> LeftJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner?, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(outer, nameof(outer));
        Throw.IfNull(inner, nameof(inner));
        Throw.IfNull(outerKeySelector, nameof(outerKeySelector));
        Throw.IfNull(innerKeySelector, nameof(innerKeySelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TOuter[] left = Sequences.ToArray(outer);
        TInner[] right = Sequences.ToArray(inner);
        int[][] matches = Matches(SetImplementations.KeysOf(left, outerKeySelector), SetImplementations.KeysOf(right, innerKeySelector), comparer, true);
        TResult[] results = new TResult[Total(matches)];
        int count = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            int[] places = matches[i];
            for (int j = 0; j < places.Length; j++)
            {
                results[count] = resultSelector(left[i], places[j] < 0 ? default : right[places[j]]);
                count++;
            }
        }

        return results;
    }

    /// <summary>Implements <c>Enumerable.RightJoin</c>.</summary>
    [Implementation(typeof(Enumerable), "RightJoin")]
    public static IEnumerable<TResult> RightJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter?, TInner, TResult> resultSelector) =>
        RightJoin(outer, inner, outerKeySelector, innerKeySelector, resultSelector, null);

    /// <summary>Implements <c>Enumerable.RightJoin</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), "RightJoin")]
    public static IEnumerable<TResult> RightJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter?, TInner, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(outer, nameof(outer));
        Throw.IfNull(inner, nameof(inner));
        Throw.IfNull(outerKeySelector, nameof(outerKeySelector));
        Throw.IfNull(innerKeySelector, nameof(innerKeySelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TOuter[] left = Sequences.ToArray(outer);
        TInner[] right = Sequences.ToArray(inner);
        int[][] matches = Matches(SetImplementations.KeysOf(right, innerKeySelector), SetImplementations.KeysOf(left, outerKeySelector), comparer, true);
        TResult[] results = new TResult[Total(matches)];
        int count = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            int[] places = matches[i];
            for (int j = 0; j < places.Length; j++)
            {
                results[count] = resultSelector(places[j] < 0 ? default : left[places[j]], right[i]);
                count++;
            }
        }

        return results;
    }

    /// <summary>Implements <c>Enumerable.GroupJoin</c>.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupJoin))]
    public static IEnumerable<TResult> GroupJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, IEnumerable<TInner>, TResult> resultSelector) =>
        GroupJoin(outer, inner, outerKeySelector, innerKeySelector, resultSelector, null);

    /// <summary>Implements <c>Enumerable.GroupJoin</c> with a comparer.</summary>
    [Implementation(typeof(Enumerable), nameof(Enumerable.GroupJoin))]
    public static IEnumerable<TResult> GroupJoin<TOuter, TInner, TKey, TResult>(
        IEnumerable<TOuter> outer, IEnumerable<TInner> inner, [NoDerivative] Func<TOuter, TKey> outerKeySelector,
        [NoDerivative] Func<TInner, TKey> innerKeySelector, Func<TOuter, IEnumerable<TInner>, TResult> resultSelector,
        [NoDerivative] IEqualityComparer<TKey>? comparer)
    {
        Throw.IfNull(outer, nameof(outer));
        Throw.IfNull(inner, nameof(inner));
        Throw.IfNull(outerKeySelector, nameof(outerKeySelector));
        Throw.IfNull(innerKeySelector, nameof(innerKeySelector));
        Throw.IfNull(resultSelector, nameof(resultSelector));
        TOuter[] left = Sequences.ToArray(outer);
        TInner[] right = Sequences.ToArray(inner);
        int[][] matches = Matches(SetImplementations.KeysOf(left, outerKeySelector), SetImplementations.KeysOf(right, innerKeySelector), comparer, false);
        TResult[] results = new TResult[left.Length];
        for (int i = 0; i < results.Length; i++)
            results[i] = resultSelector(left[i], GroupImplementations.Chosen(right, matches[i]));
        return results;
    }

    /// <summary>Where the keys of others are that are equal to each key, or -1 alone where there is none and those are kept, too. Null is no key.</summary>
    [NoDerivative]
    public static int[][] Matches<TKey>(
        [NoDerivative] TKey[] keys, [NoDerivative] TKey[] others, [NoDerivative] IEqualityComparer<TKey>? comparer, bool keepsAlone)
    {
        var places = Enumerable.Range(0, others.Length).Where(i => others[i] is not null).ToLookup(i => others[i], comparer);
        int[] none = keepsAlone ? [-1] : [];
        return Array.ConvertAll(keys, key => key is not null && places.Contains(key) ? places[key].ToArray() : none);
    }

    /// <summary>How many pairs there are.</summary>
    [NoDerivative]
    public static int Total([NoDerivative] int[][] matches) => matches.Sum(m => m.Length);
}
