using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary><see cref="HashSet{T}"/>: its elements are keys, and the shadow of a set has the same. Other members stay the framework's.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HashSetImplementations
{
    /// <summary>Implements <see cref="HashSet{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(HashSet<>), nameof(HashSet<int>.GetEnumerator))]
    public static HashSetEnumerator<T> GetEnumerator<T>(HashSet<T> set) => new(set);

    /// <summary>Fills an object of a class derived from <see cref="HashSet{T}"/>.</summary>
    [Implementation(typeof(HashSet<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(HashSet<T> set, [NoDerivative] IEnumerable<T> collection) => PutAll(set, collection);

    /// <summary>Fills an object of a class derived from <see cref="HashSet{T}"/>.</summary>
    [Implementation(typeof(HashSet<>), ImplementationAttribute.Filling)]
    public static void Fill<T>(HashSet<T> set, [NoDerivative] IEnumerable<T> collection, [NoDerivative] IEqualityComparer<T>? comparer) =>
        PutAll(set, collection);

    /// <summary>Puts elements in.</summary>
    [NoDerivative]
    public static void PutAll<T>([NoDerivative] HashSet<T> set, [NoDerivative] IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        set.UnionWith(collection);
    }

    /// <summary>Implements <see cref="HashSet{T}.Add"/>.</summary>
    [Implementation(typeof(HashSet<>), nameof(HashSet<int>.Add))]
    public static bool Add<T>(HashSet<T> set, [NoDerivative] T item) => Put(set, item);

    /// <summary>Implements <see cref="HashSet{T}.Remove"/>.</summary>
    [Implementation(typeof(HashSet<>), nameof(HashSet<int>.Remove))]
    public static bool Remove<T>(HashSet<T> set, [NoDerivative] T item) => TakeOut(set, item);

    /// <summary>Puts an element in; what it leads to is not differentiated by way of the set.</summary>
    [NoDerivative]
    public static bool Put<T>([NoDerivative] HashSet<T> set, [NoDerivative] T item)
    {
        Throw.IfNull(set, nameof(set));
        return set.Add(item);
    }

    /// <summary>Takes an element out.</summary>
    [NoDerivative]
    public static bool TakeOut<T>([NoDerivative] HashSet<T> set, [NoDerivative] T item)
    {
        Throw.IfNull(set, nameof(set));
        return set.Remove(item);
    }

    /// <summary>The elements in the order of enumeration.</summary>
    [NoDerivative]
    public static T[] Elements<T>([NoDerivative] HashSet<T> set)
    {
        T[] elements = new T[set.Count];
        set.CopyTo(elements);
        return elements;
    }
}
