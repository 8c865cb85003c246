using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ArraySegment{T}.Enumerator"/>.</summary>
[Model(typeof(ArraySegment<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ArraySegmentEnumerator<T>
{
    /// <summary>The array.</summary>
    public T[] Items;

    /// <summary>Where it starts.</summary>
    public int Start;

    /// <summary>Where it ends.</summary>
    public int End;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public ArraySegmentEnumerator(T[] items, int start, int count)
    {
        Items = items;
        Start = start;
        End = start + count;
        Position = start - 1;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly T Current
    {
        get
        {
            if (Position < Start || Position >= End)
                throw new InvalidOperationException("Enumeration has either not started or has already finished.");
            return Items[Position];
        }
    }

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        if (Position >= End)
            return false;
        Position++;
        return Position < End;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}
