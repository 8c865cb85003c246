using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>What changes the structure of a <see cref="List{T}"/>, and how it is undone on the shadow.</summary>
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

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoInsert<T>(Tape tape, List<T> list, int index, T item) => tape.Redo(() => list.Insert(index, item));

    private static void RedoRemove<T>(Tape tape, List<T> list, int index) => tape.Redo(() => list.RemoveAt(index));
}
