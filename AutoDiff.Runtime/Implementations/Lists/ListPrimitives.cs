using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary>What changes the structure of a <see cref="List{T}"/>, and how it is undone on the shadow.</summary>
/// <remarks>
/// Spans are views of the array behind a list, so which array that is matters once one was handed out by <see cref="Items"/>. From then on the array behind the
/// shadow holds at least as many elements as the one behind the list, so that no <see cref="Append"/> that leaves the list in its array moves the shadow into
/// another. What does move the list,
/// <see cref="Move"/>, moves the shadow too, and back in the reverse sweep, which takes the adjoints along: they are always in the array that the elements were
/// in at that time. As in the framework, a span that was taken before an item was inserted or removed is not to be used any more; one that was taken before the
/// list moved is one of an array of its own.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ListPrimitives
{
    /// <summary>An empty list.</summary>
    [Primitive(nameof(NewReverse))]
    public static List<T> New<T>(int capacity) => new(capacity);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(int capacity, List<T> result, Tape tape)
    {
    }

    /// <summary>Adds an item at the end.</summary>
    [Primitive(nameof(AppendReverse))]
    public static void Append<T>(List<T> list, T item) => list.Add(item);

    /// <summary>Reverse of <see cref="Append"/>.</summary>
    public static T AppendReverse<T>(List<T> list, T item, Tape tape)
    {
        int last = list.Count - 1;
        T taken = list[last];
        list.RemoveAt(last);
        if (tape.IsOwned)
            RedoInsert(tape, list, last, TangentArithmetic<T>.Cleared(taken));
        return taken;
    }

    /// <summary>Inserts an item.</summary>
    [Primitive(nameof(InsertAtReverse))]
    public static void InsertAt<T>(List<T> list, int index, T item) => list.Insert(index, item);

    /// <summary>Reverse of <see cref="InsertAt"/>.</summary>
    public static T InsertAtReverse<T>(List<T> list, int index, T item, Tape tape)
    {
        T taken = list[index];
        list.RemoveAt(index);
        if (tape.IsOwned)
            RedoInsert(tape, list, index, TangentArithmetic<T>.Cleared(taken));
        return taken;
    }

    /// <summary>Removes an item and returns it.</summary>
    [Primitive(nameof(RemoveAtReverse))]
    public static T RemoveAt<T>(List<T> list, int index)
    {
        T taken = list[index];
        list.RemoveAt(index);
        return taken;
    }

    /// <summary>Reverse of <see cref="RemoveAt"/>.</summary>
    public static void RemoveAtReverse<T>(List<T> list, int index, T result, Tape tape)
    {
        list.Insert(index, result);
        if (tape.IsOwned)
            RedoRemove(tape, list, index);
    }

    /// <summary>Adds default items at the end.</summary>
    [Primitive(nameof(LengthenReverse))]
    public static void Lengthen<T>(List<T> list, int count)
    {
        int before = list.Count;
        CollectionsMarshal.SetCount(list, before + count);
        CollectionsMarshal.AsSpan(list)[before..].Clear();
    }

    /// <summary>Reverse of <see cref="Lengthen"/>.</summary>
    public static void LengthenReverse<T>(List<T> list, int count, Tape tape)
    {
        int before = list.Count - count;
        if (tape.IsOwned)
            RedoLengthen(tape, list, list.GetRange(before, count));
        list.RemoveRange(before, count);
    }

    /// <summary>The array behind a list, for spans.</summary>
    /// <param name="list">The list.</param>
    /// <param name="capacity">The capacity of the list, which is that of the shadow at least.</param>
    [Primitive(nameof(ItemsReverse), OnlyReads = true)]
    public static T[] Items<T>(List<T> list, int capacity)
    {
        list.EnsureCapacity(capacity);
        return ListBacking<T>.Get(list);
    }

    /// <summary>Reverse of <see cref="Items"/>.</summary>
    public static void ItemsReverse<T>(List<T> list, int capacity, T[] result, Tape tape)
    {
    }

    /// <summary>Moves the elements of a list into another array.</summary>
    /// <param name="list">The list.</param>
    /// <param name="capacity">The length of that array.</param>
    /// <returns>The array that they were in.</returns>
    [Primitive(nameof(MoveReverse))]
    public static T[] Move<T>(List<T> list, int capacity)
    {
        T[] before = ListBacking<T>.Get(list);
        T[] after = new T[capacity];
        CollectionsMarshal.AsSpan(list).CopyTo(after);
        ListBacking<T>.Set(list, after);
        return before;
    }

    /// <summary>Reverse of <see cref="Move"/>: moves the elements back, with what has been added to them since.</summary>
    public static void MoveReverse<T>(List<T> list, int capacity, T[] result, Tape tape)
    {
        T[] after = ListBacking<T>.Get(list);
        for (int i = 0; i < list.Count; i++)
        {
            result[i] = TangentArithmetic<T>.Sum(result[i], after[i]);
            after[i] = TangentArithmetic<T>.Cleared(after[i]);
        }

        ListBacking<T>.Set(list, result);
        if (tape.IsOwned)
            RedoMove(tape, list, result, after);
    }

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoInsert<T>(Tape tape, List<T> list, int index, T item) => tape.Redo(() => list.Insert(index, item));

    private static void RedoRemove<T>(Tape tape, List<T> list, int index) => tape.Redo(() => list.RemoveAt(index));

    private static void RedoLengthen<T>(Tape tape, List<T> list, List<T> taken)
    {
        // What references were put there since is not put there again by anything else.
        for (int i = 0; i < taken.Count; i++)
            taken[i] = TangentArithmetic<T>.Cleared(taken[i]);
        tape.Redo(() => list.AddRange(taken));
    }

    private static void RedoMove<T>(Tape tape, List<T> list, T[] before, T[] after) => tape.Redo(() =>
    {
        // The list does not lead to this array any more, so that nothing else would clear it.
        for (int i = 0; i < list.Count; i++)
            before[i] = TangentArithmetic<T>.Cleared(before[i]);
        ListBacking<T>.Set(list, after);
    });
}
