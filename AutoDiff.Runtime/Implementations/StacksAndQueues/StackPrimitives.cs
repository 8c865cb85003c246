using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>What is done to a <see cref="Stack{T}"/>, and how it is undone on the shadow. There are no addresses inside one, so items move by value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackPrimitives
{
    /// <summary>An empty stack.</summary>
    [Primitive(nameof(NewReverse))]
    public static Stack<T> New<T>(int capacity) => new(capacity);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(int capacity, Stack<T> result, Tape tape)
    {
    }

    /// <summary>Adds an item.</summary>
    [Primitive(nameof(PushReverse))]
    public static void Push<T>(Stack<T> stack, T item) => stack.Push(item);

    /// <summary>Reverse of <see cref="Push"/>.</summary>
    public static T PushReverse<T>(Stack<T> stack, T item, Tape tape)
    {
        T taken = stack.Pop();
        if (tape.IsOwned)
            RedoPush(tape, stack, TangentArithmetic<T>.Cleared(taken));
        return taken;
    }

    /// <summary>Takes the next item out.</summary>
    [Primitive(nameof(PopReverse))]
    public static T Pop<T>(Stack<T> stack) => stack.Pop();

    /// <summary>Reverse of <see cref="Pop"/>.</summary>
    public static void PopReverse<T>(Stack<T> stack, T result, Tape tape)
    {
        stack.Push(result);
        if (tape.IsOwned)
            RedoPop(tape, stack);
    }

    /// <summary>The next item.</summary>
    [Primitive(nameof(PeekReverse), OnlyReads = true)]
    public static T Peek<T>(Stack<T> stack) => stack.Peek();

    /// <summary>Reverse of <see cref="Peek"/>.</summary>
    public static void PeekReverse<T>(Stack<T> stack, T result, Tape tape)
    {
        stack.Push(TangentArithmetic<T>.Sum(stack.Pop(), result));
    }

    /// <summary>The items, the one to be popped next first.</summary>
    [Primitive(nameof(ItemsReverse), OnlyReads = true)]
    public static T[] Items<T>(Stack<T> stack) => stack.ToArray();

    /// <summary>Reverse of <see cref="Items"/>: the numbers of the array go back to where they came from.</summary>
    public static void ItemsReverse<T>(Stack<T> stack, T[] result, Tape tape)
    {
        T[] items = stack.ToArray();
        stack.Clear();
        for (int i = items.Length - 1; i >= 0; i--)
        {
            stack.Push(TangentArithmetic<T>.Sum(items[i], result[i]));
            result[i] = TangentArithmetic<T>.Cleared(result[i]);
        }
    }

    // Closures are made in methods of their own, or they would be made for rented tapes too.
    private static void RedoPush<T>(Tape tape, Stack<T> stack, T item) => tape.Redo(() => stack.Push(item));

    private static void RedoPop<T>(Tape tape, Stack<T> stack) => tape.Redo(() => stack.Pop());
}
