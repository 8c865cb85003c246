using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>Reads the signatures of rules.</summary>
internal static class RuleShape
{
    /// <summary>The item types of a value tuple, or null when the type is none.</summary>
    public static IReadOnlyList<TypeReference>? TupleItems(TypeReference type)
    {
        if (TypeContext.WithoutModifiers(type) is not GenericInstanceType { Namespace: "System" } tuple || !tuple.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return null;
        var items = tuple.GenericArguments.Take(7).ToList();
        if (tuple.GenericArguments.Count == 8 && TupleItems(tuple.GenericArguments[7]) is { } rest)
            items.AddRange(rest);
        return items;
    }

    /// <summary>
    /// Whether the function of a <c>[Derivative]</c> rule maps tangents to the result's tangent (true) or the cotangent to cotangents (false):
    /// by the name of the tuple item, else by the function's shape; null when neither fits or tells.
    /// </summary>
    public static bool? IsDifferential(MethodDefinition rule, GenericInstanceType function, int positions)
    {
        if (!function.Name.StartsWith("Func`", StringComparison.Ordinal))
            return null;
        var inputs = function.GenericArguments.Count - 1;
        var outputs = TupleItems(function.GenericArguments[inputs])?.Count ?? 1;
        var canPullBack = inputs == 1 && (positions == 1 || outputs == positions);
        var canPushForward = inputs == positions;
        switch (ItemNames(rule) is [_, { } name, ..] ? name : null)
        {
            case "Differential": return canPushForward ? true : null;
            case "Pullback": return canPullBack ? false : null;
            default: return canPullBack == canPushForward ? null : canPushForward;
        }
    }

    private static string?[] ItemNames(MethodDefinition rule)
    {
        var attribute = rule.MethodReturnType.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "TupleElementNamesAttribute");
        return attribute?.ConstructorArguments is [{ Value: CustomAttributeArgument[] names }] ? [.. names.Select(n => (string?)n.Value)] : [];
    }
}
