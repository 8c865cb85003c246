using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// The interfaces of sequences and lists, for arrays and the containers that are known. For others each ends in the call of the interface, which can be
/// differentiated where the class is known at build time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InterfaceImplementations
{
    /// <summary>Implements <see cref="IEnumerable{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(IEnumerable<>), nameof(IEnumerable<int>.GetEnumerator))]
    public static SequenceEnumerator<T> GetEnumerator<T>(IEnumerable<T> source)
    {
        T[] items = null!;
        IEnumerator<T>? other = null;
        if (Sequences.IsKnown(source))
            items = Sequences.ToArray(source);
        else
            other = source.GetEnumerator();
        return new SequenceEnumerator<T>(items, other);
    }

    /// <summary>Implements the getter of <see cref="IList{T}.this"/>.</summary>
    [Implementation(typeof(IList<>), "get_Item")]
    public static T Get<T>(IList<T> list, int index)
    {
        if (list is T[] array)
            return Element(array, index);
        if (list is List<T> known)
            return ListImplementations.Element(known, index);
        if (list is ReadOnlyCollection<T> view)
            return OfList(ReadOnlyCollections.Content(view), index);
        if (list is Collection<T> collection && Collections.IsReadable(collection))
            return OfList(Collections.Content(collection), index);
        if (list is ImmutableList<T> immutable)
            return ImmutableLists.Get(immutable, index);
        return list[index];
    }

    /// <summary>Implements the setter of <see cref="IList{T}.this"/>.</summary>
    [Implementation(typeof(IList<>), "set_Item")]
    public static void Set<T>(IList<T> list, int index, T value)
    {
        if (list is T[] array)
            Element(array, index) = value;
        else if (list is List<T> known)
            ListImplementations.Element(known, index) = value;
        else if (list is Collection<T> collection && Collections.IsPlain(collection))
            SetInList(Collections.Content(collection), index, value);
        else
            list[index] = value;
    }

    /// <summary>Implements the getter of <see cref="IReadOnlyList{T}.this"/>.</summary>
    [Implementation(typeof(IReadOnlyList<>), "get_Item")]
    public static T Get<T>(IReadOnlyList<T> list, int index)
    {
        if (list is T[] array)
            return Element(array, index);
        if (list is List<T> known)
            return ListImplementations.Element(known, index);
        if (list is ReadOnlyCollection<T> view)
            return OfList(ReadOnlyCollections.Content(view), index);
        if (list is Collection<T> collection && Collections.IsReadable(collection))
            return OfList(Collections.Content(collection), index);
        if (list is ImmutableList<T> immutable)
            return ImmutableLists.Get(immutable, index);
        return list[index];
    }

    /// <summary>Implements <see cref="ICollection{T}.Count"/>.</summary>
    [Implementation(typeof(ICollection<>), "get_Count")]
    public static int Count<T>(ICollection<T> collection)
    {
        if (collection is T[] array)
            return array.Length;
        if (collection is List<T> list)
            return list.Count;
        return CountOf(collection);
    }

    /// <summary>Implements <see cref="IReadOnlyCollection{T}.Count"/>.</summary>
    [Implementation(typeof(IReadOnlyCollection<>), "get_Count")]
    public static int Count<T>(IReadOnlyCollection<T> collection)
    {
        if (collection is T[] array)
            return array.Length;
        if (collection is List<T> list)
            return list.Count;
        return CountOf(collection);
    }

    /// <summary>Implements <see cref="ICollection{T}.Add"/>.</summary>
    [Implementation(typeof(ICollection<>), nameof(ICollection<int>.Add))]
    public static void Add<T>(ICollection<T> collection, T item)
    {
        if (collection is List<T> list)
            ListImplementations.Add(list, item);
        else if (collection is LinkedList<T> linked)
            LinkedListImplementations.AddLast(linked, item);
        else if (collection is T[])
            Throw.FixedSize();
        else if (collection is Collection<T> plain && Collections.IsPlain(plain))
            AddToList(Collections.Content(plain), item);
        else
            collection.Add(item);
    }

    /// <summary>Implements <see cref="ICollection{T}.Clear"/>.</summary>
    [Implementation(typeof(ICollection<>), nameof(ICollection<int>.Clear))]
    public static void Clear<T>(ICollection<T> collection)
    {
        if (collection is List<T> list)
            ListImplementations.Clear(list);
        else if (collection is LinkedList<T> linked)
            LinkedListImplementations.Clear(linked);
        else if (collection is T[])
            Throw.FixedSize();
        else if (collection is Collection<T> plain && Collections.IsPlain(plain))
            ClearList(Collections.Content(plain));
        else
            collection.Clear();
    }

    /// <summary>Implements <see cref="ICollection{T}.Remove"/>.</summary>
    [Implementation(typeof(ICollection<>), nameof(ICollection<int>.Remove))]
    public static bool Remove<T>(ICollection<T> collection, [NoDerivative] T item)
    {
        if (collection is List<T> list)
            return ListImplementations.Remove(list, item);
        if (collection is Collection<T> plain && Collections.IsPlain(plain))
            return Collections.Remove(plain, item);
        return collection.Remove(item);
    }

    /// <summary>Implements <see cref="ICollection{T}.CopyTo"/>.</summary>
    [Implementation(typeof(ICollection<>), nameof(ICollection<int>.CopyTo))]
    public static void CopyTo<T>(ICollection<T> collection, T[] array, int arrayIndex)
    {
        T[] items = Sequences.ToArray(collection);
        ArrayImplementations.Copy(items, 0, array, arrayIndex, items.Length);
    }

    /// <summary>Implements <see cref="IList{T}.Insert"/>.</summary>
    [Implementation(typeof(IList<>), nameof(IList<int>.Insert))]
    public static void Insert<T>(IList<T> list, int index, T item)
    {
        if (list is List<T> known)
            ListImplementations.Insert(known, index, item);
        else if (list is T[])
            Throw.FixedSize();
        else if (list is Collection<T> collection && Collections.IsPlain(collection))
            InsertIntoList(Collections.Content(collection), index, item);
        else
            list.Insert(index, item);
    }

    /// <summary>Implements <see cref="IList{T}.RemoveAt"/>.</summary>
    [Implementation(typeof(IList<>), nameof(IList<int>.RemoveAt))]
    public static void RemoveAt<T>(IList<T> list, int index)
    {
        if (list is List<T> known)
            ListImplementations.RemoveAt(known, index);
        else if (list is T[])
            Throw.FixedSize();
        else if (list is Collection<T> collection && Collections.IsPlain(collection))
            RemoveFromList(Collections.Content(collection), index);
        else
            list.RemoveAt(index);
    }

    /// <summary>Gives an element of the list behind a collection another value.</summary>
    internal static void SetInList<T>(IList<T> list, int index, T value)
    {
        if (list is List<T> known)
            ListImplementations.Element(known, index) = value;
        else if (list is T[] array)
            Element(array, index) = value;
        else
            list[index] = value;
    }

    /// <summary>Adds to the list behind a collection.</summary>
    internal static void AddToList<T>(IList<T> list, T item)
    {
        if (list is List<T> known)
            ListImplementations.Add(known, item);
        else
            list.Add(item);
    }

    /// <summary>Inserts into the list behind a collection.</summary>
    internal static void InsertIntoList<T>(IList<T> list, int index, T item)
    {
        if (list is List<T> known)
            ListImplementations.Insert(known, index, item);
        else
            list.Insert(index, item);
    }

    /// <summary>Removes from the list behind a collection.</summary>
    internal static void RemoveFromList<T>(IList<T> list, int index)
    {
        if (list is List<T> known)
            ListImplementations.RemoveAt(known, index);
        else
            list.RemoveAt(index);
    }

    /// <summary>Empties the list behind a collection.</summary>
    internal static void ClearList<T>(IList<T> list)
    {
        if (list is List<T> known)
            ListImplementations.Clear(known);
        else
            list.Clear();
    }

    /// <summary>An element of the list behind a view.</summary>
    internal static T OfList<T>(IList<T> list, int index) =>
        list is T[] array ? Element(array, index) : list is List<T> known ? ListImplementations.Element(known, index) : list[index];

    /// <summary>The address of an element, with the exception of lists.</summary>
    public static ref T Element<T>(T[] array, int index)
    {
        Throw.IfNotElement(index, array.Length, nameof(index));
        return ref array[index];
    }

    /// <summary>The number of elements of a collection of another kind.</summary>
    [NoDerivative]
    public static int CountOf<T>([NoDerivative] IEnumerable<T> collection) =>
        collection is ICollection<T> counted ? counted.Count : ((IReadOnlyCollection<T>)collection).Count;
}
