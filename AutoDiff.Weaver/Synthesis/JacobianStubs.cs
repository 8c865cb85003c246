using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>The operator <c>Jacobian</c> of functions of arrays.</summary>
internal sealed class JacobianStubs(GeneratedMembers members, Derivation derivation, DelegateAttachment attachments)
{
    /// <summary>(at, receiver if needed) -> the operator, of the function with all of its derivatives.</summary>
    public void Write(MethodDefinition stub, OperatorCall call, DifferentiableTarget target, RequestSite site)
    {
        var code = members.Write(stub).Argument(0);
        if (target.Receiver is null)
            code.Null();
        else
            code.Argument(1);
        code.Call(attachments.Attach(target, call.Of, site with { IsForOperator = true })).Call(call.Operation).Return();
    }

    /// <summary>What stands in the way of a Jacobian in code that is differentiated itself; null when nothing does.</summary>
    public UnsupportedConstructException? Obstacle(DifferentiableTarget target)
    {
        if (derivation.InnerDifferentialIfAny(target.DifferentialRequest, withValue: false, out var obstacle) is not { } form)
            return obstacle;
        return derivation.MayRunAgain(target, form) ? null : new(
            "AD1006", null,
            $"cannot differentiate the Jacobian of '{UserNames.Of(target.Method)}' that is computed here: the function would run once for each number of its "
            + "argument, and it changes something besides its argument, or does not do the same every time. Compute the products that are needed "
            + "(JacobianVectorProduct), or cut the derivative with WithoutDerivative(…).");
    }
}
