using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Discovery;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// A differentiable delegate made of another one of the same arguments and result (<c>new DifferentiableFunc&lt;Model, double&gt;(loss)</c>) has the same
/// function behind it, and so the same derivative.
/// </summary>
internal sealed class DelegateConversions(GeneratedMembers members, Lazy<Instantiations> instantiations, Specialisations specialisations)
{
    private readonly Dictionary<string, MethodDefinition> conversions = [];
    private readonly TypeContext types = members.Types;

    /// <summary>What to call on the given delegate in place of making the new one; null when the creation is no such conversion.</summary>
    public MethodReference? Of(DelegateCreation creation, MethodDefinition host)
    {
        var (from, to) = (creation.Method.DeclaringType, creation.DelegateType);
        if (creation.Cache.Count > 0 || creation.Method.Name != "Invoke" || !DifferentiableDelegates.Is(types, from))
            return null;
        if (!from.ContainsGenericParameter && !to.ContainsGenericParameter)
            return Of(from, to);
        var cases = new List<(Instantiation, MethodReference)>();
        foreach (var instantiation in instantiations.Value.Of(host))
        {
            var operands = instantiation.Operands(types);
            if (Of(operands.Type(from), operands.Type(to)) is not { } conversion)
                return null;
            cases.Add((instantiation, conversion));
        }
        return cases.Count == 0 ? null
            : specialisations.Choose(host, "Convert", to, [("of", from)], cases, SiteFunctions.Unknown(UserNames.Of(creation.Method), UserNames.Of(host)));
    }

    private MethodDefinition? Of(TypeReference from, TypeReference to)
    {
        if (DifferentiableDelegates.Signature(types, from) is not { } signature || DifferentiableDelegates.Signature(types, to) is not { } wanted
            || !signature.IsSame(wanted))
            return null;
        var key = $"{from.FullName}|{to.FullName}";
        if (conversions.TryGetValue(key, out var conversion))
            return conversion;
        conversion = members.Generated.NewHelper("Convert", to, [("of", from)]);
        conversions.Add(key, conversion);
        var function = DifferentiableDelegates.FunctionClass(members.Runtime, signature);
        var of = new GenericInstanceMethod(members.Runtime.Method("AutoDiff.DifferentiableFunction", "Of"));
        of.GenericArguments.Add(function);
        members.Write(conversion).Argument(0).Text("a conversion of a differentiable function").Call(of)
            .VirtualFunction(ClosedMember.Of(types, function, types.Resolve(function)!, "Invoke", hasThis: true))
            .New(members.Framework.DelegateConstructor(to)).Return();
        return conversion;
    }
}
