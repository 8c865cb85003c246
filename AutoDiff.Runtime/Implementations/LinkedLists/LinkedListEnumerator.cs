using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="LinkedList{T}.Enumerator"/>. It notices a change of the list by its length.</summary>
[Model(typeof(LinkedList<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LinkedListEnumerator<T>
{
    /// <summary>The list.</summary>
    public LinkedList<T> List;

    /// <summary>Its length at the start.</summary>
    public int Count;

    /// <summary>Where to go next.</summary>
    public LinkedListNode<T>? Next;

    /// <summary>The element stood on.</summary>
    public T? Item;

    /// <summary>Stands before the first element.</summary>
    public LinkedListEnumerator(LinkedList<T> list)
    {
        List = list;
        Count = list.Count;
        Next = LinkedListPrimitives.First(list);
        Item = default;
    }

    /// <summary>Gets the element stood on.</summary>
    public readonly T Current => Item!;

    /// <summary>Goes to the next element.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Count, List.Count);
        if (Next is null)
        {
            Item = default;
            return false;
        }

        Item = LinkedListImplementations.Element(Next);
        Next = LinkedListPrimitives.Next(Next);
        return true;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}
