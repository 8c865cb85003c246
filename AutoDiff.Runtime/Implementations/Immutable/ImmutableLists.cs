using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="ImmutableList{T}"/>: a tree that nobody writes to once it is handed out. A changed list is a new one, made of the elements of the old.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImmutableLists
{
    /// <summary>A list of default elements, to be given others before anybody sees it.</summary>
    [Primitive(nameof(NewReverse))]
    public static ImmutableList<T> New<T>(int count) => ImmutableList.CreateRange(new T[count]);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(int count, ImmutableList<T> result, Tape tape)
    {
    }

    /// <summary>The address of an element.</summary>
    [ElementReference]
    public static ref T Element<T>(ImmutableList<T> list, int index) => ref Unsafe.AsRef(in list.ItemRef(index));

    /// <summary>Implements <see cref="ImmutableList{T}.Empty"/> and <see cref="ImmutableList.Create{T}()"/>.</summary>
    [Implementation(typeof(ImmutableList<>), "get_Empty")]
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.Create))]
    public static ImmutableList<T> Empty<T>() => New<T>(0);

    /// <summary>Implements <see cref="ImmutableList.Create{T}(T)"/>.</summary>
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.Create))]
    public static ImmutableList<T> Create<T>(T item)
    {
        ImmutableList<T> made = New<T>(1);
        Element(made, 0) = item;
        return made;
    }

    /// <summary>Implements <see cref="ImmutableList.Create{T}(T[])"/>.</summary>
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.Create))]
    public static ImmutableList<T> Create<T>(T[] items)
    {
        Throw.IfNull(items, nameof(items));
        return Of(items);
    }

    /// <summary>Implements <see cref="ImmutableList.Create{T}(ReadOnlySpan{T})"/>.</summary>
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.Create))]
    public static ImmutableList<T> Create<T>(ReadOnlySpanModel<T> items) => Of(items.ToArray());

    /// <summary>Implements <see cref="ImmutableList.CreateRange{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.CreateRange))]
    [Implementation(typeof(ImmutableList), nameof(ImmutableList.ToImmutableList))]
    public static ImmutableList<T> CreateRange<T>(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        return items is ImmutableList<T> list ? list : Of(Sequences.ToArray(items));
    }

    /// <summary>Implements the getter of <see cref="ImmutableList{T}.this"/>.</summary>
    [Implementation(typeof(ImmutableList<>), "get_Item")]
    public static T Get<T>(ImmutableList<T> list, int index)
    {
        Throw.IfNotElement(index, list.Count, nameof(index));
        return Element(list, index);
    }

    /// <summary>Implements <see cref="ImmutableList{T}.Add"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.Add))]
    public static ImmutableList<T> Add<T>(ImmutableList<T> list, T value) => Insert(list, list.Count, value);

    /// <summary>Implements <see cref="ImmutableList{T}.Insert"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.Insert))]
    public static ImmutableList<T> Insert<T>(ImmutableList<T> list, int index, T item)
    {
        int count = list.Count;
        Throw.IfNotPosition(index, count, nameof(index));
        ImmutableList<T> made = New<T>(count + 1);
        for (int i = 0; i < index; i++)
            Element(made, i) = Element(list, i);
        Element(made, index) = item;
        for (int i = index; i < count; i++)
            Element(made, i + 1) = Element(list, i);
        return made;
    }

    /// <summary>Implements <see cref="ImmutableList{T}.AddRange"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.AddRange))]
    public static ImmutableList<T> AddRange<T>(ImmutableList<T> list, IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        T[] more = Sequences.ToArray(items);
        int count = list.Count;
        ImmutableList<T> made = New<T>(count + more.Length);
        for (int i = 0; i < count; i++)
            Element(made, i) = Element(list, i);
        for (int i = 0; i < more.Length; i++)
            Element(made, count + i) = more[i];
        return made;
    }

    /// <summary>Implements <see cref="ImmutableList{T}.SetItem"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.SetItem))]
    public static ImmutableList<T> SetItem<T>(ImmutableList<T> list, int index, T value)
    {
        int count = list.Count;
        Throw.IfNotElement(index, count, nameof(index));
        ImmutableList<T> made = New<T>(count);
        for (int i = 0; i < count; i++)
            Element(made, i) = Element(list, i);
        Element(made, index) = value;
        return made;
    }

    /// <summary>Implements <see cref="ImmutableList{T}.RemoveAt"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.RemoveAt))]
    public static ImmutableList<T> RemoveAt<T>(ImmutableList<T> list, int index)
    {
        int count = list.Count;
        Throw.IfNotElement(index, count, nameof(index));
        ImmutableList<T> made = New<T>(count - 1);
        for (int i = 0; i < index; i++)
            Element(made, i) = Element(list, i);
        for (int i = index + 1; i < count; i++)
            Element(made, i - 1) = Element(list, i);
        return made;
    }

    /// <summary>Implements <see cref="ImmutableList{T}.Clear"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.Clear))]
    public static ImmutableList<T> Clear<T>([NoDerivative] ImmutableList<T> list)
    {
        Throw.IfNull(list, nameof(list));
        return New<T>(0);
    }

    /// <summary>The elements.</summary>
    [Primitive(nameof(ItemsReverse))]
    public static T[] Items<T>(ImmutableList<T> list)
    {
        // In its own order, which a walk through the tree finds faster than index by index.
        T[] items = new T[list.Count];
        list.CopyTo(items);
        return items;
    }

    /// <summary>Reverse of <see cref="Items"/>: the numbers of the array go back to where they came from.</summary>
    public static void ItemsReverse<T>(ImmutableList<T> list, T[] result, Tape tape)
    {
        for (int i = 0; i < result.Length; i++)
        {
            ref T slot = ref Element(list, i);
            slot = TangentArithmetic<T>.Sum(slot, result[i]);
            result[i] = TangentArithmetic<T>.Cleared(result[i]);
        }
    }

    /// <summary>Implements <see cref="ImmutableList{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.GetEnumerator))]
    public static ImmutableListEnumerator<T> GetEnumerator<T>(ImmutableList<T> list) => new(list);

    /// <summary>Implements <see cref="ImmutableList{T}.CopyTo(T[])"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.CopyTo))]
    public static void CopyTo<T>(ImmutableList<T> list, T[] array) => CopyTo(list, array, 0);

    /// <summary>Implements <see cref="ImmutableList{T}.CopyTo(T[], int)"/>.</summary>
    [Implementation(typeof(ImmutableList<>), nameof(ImmutableList<int>.CopyTo))]
    public static void CopyTo<T>(ImmutableList<T> list, T[] array, int arrayIndex) =>
        ArrayImplementations.Copy(Items(list), 0, array, arrayIndex, list.Count);

    private static ImmutableList<T> Of<T>(T[] items)
    {
        ImmutableList<T> made = New<T>(items.Length);
        for (int i = 0; i < items.Length; i++)
            Element(made, i) = items[i];
        return made;
    }
}
