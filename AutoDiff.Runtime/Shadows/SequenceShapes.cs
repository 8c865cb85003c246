using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using AutoDiff.Implementations;

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

/// <summary>Immutable lists: a shadow has a tree of its own, whose elements are written to.</summary>
internal sealed class ImmutableListShape<T> : ContainerShape<ImmutableList<T>>
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Clone(object original)
    {
        // One at a time, since a list that is made of a list is the same one.
        var list = (ImmutableList<T>)original;
        ImmutableList<T> copy = ImmutableLists.New<T>(list.Count);
        int next = 0;
        foreach (T item in list)
            ImmutableLists.Element(copy, next++) = item;
        return copy;
    }

    internal override void Transform(object target, Walk walk)
    {
        var list = (ImmutableList<T>)target;
        for (int i = 0; i < list.Count; i++)
            Slot<T>.Transform(ref ImmutableLists.Element(list, i), walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (list, other) = ((ImmutableList<T>)left, (ImmutableList<T>)right);
        for (int i = 0; i < list.Count; i++)
            Slot<T>.Combine(ref ImmutableLists.Element(list, i), ref ImmutableLists.Element(other, i), walk);
    }
}

/// <summary>Collections that can be watched: the list. Who watches is no part of it, but keeps a copy from being taken for one that nobody does.</summary>
internal sealed class ObservableCollectionShape<T> : ContainerShape<ObservableCollection<T>>
{
    internal override bool IsFlat => false;

    internal override object Clone(object original) => Collections.Copy((ObservableCollection<T>)original);

    internal override void Transform(object target, Walk walk) =>
        Slot<IList<T>>.Transform(ref Collections.Content((ObservableCollection<T>)target), walk);

    internal override void Combine(object left, object right, PairWalk walk) => Slot<IList<T>>.Combine(
        ref Collections.Content((ObservableCollection<T>)left), ref Collections.Content((ObservableCollection<T>)right), walk);
}
