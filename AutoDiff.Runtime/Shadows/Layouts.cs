using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>
/// The types whose objects can be reached from an argument of an operator, as the weaver found them: with them, nothing has to be found out by reflection and
/// no code has to be generated at run time. Woven assemblies add what they know; users need not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Layouts
{
    internal const DynamicallyAccessedMemberTypes Fields = DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;

    private static readonly ConcurrentQueue<Func<Type, Shape?>> s_sources = new();
    private static readonly ConcurrentDictionary<Type, bool> s_declared = new();

    /// <summary>Adds what an assembly knows.</summary>
    /// <param name="source">Gives the shape of the objects of a class, or null.</param>
    public static void Add(Func<Type, Shape?> source) => s_sources.Enqueue(source);

    /// <summary>Objects of a class.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="fields">Its fields.</param>
    public static Shape OfClass<T>(Layout<T> fields)
        where T : class => new ClassShape<T>(fields);

    /// <summary>Objects of a class that derives from a container of the framework.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="fields">Its own fields.</param>
    /// <param name="container">The shape of the container.</param>
    public static Shape OfDerivedContainer<T>(Layout<T> fields, Shape container)
        where T : class => new DerivedContainerShape(new ClassShape<T>(fields), container);

    /// <summary>Values of a struct.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    /// <param name="fields">Its fields.</param>
    public static Shape OfStruct<T>(Layout<T> fields)
        where T : struct => new BoxShape<T>(fields);

    /// <summary>Structs that are a row of equal elements.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    public static Shape OfRow<T, TElement>()
        where T : struct => new BoxShape<T>(new RowLayout<T, TElement>());

    /// <summary>Values that may be missing.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    public static Shape OfNullable<T>()
        where T : struct => new NullableShape<T>();

    /// <summary>Pairs as dictionaries enumerate them.</summary>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    public static Shape OfPair<TKey, TValue>() => new BoxShape<KeyValuePair<TKey, TValue>>(new PairLayout<TKey, TValue>());

    /// <summary>Classes of the framework that are nothing but their fields, which no code outside can name.</summary>
    /// <typeparam name="T">The class.</typeparam>
    public static Shape OfFrameworkClass<[DynamicallyAccessedMembers(Fields)] T>()
        where T : class
    {
        Declare<T>();
        return new ReflectedShape(typeof(T));
    }

    /// <summary>Structs of the framework with fields that no code outside can name.</summary>
    /// <typeparam name="T">The struct.</typeparam>
    public static Shape OfFrameworkStruct<[DynamicallyAccessedMembers(Fields)] T>()
        where T : struct
    {
        Declare<T>();
        return new BoxShape<T>(new ReflectedLayout<T>());
    }

    /// <summary>Arrays of any rank.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfArray<T>() => new ArrayShape<T>();

    /// <summary>Objects of <see cref="List{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfList<T>() => new ListShape<T>();

    /// <summary>Objects of <see cref="Dictionary{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfDictionary<TKey, TValue>()
        where TKey : notnull => new DictionaryShape<TKey, TValue>();

    /// <summary>Objects of <see cref="SortedDictionary{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfSortedDictionary<TKey, TValue>()
        where TKey : notnull => new SortedDictionaryShape<TKey, TValue>();

    /// <summary>Objects of <see cref="SortedList{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfSortedList<TKey, TValue>()
        where TKey : notnull => new SortedListShape<TKey, TValue>();

    /// <summary>Objects of <see cref="Stack{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfStack<T>() => new StackShape<T>();

    /// <summary>Objects of <see cref="Queue{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfQueue<T>() => new QueueShape<T>();

    /// <summary>Objects of <see cref="LinkedList{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfLinkedList<T>() => new LinkedListShape<T>();

    /// <summary>Objects of <see cref="LinkedListNode{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfLinkedListNode<T>() => new LinkedListNodeShape<T>();

    /// <summary>Objects of <see cref="HashSet{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfHashSet<T>() => new HashSetShape<T>();

    /// <summary>Objects of <see cref="SortedSet{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfSortedSet<T>() => new SortedSetShape<T>();

    /// <summary>Objects of <see cref="PriorityQueue{TElement, TPriority}"/>.</summary>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    /// <typeparam name="TPriority">The type of the priorities.</typeparam>
    public static Shape OfPriorityQueue<TElement, TPriority>() => new PriorityQueueShape<TElement, TPriority>();

    /// <summary>Objects of <see cref="ObservableCollection{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfObservableCollection<T>() => new ObservableCollectionShape<T>();

    /// <summary>Objects of <see cref="ImmutableList{T}"/>.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    public static Shape OfImmutableList<T>() => new ImmutableListShape<T>();

    /// <summary>Objects of <see cref="ReadOnlyDictionary{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfReadOnlyDictionary<TKey, TValue>()
        where TKey : notnull => new ReadOnlyDictionaryShape<TKey, TValue>();

    /// <summary>Objects of <see cref="ConcurrentDictionary{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfConcurrentDictionary<TKey, TValue>()
        where TKey : notnull => new ConcurrentDictionaryShape<TKey, TValue>();

    /// <summary>Objects of <see cref="ImmutableDictionary{TKey, TValue}"/>.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    public static Shape OfImmutableDictionary<TKey, TValue>()
        where TKey : notnull => new ImmutableDictionaryShape<TKey, TValue>();

    /// <summary>Objects of <see cref="Lazy{T}"/>.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    public static Shape OfLazy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>() => new LazyShape<T>();

    /// <summary>What some assembly knows of a type.</summary>
    internal static Shape? Find(Type type)
    {
        foreach (var source in s_sources)
        {
            try
            {
                if (source(type) is { } shape)
                    return shape;
            }
            catch (Exception missing) when (missing is TypeLoadException or IOException)
            {
                // A program may run without an assembly that it refers to; then what this one knows cannot be asked.
            }
        }

        return null;
    }

    /// <summary>Notes a type whose fields are kept for reflection.</summary>
    internal static void Declare<[DynamicallyAccessedMembers(Fields)] T>() => s_declared.TryAdd(typeof(T), true);

    /// <summary>Whether reflection sees all fields of the type, wherever the program runs.</summary>
    internal static bool IsDeclared(Type type) => s_declared.ContainsKey(type);

    /// <summary>Why objects of a type that nobody declared cannot be walked through.</summary>
    internal static PlatformNotSupportedException Undeclared(Type type) => new(
        $"Objects of '{type}' are met in an argument of an operator, which could not be seen when the program was woven, and nothing can be found out about "
        + "them here: "
        + $"the program runs without run-time code generation. Call Zero with an argument of type '{type}' somewhere in the program: that declares the type.");
}
