using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="List{T}.Enumerator"/>. It notices a change of the list by its length.</summary>
[Model(typeof(List<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ListEnumerator<T>
{
    /// <summary>The list.</summary>
    public List<T> List;

    /// <summary>Its length at the start.</summary>
    public int Count;

    /// <summary>Where to go next.</summary>
    public int Next;

    /// <summary>The element stood on.</summary>
    public T? Item;

    /// <summary>Stands before the first element.</summary>
    public ListEnumerator(List<T> list)
    {
        List = list;
        Count = list.Count;
        Next = 0;
        Item = default;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly T Current => Item!;

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Count, List.Count);
        if (Next < Count)
        {
            Item = ListImplementations.Element(List, Next);
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
