using System.Collections;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// What stands for the enumerator of a sequence: of a kind that is known, it enumerates the array of what that holds at the start; of any other it is the
/// sequence's own, which can be differentiated where its class is known at build time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SequenceEnumerator<T> : IEnumerator<T>
{
    /// <summary>The elements.</summary>
    public readonly T[] Items;

    /// <summary>The sequence's own, if its kind is not known.</summary>
    public readonly IEnumerator<T>? Other;

    /// <summary>What must not change its size while it is enumerated, if that is noticed.</summary>
    public readonly IReadOnlyCollection<T>? Unchanging;

    /// <summary>Where it stands.</summary>
    public int Position;

    /// <summary>Stands before the first element.</summary>
    public SequenceEnumerator(T[] items)
    {
        Items = items;
        Position = -1;
    }

    /// <summary>Stands before the first element.</summary>
    public SequenceEnumerator(T[] items, IEnumerator<T>? other)
    {
        Items = items;
        Other = other;
        Position = -1;
    }

    /// <summary>Stands before the first element of a collection that notices when it changes.</summary>
    public SequenceEnumerator(T[] items, IReadOnlyCollection<T> unchanging)
    {
        Items = items;
        Unchanging = unchanging;
        Position = -1;
    }

    /// <summary>Gets the element stood on.</summary>
    public T Current => Other is not null ? Other.Current : Items[Position];

    object? IEnumerator.Current => Current;

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        if (Other is not null)
            return Other.MoveNext();
        if (Unchanging is not null)
            Throw.IfChanged(Items.Length, InterfaceImplementations.CountOf(Unchanging));
        int next = Position + 1;
        if (next >= Items.Length)
            return false;
        Position = next;
        return true;
    }

    /// <summary>Goes back to before the first element.</summary>
    public void Reset()
    {
        Other?.Reset();
        Position = -1;
    }

    /// <summary>Ends the sequence's own.</summary>
    public void Dispose()
    {
        if (Other is not null)
            Other.Dispose();
    }
}
