using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Span{T}"/>: a part of an array.</summary>
[Model(typeof(Span<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SpanModel<T>
{
    /// <summary>The array, or null for nothing.</summary>
    public T[]? Items;

    /// <summary>Where the part starts.</summary>
    public int Start;

    /// <summary>How many elements it has.</summary>
    public int Count;

    /// <summary>All of an array, or nothing of null.</summary>
    public SpanModel(T[]? array)
    {
        Items = array;
        Start = 0;
        Count = array is null ? 0 : array.Length;
    }

    /// <summary>Part of an array.</summary>
    public SpanModel(T[]? array, int start, int length)
    {
        Throw.IfNotSlice(start, length, array is null ? 0 : array.Length);
        Items = array;
        Start = start;
        Count = length;
    }

    /// <summary>A single variable. Where it is a local, that becomes an array; this is never called.</summary>
    public SpanModel(ref T reference)
    {
        _ = reference;
        throw new NotSupportedException();
    }

    /// <summary>Part of an array within bounds that have been checked.</summary>
    public static SpanModel<T> Part(T[]? array, int start, int length)
    {
        SpanModel<T> part = default;
        part.Items = array;
        part.Start = start;
        part.Count = length;
        return part;
    }

    /// <summary>Gets a span of nothing.</summary>
    public static SpanModel<T> Empty => default;

    /// <summary>Gets the number of elements.</summary>
    public readonly int Length => Count;

    /// <summary>Gets a value indicating whether there are no elements.</summary>
    public readonly bool IsEmpty => Count == 0;

    /// <summary>The address of an element.</summary>
    public readonly ref T this[int index]
    {
        get
        {
            Throw.IfOutsideArray(index, Count);
            return ref Items![Start + index];
        }
    }

    /// <summary>What a model stands for, for code that is not differentiated.</summary>
    public static Span<T> Modelled(SpanModel<T> model) => new(model.Items, model.Start, model.Count);

    /// <summary>The same part of the shadow, of which only the array counts; nothing where there is none.</summary>
    public static SpanModel<T> Accompanying(SpanModel<T> span, SpanModel<T> shadow) =>
        shadow.Items is null ? default : Part(shadow.Items, span.Start, span.Count);

    /// <summary>A span over a new array with the same elements.</summary>
    public static SpanModel<T> Copied(SpanModel<T> span) => new(span.ToArray());

    /// <summary>All of an array.</summary>
    public static implicit operator SpanModel<T>(T[]? array) => new(array);

    /// <summary>A span to be read only.</summary>
    public static implicit operator ReadOnlySpanModel<T>(SpanModel<T> span) => ReadOnlySpanModel<T>.Part(span.Items, span.Start, span.Count);

    /// <summary>Whether two spans are the same part of the same array.</summary>
    public static bool operator ==(SpanModel<T> left, SpanModel<T> right) =>
        left.Count == right.Count && left.Start == right.Start && ReferenceEquals(left.Items, right.Items);

    /// <summary>Whether two spans are not the same part of the same array.</summary>
    public static bool operator !=(SpanModel<T> left, SpanModel<T> right) => !(left == right);

    /// <summary>The elements from one on.</summary>
    public readonly SpanModel<T> Slice(int start)
    {
        Throw.IfNotSlice(start, 0, Count);
        return Part(Items, Start + start, Count - start);
    }

    /// <summary>Some elements.</summary>
    public readonly SpanModel<T> Slice(int start, int length)
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

    /// <summary>Sets all elements.</summary>
    public readonly void Fill(T value)
    {
        for (int i = 0; i < Count; i++)
            Items![Start + i] = value;
    }

    /// <summary>Sets all elements to their default.</summary>
    public readonly void Clear()
    {
        for (int i = 0; i < Count; i++)
            Items![Start + i] = default!;
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
    public readonly SpanEnumerator<T> GetEnumerator() => new(this);

    /// <summary>Not supported, as in the framework.</summary>
    public override readonly bool Equals(object? obj) => throw new NotSupportedException("Equals() on Span and ReadOnlySpan is not supported.");

    /// <summary>Not supported, as in the framework.</summary>
    public override readonly int GetHashCode() => throw new NotSupportedException("GetHashCode() on Span and ReadOnlySpan is not supported.");

    /// <summary>Takes copies of elements of an array, there being room for them.</summary>
    public readonly void Receive(T[]? source, int start, int count)
    {
        if (count > 0)
            ArrayImplementations.Move(source!, start, Items!, Start, count);
    }
}
