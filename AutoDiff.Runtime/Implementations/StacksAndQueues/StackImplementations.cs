using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary><see cref="Stack{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackImplementations
{
    /// <summary>Implements <see cref="Stack{T}()"/>.</summary>
    [Implementation(typeof(Stack<>), ".ctor")]
    public static Stack<T> Create<T>() => StackPrimitives.New<T>(0);

    /// <summary>Implements <see cref="Stack{T}(int)"/>.</summary>
    [Implementation(typeof(Stack<>), ".ctor")]
    public static Stack<T> Create<T>(int capacity)
    {
        Throw.IfNegative(capacity, nameof(capacity));
        return StackPrimitives.New<T>(capacity);
    }

    /// <summary>Implements <see cref="Stack{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(Stack<>), ".ctor")]
    public static Stack<T> Create<T>(IEnumerable<T> collection)
    {
        Stack<T> stack = StackPrimitives.New<T>(0);
        Fill(stack, collection);
        return stack;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(Stack<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(Stack<T> stack, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        T[] items = Sequences.ToArray(collection);
        for (int i = 0; i < items.Length; i++)
            StackPrimitives.Push(stack, items[i]);
    }

    /// <summary>Implements <see cref="Stack{T}.Push"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.Push))]
    public static void Push<T>(Stack<T> stack, T item) => StackPrimitives.Push(stack, item);

    /// <summary>Implements <see cref="Stack{T}.Pop"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.Pop))]
    public static T Pop<T>(Stack<T> stack)
    {
        if (stack.Count == 0)
            Throw.EmptyCollection("Stack");
        return StackPrimitives.Pop(stack);
    }

    /// <summary>Implements <see cref="Stack{T}.Peek"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.Peek))]
    public static T Peek<T>(Stack<T> stack)
    {
        if (stack.Count == 0)
            Throw.EmptyCollection("Stack");
        return StackPrimitives.Peek(stack);
    }

    /// <summary>Implements <see cref="Stack{T}.TryPop"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.TryPop))]
    public static bool TryPop<T>(Stack<T> stack, [MaybeNullWhen(false)] out T result)
    {
        if (stack.Count == 0)
        {
            result = default;
            return false;
        }

        result = StackPrimitives.Pop(stack);
        return true;
    }

    /// <summary>Implements <see cref="Stack{T}.TryPeek"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.TryPeek))]
    public static bool TryPeek<T>(Stack<T> stack, [MaybeNullWhen(false)] out T result)
    {
        if (stack.Count == 0)
        {
            result = default;
            return false;
        }

        result = StackPrimitives.Peek(stack);
        return true;
    }

    /// <summary>Implements <see cref="Stack{T}.Clear"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.Clear))]
    public static void Clear<T>(Stack<T> stack)
    {
        for (int i = stack.Count; i > 0; i--)
            StackPrimitives.Pop(stack);
    }

    /// <summary>Implements <see cref="Stack{T}.ToArray"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.ToArray))]
    public static T[] ToArray<T>(Stack<T> stack) => StackPrimitives.Items(stack);

    /// <summary>Implements <see cref="Stack{T}.CopyTo"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.CopyTo))]
    public static void CopyTo<T>(Stack<T> stack, T[] array, int arrayIndex)
    {
        T[] items = StackPrimitives.Items(stack);
        ArrayImplementations.Copy(items, 0, array, arrayIndex, items.Length);
    }

    /// <summary>Implements <see cref="Stack{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(Stack<>), nameof(Stack<int>.GetEnumerator))]
    public static StackEnumerator<T> GetEnumerator<T>(Stack<T> stack) => new(stack);
}
