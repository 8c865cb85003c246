using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>What a rule gives.</summary>
internal enum RuleKind
{
    Pullback,
    Derivative,
    Differential,
}

/// <summary>A <c>[Pullback]</c>, <c>[Derivative]</c> or <c>[Differential]</c> attribute as written on a method.</summary>
internal sealed class RuleDeclaration
{
    private RuleDeclaration(MethodDefinition method, CustomAttribute attribute, TypeReference targetType, string member, RuleKind kind)
    {
        Method = method;
        TargetType = targetType;
        Member = member;
        Kind = kind;
        foreach (var property in attribute.Properties)
        {
            if (property.Argument.Value is not CustomAttributeArgument[] items)
                continue;
            if (property.Name == "ParameterTypes")
                ParameterTypes = [.. items.Select(i => (TypeReference)i.Value)];
            else if (property.Name == "WithRespectTo")
                WithRespectTo = [.. items.Select(i => (string)i.Value)];
            else if (property.Name == "Writes")
                Writes = [.. items.Select(i => (string)i.Value)];
        }
    }

    public MethodDefinition Method { get; }

    public TypeReference TargetType { get; }

    public string Member { get; }

    public RuleKind Kind { get; }

    public bool IsPullback => Kind == RuleKind.Pullback;

    public IReadOnlyList<TypeReference>? ParameterTypes { get; }

    public IReadOnlyList<string>? WithRespectTo { get; }

    /// <summary>The arguments that the member writes to; null where that is not said.</summary>
    public IReadOnlyList<string>? Writes { get; }

    public bool IsConstructorRule => Member == ".ctor";

    /// <summary>How many parameters the rule has after those that stand for the target's arguments, its result and the cotangent of that.</summary>
    /// <param name="arguments">The number of the target's arguments.</param>
    /// <param name="targetReturnsVoid">The target has no result, so that there is neither that nor a cotangent.</param>
    public int Further(int arguments, bool targetReturnsVoid) => Method.Parameters.Count - arguments - Kind switch
    {
        RuleKind.Pullback when !targetReturnsVoid => 2,
        RuleKind.Differential when !targetReturnsVoid => 1,
        _ => 0,
    };

    public static IEnumerable<RuleDeclaration> On(MethodDefinition method)
    {
        if (!method.HasCustomAttributes)
            yield break;
        foreach (var attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType is not { Namespace: "AutoDiff", Name: "PullbackAttribute" or "DerivativeAttribute" or "DifferentialAttribute" } type)
                continue;
            if (attribute.ConstructorArguments is [{ Value: TypeReference target }, { Value: string member }])
                yield return new RuleDeclaration(method, attribute, target, member, type.Name switch
                {
                    "PullbackAttribute" => RuleKind.Pullback,
                    "DifferentialAttribute" => RuleKind.Differential,
                    _ => RuleKind.Derivative,
                });
        }
    }

    /// <summary>Whether the member name means this method: its own name, or the property's for a getter.</summary>
    public bool Names(string methodName) => methodName == Member || (methodName.Length == Member.Length + 4 && methodName == "get_" + Member);
}
