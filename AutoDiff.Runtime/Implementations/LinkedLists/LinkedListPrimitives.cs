using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// What changes the links of a <see cref="LinkedList{T}"/>, and how it is undone on the shadow. A node that is made in the forward sweep is the shadow of the
/// node made on the primal, and stays it: redoing links the same node again.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinkedListPrimitives
{
    /// <summary>An empty list.</summary>
    [Primitive(nameof(NewReverse))]
    public static LinkedList<T> New<T>() => new();

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(LinkedList<T> result, Tape tape)
    {
    }

    /// <summary>A node outside any list.</summary>
    [Primitive(nameof(NewNodeReverse))]
    public static LinkedListNode<T> NewNode<T>(T value) => new(value);

    /// <summary>Reverse of <see cref="NewNode"/>.</summary>
    public static T NewNodeReverse<T>(T value, LinkedListNode<T> result, Tape tape)
    {
        T taken = result.ValueRef;
        result.ValueRef = TangentArithmetic<T>.Cleared(taken);
        return taken;
    }

    /// <summary>The first node, or null.</summary>
    [Primitive(nameof(FirstReverse), OnlyReads = true)]
    public static LinkedListNode<T>? First<T>(LinkedList<T> list) => list.First;

    /// <summary>Reverse of <see cref="First"/>.</summary>
    public static void FirstReverse<T>(LinkedList<T> list, LinkedListNode<T>? result, Tape tape)
    {
    }

    /// <summary>The last node, or null.</summary>
    [Primitive(nameof(LastReverse), OnlyReads = true)]
    public static LinkedListNode<T>? Last<T>(LinkedList<T> list) => list.Last;

    /// <summary>Reverse of <see cref="Last"/>.</summary>
    public static void LastReverse<T>(LinkedList<T> list, LinkedListNode<T>? result, Tape tape)
    {
    }

    /// <summary>The next node, or null.</summary>
    [Primitive(nameof(NextReverse), OnlyReads = true)]
    public static LinkedListNode<T>? Next<T>(LinkedListNode<T> node) => node.Next;

    /// <summary>Reverse of <see cref="Next"/>.</summary>
    public static void NextReverse<T>(LinkedListNode<T> node, LinkedListNode<T>? result, Tape tape)
    {
    }

    /// <summary>The node before, or null.</summary>
    [Primitive(nameof(PreviousReverse), OnlyReads = true)]
    public static LinkedListNode<T>? Previous<T>(LinkedListNode<T> node) => node.Previous;

    /// <summary>Reverse of <see cref="Previous"/>.</summary>
    public static void PreviousReverse<T>(LinkedListNode<T> node, LinkedListNode<T>? result, Tape tape)
    {
    }

    /// <summary>The list of a node, or null.</summary>
    [Primitive(nameof(ListOfReverse), OnlyReads = true)]
    public static LinkedList<T>? ListOf<T>(LinkedListNode<T> node) => node.List;

    /// <summary>Reverse of <see cref="ListOf"/>.</summary>
    public static void ListOfReverse<T>(LinkedListNode<T> node, LinkedList<T>? result, Tape tape)
    {
    }

    /// <summary>Links a node into a list, before another or, when that is null, at the end.</summary>
    [Primitive(nameof(LinkReverse))]
    public static void Link<T>(LinkedList<T> list, LinkedListNode<T>? next, LinkedListNode<T> node)
    {
        if (next is null)
            list.AddLast(node);
        else
            list.AddBefore(next, node);
    }

    /// <summary>Reverse of <see cref="Link"/>.</summary>
    public static void LinkReverse<T>(LinkedList<T> list, LinkedListNode<T>? next, LinkedListNode<T> node, Tape tape)
    {
        list.Remove(node);
        if (tape.IsOwned)
            RedoLink(tape, list, next, node);
    }

    /// <summary>Takes a node out of its list and returns the one that followed it, or null.</summary>
    [Primitive(nameof(UnlinkReverse))]
    public static LinkedListNode<T>? Unlink<T>(LinkedList<T> list, LinkedListNode<T> node)
    {
        var next = node.Next;
        list.Remove(node);
        return next;
    }

    /// <summary>Reverse of <see cref="Unlink"/>.</summary>
    public static void UnlinkReverse<T>(LinkedList<T> list, LinkedListNode<T> node, LinkedListNode<T>? result, Tape tape)
    {
        Link(list, result, node);
        if (tape.IsOwned)
            RedoUnlink(tape, list, node);
    }

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoLink<T>(Tape tape, LinkedList<T> list, LinkedListNode<T>? next, LinkedListNode<T> node) => tape.Redo(() => Link(list, next, node));

    private static void RedoUnlink<T>(Tape tape, LinkedList<T> list, LinkedListNode<T> node) => tape.Redo(() => list.Remove(node));
}
