using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Which classes have shadows of their own and which are shared.</summary>
internal static class ObjectKinds
{
    // Framework classes that are nothing but their fields.
    private static readonly HashSet<Type> s_followed =
    [
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>),
        typeof(Tuple<,,,,,,,>),
        typeof(StrongBox<>), typeof(Collection<>), typeof(ReadOnlyCollection<>),
    ];

    // Framework classes with a shape of their own.
    private static readonly HashSet<Type> s_containers =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(SortedList<,>), typeof(Stack<>), typeof(Queue<>), typeof(LinkedList<>),
        typeof(LinkedListNode<>), typeof(HashSet<>), typeof(SortedSet<>), typeof(PriorityQueue<,>), typeof(Lazy<>),
        typeof(ObservableCollection<>), typeof(ImmutableList<>), typeof(ReadOnlyDictionary<,>), typeof(ConcurrentDictionary<,>), typeof(ImmutableDictionary<,>),
    ];

    /// <summary>Whether objects of exactly this class stand for themselves in a shadow.</summary>
    public static bool IsShared(Type type)
    {
        if (type.IsArray)
            return false;
        if (type == typeof(string) || type.IsAssignableTo(typeof(MemberInfo)))
            return true;
        if (type.Assembly == typeof(ObjectKinds).Assembly)
            return type.Namespace != typeof(Implementations.Sequences).Namespace;
        if (type.IsAssignableTo(typeof(Delegate)))
            return false;
        return IsFramework(type) && !HasFollowedFields(type) && !IsContainer(type);
    }

    /// <summary>Whether the class belongs to the framework, told by the name of a signed assembly.</summary>
    public static bool IsFramework(Type type)
    {
        if (type.Assembly == typeof(object).Assembly)
            return true;
        var name = type.Assembly.GetName();
        return name.Name is { } simple
            && (simple.StartsWith("System.", StringComparison.Ordinal) || simple.StartsWith("Microsoft.", StringComparison.Ordinal))
            && name.GetPublicKeyToken() is { Length: > 0 };
    }

    /// <summary>Whether a framework class is copied field by field.</summary>
    public static bool HasFollowedFields(Type type) => type.IsGenericType && s_followed.Contains(type.GetGenericTypeDefinition());

    /// <summary>Whether a class or one of its bases has a finaliser.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A finaliser is kept with its class.")]
    public static bool HasFinalizer(Type type) =>
        type.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic, [])?.DeclaringType != typeof(object);

    private static bool IsContainer(Type type) => type.IsGenericType && s_containers.Contains(type.GetGenericTypeDefinition());
}
