using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Who asks for a derivative: an attribute (on <paramref name="Host"/>, at offset zero), an operator call or a delegate creation in it.</summary>
internal sealed record RequestSite(MethodDefinition Host, int Offset)
{
    /// <summary>The marked member that <see cref="Host"/> implements, where that is why.</summary>
    public MethodReference? DemandedBy { get; init; }

    /// <summary>The delegate goes to an operator right away: what is attached to it is asked for.</summary>
    public bool IsForOperator { get; init; }

    /// <summary>A derivative of a derivative is asked for: where the function is linear, zero is what was to be expected.</summary>
    public bool IsHigher { get; init; }

    public SourceLocation Location => new(Host, Offset, null);
}
