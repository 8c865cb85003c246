using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ReadOnlySpan{T}"/>: a part of an array.</summary>
[Model(typeof(ReadOnlySpan<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ReadOnlySpanModel<T>
{
    /// <summary>The array, or null for nothing.</summary>
    public T[]? Items;

    /// <summary>Where the part starts.</summary>
    public int Start;

    /// <summary>How many elements it has.</summary>
    public int Count;

    /// <summary>All of an array, or nothing of null.</summary>
    public ReadOnlySpanModel(T[]? array)
    {
        Items = array;
        Start = 0;
        Count = array is null ? 0 : array.Length;
    }

    /// <summary>Part of an array.</summary>
    public ReadOnlySpanModel(T[]? array, int start, int length)
    {
        Throw.IfNotSlice(start, length, array is null ? 0 : array.Length);
        Items = array;
        Start = start;
        Count = length;
    }

    /// <summary>A single variable. Where it is a local, that becomes an array; this is never called.</summary>
    public ReadOnlySpanModel(in T reference)
    {
        _ = reference;
        throw new NotSupportedException();
    }

    /// <summary>Part of an array within bounds that have been checked.</summary>
    public static ReadOnlySpanModel<T> Part(T[]? array, int start, int length)
    {
        ReadOnlySpanModel<T> part = default;
        part.Items = array;
        part.Start = start;
        part.Count = length;
        return part;
    }

    /// <summary>Gets a span of nothing.</summary>
    public static ReadOnlySpanModel<T> Empty => default;

    /// <summary>Gets the number of elements.</summary>
    public readonly int Length => Count;

    /// <summary>Gets a value indicating whether there are no elements.</summary>
    public readonly bool IsEmpty => Count == 0;

    /// <summary>The address of an element.</summary>
    public readonly ref readonly T this[int index]
    {
        get
        {
            Throw.IfOutsideArray(index, Count);
            return ref Items![Start + index];
        }
    }

    /// <summary>What a model stands for, for code that is not differentiated.</summary>
    public static ReadOnlySpan<T> Modelled(ReadOnlySpanModel<T> model) => new(model.Items, model.Start, model.Count);

    /// <summary>The same part of the shadow, of which only the array counts; nothing where there is none.</summary>
    public static ReadOnlySpanModel<T> Accompanying(ReadOnlySpanModel<T> span, ReadOnlySpanModel<T> shadow) =>
        shadow.Items is null ? default : Part(shadow.Items, span.Start, span.Count);

    /// <summary>A span over a new array with the same elements.</summary>
    public static ReadOnlySpanModel<T> Copied(ReadOnlySpanModel<T> span) => new(span.ToArray());

    /// <summary>The same elements, to be written to: cotangents of what is only read.</summary>
    public static SpanModel<T> Writable(ReadOnlySpanModel<T> span) => SpanModel<T>.Part(span.Items, span.Start, span.Count);

    /// <summary>All of an array.</summary>
    public static implicit operator ReadOnlySpanModel<T>(T[]? array) => new(array);

    /// <summary>Whether two spans are the same part of the same array.</summary>
    public static bool operator ==(ReadOnlySpanModel<T> left, ReadOnlySpanModel<T> right) =>
        left.Count == right.Count && left.Start == right.Start && ReferenceEquals(left.Items, right.Items);

    /// <summary>Whether two spans are not the same part of the same array.</summary>
    public static bool operator !=(ReadOnlySpanModel<T> left, ReadOnlySpanModel<T> right) => !(left == right);

    /// <summary>The elements from one on.</summary>
    public readonly ReadOnlySpanModel<T> Slice(int start)
    {
        Throw.IfNotSlice(start, 0, Count);
        return Part(Items, Start + start, Count - start);
    }

    /// <summary>Some elements.</summary>
    public readonly ReadOnlySpanModel<T> Slice(int start, int length)
    {
        Throw.IfNotSlice(start, length, Count);
        return Part(Items, Start + start, length);
    }

    /// <summary>The elements as a new array.</summary>
    public readonly T[] ToArray()
    {
        T[] copy = new T[Count];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = Items![Start + i];
        return copy;
    }

    /// <summary>Copies the elements.</summary>
    public readonly void CopyTo(SpanModel<T> destination)
    {
        Throw.IfTooShort(destination.Length, Count);
        destination.Receive(Items, Start, Count);
    }

    /// <summary>Copies the elements where there is room for them.</summary>
    public readonly bool TryCopyTo(SpanModel<T> destination)
    {
        if (destination.Length < Count)
            return false;
        destination.Receive(Items, Start, Count);
        return true;
    }

    /// <summary>Starts an enumeration.</summary>
    public readonly ReadOnlySpanEnumerator<T> GetEnumerator() => new(this);

    /// <summary>Not supported, as in the framework.</summary>
    public override readonly bool Equals(object? obj) => throw new NotSupportedException("Equals() on Span and ReadOnlySpan is not supported.");

    /// <summary>Not supported, as in the framework.</summary>
    public override readonly int GetHashCode() => throw new NotSupportedException("GetHashCode() on Span and ReadOnlySpan is not supported.");
}
