using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>The searches of <see cref="Array"/>: where something is found is a constant, what is found is not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SearchImplementations
{
    /// <summary>Implements <see cref="Array.Find"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Find))]
    public static T? Find<T>(T[] array, Predicate<T> match)
    {
        int index = FindIndex(array, match);
        return index < 0 ? default : array[index];
    }

    /// <summary>Implements <see cref="Array.FindLast"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.FindLast))]
    public static T? FindLast<T>(T[] array, Predicate<T> match)
    {
        int index = FindLastIndex(array, match);
        return index < 0 ? default : array[index];
    }

    /// <summary>Implements <see cref="Array.FindIndex{T}(T[], Predicate{T})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.FindIndex))]
    public static int FindIndex<T>(T[] array, Predicate<T> match)
    {
        Check(array, match);
        for (int i = 0; i < array.Length; i++)
        {
            if (match(array[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Implements <see cref="Array.FindLastIndex{T}(T[], Predicate{T})"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.FindLastIndex))]
    public static int FindLastIndex<T>(T[] array, Predicate<T> match)
    {
        Check(array, match);
        for (int i = array.Length - 1; i >= 0; i--)
        {
            if (match(array[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Implements <see cref="Array.FindAll"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.FindAll))]
    public static T[] FindAll<T>(T[] array, Predicate<T> match)
    {
        Check(array, match);
        int[] places = new int[array.Length];
        int count = 0;
        for (int i = 0; i < array.Length; i++)
        {
            if (match(array[i]))
                places[count++] = i;
        }

        T[] found = new T[count];
        for (int i = 0; i < count; i++)
            found[i] = array[places[i]];
        return found;
    }

    /// <summary>Implements <see cref="Array.Exists"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.Exists))]
    public static bool Exists<T>(T[] array, Predicate<T> match) => FindIndex(array, match) >= 0;

    /// <summary>Implements <see cref="Array.TrueForAll"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.TrueForAll))]
    public static bool TrueForAll<T>(T[] array, Predicate<T> match)
    {
        Check(array, match);
        for (int i = 0; i < array.Length; i++)
        {
            if (!match(array[i]))
                return false;
        }

        return true;
    }

    /// <summary>Implements <see cref="Array.IndexOf{T}(T[], T)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.IndexOf))]
    [NoDerivative]
    public static int IndexOf<T>([NoDerivative] T[] array, [NoDerivative] T value) => Array.IndexOf(array, value);

    /// <summary>Implements <see cref="Array.LastIndexOf{T}(T[], T)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.LastIndexOf))]
    [NoDerivative]
    public static int LastIndexOf<T>([NoDerivative] T[] array, [NoDerivative] T value) => Array.LastIndexOf(array, value);

    /// <summary>Implements <see cref="Array.BinarySearch{T}(T[], T)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.BinarySearch))]
    [NoDerivative]
    public static int BinarySearch<T>([NoDerivative] T[] array, [NoDerivative] T value) => Array.BinarySearch(array, value);

    /// <summary>Implements <see cref="Array.BinarySearch{T}(T[], int, int, T)"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.BinarySearch))]
    [NoDerivative]
    public static int BinarySearch<T>([NoDerivative] T[] array, int index, int length, [NoDerivative] T value) =>
        Array.BinarySearch(array, index, length, value);

    /// <summary>Implements <see cref="MemoryExtensions.BinarySearch{T, TComparable}(ReadOnlySpan{T}, TComparable)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.BinarySearch))]
    [NoDerivative]
    public static int BinarySearch<T, TComparable>([NoDerivative] ReadOnlySpanModel<T> span, [NoDerivative] TComparable comparable)
        where TComparable : IComparable<T> => MemoryExtensions.BinarySearch(ReadOnlySpanModel<T>.Modelled(span), comparable);

    /// <summary>Implements <see cref="MemoryExtensions.BinarySearch{T, TComparable}(Span{T}, TComparable)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.BinarySearch))]
    [NoDerivative]
    public static int BinarySearch<T, TComparable>([NoDerivative] SpanModel<T> span, [NoDerivative] TComparable comparable)
        where TComparable : IComparable<T> => MemoryExtensions.BinarySearch(SpanModel<T>.Modelled(span), comparable);

    private static void Check<T>(T[] array, Predicate<T> match)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNull(match, nameof(match));
    }
}
