namespace AutoDiff;

/// <summary>Linked lists. Their nodes are objects that others may hold, so each has a copy of its own.</summary>
internal sealed class LinkedListShape<T> : Shape
{
    public override bool IsFlat => Slot<T>.IsFlat;

    public override object Copy(object original, CopyingWalk walk)
    {
        var copy = new LinkedList<T>();
        for (var node = ((LinkedList<T>)original).First; node is not null; node = node.Next)
            walk.Know(node, copy.AddLast(node.ValueRef));
        walk.Enter(original, copy, this);
        return copy;
    }

    public override object Clone(object original) => new LinkedList<T>((LinkedList<T>)original);

    public override void Transform(object target, Walk walk)
    {
        for (var node = ((LinkedList<T>)target).First; node is not null; node = node.Next)
            Slot<T>.Transform(ref node.ValueRef, walk);
    }

    public override void Add(object into, object amount, AddingWalk walk)
    {
        var (left, right) = ((LinkedList<T>)into, (LinkedList<T>)amount);
        AddingWalk.SameLength(left.Count, right.Count);
        for (var (a, b) = (left.First, right.First); a is not null; (a, b) = (a.Next, b.Next))
            Slot<T>.Add(ref a.ValueRef, ref b!.ValueRef, walk);
    }
}

/// <summary>A node reached before its list brings in the list.</summary>
internal sealed class LinkedListNodeShape<T> : Shape
{
    public override bool IsFlat => false;

    public override object Copy(object original, CopyingWalk walk)
    {
        if (((LinkedListNode<T>)original).List is not { } list)
            return base.Copy(original, walk);
        walk.Follow(list);
        return walk.Follow(original)!;
    }

    public override object Clone(object original) => new LinkedListNode<T>(((LinkedListNode<T>)original).ValueRef);

    public override void Transform(object target, Walk walk)
    {
        var node = (LinkedListNode<T>)target;
        if (node.List is { } list)
            walk.Follow(list);
        else
            Slot<T>.Transform(ref node.ValueRef, walk);
    }

    public override void Add(object into, object amount, AddingWalk walk)
    {
        var (left, right) = ((LinkedListNode<T>)into, (LinkedListNode<T>)amount);
        if (left.List is null || right.List is null)
            Slot<T>.Add(ref left.ValueRef, ref right.ValueRef, walk);
        else
            walk.Follow(left.List, right.List);
    }
}
