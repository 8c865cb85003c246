using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>What methods of the framework do, roughly: nothing that can be told from when they run, or something to containers, or to the outside.</summary>
internal static class FrameworkEffects
{
    private static readonly HashSet<string> Constant =
    [
        "System.Math", "System.MathF", "System.String", "System.Char", "System.Object", "System.Convert", "System.Type", "System.GC", "System.Enum",
        "System.Nullable`1", "System.Nullable", "System.Delegate", "System.MulticastDelegate", "System.Threading.Monitor", "System.Threading.Lock",
        "System.IDisposable", "System.HashCode", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "System.Index", "System.Range",
        "System.Globalization.CultureInfo", "System.StringComparer", "System.Reflection.MemberInfo", "System.Reflection.Assembly",
        "System.ValueType", "System.ValueTuple",
        // Visual Basic's note of the exception that is being handled.
        "Microsoft.VisualBasic.CompilerServices.ProjectData",
    ];

    private static readonly HashSet<string> References =
    [
        "System.Threading.Monitor", "System.Threading.Lock", "System.GC", "System.Delegate", "System.MulticastDelegate", "System.Type",
        "System.Threading.Interlocked", "System.Threading.Volatile", "System.Runtime.CompilerServices.RuntimeHelpers",
        "Microsoft.VisualBasic.CompilerServices.ProjectData",
    ];

    private static readonly string[] Containers = ["System.Collections", "System.Linq", "System.Buffers", "System.Runtime", "System.Numerics"];

    public static bool AreNone(TypeContext types, MethodReference method, MethodDefinition definition)
    {
        var type = definition.DeclaringType;
        return Purity.IsPure(method) || Constant.Contains(type.FullName) || type.IsPrimitive || IsException(types, type)
            || type.BaseType?.FullName == "System.MulticastDelegate"
            || (type.FullName == "System.Array" && definition.Name.StartsWith("get_", StringComparison.Ordinal))
            || (type.IsValueType && KnownCalls.LeavesMemoryAlone(method));
    }

    public static bool AreOnWorld(MethodDefinition definition)
    {
        var type = definition.DeclaringType;
        return type.Namespace != "System" ? !Containers.Any(c => type.Namespace.StartsWith(c, StringComparison.Ordinal))
            : type.FullName is "System.Console" or "System.Random" or "System.Environment" or "System.AppContext" or "System.AppDomain" or "System.DateTime";
    }

    public static bool OnlyRead(MethodReference method, MethodDefinition definition) =>
        definition.DeclaringType.FullName == "System.Linq.Enumerable"
        || (!AreOnWorld(definition) && (method.Name.StartsWith("get_", StringComparison.Ordinal)
            || method.Name is "Contains" or "ContainsKey" or "ContainsValue" or "IndexOf" or "LastIndexOf" or "TryGetValue" or "BinarySearch" or "GetEnumerator"
                or "MoveNext" or "ToArray" or "Peek" or "Exists" or "Find" or "TrueForAll"));

    /// <summary>Members that do not look at the objects that they are given.</summary>
    public static bool OnlyKnowReferences(MethodReference method) =>
        References.Contains(method.DeclaringType.GetElementType().FullName)
        || (method.DeclaringType.FullName == "System.Object" && method.Name is ".ctor" or "GetType" or "ReferenceEquals")
        || method is { DeclaringType: { Namespace: "System", Name: "IDisposable" } };

    private static bool IsException(TypeContext types, TypeDefinition type)
    {
        for (var current = type; current is not null; current = current.BaseType is { } parent ? types.Resolve(parent) : null)
        {
            if (current.FullName == "System.Exception")
                return true;
        }
        return false;
    }
}
