using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Calls;

/// <summary>
/// How calls are differentiated, as far as the analyses ask: they need no body of a callee, only what was decided about it, so that they run on any
/// method, one written as text among them.
/// </summary>
internal interface ICallTreatments
{
    CallTreatment Classify(Call call);

    /// <summary>
    /// The rule says that the derivative is 0 whatever the arguments are (<c>Math.Floor</c>): nothing is lost when the result becomes an integer.
    /// </summary>
    bool IsZeroByRule(CallTreatment treatment);

    /// <summary>What becomes an integer here is meant to be constant between the steps.</summary>
    bool IsPiecewise(SourceLocation? location);

    /// <summary>Whether a method calls whichever enumerator it is given.</summary>
    bool IsOfEnumeration(MethodReference method);
}
