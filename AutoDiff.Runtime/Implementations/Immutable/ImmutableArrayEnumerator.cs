using System.Collections.Immutable;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ImmutableArray{T}.Enumerator"/>.</summary>
[Model(typeof(ImmutableArray<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ImmutableArrayEnumerator<T>
{
    /// <summary>The elements.</summary>
    public T[] Items;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public ImmutableArrayEnumerator(T[] items)
    {
        Items = items;
        Position = -1;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly T Current => Items[Position];

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext() => ++Position < Items.Length;
}
