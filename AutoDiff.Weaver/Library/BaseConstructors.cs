using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Constructors of containers of the framework, called on an object by the constructor of a class that derives from one. Those that make the object empty do
/// the same to its shadow, which is an object of the same class.
/// </summary>
internal static class BaseConstructors
{
    private static readonly HashSet<string> Containers =
    [
        "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.Stack`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.LinkedList`1", "System.Collections.Generic.HashSet`1", "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedSet`1",
    ];

    public static bool Is(MethodReference method) =>
        method is { Name: ".ctor", HasThis: true } && Containers.Contains(method.DeclaringType.GetElementType().FullName);

    /// <summary>What a constructor is given says how the container works, not what it holds: a capacity or a comparer.</summary>
    public static bool MakesEmpty(MethodReference method) =>
        Is(method) && method.Parameters.All(p => p.ParameterType.MetadataType == MetadataType.Int32 || IsArrangement(p.ParameterType));

    /// <summary>The parameter is a comparer.</summary>
    public static bool IsArrangement(TypeReference parameter) => parameter.GetElementType().Name is "IComparer`1" or "IEqualityComparer`1";

    /// <summary>A call that makes an object of a derived class an empty container.</summary>
    public static bool IsEmptying(Call call) => call.OperandCount > call.Method.Parameters.Count && MakesEmpty(call.Method);

    /// <summary>The constructor of the same container with the same comparer and without content.</summary>
    public static MethodReference Empty(TypeContext types, MethodReference constructor)
    {
        var empty = new MethodReference(".ctor", types.Void, constructor.DeclaringType) { HasThis = true };
        foreach (var parameter in constructor.Parameters.Where(p => IsArrangement(p.ParameterType)))
            empty.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return empty;
    }

    /// <summary>
    /// The interface of sequences that a class derived from a container implements once more: as such it is another sequence than as the container.
    /// </summary>
    public static TypeReference? ReimplementedBelow(TypeContext types, TypeReference derived)
    {
        for (var type = types.Resolve(derived); type is { BaseType: { } parent } && !Containers.Contains(type.FullName); type = types.Resolve(parent))
        {
            if (type.Interfaces.FirstOrDefault(i => i.InterfaceType.Namespace.StartsWith("System.Collections", StringComparison.Ordinal)) is { } again)
                return again.InterfaceType;
        }
        return null;
    }

    /// <summary>Whether a constructor is that of a class derived from a container: it makes its shadow one, whatever else it does.</summary>
    public static bool IsOfDerived(TypeContext types, MethodReference method)
    {
        if (method.Name != ".ctor" || !method.HasThis)
            return false;
        for (var type = types.Resolve(method.DeclaringType); type is { BaseType: { } parent }; type = types.Resolve(parent))
        {
            if (Containers.Contains(parent.GetElementType().FullName))
                return true;
        }
        return false;
    }
}
