using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>The operators of <c>System.Half</c>, which IL has no instructions for.</summary>
internal static class HalfArithmetic
{
    /// <summary><c>op_Addition</c> and the like, by name.</summary>
    public static MethodReference Operator(TypeReference half, string name, int operands)
    {
        var method = new MethodReference(name, half, half);
        for (var i = 0; i < operands; i++)
            method.Parameters.Add(new ParameterDefinition(half));
        return method;
    }

    /// <summary><c>op_Equality</c> and the like, by name.</summary>
    public static MethodReference Comparison(TypeReference half, TypeReference boolean, string name) =>
        new(name, boolean, half) { Parameters = { new ParameterDefinition(half), new ParameterDefinition(half) } };
}
