using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="MemoryExtensions"/>, and memory of the stack as memory of the heap.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanImplementations
{
    /// <summary>What stands for a <c>stackalloc</c>: a new array.</summary>
    public static SpanModel<T> FromStack<T>(int length) => new(new T[length]);

    /// <summary>Implements <see cref="MemoryExtensions.AsSpan{T}(T[])"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan))]
    public static SpanModel<T> AsSpan<T>(T[]? array) => new(array);

    /// <summary>Implements <see cref="MemoryExtensions.AsSpan{T}(T[], int)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan))]
    public static SpanModel<T> AsSpan<T>(T[]? array, int start) => new(array, start, (array is null ? 0 : array.Length) - start);

    /// <summary>Implements <see cref="MemoryExtensions.AsSpan{T}(T[], int, int)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan))]
    public static SpanModel<T> AsSpan<T>(T[]? array, int start, int length) => new(array, start, length);

    /// <summary>Implements <see cref="MemoryExtensions.AsSpan{T}(T[], Index)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan))]
    public static SpanModel<T> AsSpan<T>(T[]? array, Index startIndex)
    {
        int length = array is null ? 0 : array.Length;
        int start = Offset(startIndex, length);
        return new SpanModel<T>(array, start, length - start);
    }

    /// <summary>Implements <see cref="MemoryExtensions.AsSpan{T}(T[], Range)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsSpan))]
    public static SpanModel<T> AsSpan<T>(T[]? array, Range range)
    {
        if (array is null && !IsAll(range))
            throw new ArgumentNullException(nameof(array));
        int length = array is null ? 0 : array.Length;
        int start = Start(range, length);
        return new SpanModel<T>(array, start, End(range, length) - start);
    }

    /// <summary>Implements <see cref="MemoryExtensions.AsMemory{T}(T[])"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsMemory))]
    public static MemoryModel<T> AsMemory<T>(T[]? array) => new(array);

    /// <summary>Implements <see cref="MemoryExtensions.AsMemory{T}(T[], int)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsMemory))]
    public static MemoryModel<T> AsMemory<T>(T[]? array, int start) => new(array, start, (array is null ? 0 : array.Length) - start);

    /// <summary>Implements <see cref="MemoryExtensions.AsMemory{T}(T[], int, int)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsMemory))]
    public static MemoryModel<T> AsMemory<T>(T[]? array, int start, int length) => new(array, start, length);

    /// <summary>Implements <see cref="MemoryExtensions.AsMemory{T}(T[], Index)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsMemory))]
    public static MemoryModel<T> AsMemory<T>(T[]? array, Index startIndex)
    {
        int length = array is null ? 0 : array.Length;
        int start = Offset(startIndex, length);
        return new MemoryModel<T>(array, start, length - start);
    }

    /// <summary>Implements <see cref="MemoryExtensions.AsMemory{T}(T[], Range)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.AsMemory))]
    public static MemoryModel<T> AsMemory<T>(T[]? array, Range range)
    {
        if (array is null && !IsAll(range))
            throw new ArgumentNullException(nameof(array));
        int length = array is null ? 0 : array.Length;
        int start = Start(range, length);
        return new MemoryModel<T>(array, start, End(range, length) - start);
    }

    /// <summary>Implements <see cref="MemoryExtensions.CopyTo{T}(T[], Span{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.CopyTo))]
    public static void CopyTo<T>(T[]? source, SpanModel<T> destination) => new SpanModel<T>(source).CopyTo(destination);

    /// <summary>Implements <see cref="MemoryExtensions.CopyTo{T}(T[], Memory{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.CopyTo))]
    public static void CopyTo<T>(T[]? source, MemoryModel<T> destination) => new SpanModel<T>(source).CopyTo(destination.Span);

    /// <summary>Implements <see cref="MemoryExtensions.Reverse{T}(Span{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.Reverse))]
    public static void Reverse<T>(SpanModel<T> span)
    {
        for (int i = 0; i < span.Length / 2; i++)
        {
            int right = span.Length - 1 - i;
            T item = span[i];
            span[i] = span[right];
            span[right] = item;
        }
    }

    /// <summary>Implements <see cref="MemoryExtensions.SequenceEqual{T}(Span{T}, ReadOnlySpan{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.SequenceEqual))]
    public static bool SequenceEqual<T>(SpanModel<T> span, ReadOnlySpanModel<T> other)
        where T : IEquatable<T> => SequenceEqual((ReadOnlySpanModel<T>)span, other);

    /// <summary>Implements <see cref="MemoryExtensions.SequenceEqual{T}(ReadOnlySpan{T}, ReadOnlySpan{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.SequenceEqual))]
    [NoDerivative]
    public static bool SequenceEqual<T>([NoDerivative] ReadOnlySpanModel<T> span, [NoDerivative] ReadOnlySpanModel<T> other)
        where T : IEquatable<T>
    {
        if (span.Length != other.Length)
            return false;
        for (int i = 0; i < span.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(span[i], other[i]))
                return false;
        }

        return true;
    }

    /// <summary>Implements <see cref="MemoryExtensions.IndexOf{T}(ReadOnlySpan{T}, T)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.IndexOf))]
    [NoDerivative]
    public static int IndexOf<T>([NoDerivative] ReadOnlySpanModel<T> span, [NoDerivative] T value)
        where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (EqualityComparer<T>.Default.Equals(span[i], value))
                return i;
        }

        return -1;
    }

    /// <summary>Implements <see cref="MemoryExtensions.IndexOf{T}(Span{T}, T)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.IndexOf))]
    [NoDerivative]
    public static int IndexOf<T>([NoDerivative] SpanModel<T> span, [NoDerivative] T value)
        where T : IEquatable<T> => IndexOf((ReadOnlySpanModel<T>)span, value);

    /// <summary>Implements <see cref="MemoryExtensions.Contains{T}(ReadOnlySpan{T}, T)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.Contains))]
    [NoDerivative]
    public static bool Contains<T>([NoDerivative] ReadOnlySpanModel<T> span, [NoDerivative] T value)
        where T : IEquatable<T> => IndexOf(span, value) >= 0;

    /// <summary>Implements <see cref="MemoryExtensions.Contains{T}(Span{T}, T)"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.Contains))]
    [NoDerivative]
    public static bool Contains<T>([NoDerivative] SpanModel<T> span, [NoDerivative] T value)
        where T : IEquatable<T> => IndexOf((ReadOnlySpanModel<T>)span, value) >= 0;

    /// <summary>Implements <see cref="MemoryExtensions.Sort{T}(Span{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.Sort))]
    public static void Sort<T>(SpanModel<T> span)
    {
        if (span.Items is not null)
            SortImplementations.Permute(span.Items, span.Start, span.Count, SortImplementations.Order(span.Items, span.Start, span.Count, null));
    }

    /// <summary>Implements <see cref="MemoryExtensions.Sort{T}(Span{T}, Comparison{T})"/>.</summary>
    [Implementation(typeof(MemoryExtensions), nameof(MemoryExtensions.Sort))]
    public static void Sort<T>(SpanModel<T> span, Comparison<T> comparison)
    {
        Throw.IfNull(comparison, nameof(comparison));
        if (span.Items is not null)
            SortImplementations.Permute(span.Items, span.Start, span.Count, SortImplementations.Order(span.Items, span.Start, span.Count, comparison));
    }

    /// <summary>Where an index points in a sequence of a length.</summary>
    [NoDerivative]
    public static int Offset(Index index, int length) => index.GetOffset(length);

    /// <summary>Where a range starts in a sequence of a length.</summary>
    [NoDerivative]
    public static int Start(Range range, int length) => range.Start.GetOffset(length);

    /// <summary>Where a range ends in a sequence of a length.</summary>
    [NoDerivative]
    public static int End(Range range, int length) => range.End.GetOffset(length);

    /// <summary>Whether a range is one that the framework takes of null.</summary>
    [NoDerivative]
    public static bool IsAll(Range range) => range.Start.Equals(Index.Start) && range.End.Equals(Index.Start);
}
