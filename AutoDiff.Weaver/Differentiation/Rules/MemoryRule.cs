using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>A registered differential without closure: a static method of the target's arguments, its result if it has one, and the tangents of
/// <see cref="Positions"/>, which returns the tangent of the result.</summary>
internal sealed class DifferentialRule(MethodReference method, IReadOnlyList<int> positions)
{
    /// <summary>Closed over the generic arguments of the target; may be an internal method of another assembly.</summary>
    public MethodReference Method { get; } = method;

    /// <summary>The rule's own argument numbers that come with a tangent, in order.</summary>
    public IReadOnlyList<int> Positions { get; } = positions;
}

/// <summary>
/// The rules for a member that works on memory (arrays and spans of numbers, <see cref="MemoryTypes"/>): the pullback takes, after the result and its
/// cotangent, the shadow of each argument that is memory, and adds to it; the differential takes the shadows as tangents.
/// </summary>
/// <param name="pullback">The pullback, with the positions of the numbers whose cotangents it returns.</param>
/// <param name="memory">The arguments whose shadows follow.</param>
/// <param name="differential">The differential.</param>
/// <param name="writes">Whether the member writes to each argument.</param>
internal sealed class MemoryRule(PullbackRule? pullback, IReadOnlyList<int> memory, DifferentialRule? differential, IReadOnlyList<bool> writes)
{
    /// <summary>Null where there is none: reverse mode is refused.</summary>
    public PullbackRule? Pullback { get; } = pullback;

    /// <summary>The arguments whose shadows the pullback is given.</summary>
    public IReadOnlyList<int> Memory { get; } = memory;

    /// <summary>Null where there is none: forward mode is refused.</summary>
    public DifferentialRule? Differential { get; } = differential;

    public bool Writes(int argument) => writes[argument];

    /// <summary>Either method, to be named.</summary>
    public MethodReference Method => Pullback?.Method ?? Differential!.Method;
}
