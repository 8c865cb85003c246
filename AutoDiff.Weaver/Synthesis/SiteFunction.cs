using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>The function that a delegate is made of at one place in the code, and what takes the place of the operators applied to it there.</summary>
internal interface ISiteFunction
{
    /// <summary>How a local of the code around it holds the receiver; null when none is needed.</summary>
    TypeReference? Receiver { get; }

    /// <summary>What to call in place of an operator. See <see cref="OperatorStubs.Stub"/>.</summary>
    MethodReference Stub(OperatorCall call, TypeReference? ignoredDelegate, RequestSite site);

    /// <summary>What to call on the receiver in place of making a delegate.</summary>
    MethodReference Attach(DelegateCreation creation, RequestSite site);
}

/// <summary>A function without type parameters.</summary>
internal sealed class PlainFunction(DifferentiableTarget target, OperatorStubs stubs, DelegateAttachment attachments) : ISiteFunction
{
    public TypeReference? Receiver => target.Receiver;

    public MethodReference Stub(OperatorCall call, TypeReference? ignoredDelegate, RequestSite site) => stubs.Stub(call, target, ignoredDelegate, site);

    public MethodReference Attach(DelegateCreation creation, RequestSite site) => attachments.Attach(target, creation.DelegateType, site);
}

/// <summary>A function in generic code, differentiated for each instantiation of that code.</summary>
internal sealed class SpecialisedFunction(
    TypeContext types, IReadOnlyList<(Instantiation Instantiation, DifferentiableTarget Target)> cases, TypeReference? receiver, string otherwise,
    Specialisations specialisations, OperatorStubs stubs, DelegateAttachment attachments) : ISiteFunction
{
    public TypeReference? Receiver => receiver;

    public MethodReference Stub(OperatorCall call, TypeReference? ignoredDelegate, RequestSite site)
    {
        List<(string, TypeReference)> parameters = [.. call.Operands];
        if (receiver is not null)
            parameters.Add(("receiver", receiver));
        else if (ignoredDelegate is not null)
            parameters.Add(("of", ignoredDelegate));
        return specialisations.Choose(
            site.Host, call.Operator.ToString(), call.Result, parameters,
            [.. cases.Select(c => (c.Instantiation, (MethodReference)stubs.Stub(
                call.With((MethodReference)Closed(c.Instantiation, (MethodReference)call.Instruction.Operand), types), c.Target,
                ignoredDelegate is null ? null : c.Instantiation.Operands(types).Type(ignoredDelegate), site)))],
            otherwise);
    }

    public MethodReference Attach(DelegateCreation creation, RequestSite site) => specialisations.Choose(
        site.Host, "Attach", creation.DelegateType, [("receiver", receiver ?? types.Object)],
        [.. cases.Select(c =>
            (c.Instantiation, (MethodReference)attachments.Attach(c.Target, c.Instantiation.Operands(types).Type(creation.DelegateType), site)))],
        otherwise);

    private MethodReference Closed(Instantiation instantiation, MethodReference method) => instantiation.Operands(types).Method(method);
}
