using System.Runtime.InteropServices;

namespace AutoDiff;

internal sealed class ListShape<T> : ContainerShape<List<T>>
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Clone(object original) => new List<T>((List<T>)original);

    internal override void Transform(object target, Walk walk) => Slot<T>.Transform(CollectionsMarshal.AsSpan((List<T>)target), walk);

    internal override void Combine(object left, object right, PairWalk walk) =>
        Slot<T>.Combine(CollectionsMarshal.AsSpan((List<T>)left), CollectionsMarshal.AsSpan((List<T>)right), walk);
}

internal sealed class StackShape<T> : ContainerShape<Stack<T>>
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Clone(object original)
    {
        var items = ((Stack<T>)original).ToArray();
        Array.Reverse(items);
        return new Stack<T>(items);
    }

    internal override void Transform(object target, Walk walk)
    {
        var stack = (Stack<T>)target;
        var items = stack.ToArray();
        Slot<T>.Transform(items, walk);
        Refill(stack, items);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var stack = (Stack<T>)left;
        var items = stack.ToArray();
        Slot<T>.Combine(items, ((Stack<T>)right).ToArray(), walk);
        if (walk.Writes)
            Refill(stack, items);
    }

    private static void Refill(Stack<T> stack, T[] items)
    {
        stack.Clear();
        for (int i = items.Length - 1; i >= 0; i--)
            stack.Push(items[i]);
    }
}

internal sealed class QueueShape<T> : ContainerShape<Queue<T>>
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Clone(object original) => new Queue<T>((Queue<T>)original);

    internal override void Transform(object target, Walk walk)
    {
        var queue = (Queue<T>)target;
        var items = queue.ToArray();
        Slot<T>.Transform(items, walk);
        Refill(queue, items);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var queue = (Queue<T>)left;
        var items = queue.ToArray();
        Slot<T>.Combine(items, ((Queue<T>)right).ToArray(), walk);
        if (walk.Writes)
            Refill(queue, items);
    }

    private static void Refill(Queue<T> queue, T[] items)
    {
        queue.Clear();
        foreach (T item in items)
            queue.Enqueue(item);
    }
}
