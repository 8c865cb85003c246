using System.Collections.Immutable;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Model of <see cref="ImmutableArray{T}.Builder"/>.</summary>
[Model(typeof(ImmutableArray<>.Builder))]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableArrayBuilderModel<T>
{
    /// <summary>The elements, and room for more.</summary>
    public T[] Items;

    /// <summary>How many elements there are.</summary>
    public int Size;

    /// <summary>With elements in an array that nobody else refers to.</summary>
    public ImmutableArrayBuilderModel(T[] items, int size)
    {
        Items = items;
        Size = size;
    }

    /// <summary>Gets the number of elements.</summary>
    public int Count => Size;

    /// <summary>Gets the number of elements there is room for.</summary>
    public int Capacity => Items.Length;

    /// <summary>An element.</summary>
    public T this[int index]
    {
        get
        {
            Throw.IfOutsideArray(index, Size);
            return Items[index];
        }

        set
        {
            Throw.IfOutsideArray(index, Size);
            Items[index] = value;
        }
    }

    /// <summary>Adds an element.</summary>
    public void Add(T item)
    {
        if (Size == Items.Length)
            Items = Sequences.Resized(Items, Size, Size < 4 ? 8 : 2 * Size);
        Items[Size] = item;
        Size++;
    }

    /// <summary>Adds elements.</summary>
    public void AddRange(IEnumerable<T> items)
    {
        Throw.IfNull(items, nameof(items));
        T[] added = Sequences.ToArray(items);
        for (int i = 0; i < added.Length; i++)
            Add(added[i]);
    }

    /// <summary>Adds elements.</summary>
    public void AddRange(params T[] items) => AddRange((IEnumerable<T>)items);

    /// <summary>The elements, as they are now.</summary>
    public ImmutableArrayModel<T> ToImmutable() => ImmutableArrayModel<T>.Over(ToArray());

    /// <summary>The elements as a new array.</summary>
    public T[] ToArray() => ArrayImplementations.Slice(Items, 0, Size);
}
