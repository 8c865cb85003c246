using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>
/// Numbers that the compiler puts into the assembly as data: what a collection expression of constants for a span is, or a <c>stackalloc</c> of constants.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConstantTables
{
    /// <summary>Implements <see cref="RuntimeHelpers.CreateSpan{T}"/>.</summary>
    [Implementation(typeof(RuntimeHelpers), nameof(RuntimeHelpers.CreateSpan))]
    public static ReadOnlySpanModel<T> CreateSpan<T>(RuntimeFieldHandle data) => new(Table<T>(data));

    /// <summary>An array that starts as a copy of the data.</summary>
    public static T[] Copy<T>(RuntimeFieldHandle data, int length)
    {
        T[] table = Table<T>(data), copy = new T[length];
        for (int i = 0; i < length; i++)
            copy[i] = table[i];
        return copy;
    }

    /// <summary>The data as an array.</summary>
    [NoDerivative]
    public static T[] Table<T>(RuntimeFieldHandle data) => RuntimeHelpers.CreateSpan<T>(data).ToArray();
}
