using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AutoDiff.Implementations;

/// <summary><see cref="List{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ListImplementations
{
    /// <summary>The address of an element.</summary>
    [ElementReference]
    public static ref T Element<T>(List<T> list, int index)
    {
        Throw.IfNotElement(index, list.Count, nameof(index));
        return ref CollectionsMarshal.AsSpan(list)[index];
    }

    /// <summary>Implements <see cref="List{T}()"/>.</summary>
    [Implementation(typeof(List<>), ".ctor")]
    public static List<T> Create<T>() => ListPrimitives.New<T>(0);

    /// <summary>Implements <see cref="List{T}(int)"/>.</summary>
    [Implementation(typeof(List<>), ".ctor")]
    public static List<T> Create<T>(int capacity)
    {
        Throw.IfNegative(capacity, nameof(capacity));
        return ListPrimitives.New<T>(capacity);
    }

    /// <summary>Implements <see cref="List{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(List<>), ".ctor")]
    public static List<T> Create<T>(IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        return FromArray(Sequences.ToArray(collection));
    }

    /// <summary>Fills an object of a class derived from <see cref="List{T}"/>.</summary>
    [Implementation(typeof(List<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(List<T> list, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        T[] items = Sequences.ToArray(collection);
        if (items.Length > list.Capacity)
            ListPrimitives.Move(list, items.Length);
        for (int i = 0; i < items.Length; i++)
            ListPrimitives.Append(list, items[i]);
    }

    /// <summary>A list of the elements of an array.</summary>
    public static List<T> FromArray<T>(T[] items)
    {
        List<T> list = ListPrimitives.New<T>(items.Length);
        for (int i = 0; i < items.Length; i++)
            ListPrimitives.Append(list, items[i]);
        return list;
    }

    /// <summary>Implements the getter of <see cref="List{T}.this"/>.</summary>
    [Implementation(typeof(List<>), "get_Item")]
    public static T Get<T>(List<T> list, int index) => Element(list, index);

    /// <summary>Implements the setter of <see cref="List{T}.this"/>.</summary>
    [Implementation(typeof(List<>), "set_Item")]
    public static void Set<T>(List<T> list, int index, T value) => Element(list, index) = value;

    /// <summary>Implements <see cref="List{T}.Add"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Add))]
    public static void Add<T>(List<T> list, T item)
    {
        CapacityImplementations.Reserve(list, list.Count + 1);
        ListPrimitives.Append(list, item);
    }

    /// <summary>Implements <see cref="List{T}.AddRange"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.AddRange))]
    public static void AddRange<T>(List<T> list, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        T[] items = Sequences.ToArray(collection);
        CapacityImplementations.Reserve(list, list.Count + items.Length);
        for (int i = 0; i < items.Length; i++)
            ListPrimitives.Append(list, items[i]);
    }

    /// <summary>Implements <see cref="List{T}.Insert"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Insert))]
    public static void Insert<T>(List<T> list, int index, T item)
    {
        Throw.IfNotPosition(index, list.Count, nameof(index));
        CapacityImplementations.Reserve(list, list.Count + 1);
        ListPrimitives.InsertAt(list, index, item);
    }

    /// <summary>Implements <see cref="List{T}.InsertRange"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.InsertRange))]
    public static void InsertRange<T>(List<T> list, int index, IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        Throw.IfNotPosition(index, list.Count, nameof(index));
        T[] items = Sequences.ToArray(collection);
        CapacityImplementations.Reserve(list, list.Count + items.Length);
        for (int i = 0; i < items.Length; i++)
            ListPrimitives.InsertAt(list, index + i, items[i]);
    }

    /// <summary>Implements <see cref="List{T}.RemoveAt"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.RemoveAt))]
    public static void RemoveAt<T>(List<T> list, int index)
    {
        Throw.IfNotElement(index, list.Count, nameof(index));
        ListPrimitives.RemoveAt(list, index);
    }

    /// <summary>Implements <see cref="List{T}.Remove"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Remove))]
    public static bool Remove<T>(List<T> list, [NoDerivative] T item)
    {
        int index = list.IndexOf(item);
        if (index < 0)
            return false;
        RemoveAt(list, index);
        return true;
    }

    /// <summary>Implements <see cref="List{T}.RemoveRange"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.RemoveRange))]
    public static void RemoveRange<T>(List<T> list, int index, int count)
    {
        Throw.IfNotInside(index, count, list.Count, nameof(index), nameof(count));
        for (int i = index; i < list.Count - count; i++)
            Element(list, i) = Element(list, i + count);
        Shorten(list, list.Count - count);
    }

    /// <summary>Implements <see cref="List{T}.RemoveAll"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.RemoveAll))]
    public static int RemoveAll<T>(List<T> list, Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        int before = list.Count;
        int kept = 0;
        for (int i = 0; i < before; i++)
        {
            T item = Element(list, i);
            if (!match(item))
            {
                Element(list, kept) = item;
                kept++;
            }
        }

        Shorten(list, kept);
        return before - kept;
    }

    /// <summary>Implements <see cref="List{T}.Clear"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Clear))]
    public static void Clear<T>(List<T> list) => Shorten(list, 0);

    /// <summary>Removes elements from the end.</summary>
    public static void Shorten<T>(List<T> list, int count)
    {
        for (int i = list.Count - 1; i >= count; i--)
            ListPrimitives.RemoveAt(list, i);
    }

    /// <summary>Implements <see cref="List{T}.Reverse()"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Reverse))]
    public static void Reverse<T>(List<T> list) => Reverse(list, 0, list.Count);

    /// <summary>Implements <see cref="List{T}.Reverse(int, int)"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Reverse))]
    public static void Reverse<T>(List<T> list, int index, int count)
    {
        Throw.IfNotInside(index, count, list.Count, nameof(index), nameof(count));
        for (int i = 0; i < count / 2; i++)
        {
            int left = index + i;
            int right = index + count - 1 - i;
            T item = Element(list, left);
            Element(list, left) = Element(list, right);
            Element(list, right) = item;
        }
    }

    /// <summary>Implements <see cref="List{T}.ToArray"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.ToArray))]
    public static T[] ToArray<T>(List<T> list)
    {
        T[] array = new T[list.Count];
        for (int i = 0; i < array.Length; i++)
            array[i] = Element(list, i);
        return array;
    }

    /// <summary>Implements <see cref="List{T}.GetRange"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.GetRange))]
    [Implementation(typeof(List<>), "Slice")]
    public static List<T> GetRange<T>(List<T> list, int index, int count)
    {
        Throw.IfNotInside(index, count, list.Count, nameof(index), nameof(count));
        List<T> range = ListPrimitives.New<T>(count);
        for (int i = 0; i < count; i++)
            ListPrimitives.Append(range, Element(list, index + i));
        return range;
    }

    /// <summary>Implements <see cref="List{T}.CopyTo(T[])"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.CopyTo))]
    public static void CopyTo<T>(List<T> list, T[] array) => CopyTo(list, array, 0);

    /// <summary>Implements <see cref="List{T}.CopyTo(T[], int)"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.CopyTo))]
    public static void CopyTo<T>(List<T> list, T[] array, int arrayIndex) => CopyTo(list, 0, array, arrayIndex, list.Count);

    /// <summary>Implements <see cref="List{T}.CopyTo(int, T[], int, int)"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.CopyTo))]
    public static void CopyTo<T>(List<T> list, int index, T[] array, int arrayIndex, int count)
    {
        Throw.IfNull(array, nameof(array));
        Throw.IfNotInside(index, count, list.Count, nameof(index), nameof(count));
        Throw.IfNotInside(arrayIndex, count, array.Length, nameof(arrayIndex), nameof(count));
        for (int i = 0; i < count; i++)
            array[arrayIndex + i] = Element(list, index + i);
    }

    /// <summary>Implements <see cref="List{T}.ForEach"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.ForEach))]
    public static void ForEach<T>(List<T> list, Action<T> action)
    {
        Throw.IfNull(action, nameof(action));
        int count = list.Count;
        for (int i = 0; i < count; i++)
        {
            action(Element(list, i));
            Throw.IfChanged(count, list.Count);
        }
    }

    /// <summary>Implements <see cref="List{T}.ConvertAll{TOutput}"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.ConvertAll))]
    public static List<TOutput> ConvertAll<T, TOutput>(List<T> list, Converter<T, TOutput> converter)
    {
        Throw.IfNull(converter, nameof(converter));
        List<TOutput> converted = ListPrimitives.New<TOutput>(list.Count);
        for (int i = 0; i < list.Count; i++)
            ListPrimitives.Append(converted, converter(Element(list, i)));
        return converted;
    }

    /// <summary>Implements <see cref="List{T}.Find"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Find))]
    public static T? Find<T>(List<T> list, Predicate<T> match)
    {
        int index = FindIndex(list, match);
        return index < 0 ? default : Element(list, index);
    }

    /// <summary>Implements <see cref="List{T}.FindIndex(Predicate{T})"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.FindIndex))]
    public static int FindIndex<T>(List<T> list, Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        for (int i = 0; i < list.Count; i++)
        {
            if (match(Element(list, i)))
                return i;
        }

        return -1;
    }

    /// <summary>Implements <see cref="List{T}.FindLast"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.FindLast))]
    public static T? FindLast<T>(List<T> list, Predicate<T> match)
    {
        int index = FindLastIndex(list, match);
        return index < 0 ? default : Element(list, index);
    }

    /// <summary>Implements <see cref="List{T}.FindLastIndex(Predicate{T})"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.FindLastIndex))]
    public static int FindLastIndex<T>(List<T> list, Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (match(Element(list, i)))
                return i;
        }

        return -1;
    }

    /// <summary>Implements <see cref="List{T}.FindAll"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.FindAll))]
    public static List<T> FindAll<T>(List<T> list, Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        List<T> found = ListPrimitives.New<T>(0);
        for (int i = 0; i < list.Count; i++)
        {
            if (match(Element(list, i)))
                ListPrimitives.Append(found, Element(list, i));
        }

        return found;
    }

    /// <summary>Implements <see cref="List{T}.TrueForAll"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.TrueForAll))]
    public static bool TrueForAll<T>(List<T> list, Predicate<T> match)
    {
        Throw.IfNull(match, nameof(match));
        for (int i = 0; i < list.Count; i++)
        {
            if (!match(Element(list, i)))
                return false;
        }

        return true;
    }

    /// <summary>Implements <see cref="List{T}.Exists"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.Exists))]
    public static bool Exists<T>(List<T> list, Predicate<T> match) => FindIndex(list, match) >= 0;

    /// <summary>Implements <see cref="List{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.GetEnumerator))]
    public static ListEnumerator<T> GetEnumerator<T>(List<T> list) => new(list);
}
