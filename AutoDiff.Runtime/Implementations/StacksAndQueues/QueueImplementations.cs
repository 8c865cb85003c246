using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="Queue{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QueueImplementations
{
    /// <summary>Implements <see cref="Queue{T}()"/>.</summary>
    [Implementation(typeof(Queue<>), ".ctor")]
    public static Queue<T> Create<T>() => QueuePrimitives.New<T>(0);

    /// <summary>Implements <see cref="Queue{T}(int)"/>.</summary>
    [Implementation(typeof(Queue<>), ".ctor")]
    public static Queue<T> Create<T>(int capacity)
    {
        Throw.IfNegative(capacity, nameof(capacity));
        return QueuePrimitives.New<T>(capacity);
    }

    /// <summary>Implements <see cref="Queue{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(Queue<>), ".ctor")]
    public static Queue<T> Create<T>(IEnumerable<T> collection)
    {
        Queue<T> queue = QueuePrimitives.New<T>(0);
        Fill(queue, collection);
        return queue;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Queue<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(Queue<T> queue, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        T[] items = Sequences.ToArray(collection);
        for (int i = 0; i < items.Length; i++)
            QueuePrimitives.Enqueue(queue, items[i]);
    }

    /// <summary>Implements <see cref="Queue{T}.Enqueue"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.Enqueue))]
    public static void Enqueue<T>(Queue<T> queue, T item) => QueuePrimitives.Enqueue(queue, item);

    /// <summary>Implements <see cref="Queue{T}.Dequeue"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.Dequeue))]
    public static T Dequeue<T>(Queue<T> queue)
    {
        if (queue.Count == 0)
            Throw.EmptyCollection("Queue");
        return QueuePrimitives.Dequeue(queue);
    }

    /// <summary>Implements <see cref="Queue{T}.Peek"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.Peek))]
    public static T Peek<T>(Queue<T> queue)
    {
        if (queue.Count == 0)
            Throw.EmptyCollection("Queue");
        return QueuePrimitives.Peek(queue);
    }

    /// <summary>Implements <see cref="Queue{T}.TryDequeue"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.TryDequeue))]
    public static bool TryDequeue<T>(Queue<T> queue, [MaybeNullWhen(false)] out T result)
    {
        if (queue.Count == 0)
        {
            result = default;
            return false;
        }

        result = QueuePrimitives.Dequeue(queue);
        return true;
    }

    /// <summary>Implements <see cref="Queue{T}.TryPeek"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.TryPeek))]
    public static bool TryPeek<T>(Queue<T> queue, [MaybeNullWhen(false)] out T result)
    {
        if (queue.Count == 0)
        {
            result = default;
            return false;
        }

        result = QueuePrimitives.Peek(queue);
        return true;
    }

    /// <summary>Implements <see cref="Queue{T}.Clear"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.Clear))]
    public static void Clear<T>(Queue<T> queue)
    {
        for (int i = queue.Count; i > 0; i--)
            QueuePrimitives.Dequeue(queue);
    }

    /// <summary>Implements <see cref="Queue{T}.ToArray"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.ToArray))]
    public static T[] ToArray<T>(Queue<T> queue) => QueuePrimitives.Items(queue);

    /// <summary>Implements <see cref="Queue{T}.CopyTo"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.CopyTo))]
    public static void CopyTo<T>(Queue<T> queue, T[] array, int arrayIndex)
    {
        T[] items = QueuePrimitives.Items(queue);
        ArrayImplementations.Copy(items, 0, array, arrayIndex, items.Length);
    }

    /// <summary>Implements <see cref="Queue{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(Queue<>), nameof(Queue<int>.GetEnumerator))]
    public static QueueEnumerator<T> GetEnumerator<T>(Queue<T> queue) => new(queue);
}
