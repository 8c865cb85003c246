using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>How objects of one class are copied, cleared and combined. Generated code makes them through <see cref="Layouts"/>; users need not.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> s_shapes = new();

    private static readonly Dictionary<Type, Type> s_containers = new()
    {
        [typeof(List<>)] = typeof(ListShape<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryShape<,>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryShape<,>),
        [typeof(SortedList<,>)] = typeof(SortedListShape<,>),
        [typeof(Stack<>)] = typeof(StackShape<>),
        [typeof(Queue<>)] = typeof(QueueShape<>),
        [typeof(LinkedList<>)] = typeof(LinkedListShape<>),
        [typeof(LinkedListNode<>)] = typeof(LinkedListNodeShape<>),
        [typeof(HashSet<>)] = typeof(HashSetShape<>),
        [typeof(SortedSet<>)] = typeof(SortedSetShape<>),
        [typeof(PriorityQueue<,>)] = typeof(PriorityQueueShape<,>),
        [typeof(Lazy<>)] = typeof(LazyShape<>),
        [typeof(ObservableCollection<>)] = typeof(ObservableCollectionShape<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListShape<>),
        [typeof(ReadOnlyDictionary<,>)] = typeof(ReadOnlyDictionaryShape<,>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryShape<,>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryShape<,>),
    };

    private protected Shape()
    {
    }

    /// <summary>Gets a value indicating whether there is nothing to follow from such objects.</summary>
    internal abstract bool IsFlat { get; }

    /// <summary>Gets what a struct consists of, where the weaver saw it.</summary>
    internal virtual Layout? Fields => null;

    /// <summary>The shape of objects of exactly this class.</summary>
    internal static Shape Of(Type type) => s_shapes.GetOrAdd(type, Create);

    /// <summary>A copy that the walk knows of; what is inside may still wait.</summary>
    internal virtual object Copy(object original, CopyingWalk walk)
    {
        object copy = Clone(original);
        walk.Enter(original, copy, this);
        return copy;
    }

    /// <summary>An object of the same structure with the same content.</summary>
    internal abstract object Clone(object original);

    /// <summary>Gives a copy of an object of a derived class what the original holds as a container.</summary>
    internal virtual void Refill(object copy, object original, CopyingWalk walk) => throw new InvalidOperationException();

    /// <summary>Lets a walk change all locations of the object.</summary>
    internal abstract void Transform(object target, Walk walk);

    /// <summary>Lets a walk bring together the locations of two objects of this class.</summary>
    internal abstract void Combine(object left, object right, PairWalk walk);

    private static Shape Create(Type type)
    {
        if (Layouts.Find(type) is { } known)
            return known;
        if (type.IsArray)
            return OfArray(type, type.GetElementType()!);
        if (type.IsValueType)
            return TypeContent.Of(type) == Content.None ? SharedShape.Instance : Make(type, typeof(BoxShape<>), type);
        if (ObjectKinds.IsShared(type))
            return SharedShape.Instance;
        if (type.IsAssignableTo(typeof(Delegate)))
            return DelegateShape.Instance;
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && s_containers.TryGetValue(level.GetGenericTypeDefinition(), out var shape))
            {
                var container = Make(type, shape, level.GenericTypeArguments);
                return level == type ? container : new DerivedContainerShape(new ReflectedShape(type), container);
            }
        }

        return new ReflectedShape(type);
    }

    // Elements that no type parameter can stand for, pointers, hold nothing; without code for them, elements that hold nothing are treated like those.
    private static Shape OfArray(Type type, Type element)
    {
        if (element.IsPointer || element.IsFunctionPointer)
            return new OpaqueArrayShape();
        if (RuntimeFeature.IsDynamicCodeSupported)
            return Make(type, typeof(ArrayShape<>), element);
        if (element == typeof(double))
            return new ArrayShape<double>();
        if (element == typeof(float))
            return new ArrayShape<float>();
        if (element == typeof(Half))
            return new ArrayShape<Half>();
        if (!element.IsValueType)
            return new ArrayShape<object>();
        return TypeContent.Of(element) == Content.None ? new OpaqueArrayShape() : throw Layouts.Undeclared(type);
    }

    private static Shape Make(Type type, Type shape, params Type[] arguments)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            return Instantiate(shape, arguments);
        return type == typeof(double) ? new BoxShape<double>()
            : type == typeof(float) ? new BoxShape<float>()
            : type == typeof(Half) ? new BoxShape<Half>()
            : throw Layouts.Undeclared(type);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called where code can be generated at run time; not every analyser sees that condition.")]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ArrayShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(BoxShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ListShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(DictionaryShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(SortedDictionaryShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(SortedListShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(StackShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(QueueShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(LinkedListShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(LinkedListNodeShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(HashSetShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(SortedSetShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(PriorityQueueShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(LazyShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ObservableCollectionShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ImmutableListShape<>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ReadOnlyDictionaryShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ConcurrentDictionaryShape<,>))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(ImmutableDictionaryShape<,>))]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "What a shape demands of its type arguments, the container has got.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The shapes are constructed by their parameterless constructors, which are declared "
        + "above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
    private static Shape Instantiate(Type shape, Type[] arguments) => (Shape)Activator.CreateInstance(shape.MakeGenericType(arguments))!;
}
