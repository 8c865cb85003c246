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
}
