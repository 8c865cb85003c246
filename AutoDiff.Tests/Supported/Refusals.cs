using Mono.Cecil;

namespace AutoDiff.Tests.Supported;

/// <summary>Why members of the framework are refused.</summary>
internal static class Refusals
{
    /// <summary>Without a reason of its own a member is refused because nobody wrote a rule for it and the reference assemblies have no code.</summary>
    public const string NoRule = "no rule, and no IL at build time: [AD1002](AD1002.md)";

    private const string Bits = "works on the bytes of numbers: [AD1004](AD1004.md)";
    private const string Pointer = "reads or writes memory past a pointer";
    private const string Untyped = "takes or hands out objects of any type, of which nothing is known";
    private const string Calls = "calls a function that it is given, and its own code is not at hand";
    private const string Concurrent = "another thread may run it, or see what it writes";

    private static readonly Dictionary<string, string> s_types = new()
    {
        ["System.BitConverter"] = Bits,
        ["System.Buffers.Binary.BinaryPrimitives"] = Bits,
        ["System.Threading.Tasks.Parallel"] = "only loops over integers and lists are made of sequential ones: " + Concurrent,
        ["System.Threading.Interlocked"] = Concurrent,
    };

    public static string Of(MethodDefinition method)
    {
        if (s_types.TryGetValue(method.DeclaringType.FullName, out var reason))
            return reason;
        if (method.Parameters.Any(p => p.ParameterType is PointerType))
            return Pointer;
        if (method.Name.Contains("Bits", StringComparison.Ordinal))
            return Bits;
        if (method.Parameters.Any(p => p.ParameterType.Resolve()?.BaseType?.FullName == "System.MulticastDelegate"))
            return Calls;
        return method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType).Any(t => t.MetadataType == MetadataType.Object) ? Untyped : NoRule;
    }
}
