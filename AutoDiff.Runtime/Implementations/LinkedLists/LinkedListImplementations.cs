using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="LinkedList{T}"/> and its nodes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LinkedListImplementations
{
    /// <summary>The address of a node's value.</summary>
    [ElementReference]
    [Implementation(typeof(LinkedListNode<>), "get_ValueRef")]
    public static ref T Element<T>(LinkedListNode<T> node) => ref node.ValueRef;

    /// <summary>Implements the getter of <see cref="LinkedListNode{T}.Value"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), "get_Value")]
    public static T GetValue<T>(LinkedListNode<T> node) => Element(node);

    /// <summary>Implements the setter of <see cref="LinkedListNode{T}.Value"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), "set_Value")]
    public static void SetValue<T>(LinkedListNode<T> node, T value) => Element(node) = value;

    /// <summary>Implements <see cref="LinkedListNode{T}.Next"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), "get_Next")]
    public static LinkedListNode<T>? Next<T>(LinkedListNode<T> node) => LinkedListPrimitives.Next(node);

    /// <summary>Implements <see cref="LinkedListNode{T}.Previous"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), "get_Previous")]
    public static LinkedListNode<T>? Previous<T>(LinkedListNode<T> node) => LinkedListPrimitives.Previous(node);

    /// <summary>Implements <see cref="LinkedListNode{T}.List"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), "get_List")]
    public static LinkedList<T>? ListOf<T>(LinkedListNode<T> node) => LinkedListPrimitives.ListOf(node);

    /// <summary>Implements <see cref="LinkedListNode{T}(T)"/>.</summary>
    [Implementation(typeof(LinkedListNode<>), ".ctor")]
    public static LinkedListNode<T> CreateNode<T>(T value) => LinkedListPrimitives.NewNode(value);

    /// <summary>Implements <see cref="LinkedList{T}()"/>.</summary>
    [Implementation(typeof(LinkedList<>), ".ctor")]
    public static LinkedList<T> Create<T>() => LinkedListPrimitives.New<T>();

    /// <summary>Implements <see cref="LinkedList{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), ".ctor")]
    public static LinkedList<T> Create<T>(IEnumerable<T> collection)
    {
        LinkedList<T> list = LinkedListPrimitives.New<T>();
        Fill(list, collection);
        return list;
    }

    /// <summary>Fills an object of this class or one derived from it.</summary>
    [Implementation(typeof(LinkedList<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(LinkedList<T> list, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        T[] items = Sequences.ToArray(collection);
        for (int i = 0; i < items.Length; i++)
            AddLast(list, items[i]);
    }

    /// <summary>Implements <see cref="LinkedList{T}.First"/>.</summary>
    [Implementation(typeof(LinkedList<>), "get_First")]
    public static LinkedListNode<T>? First<T>(LinkedList<T> list) => LinkedListPrimitives.First(list);

    /// <summary>Implements <see cref="LinkedList{T}.Last"/>.</summary>
    [Implementation(typeof(LinkedList<>), "get_Last")]
    public static LinkedListNode<T>? Last<T>(LinkedList<T> list) => LinkedListPrimitives.Last(list);

    /// <summary>Implements <see cref="LinkedList{T}.AddFirst(T)"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddFirst))]
    public static LinkedListNode<T> AddFirst<T>(LinkedList<T> list, T value)
    {
        LinkedListNode<T> node = LinkedListPrimitives.NewNode(value);
        LinkedListPrimitives.Link(list, LinkedListPrimitives.First(list), node);
        return node;
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddFirst(LinkedListNode{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddFirst))]
    public static void AddFirst<T>(LinkedList<T> list, LinkedListNode<T> node)
    {
        CheckFree(node, nameof(node));
        LinkedListPrimitives.Link(list, LinkedListPrimitives.First(list), node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddLast(T)"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddLast))]
    public static LinkedListNode<T> AddLast<T>(LinkedList<T> list, T value)
    {
        LinkedListNode<T> node = LinkedListPrimitives.NewNode(value);
        LinkedListPrimitives.Link(list, null, node);
        return node;
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddLast(LinkedListNode{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddLast))]
    public static void AddLast<T>(LinkedList<T> list, LinkedListNode<T> node)
    {
        CheckFree(node, nameof(node));
        LinkedListPrimitives.Link(list, null, node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddBefore(LinkedListNode{T}, T)"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddBefore))]
    public static LinkedListNode<T> AddBefore<T>(LinkedList<T> list, LinkedListNode<T> node, T value)
    {
        CheckOwn(list, node);
        LinkedListNode<T> added = LinkedListPrimitives.NewNode(value);
        LinkedListPrimitives.Link(list, node, added);
        return added;
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddBefore(LinkedListNode{T}, LinkedListNode{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddBefore))]
    public static void AddBefore<T>(LinkedList<T> list, LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckOwn(list, node);
        CheckFree(newNode, nameof(newNode));
        LinkedListPrimitives.Link(list, node, newNode);
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddAfter(LinkedListNode{T}, T)"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddAfter))]
    public static LinkedListNode<T> AddAfter<T>(LinkedList<T> list, LinkedListNode<T> node, T value)
    {
        CheckOwn(list, node);
        LinkedListNode<T> added = LinkedListPrimitives.NewNode(value);
        LinkedListPrimitives.Link(list, LinkedListPrimitives.Next(node), added);
        return added;
    }

    /// <summary>Implements <see cref="LinkedList{T}.AddAfter(LinkedListNode{T}, LinkedListNode{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.AddAfter))]
    public static void AddAfter<T>(LinkedList<T> list, LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        CheckOwn(list, node);
        CheckFree(newNode, nameof(newNode));
        LinkedListPrimitives.Link(list, LinkedListPrimitives.Next(node), newNode);
    }

    /// <summary>Implements <see cref="LinkedList{T}.Remove(LinkedListNode{T})"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.Remove))]
    public static void Remove<T>(LinkedList<T> list, LinkedListNode<T> node)
    {
        CheckOwn(list, node);
        LinkedListPrimitives.Unlink(list, node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.Remove(T)"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.Remove))]
    public static bool Remove<T>(LinkedList<T> list, T value)
    {
        LinkedListNode<T>? node = Find(list, value);
        if (node is null)
            return false;
        LinkedListPrimitives.Unlink(list, node);
        return true;
    }

    /// <summary>Implements <see cref="LinkedList{T}.RemoveFirst"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.RemoveFirst))]
    public static void RemoveFirst<T>(LinkedList<T> list)
    {
        LinkedListNode<T>? node = LinkedListPrimitives.First(list);
        if (node is null)
            Throw.EmptyCollection("The LinkedList is");
        LinkedListPrimitives.Unlink(list, node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.RemoveLast"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.RemoveLast))]
    public static void RemoveLast<T>(LinkedList<T> list)
    {
        LinkedListNode<T>? node = LinkedListPrimitives.Last(list);
        if (node is null)
            Throw.EmptyCollection("The LinkedList is");
        LinkedListPrimitives.Unlink(list, node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.Clear"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.Clear))]
    public static void Clear<T>(LinkedList<T> list)
    {
        LinkedListNode<T>? node = LinkedListPrimitives.First(list);
        while (node is not null)
            node = LinkedListPrimitives.Unlink(list, node);
    }

    /// <summary>Implements <see cref="LinkedList{T}.Find"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.Find))]
    public static LinkedListNode<T>? Find<T>(LinkedList<T> list, T value)
    {
        LinkedListNode<T>? node = LinkedListPrimitives.First(list);
        while (node is not null)
        {
            if (AreEqual(Element(node), value))
                return node;
            node = LinkedListPrimitives.Next(node);
        }

        return null;
    }

    /// <summary>The elements.</summary>
    public static T[] ToArray<T>(LinkedList<T> list)
    {
        T[] items = new T[list.Count];
        LinkedListNode<T>? node = LinkedListPrimitives.First(list);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Element(node!);
            node = LinkedListPrimitives.Next(node!);
        }

        return items;
    }

    /// <summary>Implements <see cref="LinkedList{T}.CopyTo"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.CopyTo))]
    public static void CopyTo<T>(LinkedList<T> list, T[] array, int index)
    {
        T[] items = ToArray(list);
        ArrayImplementations.Copy(items, 0, array, index, items.Length);
    }

    /// <summary>Implements <see cref="LinkedList{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(LinkedList<>), nameof(LinkedList<int>.GetEnumerator))]
    public static LinkedListEnumerator<T> GetEnumerator<T>(LinkedList<T> list) => new(list);

    /// <summary>Whether two values are equal, which says nothing of derivatives.</summary>
    [NoDerivative]
    public static bool AreEqual<T>([NoDerivative] T a, [NoDerivative] T b) => EqualityComparer<T>.Default.Equals(a, b);

    /// <summary>Throws when a node is null or in a list.</summary>
    [NoDerivative]
    public static void CheckFree<T>([NoDerivative] LinkedListNode<T> node, string name)
    {
        Throw.IfNull(node, name);
        if (node.List is not null)
            throw new InvalidOperationException("The LinkedList node already belongs to a LinkedList.");
    }

    /// <summary>Throws when a node is null or not in the list.</summary>
    [NoDerivative]
    public static void CheckOwn<T>([NoDerivative] LinkedList<T> list, [NoDerivative] LinkedListNode<T> node)
    {
        Throw.IfNull(node, nameof(node));
        if (!ReferenceEquals(node.List, list))
            throw new InvalidOperationException("The LinkedList node does not belong to current LinkedList.");
    }
}
