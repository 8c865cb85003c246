using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>A <c>[Pullback]</c> or <c>[Derivative]</c> attribute as written on a method.</summary>
internal sealed class RuleDeclaration
{
    private RuleDeclaration(MethodDefinition method, CustomAttribute attribute, TypeReference targetType, string member, bool isPullback)
    {
        Method = method;
        TargetType = targetType;
        Member = member;
        IsPullback = isPullback;
        foreach (var property in attribute.Properties)
        {
            if (property.Argument.Value is not CustomAttributeArgument[] items)
                continue;
            if (property.Name == "ParameterTypes")
                ParameterTypes = [.. items.Select(i => (TypeReference)i.Value)];
            else if (property.Name == "WithRespectTo")
                WithRespectTo = [.. items.Select(i => (string)i.Value)];
        }
    }

    public MethodDefinition Method { get; }

    public TypeReference TargetType { get; }

    public string Member { get; }

    public bool IsPullback { get; }

    public IReadOnlyList<TypeReference>? ParameterTypes { get; }

    public IReadOnlyList<string>? WithRespectTo { get; }

    public bool IsConstructorRule => Member == ".ctor";

    /// <summary>The rule's parameters that stand for the target's arguments; a pullback's result and cotangent are not among them.</summary>
    /// <param name="targetReturnsVoid">The target has no result, so that a pullback rule takes neither result nor cotangent.</param>
    public int ArgumentCount(bool targetReturnsVoid) => Method.Parameters.Count - (IsPullback && !targetReturnsVoid ? 2 : 0);

    public static IEnumerable<RuleDeclaration> On(MethodDefinition method)
    {
        if (!method.HasCustomAttributes)
            yield break;
        foreach (var attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType is not { Namespace: "AutoDiff", Name: "PullbackAttribute" or "DerivativeAttribute" } type)
                continue;
            if (attribute.ConstructorArguments is [{ Value: TypeReference target }, { Value: string member }])
                yield return new RuleDeclaration(method, attribute, target, member, type.Name == "PullbackAttribute");
        }
    }

    /// <summary>Whether the member name means this method: its own name, or the property's for a getter.</summary>
    public bool Names(string methodName) => methodName == Member || (methodName.Length == Member.Length + 4 && methodName == "get_" + Member);
}
