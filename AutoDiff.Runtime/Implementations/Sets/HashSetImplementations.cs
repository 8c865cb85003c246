using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="HashSet{T}"/>: its elements are keys, and the shadow of a set has the same. Other members stay the framework's.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HashSetImplementations
{
    /// <summary>Implements <see cref="HashSet{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(HashSet<>), nameof(HashSet<int>.GetEnumerator))]
    public static HashSetEnumerator<T> GetEnumerator<T>(HashSet<T> set) => new(set);

    /// <summary>The elements in the order of enumeration.</summary>
    [NoDerivative]
    public static T[] Elements<T>([NoDerivative] HashSet<T> set)
    {
        T[] elements = new T[set.Count];
        set.CopyTo(elements);
        return elements;
    }
}
