using System.Collections;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>A sequence in order, sorted at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OrderedArray<T> : IOrderedEnumerable<T>
{
    /// <summary>The elements as they were.</summary>
    public readonly T[] Source;

    /// <summary>The elements in order.</summary>
    public readonly T[] Items;

    /// <summary>Compares the elements at two positions of <see cref="Source"/>, for orders among equals.</summary>
    [NoDerivative]
    public readonly Comparison<int> Comparison;

    /// <summary>Sorts; equals keep their order.</summary>
    public OrderedArray(T[] source, [NoDerivative] Comparison<int> comparison)
    {
        Source = source;
        Comparison = comparison;
        Items = new T[source.Length];
        int[] order = OrderImplementations.Order(source.Length, comparison);
        for (int i = 0; i < order.Length; i++)
            Items[i] = source[order[i]];
    }

    /// <summary>Starts an enumeration.</summary>
    public IEnumerator<T> GetEnumerator() => new SequenceEnumerator<T>(Items);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Sorts equals by another key.</summary>
    public IOrderedEnumerable<T> CreateOrderedEnumerable<TKey>([NoDerivative] Func<T, TKey> keySelector, [NoDerivative] IComparer<TKey>? comparer,
        bool descending) =>
        new OrderedArray<T>(Source, OrderImplementations.ByKey(Source, keySelector, comparer, descending, Comparison));
}
