using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>What takes the place of a call of a vector-space operation; in generic code, for each instantiation in reach.</summary>
internal sealed class VectorSpaceCalls(
    TypeContext types, VectorSpace operations, Lazy<Instantiations> instantiations, Specialisations specialisations, DiagnosticBag diagnostics)
{
    /// <summary>What to call instead, or null when the library's own method serves or nothing does, which is reported.</summary>
    public MethodReference? Replacement(VectorSpaceCall call, RequestSite site)
    {
        if (!call.Type.ContainsGenericParameter)
            return operations.Replacement(call, site);
        var cases = new List<(Instantiation, MethodReference)>();
        foreach (var instantiation in instantiations.Value.Of(site.Host))
        {
            var closed = call with { Method = (GenericInstanceMethod)instantiation.Operands(types).Method(call.Method) };
            cases.Add((instantiation, operations.Replacement(closed, site) ?? closed.Method));
        }
        var host = UserNames.Of(site.Host);
        if (cases.Count == 0)
        {
            diagnostics.Report(
                Catalogue.UnsupportedConstruct, site.Location,
                $"'{call.Operation}' of a type parameter: the numbers in '{UserNames.Of(call.Type)}' are not known, because nothing in this assembly says "
                + $"which types '{host}' is used with. "
                + $"Use '{host}' here with the types that are wanted, or call '{call.Operation}' where they are known.");
            return null;
        }
        var parameters = call.Method.ElementMethod.Parameters.Select((p, i) => (p.Name, types.ParameterType(call.Method, i))).ToList();
        return specialisations.Choose(site.Host, call.Operation, types.ReturnType(call.Method), parameters, cases, SiteFunctions.Unknown(call.Operation, host));
    }
}
