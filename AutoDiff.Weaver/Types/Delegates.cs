using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>Delegates as objects: a function, and the object it is bound to.</summary>
internal static class Delegates
{
    public static bool Is(TypeContext types, TypeReference type) => types.Resolve(type)?.BaseType?.FullName == "System.MulticastDelegate";

    public static bool IsInvocation(TypeContext types, MethodReference method) => method.Name == "Invoke" && method.HasThis && Is(types, method.DeclaringType);

    /// <summary>Whether a delegate of a method holds an object that is the receiver, or the first argument of a static method (an extension method of a
    /// class).</summary>
    public static bool IsBound(MethodReference invoke, MethodReference method) => method.HasThis || method.Parameters.Count == invoke.Parameters.Count + 1;

    /// <summary>
    /// What a method takes for the object that a delegate of it is bound to. A delegate of a method of a struct is bound to a box, a copy of its own; the
    /// method works
    /// on the content of that.
    /// </summary>
    public static Value Receiver(Builder builder, MethodReference method, Value target)
    {
        var types = builder.Method.Types;
        return method.HasThis && types.IsValueTypeOrEnum(method.DeclaringType)
            ? builder.Raw(new ByReferenceType(method.DeclaringType), OpCodes.Unbox, method.DeclaringType, Effects.Throws, target)
            : target;
    }

    /// <summary>A read of the object that a delegate is bound to.</summary>
    public static bool IsTarget(MethodReference method) => method is { Name: "get_Target", DeclaringType: { Namespace: "System", Name: "Delegate" } };

    /// <summary>A static field in which a compiler keeps a delegate that captures nothing.</summary>
    public static bool IsCache(TypeContext types, Value address) =>
        address is StaticAddress { Field: { } field } && field.DeclaringType.Name.StartsWith("<", StringComparison.Ordinal) && Is(types, types.FieldType(field));
}
