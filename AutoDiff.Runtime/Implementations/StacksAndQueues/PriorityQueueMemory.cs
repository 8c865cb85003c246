using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>What a <see cref="PriorityQueue{TElement, TPriority}"/> consists of.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PriorityQueueMemory
{
    /// <summary>An empty queue.</summary>
    [Primitive(nameof(NewReverse))]
    public static PriorityQueue<TElement, TPriority> New<TElement, TPriority>(int capacity, [NoDerivative] IComparer<TPriority>? comparer) =>
        new(capacity, comparer);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<TElement, TPriority>(
        int capacity, IComparer<TPriority>? comparer, PriorityQueue<TElement, TPriority> result, Tape tape)
    {
    }

    /// <summary>The address of the heap.</summary>
    [ElementReference]
    public static ref (TElement Element, TPriority Priority)[] Nodes<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue) =>
        ref Unsafe.As<Twin<TElement, TPriority>>(queue).Nodes;

    /// <summary>Changes the number of elements.</summary>
    [Primitive(nameof(ResizeReverse))]
    public static void Resize<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, int from, int to) =>
        Unsafe.As<Twin<TElement, TPriority>>(queue).Count = to;

    /// <summary>Reverse of <see cref="Resize"/>.</summary>
    public static void ResizeReverse<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, int from, int to, Tape tape)
    {
        Resize(queue, to, from);
        if (tape.IsOwned)
            RedoResize(tape, queue, from, to);
    }

    private static void RedoResize<TElement, TPriority>(Tape tape, PriorityQueue<TElement, TPriority> queue, int from, int to) =>
        tape.Redo(() => Resize(queue, from, to));

    /// <summary>Lies in memory as a queue does: the same fields in the same order.</summary>
    internal sealed class Twin<TElement, TPriority>
    {
#pragma warning disable CS0649 // The framework assigns them.
        public (TElement Element, TPriority Priority)[] Nodes = null!;
        public IComparer<TPriority>? Comparer;
        public int Count;
        public int Version;
        public object? UnorderedItems;
#pragma warning restore CS0649
    }
}
