using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="Collection{T}"/>: a list that classes derived from it keep watch over. Of those it is not known here what they do: for them each member ends in
/// the call of the interface.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Collections
{
    /// <summary>A collection of nothing yet.</summary>
    [Primitive(nameof(NewReverse))]
    public static Collection<T> New<T>() => [];

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(Collection<T> result, Tape tape)
    {
    }

    /// <summary>The address of the list.</summary>
    [ElementReference]
    public static ref IList<T> Content<T>(Collection<T> collection) => ref Unsafe.As<Twin<T>>(collection).List;

    /// <summary>Whether an object is of the class itself.</summary>
    [NoDerivative]
    public static bool IsPlain<T>([NoDerivative] IEnumerable<T> collection) => collection.GetType() == typeof(Collection<T>);

    /// <summary>Implements <see cref="Collection{T}()"/>.</summary>
    [Implementation(typeof(Collection<>), ".ctor")]
    public static Collection<T> Create<T>() => Create<T>(ListImplementations.Create<T>());

    /// <summary>Implements <see cref="Collection{T}(IList{T})"/>.</summary>
    [Implementation(typeof(Collection<>), ".ctor")]
    public static Collection<T> Create<T>(IList<T> list)
    {
        Throw.IfNull(list, nameof(list));
        Collection<T> collection = New<T>();
        Content(collection) = list;
        return collection;
    }

    /// <summary>Implements the getter of <see cref="Collection{T}.this"/>.</summary>
    [Implementation(typeof(Collection<>), "get_Item")]
    public static T Get<T>(Collection<T> collection, int index) =>
        IsPlain(collection) ? InterfaceImplementations.Get(Content(collection), index) : ((IList<T>)collection)[index];

    /// <summary>Implements the setter of <see cref="Collection{T}.this"/>.</summary>
    [Implementation(typeof(Collection<>), "set_Item")]
    public static void Set<T>(Collection<T> collection, int index, T value)
    {
        if (IsPlain(collection))
            InterfaceImplementations.Set(Content(collection), index, value);
        else
            ((IList<T>)collection)[index] = value;
    }

    /// <summary>Implements <see cref="Collection{T}.Add"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Add))]
    public static void Add<T>(Collection<T> collection, T item)
    {
        if (IsPlain(collection))
            InterfaceImplementations.Add(Content(collection), item);
        else
            ((ICollection<T>)collection).Add(item);
    }

    /// <summary>Implements <see cref="Collection{T}.Insert"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Insert))]
    public static void Insert<T>(Collection<T> collection, int index, T item)
    {
        if (IsPlain(collection))
            InterfaceImplementations.Insert(Content(collection), index, item);
        else
            ((IList<T>)collection).Insert(index, item);
    }

    /// <summary>Implements <see cref="Collection{T}.RemoveAt"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.RemoveAt))]
    public static void RemoveAt<T>(Collection<T> collection, int index)
    {
        if (IsPlain(collection))
            InterfaceImplementations.RemoveAt(Content(collection), index);
        else
            ((IList<T>)collection).RemoveAt(index);
    }

    /// <summary>Implements <see cref="Collection{T}.Clear"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Clear))]
    public static void Clear<T>(Collection<T> collection)
    {
        if (IsPlain(collection))
            InterfaceImplementations.Clear(Content(collection));
        else
            ((ICollection<T>)collection).Clear();
    }

    /// <summary>Implements <see cref="Collection{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.GetEnumerator))]
    public static SequenceEnumerator<T> GetEnumerator<T>(Collection<T> collection) => InterfaceImplementations.GetEnumerator(collection);

    /// <summary>Implements <see cref="Collection{T}.CopyTo"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.CopyTo))]
    public static void CopyTo<T>(Collection<T> collection, T[] array, int index) => InterfaceImplementations.CopyTo(collection, array, index);

    /// <summary>Lies in memory as a collection does.</summary>
    private sealed class Twin<T>
    {
        public IList<T> List = null!;
    }
}
