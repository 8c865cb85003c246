using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>Elements of inline arrays, and of other structs that are a row of equal elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InlineArrayElements
{
    /// <summary>The address of an element; the index is not checked.</summary>
    /// <typeparam name="TArray">The struct.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    [ElementReference]
    public static ref TElement At<TArray, TElement>(ref TArray array, int index)
        where TArray : struct => ref Unsafe.Add(ref Unsafe.As<TArray, TElement>(ref array), index);

    /// <summary>
    /// The elements as if they were an array, for spans over them: what is done to it is done to the elements. Not there when the program runs.
    /// </summary>
    /// <typeparam name="TArray">The struct.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    public static TElement[] All<TArray, TElement>(ref TArray array)
        where TArray : struct => throw new NotSupportedException();

    /// <summary>The elements as a new array.</summary>
    /// <typeparam name="TArray">The struct.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    public static TElement[] Copy<TArray, TElement>(ref TArray array, int length)
        where TArray : struct
    {
        TElement[] copy = new TElement[length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = At<TArray, TElement>(ref array, i);
        return copy;
    }
}
