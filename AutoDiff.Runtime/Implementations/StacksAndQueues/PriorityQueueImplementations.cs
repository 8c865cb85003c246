using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="PriorityQueue{TElement, TPriority}"/>: the same heap in the same memory, so that elements of equal priority come out in the same order.
/// Priorities only order; what is taken out is the number that was put in.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PriorityQueueImplementations
{
    private const int Arity = 4;

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}()"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), ".ctor")]
    public static PriorityQueue<TElement, TPriority> Create<TElement, TPriority>() => PriorityQueueMemory.New<TElement, TPriority>(0, null);

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}(int)"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), ".ctor")]
    public static PriorityQueue<TElement, TPriority> Create<TElement, TPriority>(int initialCapacity) => Create<TElement, TPriority>(initialCapacity, null);

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}(IComparer{TPriority})"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), ".ctor")]
    public static PriorityQueue<TElement, TPriority> Create<TElement, TPriority>([NoDerivative] IComparer<TPriority>? comparer) =>
        PriorityQueueMemory.New<TElement, TPriority>(0, comparer);

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}(int, IComparer{TPriority})"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), ".ctor")]
    public static PriorityQueue<TElement, TPriority> Create<TElement, TPriority>(int initialCapacity, [NoDerivative] IComparer<TPriority>? comparer)
    {
        Throw.IfNegative(initialCapacity, nameof(initialCapacity));
        return PriorityQueueMemory.New<TElement, TPriority>(initialCapacity, comparer);
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.Enqueue"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.Enqueue))]
    public static void Enqueue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, TElement element, TPriority priority)
    {
        int size = queue.Count;
        (TElement Element, TPriority Priority)[] nodes = PriorityQueueMemory.Nodes(queue);
        if (size == nodes.Length)
        {
            nodes = Sequences.Resized(nodes, size, CapacityImplementations.Grown(size < 2 ? 0 : size, size + 1));
            PriorityQueueMemory.Nodes(queue) = nodes;
        }

        PriorityQueueMemory.Resize(queue, size, size + 1);
        MoveUp(nodes, element, priority, size, queue.Comparer);
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.Peek"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.Peek))]
    public static TElement Peek<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        IfEmpty(queue);
        return PriorityQueueMemory.Nodes(queue)[0].Element;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.Dequeue"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.Dequeue))]
    public static TElement Dequeue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        IfEmpty(queue);
        TElement element = PriorityQueueMemory.Nodes(queue)[0].Element;
        RemoveFirst(queue);
        return element;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.EnqueueDequeue"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.EnqueueDequeue))]
    public static TElement EnqueueDequeue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, TElement element, TPriority priority)
    {
        int size = queue.Count;
        (TElement Element, TPriority Priority)[] nodes = PriorityQueueMemory.Nodes(queue);
        if (size == 0 || Compare(queue.Comparer, priority, nodes[0].Priority) <= 0)
            return element;
        TElement first = nodes[0].Element;
        MoveDown(nodes, size, element, priority, 0, queue.Comparer);
        return first;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.DequeueEnqueue"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.DequeueEnqueue))]
    public static TElement DequeueEnqueue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, TElement element, TPriority priority)
    {
        IfEmpty(queue);
        (TElement Element, TPriority Priority)[] nodes = PriorityQueueMemory.Nodes(queue);
        TElement first = nodes[0].Element;
        if (Compare(queue.Comparer, priority, nodes[0].Priority) > 0)
            MoveDown(nodes, queue.Count, element, priority, 0, queue.Comparer);
        else
            nodes[0] = (element, priority);
        return first;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.TryDequeue"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.TryDequeue))]
    public static bool TryDequeue<TElement, TPriority>(
        PriorityQueue<TElement, TPriority> queue, [MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(queue, out element, out priority))
            return false;
        RemoveFirst(queue);
        return true;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.TryPeek"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.TryPeek))]
    public static bool TryPeek<TElement, TPriority>(
        PriorityQueue<TElement, TPriority> queue, [MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (queue.Count == 0)
        {
            element = default;
            priority = default;
            return false;
        }

        (TElement Element, TPriority Priority)[] nodes = PriorityQueueMemory.Nodes(queue);
        element = nodes[0].Element;
        priority = nodes[0].Priority;
        return true;
    }

    /// <summary>Implements <see cref="PriorityQueue{TElement, TPriority}.Clear"/>.</summary>
    [Implementation(typeof(PriorityQueue<,>), nameof(PriorityQueue<int, int>.Clear))]
    public static void Clear<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        PriorityQueueMemory.Nodes(queue) = new (TElement Element, TPriority Priority)[PriorityQueueMemory.Nodes(queue).Length];
        PriorityQueueMemory.Resize(queue, queue.Count, 0);
    }

    /// <summary>How priorities compare.</summary>
    [NoDerivative]
    public static int Compare<TPriority>([NoDerivative] IComparer<TPriority> comparer, [NoDerivative] TPriority left, [NoDerivative] TPriority right) =>
        comparer.Compare(left, right);

    private static void RemoveFirst<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        (TElement Element, TPriority Priority)[] nodes = PriorityQueueMemory.Nodes(queue);
        int last = queue.Count - 1;
        PriorityQueueMemory.Resize(queue, last + 1, last);
        if (last > 0)
            MoveDown(nodes, last, nodes[last].Element, nodes[last].Priority, 0, queue.Comparer);
        nodes[last] = default;
    }

    private static void MoveUp<TElement, TPriority>(
        (TElement Element, TPriority Priority)[] nodes, TElement element, TPriority priority, int index, [NoDerivative] IComparer<TPriority> comparer)
    {
        while (index > 0)
        {
            int parent = (index - 1) / Arity;
            if (Compare(comparer, priority, nodes[parent].Priority) >= 0)
                break;
            nodes[index] = nodes[parent];
            index = parent;
        }

        nodes[index] = (element, priority);
    }

    private static void MoveDown<TElement, TPriority>(
        (TElement Element, TPriority Priority)[] nodes, int size, TElement element, TPriority priority, int index, [NoDerivative] IComparer<TPriority> comparer)
    {
        while ((Arity * index) + 1 < size)
        {
            int least = (Arity * index) + 1;
            int end = least + Arity < size ? least + Arity : size;
            for (int i = least + 1; i < end; i++)
            {
                if (Compare(comparer, nodes[i].Priority, nodes[least].Priority) < 0)
                    least = i;
            }

            if (Compare(comparer, priority, nodes[least].Priority) <= 0)
                break;
            nodes[index] = nodes[least];
            index = least;
        }

        nodes[index] = (element, priority);
    }

    private static void IfEmpty<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        if (queue.Count == 0)
            Throw.EmptyCollection("Queue");
    }
}
