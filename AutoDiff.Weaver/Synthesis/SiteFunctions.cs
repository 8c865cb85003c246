using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Finds the function behind a delegate creation. In generic code it is the function itself when that has nothing to do with the type parameters, and otherwise
/// one function for each instantiation in reach.
/// </summary>
internal sealed class SiteFunctions(
    TypeContext types, TargetResolver targets, Lazy<Instantiations> instantiations, MethodCopy copies, Specialisations specialisations, OperatorStubs stubs,
    DelegateAttachment attachments)
{
    /// <summary>The function, or null when it cannot be differentiated, which is reported.</summary>
    public ISiteFunction? Of(DelegateCreation creation, RequestSite site, out string refusal)
    {
        if (!creation.IsOpen)
            return Plain(creation, creation.Method, site, out refusal);
        // Nobody can have said anything elsewhere about a lambda or local function.
        if (!creation.DelegateType.ContainsGenericParameter && CompilerMade.IsLambda(creation.Method)
            && copies.Of(creation.Method) is { } independent)
            return Plain(creation, independent, site, out refusal);
        var name = UserNames.Of(creation.Method);
        var host = UserNames.Of(site.Host);
        var cases = new List<(Instantiation Instantiation, DifferentiableTarget Target)>();
        foreach (var instantiation in instantiations.Value.Of(site.Host))
        {
            var operands = instantiation.Operands(types);
            if (targets.Resolve(operands.Method(creation.Method), operands.Type(creation.DelegateType), creation.IsVirtual, site,
                out refusal) is not { } target)
                return null;
            cases.Add((instantiation, target));
        }
        if (cases.Count == 0)
        {
            targets.Refuse(
                out refusal, site, Catalogue.UnsupportedConstruct,
                $"cannot differentiate '{name}': it depends on a type parameter of '{host}', and nothing in this assembly says which types that stands for. "
                + $"Use '{host}' here with the types that are wanted, or create the function where they are known.");
            return null;
        }
        refusal = "";
        var receiver = cases[0].Target.Receiver is not { } closed
            ? null
            : closed.MetadataType == MetadataType.Object ? types.Object : creation.Method.DeclaringType;
        return new SpecialisedFunction(types, cases, receiver, Unknown(name, host), specialisations, stubs, attachments);
    }

    public static string Unknown(string name, string host) =>
        $"'{name}' was not differentiated for these type arguments of '{host}': the assembly that declares it does not use it with them.";

    private PlainFunction? Plain(DelegateCreation creation, MethodReference method, RequestSite site, out string refusal) =>
        targets.Resolve(method, creation.DelegateType, creation.IsVirtual, site, out refusal) is { } target
            ? new PlainFunction(target, stubs, attachments)
            : null;
}
