using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary>The array behind a <see cref="List{T}"/>: its length, and spans of it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CapacityImplementations
{
    /// <summary>Implements <see cref="CollectionsMarshal.AsSpan{T}(List{T})"/>.</summary>
    [Implementation(typeof(CollectionsMarshal), nameof(CollectionsMarshal.AsSpan))]
    public static SpanModel<T> AsSpan<T>(List<T>? list) =>
        list is null ? default : SpanModel<T>.Part(ListPrimitives.Items(list, list.Capacity), 0, list.Count);

    /// <summary>
    /// Implements <see cref="CollectionsMarshal.SetCount{T}(List{T}, int)"/>. What is added is default, where the framework leaves what was there.
    /// </summary>
    [Implementation(typeof(CollectionsMarshal), nameof(CollectionsMarshal.SetCount))]
    public static void SetCount<T>(List<T> list, int count)
    {
        Throw.IfNegative(count, nameof(count));
        Reserve(list, count);
        if (count > list.Count)
            ListPrimitives.Lengthen(list, count - list.Count);
        else
            ListImplementations.Shorten(list, count);
    }

    /// <summary>Implements <see cref="List{T}.EnsureCapacity"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.EnsureCapacity))]
    public static int EnsureCapacity<T>(List<T> list, int capacity)
    {
        Throw.IfNegative(capacity, nameof(capacity));
        Reserve(list, capacity);
        return list.Capacity;
    }

    /// <summary>Implements the setter of <see cref="List{T}.Capacity"/>.</summary>
    [Implementation(typeof(List<>), "set_Capacity")]
    public static void SetCapacity<T>(List<T> list, int value)
    {
        if (value < list.Count)
            throw new ArgumentOutOfRangeException(nameof(value), "capacity was less than the current size.");
        if (value != list.Capacity)
            ListPrimitives.Move(list, value);
    }

    /// <summary>Implements <see cref="List{T}.TrimExcess"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.TrimExcess))]
    public static void TrimExcess<T>(List<T> list)
    {
        if (list.Count < (int)(list.Capacity * 0.9))
            ListPrimitives.Move(list, list.Count);
    }

    /// <summary>Makes room for as many elements, as the framework does it.</summary>
    public static void Reserve<T>(List<T> list, int count)
    {
        if (count > list.Capacity)
            ListPrimitives.Move(list, Grown(list.Capacity, count));
    }

    /// <summary>The capacity that a list takes on that must grow.</summary>
    [NoDerivative]
    public static int Grown(int capacity, int needed)
    {
        int doubled = capacity == 0 ? 4 : 2 * capacity;
        if ((uint)doubled > (uint)Array.MaxLength)
            doubled = Array.MaxLength;
        return Math.Max(doubled, needed);
    }
}
