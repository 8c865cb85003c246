using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>What is done to a <see cref="Queue{T}"/>, and how it is undone on the shadow. There are no addresses inside one, so items move by value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class QueuePrimitives
{
    /// <summary>An empty queue.</summary>
    [Primitive(nameof(NewReverse))]
    public static Queue<T> New<T>(int capacity) => new(capacity);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(int capacity, Queue<T> result, Tape tape)
    {
    }

    /// <summary>Adds an item.</summary>
    [Primitive(nameof(EnqueueReverse))]
    public static void Enqueue<T>(Queue<T> queue, T item) => queue.Enqueue(item);

    /// <summary>Reverse of <see cref="Enqueue"/>.</summary>
    public static T EnqueueReverse<T>(Queue<T> queue, T item, Tape tape)
    {
        Rotate(queue, queue.Count - 1);
        T taken = queue.Dequeue();
        if (tape.IsOwned)
            RedoEnqueue(tape, queue, TangentArithmetic<T>.Cleared(taken));
        return taken;
    }

    /// <summary>Takes the next item out.</summary>
    [Primitive(nameof(DequeueReverse))]
    public static T Dequeue<T>(Queue<T> queue) => queue.Dequeue();

    /// <summary>Reverse of <see cref="Dequeue"/>.</summary>
    public static void DequeueReverse<T>(Queue<T> queue, T result, Tape tape)
    {
        queue.Enqueue(result);
        Rotate(queue, queue.Count - 1);
        if (tape.IsOwned)
            RedoDequeue(tape, queue);
    }

    /// <summary>The next item.</summary>
    [Primitive(nameof(PeekReverse), OnlyReads = true)]
    public static T Peek<T>(Queue<T> queue) => queue.Peek();

    /// <summary>Reverse of <see cref="Peek"/>.</summary>
    public static void PeekReverse<T>(Queue<T> queue, T result, Tape tape)
    {
        queue.Enqueue(TangentArithmetic<T>.Sum(queue.Dequeue(), result));
        Rotate(queue, queue.Count - 1);
    }

    /// <summary>The items, the one to be taken next first.</summary>
    [Primitive(nameof(ItemsReverse), OnlyReads = true)]
    public static T[] Items<T>(Queue<T> queue) => queue.ToArray();

    /// <summary>Reverse of <see cref="Items"/>: the numbers of the array go back to where they came from.</summary>
    public static void ItemsReverse<T>(Queue<T> queue, T[] result, Tape tape)
    {
        T[] items = queue.ToArray();
        queue.Clear();
        for (int i = 0; i < items.Length; i++)
        {
            queue.Enqueue(TangentArithmetic<T>.Sum(items[i], result[i]));
            result[i] = TangentArithmetic<T>.Cleared(result[i]);
        }
    }

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoEnqueue<T>(Tape tape, Queue<T> queue, T item) => tape.Redo(() => queue.Enqueue(item));

    private static void RedoDequeue<T>(Tape tape, Queue<T> queue) => tape.Redo(() => queue.Dequeue());

    private static void Rotate<T>(Queue<T> queue, int count)
    {
        for (int i = 0; i < count; i++)
            queue.Enqueue(queue.Dequeue());
    }
}
