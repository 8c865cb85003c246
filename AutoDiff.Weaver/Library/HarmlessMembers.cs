using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Members of framework classes about text, time, types and the like, which do nothing to the memory of the program. A name in the table is not enough: a
/// member that could hand on what it is given, write to it or call back is none of them, whatever the rest of its class does.
/// </summary>
internal static class HarmlessMembers
{
    private static readonly string[] All = [];

    /// <summary>Names of members by class; without names, every member whose signature leaves it no choice.</summary>
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["System.Console"] = All,
        ["System.IO.TextWriter"] = All,
        ["System.String"] = All,
        ["System.Text.StringBuilder"] = All,
        ["System.Runtime.CompilerServices.DefaultInterpolatedStringHandler"] = All,
        ["System.Globalization.CultureInfo"] = All,
        ["System.Convert"] = All,
        ["System.HashCode"] = All,
        ["System.Random"] = All,
        ["System.Type"] = All,
        ["System.Reflection.MemberInfo"] = ["get_Name", "get_DeclaringType", "get_MetadataToken"],
        ["System.Diagnostics.Debug"] = All,
        ["System.Diagnostics.Trace"] = All,
        ["System.Diagnostics.Stopwatch"] = All,
        ["System.ArgumentNullException"] = All,
        ["System.ArgumentException"] = All,
        ["System.ArgumentOutOfRangeException"] = All,
        ["System.ObjectDisposedException"] = All,
        ["System.Threading.Monitor"] = All,
        ["System.Threading.Lock"] = All,
        ["System.Environment"] = All,
        ["System.GC"] =
        [
            "Collect", "KeepAlive", "SuppressFinalize", "ReRegisterForFinalize", "GetGeneration", "WaitForPendingFinalizers", "GetTotalMemory",
            "GetTotalAllocatedBytes",
            "GetAllocatedBytesForCurrentThread", "CollectionCount", "get_MaxGeneration", "AddMemoryPressure", "RemoveMemoryPressure", "GetGCMemoryInfo",
            "AllocateArray",
            "AllocateUninitializedArray", "TryStartNoGCRegion", "EndNoGCRegion", "GetTotalPauseDuration",
        ],
        // Others run the program's own functions, or keep an object for another thread.
        ["System.Threading.Thread"] =
        [
            "get_CurrentThread", "get_ManagedThreadId", "get_Name", "set_Name", "get_IsAlive", "get_IsBackground", "get_IsThreadPoolThread", "get_Priority",
            "set_Priority",
            "get_ThreadState", "get_CurrentCulture", "get_CurrentUICulture", "Sleep", "SpinWait", "Yield", "MemoryBarrier", "GetCurrentProcessorId",
            "BeginCriticalRegion",
            "EndCriticalRegion", "BeginThreadAffinity", "EndThreadAffinity",
        ],
    };

    private static readonly HashSet<string> Text = ["System.String", "System.Char"];

    /// <summary>The classes, by full name.</summary>
    public static IEnumerable<string> Types => Names.Keys;

    public static bool Has(MethodReference method)
    {
        if (!Names.TryGetValue(method.DeclaringType.GetElementType().FullName, out var names))
            return false;
        if (names.Length > 0)
            return Array.IndexOf(names, method.Name) >= 0;
        return method.Resolve() is { } definition && !CallsBack(definition) && !definition.Parameters.Any(p => IsWritable(p.ParameterType))
            && !(MayLeadToNumbers(definition.ReturnType) && definition.Parameters.Any(p => MayLeadToNumbers(p.ParameterType)));
    }

    private static bool CallsBack(MethodDefinition method) =>
        method.Parameters.Any(p => p.ParameterType.Resolve()?.BaseType?.FullName is "System.MulticastDelegate" or "System.Delegate");

    /// <summary>A number, or what may be one, that the callee may write to: the target of a reference, elements of an array or a span.</summary>
    private static bool IsWritable(TypeReference type) => TypeContext.WithoutModifiers(type) switch
    {
        ByReferenceType or PointerType => MayBeNumber(((TypeSpecification)TypeContext.WithoutModifiers(type)).ElementType),
        ArrayType array => MayBeNumber(array.ElementType) && array.ElementType.MetadataType != MetadataType.Object,
        GenericInstanceType { Namespace: "System", Name: "Span`1" or "Memory`1" or "ArraySegment`1" } view => MayBeNumber(view.GenericArguments[0]),
        _ => false,
    };

    private static bool MayBeNumber(TypeReference type) =>
        type is GenericParameter || type.MetadataType is MetadataType.Single or MetadataType.Double or MetadataType.Object
        || type is { Namespace: "System", Name: "Half" };

    /// <summary>Objects of any kind, and what there may be numbers in.</summary>
    private static bool MayLeadToNumbers(TypeReference type) => TypeContext.WithoutModifiers(type) switch
    {
        GenericParameter => true,
        GenericInstanceType instance => instance.GenericArguments.Any(a => MayBeNumber(a) || MayLeadToNumbers(a)),
        TypeSpecification { ElementType: var content } => MayBeNumber(content) || MayLeadToNumbers(content),
        { MetadataType: MetadataType.Object } => true,
        var other => !Text.Contains(other.FullName) && other.Resolve() is { IsInterface: true },
    };
}
