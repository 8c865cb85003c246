using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AutoDiff.Implementations;

/// <summary><see cref="ReadOnlyCollection{T}"/>: a list that others may write to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReadOnlyCollections
{
    /// <summary>A view of nothing yet.</summary>
    [Primitive(nameof(NewReverse))]
    public static ReadOnlyCollection<T> New<T>() => new([]);

    /// <summary>Reverse of <see cref="New"/>.</summary>
    public static void NewReverse<T>(ReadOnlyCollection<T> result, Tape tape)
    {
    }

    /// <summary>The address of the list.</summary>
    [ElementReference]
    public static ref IList<T> Content<T>(ReadOnlyCollection<T> collection) => ref Unsafe.As<Twin<T>>(collection).List;

    /// <summary>Implements the constructor of <see cref="ReadOnlyCollection{T}"/>.</summary>
    [Implementation(typeof(ReadOnlyCollection<>), ".ctor")]
    public static ReadOnlyCollection<T> Create<T>(IList<T> list)
    {
        Throw.IfNull(list, nameof(list));
        ReadOnlyCollection<T> view = New<T>();
        Content(view) = list;
        return view;
    }

    /// <summary>Implements <see cref="List{T}.AsReadOnly"/>.</summary>
    [Implementation(typeof(List<>), nameof(List<int>.AsReadOnly))]
    public static ReadOnlyCollection<T> Of<T>(List<T> list) => Create<T>(list);

    /// <summary>Implements <see cref="Array.AsReadOnly{T}(T[])"/>.</summary>
    [Implementation(typeof(Array), nameof(Array.AsReadOnly))]
    public static ReadOnlyCollection<T> Of<T>(T[] array)
    {
        Throw.IfNull(array, nameof(array));
        return Create<T>(array);
    }

    /// <summary>Implements the getter of <see cref="ReadOnlyCollection{T}.this"/>.</summary>
    [Implementation(typeof(ReadOnlyCollection<>), "get_Item")]
    public static T Get<T>(ReadOnlyCollection<T> collection, int index) => InterfaceImplementations.Get(Content(collection), index);

    /// <summary>Implements <see cref="ReadOnlyCollection{T}.Count"/>.</summary>
    [Implementation(typeof(ReadOnlyCollection<>), "get_Count")]
    public static int Count<T>(ReadOnlyCollection<T> collection) => InterfaceImplementations.Count(Content(collection));

    /// <summary>Implements <see cref="ReadOnlyCollection{T}.GetEnumerator"/>.</summary>
    [Implementation(typeof(ReadOnlyCollection<>), nameof(ReadOnlyCollection<int>.GetEnumerator))]
    public static SequenceEnumerator<T> GetEnumerator<T>(ReadOnlyCollection<T> collection) => InterfaceImplementations.GetEnumerator(Content(collection));

    /// <summary>Implements <see cref="ReadOnlyCollection{T}.CopyTo"/>.</summary>
    [Implementation(typeof(ReadOnlyCollection<>), nameof(ReadOnlyCollection<int>.CopyTo))]
    public static void CopyTo<T>(ReadOnlyCollection<T> collection, T[] array, int index) =>
        InterfaceImplementations.CopyTo(Content(collection), array, index);

    /// <summary>Lies in memory as a view does.</summary>
    private sealed class Twin<T>
    {
        public IList<T> List = null!;
    }
}
