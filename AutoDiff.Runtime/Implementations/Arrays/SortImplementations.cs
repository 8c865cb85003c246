using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Sorting: the framework finds the order, on the primal alone, and the elements are moved into it. Derivatives follow the moves.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SortImplementations
{
    /// <summary>Implements <see cref="Array.Sort{T}(T[])"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array)
    {
        Throw.IfNull(array, nameof(array));
        Permute(array, 0, array.Length, Order(array, 0, array.Length, null));
    }

    /// <summary>Implements <see cref="Array.Sort{T}(T[], int, int)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, int index, int length)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNotInside(index, length, array.Length, nameof(index), nameof(length));
        Permute(array, index, length, Order(array, index, length, null));
    }

    /// <summary>Implements <see cref="Array.Sort{T}(T[], Comparison{T})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, Comparison<T> comparison)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNull(comparison, nameof(comparison));
        Permute(array, 0, array.Length, Order(array, 0, array.Length, comparison));
    }

    /// <summary>Implements <see cref="Array.Sort{T}(T[], IComparer{T})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<T>(T[] array, [NoDerivative] IComparer<T>? comparer)
    {
        Throw.IfNull(array, nameof(array));
        Permute(array, 0, array.Length, Order(array, 0, array.Length, ComparisonOf(comparer)));
    }

    /// <summary>Implements <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[])"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items) => Sort(keys, items, null);

    /// <summary>Implements <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[], IComparer{TKey})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Sort))]
    public static void Sort<TKey, TValue>(TKey[] keys, TValue[]? items, [NoDerivative] IComparer<TKey>? comparer)
    {
        Throw.IfNull(keys, nameof(keys));
        if (items is not null)
            Throw.IfNotInside(0, keys.Length, items.Length, nameof(keys), nameof(items));
        int[] order = Order(keys, 0, keys.Length, ComparisonOf(comparer));
        Permute(keys, 0, keys.Length, order);
        if (items is not null)
            Permute(items, 0, keys.Length, order);
    }

    /// <summary>Implements <see cref="List{T}.Sort()"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Sort))]
    public static void Sort<T>(List<T> list)
    {
        T[] items = ListImplementations.ToArray(list);
        Assign(list, items, Order(items, 0, items.Length, null));
    }

    /// <summary>Implements <see cref="List{T}.Sort(Comparison{T})"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Sort))]
    public static void Sort<T>(List<T> list, Comparison<T> comparison)
    {
        Throw.IfNull(comparison, nameof(comparison));
        T[] items = ListImplementations.ToArray(list);
        Assign(list, items, Order(items, 0, items.Length, comparison));
    }

    /// <summary>Implements <see cref="List{T}.Sort(IComparer{T})"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Sort))]
    public static void Sort<T>(List<T> list, [NoDerivative] IComparer<T>? comparer)
    {
        T[] items = ListImplementations.ToArray(list);
        Assign(list, items, Order(items, 0, items.Length, ComparisonOf(comparer)));
    }

    /// <summary>A comparer as a delegate; null for the default.</summary>
    [NoDerivative]
    public static Comparison<T>? ComparisonOf<T>([NoDerivative] IComparer<T>? comparer) => comparer is null ? null : comparer.Compare;

    /// <summary>Where the elements of the sorted range come from, counted from its start: the order in which the framework sorts them, ties included.</summary>
    [NoDerivative]
    public static int[] Order<T>([NoDerivative] T[] items, int start, int count, [NoDerivative] Comparison<T>? comparison)
    {
        Throw.IfNull(items, nameof(items));
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        if (comparison is null)
        {
            var comparer = Comparer<T>.Default;
            Array.Sort(order, (i, j) => comparer.Compare(items[start + i], items[start + j]));
        }
        else
        {
            Array.Sort(order, (i, j) => comparison(items[start + i], items[start + j]));
        }

        return order;
    }

    /// <summary>Puts elements into an order.</summary>
    public static void Permute<T>(T[] array, int start, int count, int[] order)
    {
        T[] items = ArrayImplementations.Slice(array, start, count);
        for (int i = 0; i < count; i++)
            array[start + i] = items[order[i]];
    }

    /// <summary>Puts items into a list in an order.</summary>
    public static void Assign<T>(List<T> list, T[] items, int[] order)
    {
        for (int i = 0; i < items.Length; i++)
            ListImplementations.Element(list, i) = items[order[i]];
    }
}
