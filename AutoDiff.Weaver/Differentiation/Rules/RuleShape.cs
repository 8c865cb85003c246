using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>Reads the signatures of rules.</summary>
internal static class RuleShape
{
    /// <summary>
    /// Whether the function of a <c>[Derivative]</c> rule maps tangents to the result's tangent (true) or the cotangent to cotangents (false):
    /// by the name of the tuple item, else by the function's type; null when it fits neither or could be both.
    /// </summary>
    public static bool? IsDifferential(MethodDefinition rule, TypeReference function, TypeReference result, TypeReference cotangents,
        IReadOnlyList<TypeReference> tangents)
    {
        if (function is not GenericInstanceType { Namespace: "System" } func || !func.Name.StartsWith("Func`", StringComparison.Ordinal))
            return null;
        var isPullback = Is(func, [result, cotangents]);
        var isDifferential = Is(func, [.. tangents, result]);
        return (ItemNames(rule) is [_, { } name, ..] ? name : null) switch
        {
            "Differential" => isDifferential ? true : null,
            "Pullback" => isPullback ? false : null,
            _ => isPullback == isDifferential ? null : isDifferential,
        };
    }

    private static bool Is(GenericInstanceType function, IReadOnlyList<TypeReference> arguments) =>
        function.GenericArguments.Count == arguments.Count && function.GenericArguments.Zip(arguments, (a, b) => a.FullName == b.FullName).All(s => s);

    private static string?[] ItemNames(MethodDefinition rule)
    {
        var attribute = rule.MethodReturnType.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "TupleElementNamesAttribute");
        return attribute?.ConstructorArguments is [{ Value: CustomAttributeArgument[] names }] ? [.. names.Select(n => (string?)n.Value)] : [];
    }
}
