using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AutoDiff.Implementations;

namespace AutoDiff;

/// <summary>Priority queues: the heap, as it lies in memory.</summary>
internal sealed class PriorityQueueShape<TElement, TPriority> : ContainerShape<PriorityQueue<TElement, TPriority>>
{
    internal override bool IsFlat => Slot<(TElement, TPriority)>.IsFlat;

    internal override object Clone(object original)
    {
        var queue = (PriorityQueue<TElement, TPriority>)original;
        PriorityQueue<TElement, TPriority> copy = new(queue.Comparer);
        PriorityQueueMemory.Nodes(copy) = [.. PriorityQueueMemory.Nodes(queue)];
        PriorityQueueMemory.Resize(copy, 0, queue.Count);
        return copy;
    }

    internal override void Transform(object target, Walk walk) => Slot<(TElement, TPriority)>.Transform(Content(target), walk);

    internal override void Combine(object left, object right, PairWalk walk) => Slot<(TElement, TPriority)>.Combine(Content(left), Content(right), walk);

    private static Span<(TElement, TPriority)> Content(object queue)
    {
        var known = (PriorityQueue<TElement, TPriority>)queue;
        return PriorityQueueMemory.Nodes(known).AsSpan(0, known.Count);
    }
}

/// <summary>Lazy values: what makes the value, and the value.</summary>
internal sealed class LazyShape<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T> : ContainerShape<Lazy<T>>
{
    internal override bool IsFlat => false;

    internal override object Clone(object original)
    {
        var lazy = Unsafe.As<LazyMemory.Twin<T>>(original);
        Lazy<T> copy = LazyMemory.New<T>(isMade: true);
        var twin = Unsafe.As<LazyMemory.Twin<T>>(copy);
        (twin.State, twin.Factory, twin.Value) = (lazy.State, lazy.Factory, lazy.Value);
        return copy;
    }

    internal override void Transform(object target, Walk walk)
    {
        var lazy = Unsafe.As<LazyMemory.Twin<T>>(target);
        Slot<Func<T>?>.Transform(ref lazy.Factory, walk);
        Slot<T>.Transform(ref lazy.Value, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (ours, theirs) = (Unsafe.As<LazyMemory.Twin<T>>(left), Unsafe.As<LazyMemory.Twin<T>>(right));
        Slot<Func<T>?>.Combine(ref ours.Factory, ref theirs.Factory, walk);
        Slot<T>.Combine(ref ours.Value, ref theirs.Value, walk);
    }
}
