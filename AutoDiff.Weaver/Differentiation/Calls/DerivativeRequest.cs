using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Calls;

/// <summary>
/// The unit of work: a method with concrete generic arguments, and what is asked of its parameters (<c>this</c> first) and its result.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Roles">One entry for every argument on the stack, <c>this</c> first.</param>
/// <param name="ShadowsResult">The result is a reference (or contains some) whose shadow is asked for.</param>
/// <param name="Stable">The parameters whose memory nobody writes to between the forward and the reverse sweep; null for all of them.</param>
/// <param name="AsDeclared">Memories come and go as the method declares them; otherwise, between derivatives, as their models.</param>
/// <param name="IsRun">What the method computes is put on the tape though <c>[Checkpoint]</c> stands on it: its reverse comes at once.</param>
internal sealed record DerivativeRequest(MethodReference Method, IReadOnlyList<ParameterRole> Roles, bool ShadowsResult = false,
    IReadOnlyList<bool>? Stable = null, bool AsDeclared = false, bool IsRun = false)
{
    public string Key =>
        $"{Method.FullName}|{string.Concat(Roles.Select(r => (int)r))}|{(ShadowsResult ? "s" : "")}"
        + $"|{(Stable is null ? "" : string.Concat(Stable.Select(s => s ? '1' : '0')))}{(AsDeclared ? "|d" : "")}{(IsRun ? "|r" : "")}";

    /// <summary>The positions of the parameters whose cotangents are returned.</summary>
    public IReadOnlyList<int> Differentiated => [.. Enumerable.Range(0, Roles.Count).Where(i => (Roles[i] & ParameterRole.Differentiated) != 0)];

    /// <summary>The positions of the parameters that come with a shadow.</summary>
    public IReadOnlyList<int> Shadowed => [.. Enumerable.Range(0, Roles.Count).Where(i => (Roles[i] & ParameterRole.Shadowed) != 0)];

    public bool IsStable(int parameter) => Stable is null || Stable[parameter];

    public override string ToString() => Key;

    /// <summary>The roles of parameters that are, or are not, differentiated as far as their types allow.</summary>
    public static IReadOnlyList<ParameterRole> RolesOf(IReadOnlyList<TypeReference> types, IReadOnlyList<bool> withRespectTo, TangentTypes tangents) =>
    [
        .. types.Select(t => t is ByReferenceType byReference ? byReference.ElementType : t).Select((t, i) => !withRespectTo[i] ? ParameterRole.None
            : (tangents.HasTangent(t)
            ? ParameterRole.Differentiated
            : ParameterRole.None) | (tangents.HasShadow(t) ? ParameterRole.Shadowed : ParameterRole.None)),
    ];
}

/// <summary>
/// The fused gradient of a method with a scalar result: a static method that takes the method's arguments (<c>this</c> first, then the shadows
/// of those that have one, then a tape when <see cref="UsesTape"/>), adds to the shadows, and returns the gradient, or the value and the gradient
/// as a tuple. The gradient is the cotangent of the one parameter with scalars, or a value tuple of the cotangents of all of them in order;
/// nothing when there is none.
/// </summary>
internal sealed class FusedGradient(MethodDefinition method, bool usesTape, bool dependsOnParameters, IReadOnlyList<bool> writesTo,
    bool dependsByComparisons = false)
{
    /// <summary>Its code compares cotangents with zero, and is therefore not to be differentiated itself.</summary>
    public bool TestsZeros { get; init; }

    /// <summary>False when the derivative is zero whatever the arguments.</summary>
    public bool DependsOnParameters { get; } = dependsOnParameters;

    /// <summary>It is zero, and comparisons of what depends on the parameters decide about the result.</summary>
    public bool DependsByComparisons { get; } = dependsByComparisons;

    public MethodDefinition Method { get; } = method;

    /// <summary>The last parameter is an <c>AutoDiff.Tape</c>, which the method leaves as it found it unless it throws.</summary>
    public bool UsesTape { get; } = usesTape;

    /// <summary>Whether the method may write to what a parameter refers to.</summary>
    public IReadOnlyList<bool> WritesTo { get; } = writesTo;
}

/// <summary>
/// The split derivative of a method: <c>Augmented(arguments…, shadows…, Tape) -> result</c> (or the result and its shadow) pushes what the
/// reverse sweep needs; <c>Pullback(arguments…, shadows…, cotangent of the result, Tape) -> cotangents</c> pops it and adds to the shadows. Both
/// are static, <c>this</c> is the first argument. A method whose result has no scalars takes no cotangent. The cotangents come as in
/// <see cref="FusedGradient"/>.
/// </summary>
internal sealed class SplitDerivative(MethodDefinition augmented, MethodDefinition pullback)
{
    public MethodDefinition Augmented { get; } = augmented;

    public MethodDefinition Pullback { get; } = pullback;

    /// <summary>False when the derivative is zero whatever the arguments; true until it is known.</summary>
    public bool DependsOnParameters { get; set; } = true;

    /// <summary>It is zero, and comparisons of what depends on the parameters decide about the result.</summary>
    public bool DependsByComparisons { get; set; }

    /// <summary>Which parameters (shadows counted after the others) the pullback reads, once it is built; before that every one.</summary>
    public Func<int, bool> PullbackReads { get; set; } = _ => true;

    /// <summary>Whether the method may write to what a parameter refers to, once it is built; before that to all of them.</summary>
    public Func<int, bool> WritesTo { get; set; } = _ => true;
}

/// <summary>A condition that depends on the differentiation parameters chooses or ends the search for a value that the result depends on.</summary>
/// <param name="Location">Where the condition is.</param>
/// <param name="IsAll">The result depends on the parameters in no other way.</param>
internal sealed record FoundByComparison(SourceLocation? Location, bool IsAll);
