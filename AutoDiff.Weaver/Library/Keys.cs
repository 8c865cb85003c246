using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>Keys of containers and elements of sets: constants as far as derivatives are concerned, which can be read again.</summary>
internal static class Keys
{
    private static readonly HashSet<string> Containers =
    [
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.SortedDictionary`2", "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.HashSet`1", "System.Collections.Generic.SortedSet`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Immutable.ImmutableDictionary`2",
    ];

    /// <summary>The arguments of an operation on a container that it keeps as keys, with the container.</summary>
    public static IEnumerable<(Value Container, Value Key)> PutIn(Call call, Primitive primitive)
    {
        if (call.Method.Resolve() is not { } definition
            || Enumerable.Range(0, call.OperandCount).Where(primitive.IsContainer).Select(call.Operand).FirstOrDefault() is not { } container)
            yield break;
        for (var i = 0; i < call.OperandCount; i++)
        {
            if (i != primitive.Item && definition.Parameters[i].ParameterType is GenericParameter)
                yield return (container, call.Operand(i));
        }
    }

    /// <summary>The same for a method of the container itself, or what stands in for it.</summary>
    public static IEnumerable<(Value Container, Value Key)> PutIn(Call call)
    {
        var isStandIn = !call.Method.HasThis && call.Method.Name == "Put" && IsOfLibrary(call.Method.DeclaringType);
        if (!isStandIn && !(call.Method.HasThis && Containers.Contains(call.Method.DeclaringType.GetElementType().FullName) && OpaqueObjects.HandsOut(call)))
            yield break;
        var offset = call.OperandCount - call.Method.Parameters.Count;
        for (var i = 0; i < call.Method.Parameters.Count; i++)
        {
            if (call.Method.Resolve()?.Parameters[i].ParameterType is GenericParameter { Position: 0 })
                yield return (call.Operand(0), call.Operand(i + offset));
        }
    }

    /// <summary>A call that hands out the keys of the container it is given.</summary>
    public static bool AreReadBy(Call call) =>
        call.OperandCount > 0 && IsOfLibrary(call.Method.DeclaringType) && call.Method.Resolve()?.ReturnType.ContainsGenericParameter == true;

    /// <summary>A constant field in which a model keeps keys.</summary>
    public static bool IsField(FieldReference field) => IsOfLibrary(field.DeclaringType);

    private static bool IsOfLibrary(TypeReference type) => type.Namespace == "AutoDiff.Implementations";
}
