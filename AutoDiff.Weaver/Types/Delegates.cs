using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Delegates as objects: a function, and the object it is bound to.</summary>
internal static class Delegates
{
    public static bool Is(TypeContext types, TypeReference type) => types.Resolve(type)?.BaseType?.FullName == "System.MulticastDelegate";

    public static bool IsInvocation(TypeContext types, MethodReference method) => method.Name == "Invoke" && method.HasThis && Is(types, method.DeclaringType);

    /// <summary>
    /// Whether a delegate of a method holds an object: the receiver, or the first argument of a static method (an extension method of a class).
    /// </summary>
    public static bool IsBound(MethodReference invoke, MethodReference method) => method.HasThis || method.Parameters.Count == invoke.Parameters.Count + 1;

    /// <summary>A read of the object that a delegate is bound to.</summary>
    public static bool IsTarget(MethodReference method) => method is { Name: "get_Target", DeclaringType: { Namespace: "System", Name: "Delegate" } };

    /// <summary>
    /// Makes a delegate of what others call: of two that are to be called in turn, of what is left of one, or of one of the functions in a list. It works on
    /// nothing but delegates, which never change.
    /// </summary>
    public static bool IsOfInvocationLists(MethodReference method) => IsCombining(method) || IsRemoving(method) || IsItem(method);

    /// <summary>Two delegates become one that calls both.</summary>
    public static bool IsCombining(MethodReference method) =>
        method is { Name: "Combine", Parameters.Count: 2, DeclaringType: { Namespace: "System", Name: "Delegate" } };

    /// <summary>A delegate is taken out of what another calls.</summary>
    public static bool IsRemoving(MethodReference method) => method is { Name: "Remove", DeclaringType: { Namespace: "System", Name: "Delegate" } };

    /// <summary>One of the functions that a delegate calls.</summary>
    public static bool IsItem(MethodReference method) => method is { Name: "Item", DeclaringType: { Namespace: "AutoDiff", Name: "InvocationLists" } };

    /// <summary>The type of delegates of any type.</summary>
    public static bool IsBase(TypeReference type) => type is { Namespace: "System", Name: "Delegate" or "MulticastDelegate" };

    /// <summary>A static field in which a compiler keeps a delegate that captures nothing.</summary>
    public static bool IsCache(TypeContext types, FieldReference field) =>
        CompilerMade.IsOfLambdas(field.DeclaringType) && Is(types, types.FieldType(field));
}
