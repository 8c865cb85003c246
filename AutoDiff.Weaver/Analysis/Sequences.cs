using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Analysis;

/// <summary>
/// Sequences of a kind that is known at run time only. Where one is of a kind that cannot be differentiated, the function throws instead of
/// returning a wrong derivative.
/// </summary>
internal static class Sequences
{
    /// <summary>The runtime library's way through an enumerator that it knows nothing of.</summary>
    public static bool IsCollect(MethodReference method) => method is { Name: "Collect", DeclaringType: { Namespace: "AutoDiff.Implementations", Name: "Sequences" } };

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
