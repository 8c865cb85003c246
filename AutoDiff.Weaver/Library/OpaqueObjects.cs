using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>Objects without visible code (containers of integers, string builders, random numbers): what goes in, and what comes out again.</summary>
internal static class OpaqueObjects
{
    private static readonly HashSet<string> Places = ["index", "key", "capacity", "count", "length", "start"];

    /// <summary>Members that say something about what is there without handing it out, in a way that a decision would.</summary>
    private static readonly HashSet<string> Sizes =
    [
        "get_Count", "get_Length", "get_LongLength", "get_Capacity", "Count", "LongCount", "Any", "All", "Contains", "ContainsKey", "ContainsValue", "IndexOf",
        "LastIndexOf",
        "BinarySearch", "FindIndex", "FindLastIndex", "EnsureCapacity", "GetLength", "GetUpperBound", "GetLowerBound", "get_Rank",
    ];

    /// <summary>The arguments that may be found in an object afterwards; a place in it is none of them.</summary>
    public static IEnumerable<Value> Kept(Call call)
    {
        var declared = call.Method.Resolve()?.Parameters;
        var offset = call.Method.HasThis ? 1 : 0;
        return call.Operands.Where((_, i) => i < offset || declared is null || i - offset >= declared.Count || !Places.Contains(declared[i - offset].Name));
    }

    /// <summary>Whether the result may be, or be made of, what the objects hold.</summary>
    public static bool HandsOut(Call call) => !Sizes.Contains(call.Method.Name);

    /// <summary>
    /// Whether a method of the framework, or what takes the elements of a sequence of a kind that is not known, hands elements on as it was given them,
    /// numbers as numbers and integers as integers: it is generic in what they are, and is given no function that could make something else of them.
    /// </summary>
    public static bool MovesItems(Call call)
    {
        if (call.Method.Resolve() is not { } method || !(StructShapes.IsFramework(method.Module.Assembly) || Sequences.IsCollect(call.Method)))
            return false;
        return (method.ReturnType.MetadataType is MetadataType.Void or MetadataType.Boolean || method.ReturnType.ContainsGenericParameter)
            && method.Parameters.All(p => p.ParameterType.ContainsGenericParameter ? !IsFunction(p.ParameterType) : p.ParameterType.IsPrimitive);
    }

    /// <summary>
    /// The elements of a sequence of a class that is not known, or the next: an iterator of the program may make them of anything that it keeps.
    /// </summary>
    public static bool MakesItems(Call call) =>
        Sequences.IsCollect(call.Method)
        || call is { IsVirtual: true, Method: { Name: "get_Current", DeclaringType: { Namespace: "System.Collections.Generic", Name: "IEnumerator`1" } } };

    private static bool IsFunction(TypeReference type) => type.Resolve()?.BaseType is { Namespace: "System", Name: "MulticastDelegate" };
}
