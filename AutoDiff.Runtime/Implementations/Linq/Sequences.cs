using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

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
        if (source is OrderedArray<T> ordered)
            return ordered.Items;
        if (source is Group<T> group)
            return group.Items;
        if (source is ReadOnlyCollection<T> view)
            return OfList(ReadOnlyCollections.Content(view));
        if (source is Collection<T> collection && Collections.IsReadable(collection))
            return OfList(Collections.Content(collection));
        if (source is ImmutableList<T> immutable)
            return ImmutableLists.Items(immutable);
        return Collect(source, int.MaxValue);
    }

    /// <summary>The elements of the list behind a view, which is an array or a list most of the time.</summary>
    private static T[] OfList<T>(IList<T> source) =>
        source is T[] array ? array : source is List<T> list ? ListImplementations.ToArray(list) : Collect(source, int.MaxValue);

    /// <summary>The elements of a sequence, or the first of them: one that may have no end is not followed any further.</summary>
    public static T[] ToArray<T>(IEnumerable<T> source, int most) =>
        IsKnown(source) ? ToArray(source) : Collect(source, most < 0 ? 0 : most);

    /// <summary>Whether a sequence is of a kind whose elements are reached without enumerating it.</summary>
    public static bool IsKnown<T>(IEnumerable<T> source) =>
        source is T[] || source is List<T> || source is Stack<T> || source is Queue<T> || source is LinkedList<T> || source is OrderedArray<T>
            || source is Group<T> || source is ReadOnlyCollection<T> || (source is Collection<T> && Collections.IsReadable(source))
            || source is ImmutableList<T>;

    /// <summary>The elements of a sequence of another kind, up to a number.</summary>
    public static T[] Collect<T>(IEnumerable<T> source, int most)
    {
        T[] items = new T[4];
        int count = 0;
        IEnumerator<T> enumerator = source.GetEnumerator();
        while (count < most && enumerator.MoveNext())
        {
            if (count == items.Length)
                items = Resized(items, count, 2 * count);
            items[count] = enumerator.Current;
            count++;
        }

        enumerator.Dispose();
        return Resized(items, count, count);
    }

    /// <summary>Takes the place of <see cref="Collect"/> where it is not known at build time what enumerates the sequence.</summary>
    /// <exception cref="NotDifferentiableException">Always.</exception>
    [NoDerivative]
    [DoesNotReturn]
    public static T[] Refuse<T>([NoDerivative] IEnumerable<T> source, int most)
    {
        _ = most;
        Throw.IfNull(source, nameof(source));
        throw new NotDifferentiableException(
            $"cannot differentiate through a sequence of the class {source.GetType()}: how it makes its elements is not known at build time. Call ToArray() "
            + $"before the function that is differentiated, or use an array or a List<{typeof(T).Name}>.");
    }

    /// <summary>Takes the place of the elements of an array of many dimensions, or of values behind an interface that says nothing of them.</summary>
    /// <exception cref="NotDifferentiableException">Always.</exception>
    [NoDerivative]
    [DoesNotReturn]
    public static object[] RefuseCast([NoDerivative] System.Collections.IEnumerable source)
    {
        Throw.IfNull(source, nameof(source));
        throw new NotDifferentiableException(
            $"cannot differentiate through a cast of the elements of the class {source.GetType()}: loop over it, or use an array of at most five dimensions.");
    }

    /// <summary>An array of the same elements.</summary>
    public static T[] Copied<T>(T[] items)
    {
        T[] copied = new T[items.Length];
        for (int i = 0; i < copied.Length; i++)
            copied[i] = items[i];
        return copied;
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
