using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ReadOnlyMemory{T}"/>: a part of an array.</summary>
[Model(typeof(ReadOnlyMemory<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ReadOnlyMemoryModel<T>
{
    /// <summary>The array, or null for nothing.</summary>
    public T[]? Items;

    /// <summary>Where the part starts.</summary>
    public int Start;

    /// <summary>How many elements it has.</summary>
    public int Count;

    /// <summary>All of an array, or nothing of null.</summary>
    public ReadOnlyMemoryModel(T[]? array)
    {
        Items = array;
        Start = 0;
        Count = array is null ? 0 : array.Length;
    }

    /// <summary>Part of an array.</summary>
    public ReadOnlyMemoryModel(T[]? array, int start, int length)
    {
        Throw.IfNotSlice(start, length, array is null ? 0 : array.Length);
        Items = array;
        Start = start;
        Count = length;
    }

    /// <summary>Gets a memory of nothing.</summary>
    public static ReadOnlyMemoryModel<T> Empty => default;

    /// <summary>Gets the number of elements.</summary>
    public readonly int Length => Count;

    /// <summary>Gets a value indicating whether there are no elements.</summary>
    public readonly bool IsEmpty => Count == 0;

    /// <summary>Gets the elements as a span.</summary>
    public readonly ReadOnlySpanModel<T> Span => ReadOnlySpanModel<T>.Part(Items, Start, Count);

    /// <summary>The model of a memory that something holds.</summary>
    /// <exception cref="NotDifferentiableException">It is not the memory of an array.</exception>
    public static ReadOnlyMemoryModel<T> Of(ReadOnlyMemory<T> memory)
    {
        if (!MemoryMarshal.TryGetArray(memory, out ArraySegment<T> part))
            throw new NotDifferentiableException("A memory that is not part of an array cannot be differentiated.");
        ReadOnlyMemoryModel<T> model = default;
        model.Items = part.Array;
        model.Start = part.Offset;
        model.Count = part.Count;
        return model;
    }

    /// <summary>What a model stands for, for code that is not differentiated.</summary>
    public static ReadOnlyMemory<T> Modelled(ReadOnlyMemoryModel<T> model) => new(model.Items, model.Start, model.Count);

    /// <summary>All of an array.</summary>
    public static implicit operator ReadOnlyMemoryModel<T>(T[]? array) => new(array);

    /// <summary>The elements from one on.</summary>
    public readonly ReadOnlyMemoryModel<T> Slice(int start)
    {
        Throw.IfNotSlice(start, 0, Count);
        return new ReadOnlyMemoryModel<T>(Items, Start + start, Count - start);
    }

    /// <summary>Some elements.</summary>
    public readonly ReadOnlyMemoryModel<T> Slice(int start, int length)
    {
        Throw.IfNotSlice(start, length, Count);
        return new ReadOnlyMemoryModel<T>(Items, Start + start, length);
    }

    /// <summary>The elements as a new array.</summary>
    public readonly T[] ToArray() => Span.ToArray();

    /// <summary>Copies the elements.</summary>
    public readonly void CopyTo(MemoryModel<T> destination) => Span.CopyTo(destination.Span);

    /// <summary>Copies the elements where there is room for them.</summary>
    public readonly bool TryCopyTo(MemoryModel<T> destination) => Span.TryCopyTo(destination.Span);
}
