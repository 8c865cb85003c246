using System.Collections;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Enumerates an array: what stands for the enumerator of a sequence, over what that holds at the start.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SequenceEnumerator<T> : IEnumerator<T>
{
    /// <summary>The elements.</summary>
    public readonly T[] Items;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public SequenceEnumerator(T[] items)
    {
        Items = items;
        Position = -1;
    }

    /// <summary>Gets the element stood on.</summary>
    public T Current => Items[Position];

    object? IEnumerator.Current => Items[Position];

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        int next = Position + 1;
        if (next >= Items.Length)
            return false;
        Position = next;
        return true;
    }

    /// <summary>Goes back to before the first element.</summary>
    public void Reset() => Position = -1;

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
