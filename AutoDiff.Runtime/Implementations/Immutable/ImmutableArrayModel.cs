using System.Collections.Immutable;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ImmutableArray{T}"/>: an array that nobody writes to.</summary>
[Model(typeof(ImmutableArray<>))]
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ImmutableArrayModel<T>
{
    /// <summary>The elements.</summary>
    public T[]? Items;

    /// <summary>Gets the number of elements.</summary>
    public readonly int Length => Items!.Length;

    /// <summary>Gets a value indicating whether there are no elements.</summary>
    public readonly bool IsEmpty => Items!.Length == 0;

    /// <summary>Gets a value indicating whether it was never made.</summary>
    public readonly bool IsDefault => Items is null;

    /// <summary>Gets a value indicating whether there are no elements.</summary>
    public readonly bool IsDefaultOrEmpty => Items is null || Items.Length == 0;

    /// <summary>An element.</summary>
    public readonly T this[int index] => Items![index];

    /// <summary>With these elements, which nobody else refers to.</summary>
    public static ImmutableArrayModel<T> Over(T[]? items)
    {
        ImmutableArrayModel<T> made = default;
        made.Items = items;
        return made;
    }

    /// <summary>The model of an immutable array that something holds.</summary>
    public static ImmutableArrayModel<T> Of(ImmutableArray<T> array) => Over(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(array));

    /// <summary>What a model stands for, for code that is not differentiated.</summary>
    public static ImmutableArray<T> Modelled(ImmutableArrayModel<T> model) =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(model.Items);

    /// <summary>The elements as a new array.</summary>
    public readonly T[] ToArray() => ArrayImplementations.Slice(Items!, 0, Items!.Length);

    /// <summary>The address of an element.</summary>
    public readonly ref readonly T ItemRef(int index) => ref Items![index];

    /// <summary>With another element at an index.</summary>
    public readonly ImmutableArrayModel<T> SetItem(int index, T item)
    {
        Throw.IfNotElement(index, Length, nameof(index));
        T[] copy = ToArray();
        copy[index] = item;
        return Over(copy);
    }

    /// <summary>With an element more.</summary>
    public readonly ImmutableArrayModel<T> Add(T item) => Insert(Length, item);

    /// <summary>With elements more.</summary>
    public readonly ImmutableArrayModel<T> AddRange(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        return Over(Joined(Items!, Sequences.ToArray(items)));
    }

    /// <summary>With elements more.</summary>
    public readonly ImmutableArrayModel<T> AddRange(ImmutableArrayModel<T> items) => Over(Joined(Items!, items.Items!));

    /// <summary>With elements more.</summary>
    public readonly ImmutableArrayModel<T> AddRange(params T[] items) => Over(Joined(Items!, items));

    /// <summary>With an element more.</summary>
    public readonly ImmutableArrayModel<T> Insert(int index, T item)
    {
        Throw.IfNotPosition(index, Length, nameof(index));
        T[] copy = new T[Length + 1];
        for (int i = 0; i < index; i++)
            copy[i] = Items![i];
        copy[index] = item;
        for (int i = index; i < Length; i++)
            copy[i + 1] = Items![i];
        return Over(copy);
    }

    /// <summary>Without an element.</summary>
    public readonly ImmutableArrayModel<T> RemoveAt(int index)
    {
        Throw.IfNotElement(index, Length, nameof(index));
        T[] copy = new T[Length - 1];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = Items![i < index ? i : i + 1];
        return Over(copy);
    }

    /// <summary>Some elements.</summary>
    public readonly ImmutableArrayModel<T> Slice(int start, int length)
    {
        Throw.IfNotSlice(start, length, Length);
        return Over(ArrayImplementations.Slice(Items!, start, length));
    }

    /// <summary>Copies the elements.</summary>
    public readonly void CopyTo(T[] destination) => ArrayImplementations.Copy(Items!, 0, destination, 0, Length);

    /// <summary>A span of the elements.</summary>
    public readonly ReadOnlySpanModel<T> AsSpan() => new(Items);

    /// <summary>Something to be changed, with these elements at first.</summary>
    public readonly ImmutableArrayBuilderModel<T> ToBuilder() => new(ToArray(), Length);

    /// <summary>Starts an enumeration.</summary>
    public readonly ImmutableArrayEnumerator<T> GetEnumerator()
    {
        _ = Length;
        return new(Items!);
    }

    private static T[] Joined(T[] first, T[] second)
    {
        T[] all = new T[first.Length + second.Length];
        for (int i = 0; i < first.Length; i++)
            all[i] = first[i];
        for (int i = 0; i < second.Length; i++)
            all[first.Length + i] = second[i];
        return all;
    }
}
