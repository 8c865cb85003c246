using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Span{T}.Enumerator"/>.</summary>
[Model(typeof(Span<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct SpanEnumerator<T>
{
    /// <summary>The span.</summary>
    public SpanModel<T> Span;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public SpanEnumerator(SpanModel<T> span)
    {
        Span = span;
        Position = -1;
    }

    /// <summary>Gets the address of the element stood on.</summary>
    public readonly ref T Current => ref Span[Position];

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        int next = Position + 1;
        if (next >= Span.Length)
            return false;
        Position = next;
        return true;
    }
}
