using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>How objects of one class are copied, cleared and combined.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "See FieldVisitors.")]
[UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The shapes have no requirements on their type arguments.")]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The shapes are constructed here only, by their parameterless constructors.")]
[UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "The shapes have no requirements on their type arguments.")]
[UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The shapes are constructed here only, by their parameterless constructors.")]
internal abstract class Shape
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
    };

    /// <summary>Gets a value indicating whether there is nothing to follow from such objects.</summary>
    public abstract bool IsFlat { get; }

    public static Shape Of(Type type) => s_shapes.GetOrAdd(type, Create);

    /// <summary>A copy that the walk knows of; what is inside may still wait.</summary>
    public virtual object Copy(object original, CopyingWalk walk)
    {
        object copy = Clone(original);
        walk.Enter(original, copy, this);
        return copy;
    }

    /// <summary>An object of the same structure with the same content.</summary>
    public abstract object Clone(object original);

    /// <summary>Makes a bitwise copy of an object whose class derives from this one hold what the original holds as a container, in memory of its own.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="original">The original.</param>
    /// <param name="walk">The walk that copies.</param>
    public virtual void Refill(object copy, object original, CopyingWalk walk) => ContainerFields.Hand(copy, Clone(original));

    /// <summary>Lets a walk change all locations of the object.</summary>
    public abstract void Transform(object target, Walk walk);

    /// <summary>Lets a walk bring together the locations of two objects of this class.</summary>
    public abstract void Combine(object left, object right, PairWalk walk);

    private static Shape Create(Type type)
    {
        if (type.IsArray)
            return Make(typeof(ArrayShape<>), type.GetElementType()!);
        if (type.IsValueType)
            return TypeContent.Of(type) == Content.None ? SharedShape.Instance : Make(typeof(BoxShape<>), type);
        if (ObjectKinds.IsShared(type))
            return SharedShape.Instance;
        if (type.IsAssignableTo(typeof(Delegate)))
            return DelegateShape.Instance;
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && s_containers.TryGetValue(level.GetGenericTypeDefinition(), out var shape))
            {
                var container = Make(shape, level.GenericTypeArguments);
                return level == type ? container : new DerivedContainerShape(type, container, level.GenericTypeArguments);
            }
        }

        return new ObjectShape(type);
    }

    // Elements that no type parameter can stand for, pointers, hold nothing.
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
    private static Shape Make(Type shape, params Type[] arguments)
    {
        if (Array.Exists(arguments, a => a.IsPointer || a.IsFunctionPointer))
            return new OpaqueArrayShape();
        if (RuntimeFeature.IsDynamicCodeSupported)
            return (Shape)Activator.CreateInstance(shape.MakeGenericType(arguments))!;
        if (Array.Find(CompiledAhead(), s => s.GetType().GetGenericTypeDefinition() == shape && s.GetType().GenericTypeArguments.AsSpan().SequenceEqual(arguments)) is { } compiled)
            return compiled;
        try
        {
            return (Shape)Activator.CreateInstance(shape.MakeGenericType(arguments))!;
        }
        catch (Exception error) when (error is MissingMethodException or NotSupportedException or TypeLoadException)
        {
            throw new PlatformNotSupportedException($"No code was compiled ahead of time for what holds {string.Join(" and ", (object[])arguments)}: publish without native AOT.", error);
        }
    }

    // The usual ones, and with objects in them the code that all classes share.
    private static Shape[] CompiledAhead() =>
    [
        new ArrayShape<double>(), new ArrayShape<float>(), new ArrayShape<Half>(), new ArrayShape<int>(), new ArrayShape<object>(),
        new ListShape<double>(), new ListShape<float>(), new ListShape<object>(), new DictionaryShape<object, double>(), new DictionaryShape<object, float>(),
        new DictionaryShape<object, object>(), new DictionaryShape<int, double>(), new DictionaryShape<int, object>(), new BoxShape<double>(), new BoxShape<float>(),
    ];
}
