using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>
/// Model of <see cref="PriorityQueue{TElement, TPriority}"/>: the same heap, so that elements of equal priority come out in the same order. Priorities only
/// order; what is taken out is the number that was put in.
/// </summary>
[Model(typeof(PriorityQueue<,>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PriorityQueueModel<TElement, TPriority>
{
    private const int Arity = 4;

    /// <summary>The elements.</summary>
    public TElement[] Elements;

    /// <summary>Their priorities.</summary>
    public TPriority[] Priorities;

    /// <summary>How many there are.</summary>
    public int Size;

    /// <summary>What orders the priorities.</summary>
    [NoDerivative]
    public IComparer<TPriority>? Order;

    /// <summary>An empty queue.</summary>
    public PriorityQueueModel()
        : this(0, null)
    {
    }

    /// <summary>An empty queue.</summary>
    public PriorityQueueModel(int initialCapacity)
        : this(initialCapacity, null)
    {
    }

    /// <summary>An empty queue.</summary>
    public PriorityQueueModel([NoDerivative] IComparer<TPriority>? comparer)
        : this(0, comparer)
    {
    }

    /// <summary>An empty queue.</summary>
    public PriorityQueueModel(int initialCapacity, [NoDerivative] IComparer<TPriority>? comparer)
    {
        Throw.IfNegative(initialCapacity, nameof(initialCapacity));
        Elements = new TElement[initialCapacity];
        Priorities = new TPriority[initialCapacity];
        Order = comparer;
    }

    /// <summary>Gets the number of elements.</summary>
    public int Count => Size;

    /// <summary>Adds an element.</summary>
    public void Enqueue(TElement element, TPriority priority)
    {
        if (Size == Elements.Length)
        {
            int length = Size < 4 ? 4 : 2 * Size;
            Elements = Sequences.Resized(Elements, Size, length);
            Priorities = Sequences.Resized(Priorities, Size, length);
        }

        Size++;
        MoveUp(element, priority, Size - 1);
    }

    /// <summary>The first element.</summary>
    public TElement Peek()
    {
        IfEmpty();
        return Elements[0];
    }

    /// <summary>Takes the first element.</summary>
    public TElement Dequeue()
    {
        IfEmpty();
        TElement element = Elements[0];
        RemoveFirst();
        return element;
    }

    /// <summary>Adds an element and takes the first.</summary>
    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        if (Size == 0 || Compare(Order, priority, Priorities[0]) <= 0)
            return element;
        TElement first = Elements[0];
        MoveDown(element, priority, 0);
        return first;
    }

    /// <summary>Takes the first element and adds one.</summary>
    public TElement DequeueEnqueue(TElement element, TPriority priority)
    {
        IfEmpty();
        TElement first = Elements[0];
        if (Compare(Order, priority, Priorities[0]) > 0)
        {
            MoveDown(element, priority, 0);
        }
        else
        {
            Elements[0] = element;
            Priorities[0] = priority;
        }

        return first;
    }

    /// <summary>Takes the first element, if there is one.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(out element, out priority))
            return false;
        RemoveFirst();
        return true;
    }

    /// <summary>The first element, if there is one.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (Size == 0)
        {
            element = default;
            priority = default;
            return false;
        }

        element = Elements[0];
        priority = Priorities[0];
        return true;
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        Elements = new TElement[Elements.Length];
        Priorities = new TPriority[Priorities.Length];
        Size = 0;
    }

    /// <summary>How priorities compare.</summary>
    [NoDerivative]
    public static int Compare([NoDerivative] IComparer<TPriority>? comparer, [NoDerivative] TPriority left, [NoDerivative] TPriority right) =>
        (comparer ?? Comparer<TPriority>.Default).Compare(left, right);

    private void RemoveFirst()
    {
        Size--;
        if (Size > 0)
            MoveDown(Elements[Size], Priorities[Size], 0);
        Elements[Size] = default!;
        Priorities[Size] = default!;
    }

    private void MoveUp(TElement element, TPriority priority, int index)
    {
        while (index > 0)
        {
            int parent = (index - 1) / Arity;
            if (Compare(Order, priority, Priorities[parent]) >= 0)
                break;
            Elements[index] = Elements[parent];
            Priorities[index] = Priorities[parent];
            index = parent;
        }

        Elements[index] = element;
        Priorities[index] = priority;
    }

    private void MoveDown(TElement element, TPriority priority, int index)
    {
        while ((Arity * index) + 1 < Size)
        {
            int least = (Arity * index) + 1;
            int end = least + Arity < Size ? least + Arity : Size;
            for (int i = least + 1; i < end; i++)
            {
                if (Compare(Order, Priorities[i], Priorities[least]) < 0)
                    least = i;
            }

            if (Compare(Order, priority, Priorities[least]) <= 0)
                break;
            Elements[index] = Elements[least];
            Priorities[index] = Priorities[least];
            index = least;
        }

        Elements[index] = element;
        Priorities[index] = priority;
    }

    private void IfEmpty()
    {
        if (Size == 0)
            Throw.EmptyCollection("Queue");
    }
}
