using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>Sequences as arrays.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sequences
{
    /// <summary>The elements of a sequence, to be read only: an array is returned as it is.</summary>
    public static T[] ToArray<T>(IEnumerable<T> source)
    {
        if (source is T[] array)
            return array;
        if (source is List<T> list)
            return ListImplementations.ToArray(list);
        if (source is Stack<T> stack)
            return StackPrimitives.Items(stack);
        if (source is Queue<T> queue)
            return QueuePrimitives.Items(queue);
        if (source is LinkedList<T> linked)
            return LinkedListImplementations.ToArray(linked);
        return Collect(source);
    }

    /// <summary>The elements of a sequence of another kind.</summary>
    public static T[] Collect<T>(IEnumerable<T> source)
    {
        T[] items = new T[4];
        int count = 0;
        IEnumerator<T> enumerator = source.GetEnumerator();
        while (enumerator.MoveNext())
        {
            if (count == items.Length)
                items = Resized(items, count, 2 * count);
            items[count] = enumerator.Current;
            count++;
        }

        enumerator.Dispose();
        return Resized(items, count, count);
    }

    /// <summary>An array of another length with the same first elements; the same array when the length is the same.</summary>
    public static T[] Resized<T>(T[] items, int count, int length)
    {
        if (items.Length == length)
            return items;
        T[] resized = new T[length];
        for (int i = 0; i < count; i++)
            resized[i] = items[i];
        return resized;
    }
}
