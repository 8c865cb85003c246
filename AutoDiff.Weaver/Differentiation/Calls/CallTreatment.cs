using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Library;

namespace AutoDiff.Weaving.Differentiation.Calls;

/// <summary>How a call is differentiated.</summary>
internal enum CallKind
{
    /// <summary>The result does not depend on the arguments as far as derivatives are concerned.</summary>
    Constant,

    /// <summary>A <c>[Pullback]</c> rule.</summary>
    Pullback,

    /// <summary>A <c>[Derivative]</c> rule.</summary>
    Derivative,

    /// <summary>A rule for what works on arrays and spans, or one for forward mode alone.</summary>
    Memory,

    /// <summary>An operation on a container, run on the shadow too.</summary>
    Primitive,

    /// <summary>The callee's own split derivative.</summary>
    Split,

    /// <summary>An invocation of a differentiable delegate whose target is not known: its attached derivative.</summary>
    Attached,

    /// <summary>An override that is not known at build time: the function throws where the call is active.</summary>
    Refused,

    /// <summary>Nothing is known: an error where the call is active.</summary>
    Unknown,
}

/// <param name="Kind">How the call is differentiated.</param>
/// <param name="Active">Whether a cotangent can go to each argument.</param>
internal sealed record CallTreatment(CallKind Kind, IReadOnlyList<bool> Active, PullbackRule? Pullback = null, DerivativeRule? Derivative = null,
    Primitive? Primitive = null, MemoryRule? Memory = null, DifferentialRule? Differential = null);
