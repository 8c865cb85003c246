using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Objects as they are before their constructor runs. Generated code uses it; users need not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Allocation
{
    /// <summary>A new object of exactly the type <typeparamref name="T"/> with all fields zero.</summary>
    /// <typeparam name="T">A class that is not abstract.</typeparam>
    public static T Of<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors)] T>()
        where T : class => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    /// <summary>Zeroes every element of an array whose elements hold numbers only.</summary>
    /// <param name="array">An array of any rank.</param>
    public static void Clear(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Array.Clear(array);
    }

    /// <summary>Zeroes the numbers in the elements of an array and leaves the references in them.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">An array of any rank.</param>
    public static void ClearNumbers<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Slot<T>.Transform(ArrayShape<T>.Elements(array), LocalWalk.Instance);
    }
}
