using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Sequences of a kind that is known at run time only. Where one is of a kind that cannot be differentiated, the function throws instead of
/// returning a wrong derivative.
/// </summary>
internal static class Sequences
{
    /// <summary>The runtime library's way through an enumerator that it knows nothing of.</summary>
    public static bool IsCollect(MethodReference method) =>
        method is { Name: "Collect", DeclaringType: { Namespace: "AutoDiff.Implementations", Name: "Sequences" } };

    /// <summary>A member of the runtime library's class of sequences.</summary>
    public static bool IsOf(MethodReference method) => method.DeclaringType is { Namespace: "AutoDiff.Implementations", Name: "Sequences" };

    /// <summary>Implements for sequences of pairs what another method implements for sequences.</summary>
    public static bool IsOfPairs(MethodReference method) => method.DeclaringType is { Namespace: "AutoDiff.Implementations", Name: "PairSequences" };

    /// <summary>
    /// One of the calls by which that way leads from a sequence to its elements: what it returns is the enumerator, or an element. Where what the
    /// enumerator leads to is active, the way is refused.
    /// </summary>
    public static bool IsStepOfCollect(Call call) =>
        call is { IsVirtual: true, OperandCount: 1, Location.Method: var at, Method.Name: "GetEnumerator" or "get_Current" or "MoveNext" or "Dispose" }
            && IsCollect(at);

    /// <summary>The elements of a rectangular array of so many dimensions can be cast one by one.</summary>
    public const int MostDimensions = 5;

    /// <summary>A part of the implementation of a cast of elements.</summary>
    public static bool IsCast(MethodReference method) =>
        method is { DeclaringType: { Namespace: "AutoDiff.Implementations", Name: "PartImplementations" } }
            && method.Name.StartsWith("Cast", StringComparison.Ordinal);

    /// <summary>The query that the elements are collected for, unless that takes the same elements at once in the framework, too.</summary>
    public static MethodDefinition? QueryThatNeedNotRunAtOnce(Call collect)
    {
        MethodDefinition? outermost = null;
        for (var at = collect.Location; at is not null && at.Method.DeclaringType.Namespace == "AutoDiff.Implementations"; at = at.InlinedAt)
            outermost = at.Method;
        return outermost is null || (AtOnce.Contains(outermost.Name)
            && outermost.Parameters.All(p => !p.ParameterType.Name.StartsWith("Func`", StringComparison.Ordinal))) ? null : outermost;
    }

    private static readonly HashSet<string> AtOnce =
        ["Sum", "Average", "Max", "Min", "Count", "LongCount", "ToArray", "ToList", "Last", "LastOrDefault", "First", "FirstOrDefault", "Any", "ElementAt",
            "AddRange", "Collect", "ToHashSet"];

    /// <summary>The method that throws in its place.</summary>
    public static MethodReference Refusal(TypeContext types, MethodReference collect)
    {
        var refuse = types.Import(types.Resolve(collect.DeclaringType)!.Methods.First(m => m.Name == "Refuse"));
        var closed = new GenericInstanceMethod(refuse);
        foreach (var argument in ((GenericInstanceMethod)collect).GenericArguments)
            closed.GenericArguments.Add(argument);
        return closed;
    }
}
