namespace AutoDiff;

/// <summary>Linked lists. Their nodes are objects that others may hold, so each has a copy of its own.</summary>
internal sealed class LinkedListShape<T> : ContainerShape<LinkedList<T>>
{
    internal override bool IsFlat => Slot<T>.IsFlat;

    internal override object Copy(object original, CopyingWalk walk)
    {
        var copy = new LinkedList<T>();
        Fill(copy, original, walk);
        walk.Enter(original, copy, this);
        return copy;
    }

    // Nodes know their list.
    internal override void Refill(object copy, object original, CopyingWalk walk)
    {
        Hand(copy, new LinkedList<T>());
        Fill((LinkedList<T>)copy, original, walk);
    }

    internal override object Clone(object original) => new LinkedList<T>((LinkedList<T>)original);

    internal override void Transform(object target, Walk walk)
    {
        for (var node = ((LinkedList<T>)target).First; node is not null; node = node.Next)
            Slot<T>.Transform(ref node.ValueRef, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (list, other) = ((LinkedList<T>)left, (LinkedList<T>)right);
        walk.SameLength(list.Count, other.Count);
        for (var (a, b) = (list.First, other.First); a is not null; (a, b) = (a.Next, b.Next))
            Slot<T>.Combine(ref a.ValueRef, ref b!.ValueRef, walk);
    }

    private static void Fill(LinkedList<T> copy, object original, CopyingWalk walk)
    {
        for (var node = ((LinkedList<T>)original).First; node is not null; node = node.Next)
            walk.Know(node, copy.AddLast(node.ValueRef));
    }
}

/// <summary>A node reached before its list brings in the list.</summary>
internal sealed class LinkedListNodeShape<T> : Shape
{
    internal override bool IsFlat => false;

    internal override object Copy(object original, CopyingWalk walk)
    {
        if (((LinkedListNode<T>)original).List is not { } list)
            return base.Copy(original, walk);
        walk.Follow(list);
        return walk.Follow(original)!;
    }

    internal override object Clone(object original) => new LinkedListNode<T>(((LinkedListNode<T>)original).ValueRef);

    internal override void Transform(object target, Walk walk)
    {
        var node = (LinkedListNode<T>)target;
        if (node.List is { } list)
            walk.Follow(list);
        else
            Slot<T>.Transform(ref node.ValueRef, walk);
    }

    internal override void Combine(object left, object right, PairWalk walk)
    {
        var (a, b) = ((LinkedListNode<T>)left, (LinkedListNode<T>)right);
        if (a.List is null || b.List is null)
            Slot<T>.Combine(ref a.ValueRef, ref b.ValueRef, walk);
        else
            walk.Follow(a.List, b.List);
    }
}
