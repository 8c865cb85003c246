using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>Delegates as objects: a function, and the object it is bound to.</summary>
internal static class Delegates
{
    public static bool Is(TypeContext types, TypeReference type) => types.Resolve(type)?.BaseType?.FullName == "System.MulticastDelegate";

    public static bool IsInvocation(TypeContext types, MethodReference method) => method.Name == "Invoke" && method.HasThis && Is(types, method.DeclaringType);

    /// <summary>A read of the object that a delegate is bound to.</summary>
    public static bool IsTarget(MethodReference method) => method is { Name: "get_Target", DeclaringType: { Namespace: "System", Name: "Delegate" } };

    /// <summary>A static field in which a compiler keeps a delegate that captures nothing.</summary>
    public static bool IsCache(TypeContext types, Value address) =>
        address is StaticAddress { Field: { } field } && field.DeclaringType.Name.StartsWith("<", StringComparison.Ordinal) && Is(types, types.FieldType(field));
}
