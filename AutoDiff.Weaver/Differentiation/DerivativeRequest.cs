using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation;

/// <summary>
/// The unit of work: a method with concrete generic arguments, and the parameters (<c>this</c> first) to differentiate with respect to.
/// </summary>
internal sealed class DerivativeRequest(MethodReference method, IReadOnlyList<bool> withRespectTo)
{
    public MethodReference Method { get; } = method;

    /// <summary>One entry for every argument on the stack, <c>this</c> first.</summary>
    public IReadOnlyList<bool> WithRespectTo { get; } = withRespectTo;

    public string Key => Method.FullName + "|" + string.Concat(WithRespectTo.Select(w => w ? '1' : '0'));

    public override string ToString() => Key;
}

/// <summary>
/// The fused gradient of a method with a scalar result: a static method that takes the method's arguments (<c>this</c> first, then a tape
/// when <see cref="UsesTape"/>) and returns the gradient, or the value and the gradient as a tuple. The gradient is the cotangent of the one
/// active parameter, or a value tuple of the cotangents of all of them in order.
/// </summary>
internal sealed class FusedGradient(MethodDefinition method, bool usesTape, bool dependsOnParameters)
{
    /// <summary>False when the derivative is zero whatever the arguments.</summary>
    public bool DependsOnParameters { get; } = dependsOnParameters;

    public MethodDefinition Method { get; } = method;

    /// <summary>The last parameter is an <c>AutoDiff.Tape</c>, which the method leaves as it found it unless it throws.</summary>
    public bool UsesTape { get; } = usesTape;
}

/// <summary>
/// The split derivative of a method: <c>Augmented(arguments…, Tape) -> result</c> pushes what the reverse sweep needs;
/// <c>Pullback(arguments…, cotangent of the result, Tape) -> cotangents</c> pops it. Both are static, <c>this</c> is the first argument.
/// A method without a result takes no cotangent. The cotangents come as in <see cref="FusedGradient"/>.
/// </summary>
internal sealed class SplitDerivative(MethodDefinition augmented, MethodDefinition pullback)
{
    public MethodDefinition Augmented { get; } = augmented;

    public MethodDefinition Pullback { get; } = pullback;

    /// <summary>False when the derivative is zero whatever the arguments; true until it is known.</summary>
    public bool DependsOnParameters { get; set; } = true;

    /// <summary>Which parameters the pullback reads, once it is built; before that every one.</summary>
    public Func<int, bool> PullbackReads { get; set; } = _ => true;
}
