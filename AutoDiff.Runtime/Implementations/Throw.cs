using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff.Implementations;

/// <summary>The exceptions that the framework's methods throw.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Throw
{
    /// <summary>Throws when an argument is null.</summary>
    public static void IfNull([NotNull] object? argument, string name)
    {
        if (argument is null)
            throw new ArgumentNullException(name);
    }

    /// <summary>Throws when a number is negative.</summary>
    public static void IfNegative(int number, string name)
    {
        if (number < 0)
            throw new ArgumentOutOfRangeException(name, "Non-negative number required.");
    }

    /// <summary>Throws when a range is not inside a collection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is negative.</exception>
    /// <exception cref="ArgumentException">The range ends beyond the collection.</exception>
    public static void IfNotInside(int index, int count, int length, string indexName, string countName)
    {
        IfNegative(index, indexName);
        IfNegative(count, countName);
        if (length - index < count)
            throw new ArgumentException(
                "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source "
                + "collection.");
    }

    /// <summary>Throws when an index is not that of an element.</summary>
    public static void IfNotElement(int index, int count, string name)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(name, "Index was out of range. Must be non-negative and less than the size of the collection.");
    }

    /// <summary>Throws when an index is neither that of an element nor one past the last.</summary>
    public static void IfNotPosition(int index, int count, string name)
    {
        if ((uint)index > (uint)count)
            throw new ArgumentOutOfRangeException(name, "Index must be within the bounds of the collection.");
    }

    /// <summary>Throws when a slice is not inside a span.</summary>
    public static void IfNotSlice(int start, int count, int length)
    {
        if ((uint)start > (uint)length || (uint)count > (uint)(length - start))
            throw new ArgumentOutOfRangeException(nameof(start));
    }

    /// <summary>Throws when an index is not inside a span or array.</summary>
    public static void IfOutsideArray(int index, int length)
    {
        if ((uint)index >= (uint)length)
            throw new IndexOutOfRangeException();
    }

    /// <summary>Throws when a destination is too short.</summary>
    public static void IfTooShort(int length, int needed)
    {
        if (length < needed)
            throw new ArgumentException("Destination is too short.", "destination");
    }

    /// <summary>Throws when a sequence has no elements.</summary>
    public static void IfEmpty(int count)
    {
        if (count == 0)
            throw new InvalidOperationException("Sequence contains no elements");
    }

    /// <summary>Throws when a collection changed while it was enumerated.</summary>
    public static void IfChanged(int before, int now)
    {
        if (before != now)
            throw new InvalidOperationException("Collection was modified; enumeration operation may not execute.");
    }

    /// <summary>An array neither grows nor shrinks.</summary>
    [DoesNotReturn]
    public static void FixedSize() => throw new NotSupportedException("Collection was of a fixed size.");

    /// <summary>Throws: no element satisfied the condition.</summary>
    [DoesNotReturn]
    public static void NoMatch() => throw new InvalidOperationException("Sequence contains no matching element");

    /// <summary>Throws: more than one element satisfied the condition.</summary>
    [DoesNotReturn]
    public static void MoreThanOne() => throw new InvalidOperationException("Sequence contains more than one element");

    /// <summary>Throws: the collection is empty.</summary>
    [DoesNotReturn]
    public static void EmptyCollection(string what) => throw new InvalidOperationException($"{what} empty.");

    /// <summary>Throws: there is no such key.</summary>
    [DoesNotReturn]
    public static void KeyNotFound<TKey>(TKey key) => throw new KeyNotFoundException($"The given key '{key}' was not present in the dictionary.");

    /// <summary>Throws: the key is there already.</summary>
    [DoesNotReturn]
    public static void DuplicateKey<TKey>(TKey key) => throw new ArgumentException($"An item with the same key has already been added. Key: {key}");

    /// <summary>A lazy value that its class makes by a constructor that nobody sees.</summary>
    /// <exception cref="NotDifferentiableException">Always.</exception>
    [DoesNotReturn]
    public static void WithoutFactory() =>
        throw new NotDifferentiableException(
            "cannot differentiate through a Lazy<T> that was made without a function: new Lazy<T>(() => new T()) is one with.");
}
