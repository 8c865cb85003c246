using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Calls;

/// <summary>
/// The differential form of a method, in forward mode: a static method that takes the method's arguments (<c>this</c> first), then for each parameter with a
/// role one of the same type (or that of its tangent) in which tangents stand for numbers and shadows for references, then a tape when <see cref="UsesTape"/>,
/// which holds nothing but the shadows of constants. It returns the result, and the same of the result after it in a tuple if the result has numbers or its
/// shadow is asked for.
/// </summary>
internal sealed class DifferentialForm(MethodDefinition method, bool usesTape)
{
    public MethodDefinition Method { get; } = method;

    public bool UsesTape { get; } = usesTape;

    /// <summary>False when the derivative is zero whatever the arguments; true until it is known.</summary>
    public bool DependsOnParameters { get; set; } = true;

    /// <summary>It is zero, and comparisons of what depends on the parameters decide about the result.</summary>
    public bool DependsByComparisons { get; set; }

    /// <summary>Whether the method may write to a static field, or to what one refers to; until it is known, it may.</summary>
    public bool WritesStatics { get; set; } = true;

    /// <summary>Whether the method may write to what a parameter refers to, once it is built; before that to all of them.</summary>
    public Func<int, bool> WritesTo { get; set; } = _ => true;
}
