using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ReadOnlySpan{T}.Enumerator"/>.</summary>
[Model(typeof(ReadOnlySpan<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ReadOnlySpanEnumerator<T>
{
    /// <summary>The span.</summary>
    public ReadOnlySpanModel<T> Span;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public ReadOnlySpanEnumerator(ReadOnlySpanModel<T> span)
    {
        Span = span;
        Position = -1;
    }

    /// <summary>Gets the address of the element stood on.</summary>
    public readonly ref readonly T Current => ref Span[Position];

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
