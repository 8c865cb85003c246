using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="Stack{T}.Enumerator"/> over a snapshot. It notices a change of the stack by its size.</summary>
[Model(typeof(Stack<>.Enumerator))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct StackEnumerator<T>
{
    /// <summary>The stack.</summary>
    public Stack<T> Stack;

    /// <summary>The items at the start.</summary>
    public T[] Items;

    /// <summary>Where to go next.</summary>
    public int Next;

    /// <summary>The element stood on.</summary>
    public T? Item;

    /// <summary>Stands before the first item.</summary>
    public StackEnumerator(Stack<T> stack)
    {
        Stack = stack;
        Items = StackPrimitives.Items(stack);
        Next = 0;
        Item = default;
    }

    /// <summary>Gets the item stood on.</summary>
    public readonly T Current => Item!;

    /// <summary>Goes to the next item.</summary>
    public bool MoveNext()
    {
        Throw.IfChanged(Items.Length, Stack.Count);
        if (Next < Items.Length)
        {
            Item = Items[Next];
            Next++;
            return true;
        }

        Item = default;
        return false;
    }

    /// <summary>Does nothing.</summary>
    public readonly void Dispose()
    {
    }
}
