using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Queue{T}.Enumerator"/> over a snapshot. It notices a change of the queue by its size.</summary>
[Model(typeof(Queue<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct QueueEnumerator<T>
{
    /// <summary>The queue.</summary>
    public Queue<T> Queue;

    /// <summary>The items at the start.</summary>
    public T[] Items;

    /// <summary>Where to go next.</summary>
    public int Next;

    /// <summary>The element stood on.</summary>
    public T? Item;

    /// <summary>Stands before the first item.</summary>
    public QueueEnumerator(Queue<T> queue)
    {
        Queue = queue;
        Items = QueuePrimitives.Items(queue);
        Next = 0;
        Item = default;
    }

    /// <summary>Gets the item stood on.</summary>
    public readonly T Current => Item!;

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Items.Length, Queue.Count);
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
