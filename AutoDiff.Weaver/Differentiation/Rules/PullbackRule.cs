using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>
/// A registered pullback without closure: a static method of the target's arguments (<c>this</c> first, for a constructor without it), its
/// result if it has one, and the result's cotangent, which returns the cotangents of <see cref="Positions"/>: the one itself, or a value
/// tuple of several in this order.
/// </summary>
internal sealed class PullbackRule(MethodReference method, IReadOnlyList<int> positions, bool saysWhich = false)
{
    /// <summary>Closed over the generic arguments of the target; may be an internal method of another assembly.</summary>
    public MethodReference Method { get; } = method;

    /// <summary>The rule's own argument numbers that get a cotangent, ascending unless the rule names another order.</summary>
    public IReadOnlyList<int> Positions { get; } = positions;

    /// <summary>The rule names what it differentiates: the rest is constant, as it says.</summary>
    public bool SaysWhich { get; } = saysWhich;
}

/// <summary>
/// A registered derivative in the general form: a static method of the target's arguments (<c>this</c> first, for a constructor without it)
/// that returns a tuple of the value and of a function, the pullback or the differential.
/// </summary>
internal sealed class DerivativeRule(MethodReference method, TypeReference function, bool isDifferential, IReadOnlyList<int> positions, bool saysWhich = false)
{
    /// <summary>Closed over the generic arguments of the target; may be an internal method of another assembly.</summary>
    public MethodReference Method { get; } = method;

    /// <summary>The <c>Func</c> type of the second tuple item.</summary>
    public TypeReference Function { get; } = function;

    /// <summary>The function takes the tangents of <see cref="Positions"/> and returns the result's; otherwise the other way round.</summary>
    public bool IsDifferential { get; } = isDifferential;

    /// <summary>The rule's own argument numbers that the rule differentiates.</summary>
    public IReadOnlyList<int> Positions { get; } = positions;

    /// <summary>The rule names what it differentiates: the rest is constant, as it says.</summary>
    public bool SaysWhich { get; } = saysWhich;
}

/// <summary>What is wrong with a rule, in words that complete "rule 'X': ".</summary>
internal sealed class RuleProblem(MethodDefinition rule, string message)
{
    public MethodDefinition Rule { get; } = rule;

    public string Message { get; } = message;
}
