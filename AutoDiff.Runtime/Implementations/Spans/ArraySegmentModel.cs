using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ArraySegment{T}"/>: a part of an array.</summary>
[Model(typeof(ArraySegment<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArraySegmentModel<T>
{
    /// <summary>The array, or null for nothing.</summary>
    public T[]? Items;

    /// <summary>Where the part starts.</summary>
    public int Start;

    /// <summary>How many elements it has.</summary>
    public int Length;

    /// <summary>All of an array.</summary>
    public ArraySegmentModel(T[] array)
    {
        Throw.IfNull(array, nameof(array));
        Items = array;
        Start = 0;
        Length = array.Length;
    }

    /// <summary>Part of an array.</summary>
    public ArraySegmentModel(T[] array, int offset, int count)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNotInside(offset, count, array.Length, nameof(offset), nameof(count));
        Items = array;
        Start = offset;
        Length = count;
    }

    /// <summary>Gets the array.</summary>
    public readonly T[]? Array => Items;

    /// <summary>Gets where the part starts.</summary>
    public readonly int Offset => Start;

    /// <summary>Gets the number of elements.</summary>
    public readonly int Count => Length;

    /// <summary>An element.</summary>
    public readonly T this[int index]
    {
        get
        {
            Throw.IfNotElement(index, Length, nameof(index));
            return Items![Start + index];
        }

        set
        {
            Throw.IfNotElement(index, Length, nameof(index));
            Items![Start + index] = value;
        }
    }

    /// <summary>What a model stands for, for code that is not differentiated.</summary>
    public static ArraySegment<T> Modelled(ArraySegmentModel<T> model) => model.Items is null ? default : new(model.Items, model.Start, model.Length);

    /// <summary>All of an array, or nothing of null.</summary>
    public static implicit operator ArraySegmentModel<T>(T[]? array) => array is null ? default : new ArraySegmentModel<T>(array);

    /// <summary>A span of the elements.</summary>
    public static implicit operator SpanModel<T>(ArraySegmentModel<T> segment) => SpanModel<T>.Part(segment.Items, segment.Start, segment.Length);

    /// <summary>A span of the elements, to be read only.</summary>
    public static implicit operator ReadOnlySpanModel<T>(ArraySegmentModel<T> segment) =>
        ReadOnlySpanModel<T>.Part(segment.Items, segment.Start, segment.Length);

    /// <summary>The elements from one on.</summary>
    public readonly ArraySegmentModel<T> Slice(int index)
    {
        IfNothing();
        Throw.IfNotPosition(index, Length, nameof(index));
        return new ArraySegmentModel<T>(Items!, Start + index, Length - index);
    }

    /// <summary>Some elements.</summary>
    public readonly ArraySegmentModel<T> Slice(int index, int count)
    {
        IfNothing();
        if ((uint)index > (uint)Length || (uint)count > (uint)(Length - index))
            throw new ArgumentOutOfRangeException(nameof(index));
        return new ArraySegmentModel<T>(Items!, Start + index, count);
    }

    /// <summary>The elements as a new array.</summary>
    public readonly T[] ToArray()
    {
        IfNothing();
        return SpanModel<T>.Part(Items, Start, Length).ToArray();
    }

    /// <summary>Copies the elements.</summary>
    public readonly void CopyTo(T[] destination) => CopyTo(destination, 0);

    /// <summary>Copies the elements.</summary>
    public readonly void CopyTo(T[] destination, int destinationIndex)
    {
        IfNothing();
        ArrayImplementations.Copy(Items!, Start, destination, destinationIndex, Length);
    }

    /// <summary>Starts an enumeration.</summary>
    public readonly ArraySegmentEnumerator<T> GetEnumerator()
    {
        IfNothing();
        return new(Items!, Start, Length);
    }

    private readonly void IfNothing()
    {
        if (Items is null)
            throw new InvalidOperationException("The underlying array is null.");
    }
}
