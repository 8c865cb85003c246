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

    /// <summary>Whether an object is of the class itself, or one that would tell others what happens to it and has nobody to tell.</summary>
    [NoDerivative]
    public static bool IsPlain<T>([NoDerivative] IEnumerable<T> collection) =>
        collection.GetType() == typeof(Collection<T>)
        || (collection.GetType() == typeof(ObservableCollection<T>) && Unsafe.As<ObservableTwin<T>>(collection) is { Changed: null, Property: null });

    /// <summary>Whether an object is of a class that hands out its elements as they are.</summary>
    [NoDerivative]
    public static bool IsReadable<T>([NoDerivative] IEnumerable<T> collection) =>
        collection.GetType() == typeof(Collection<T>) || collection.GetType() == typeof(ObservableCollection<T>);

    /// <summary>A collection of nothing yet, which can be watched.</summary>
    [Primitive(nameof(NewObservableReverse))]
    public static ObservableCollection<T> NewObservable<T>() => [];

    /// <summary>Reverse of <see cref="NewObservable"/>.</summary>
    public static void NewObservableReverse<T>(ObservableCollection<T> result, Tape tape)
    {
    }

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

    /// <summary>Implements <see cref="ObservableCollection{T}()"/>.</summary>
    [Implementation(typeof(ObservableCollection<>), ".ctor")]
    public static ObservableCollection<T> CreateObservable<T>() => Observable(ListImplementations.Create<T>());

    /// <summary>Implements <see cref="ObservableCollection{T}(IEnumerable{T})"/>.</summary>
    [Implementation(typeof(ObservableCollection<>), ".ctor")]
    public static ObservableCollection<T> CreateObservable<T>(IEnumerable<T> collection)
    {
        Throw.IfNull(collection, nameof(collection));
        return Observable(ListImplementations.Create(collection));
    }

    /// <summary>Implements <see cref="ObservableCollection{T}(List{T})"/>.</summary>
    [Implementation(typeof(ObservableCollection<>), ".ctor")]
    public static ObservableCollection<T> CreateObservable<T>(List<T> list)
    {
        Throw.IfNull(list, nameof(list));
        return Observable(ListImplementations.Create<T>(list));
    }

    /// <summary>Implements the getter of <see cref="Collection{T}.this"/>.</summary>
    [Implementation(typeof(Collection<>), "get_Item")]
    public static T Get<T>(Collection<T> collection, int index) =>
        IsReadable(collection) ? InterfaceImplementations.OfList(Content(collection), index) : ((IList<T>)collection)[index];

    /// <summary>Implements the setter of <see cref="Collection{T}.this"/>.</summary>
    [Implementation(typeof(Collection<>), "set_Item")]
    public static void Set<T>(Collection<T> collection, int index, T value)
    {
        if (IsPlain(collection))
            InterfaceImplementations.SetInList(Content(collection), index, value);
        else
            ((IList<T>)collection)[index] = value;
    }

    /// <summary>Implements <see cref="Collection{T}.Add"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Add))]
    public static void Add<T>(Collection<T> collection, T item)
    {
        if (IsPlain(collection))
            InterfaceImplementations.AddToList(Content(collection), item);
        else
            ((ICollection<T>)collection).Add(item);
    }

    /// <summary>Implements <see cref="Collection{T}.Insert"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Insert))]
    public static void Insert<T>(Collection<T> collection, int index, T item)
    {
        if (IsPlain(collection))
            InterfaceImplementations.InsertIntoList(Content(collection), index, item);
        else
            ((IList<T>)collection).Insert(index, item);
    }

    /// <summary>Implements <see cref="Collection{T}.RemoveAt"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.RemoveAt))]
    public static void RemoveAt<T>(Collection<T> collection, int index)
    {
        if (IsPlain(collection))
            InterfaceImplementations.RemoveFromList(Content(collection), index);
        else
            ((IList<T>)collection).RemoveAt(index);
    }

    /// <summary>Implements <see cref="Collection{T}.Remove"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Remove))]
    public static bool Remove<T>(Collection<T> collection, [NoDerivative] T item)
    {
        int index = collection.IndexOf(item);
        if (index < 0)
            return false;
        RemoveAt(collection, index);
        return true;
    }

    /// <summary>Implements <see cref="ObservableCollection{T}.Move"/>.</summary>
    [Implementation(typeof(ObservableCollection<>), nameof(ObservableCollection<int>.Move))]
    public static void Move<T>(ObservableCollection<T> collection, int oldIndex, int newIndex)
    {
        T item = Get(collection, oldIndex);
        RemoveAt(collection, oldIndex);
        Insert(collection, newIndex, item);
    }

    /// <summary>Implements <see cref="Collection{T}.Clear"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.Clear))]
    public static void Clear<T>(Collection<T> collection)
    {
        if (IsPlain(collection))
            InterfaceImplementations.ClearList(Content(collection));
        else
            ((ICollection<T>)collection).Clear();
    }

    /// <summary>Implements <see cref="Collection{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.GetEnumerator))]
    public static SequenceEnumerator<T> GetEnumerator<T>(Collection<T> collection) => InterfaceImplementations.GetEnumerator(collection);

    /// <summary>Implements <see cref="Collection{T}.CopyTo"/>.</summary>
    [Implementation(typeof(Collection<>), nameof(Collection<int>.CopyTo))]
    public static void CopyTo<T>(Collection<T> collection, T[] array, int index) => InterfaceImplementations.CopyTo(collection, array, index);

    /// <summary>A collection with the same list, watched by the same.</summary>
    internal static ObservableCollection<T> Copy<T>(ObservableCollection<T> collection)
    {
        ObservableCollection<T> copy = [];
        var (to, from) = (Unsafe.As<ObservableTwin<T>>(copy), Unsafe.As<ObservableTwin<T>>(collection));
        (to.List, to.Changed, to.Property) = (from.List, from.Changed, from.Property);
        return copy;
    }

    private static ObservableCollection<T> Observable<T>(List<T> list)
    {
        ObservableCollection<T> collection = NewObservable<T>();
        Content(collection) = list;
        return collection;
    }

    /// <summary>Lies in memory as a collection does.</summary>
    private class Twin<T>
    {
        public IList<T> List = null!;
    }

    /// <summary>Lies in memory as a collection does that can be watched.</summary>
    private sealed class ObservableTwin<T> : Twin<T>
    {
        public object Monitor = null!;
        public int Depth = 0;
        public object? Changed;
        public object? Property;
    }
}
