using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// Model of <see cref="HashSet{T}.Enumerator"/> over a snapshot; elements are constants, as keys are. It notices a change of the set by its size.
/// </summary>
[Model(typeof(HashSet<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct HashSetEnumerator<T>
{
    /// <summary>The set.</summary>
    public HashSet<T> Set;

    /// <summary>The items at the start.</summary>
    [NoDerivative]
    public T[] Items;

    /// <summary>Where to go next.</summary>
    public int Next;

    /// <summary>The element stood on.</summary>
    public T? Item;

    /// <summary>Stands before the first item.</summary>
    public HashSetEnumerator(HashSet<T> set)
    {
        Set = set;
        Items = HashSetImplementations.Elements(set);
        Next = 0;
        Item = default;
    }

    /// <summary>Gets the item stood on.</summary>
    public readonly T Current => Item!;

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Items.Length, Set.Count);
        if (Next < Items.Length)
        {
            Item = Items[Next];
            Next++;
            return true;
        }

        Item = default;
        return false;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}
