using System.Collections.Immutable;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ImmutableList{T}.Enumerator"/>.</summary>
[Model(typeof(ImmutableList<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ImmutableListEnumerator<T>
{
    /// <summary>The list.</summary>
    public ImmutableList<T> List;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public ImmutableListEnumerator(ImmutableList<T> list)
    {
        List = list;
        Position = -1;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly T Current => ImmutableLists.Element(List, Position);

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        int next = Position + 1;
        if (next >= List.Count)
            return false;
        Position = next;
        return true;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}
