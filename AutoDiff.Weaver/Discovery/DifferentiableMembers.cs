using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>A derivative that is promised by an attribute or wanted by the configuration.</summary>
/// <param name="Method">The method that is checked.</param>
/// <param name="Request">What is asked.</param>
/// <param name="DemandedBy">The interface, abstract or virtual member that is marked, where the method implements it.</param>
internal sealed record DifferentiableMember(MethodDefinition Method, DerivativeRequest Request, MethodReference? DemandedBy = null);

/// <summary>Finds the members marked <c>[Differentiable]</c> and reports promises that make no sense.</summary>
internal sealed class DifferentiableMembers(TypeContext types, RuleBook rules, Lazy<Instantiations> instantiations, DiagnosticBag diagnostics)
{
    private const string Attribute = "DifferentiableAttribute";

    /// <summary>
    /// The marked methods of the module, generic ones in each instantiation that is used, and the methods that implement or override marked members, of this
    /// module or another.
    /// </summary>
    public IReadOnlyList<DifferentiableMember> Find()
    {
        var found = new List<DifferentiableMember>();
        foreach (var type in types.Module.GetTypes().ToList())
        {
            foreach (var method in type.Methods)
            {
                if (AttributeOf(method) is { } attribute && method.HasBody)
                    found.AddRange(Requests(method, ParameterNames(attribute), null));
            }
        }
        var known = new HashSet<string>(found.Select(f => f.Request.Key));
        foreach (var (implementation, member, declared) in new MarkedImplementations(types, m => AttributeOf(m) is not null).Find())
            found.AddRange(Requests(implementation, NamesIn(implementation, declared), member).Where(r => known.Add(r.Request.Key)));
        return found;
    }

    private IEnumerable<DifferentiableMember> Requests(MethodDefinition method, IReadOnlyList<string> names, MethodReference? demandedBy)
    {
        if (!method.HasGenericParameters && !method.DeclaringType.HasGenericParameters)
            return Request(method, names, demandedBy) is { } member ? [member] : [];
        return [.. instantiations.Value.Of(method).Select(i => Request(i.Reference(types), names, demandedBy)).OfType<DifferentiableMember>()];
    }

    /// <summary>The parameters that a member's attribute names, by the names that they have in an implementation.</summary>
    private static IReadOnlyList<string> NamesIn(MethodDefinition implementation, MethodDefinition declared) =>
    [
        .. ParameterNames(AttributeOf(declared)!)
        .Select(n => declared.Parameters.FirstOrDefault(p => p.Name == n) is { } p ? implementation.Parameters[p.Index].Name : n),
    ];

    /// <summary>
    /// The request for a method with respect to the named parameters, or to all that have tangents; null when it cannot be made, which is reported.
    /// </summary>
    /// <param name="reference">The method, with concrete type arguments.</param>
    /// <param name="names">Names of parameters.</param>
    /// <param name="demandedBy">The marked member that the method implements, where that is why.</param>
    public DifferentiableMember? Request(MethodReference reference, IReadOnlyList<string> names, MethodReference? demandedBy = null)
    {
        var method = types.ResolveMethod(reference)!;
        var arguments = types.ArgumentTypes(reference);
        var active = new bool[arguments.Count];
        var isFine = true;
        foreach (var name in names)
            isFine &= Select(method, arguments, name, active);
        if (!isFine)
            return null;
        if (names.Count == 0)
        {
            for (var i = 0; i < arguments.Count; i++)
                active[i] = HasTangent(arguments[i]) && !rules.IsNoDerivativeParameter(method, i)
                    && !(i == 0 && method.IsConstructor && method.DeclaringType.IsValueType);
        }
        if (method.IsConstructor && !method.DeclaringType.IsValueType)
            active[0] = HasTangent(arguments[0]);
        if (arguments.Any(a => a.ContainsGenericParameter) || !method.HasBody)
            return null;
        // Only what is given to a constructor counts: the object is empty before.
        if (!active.Where((a, i) => a && !(i == 0 && method.IsConstructor)).Any())
        {
            // An implementation may well be constant.
            if (demandedBy is null)
                Refuse(method, demandedBy,
                    $"none of its parameters ({string.Join(", ", arguments.Skip(method.IsConstructor ? 1 : 0).Select(TypeNames.Display))}) has a tangent.");
            return null;
        }
        var result = types.ReturnType(reference);
        if (!HasDifferentiableResult(result, arguments))
        {
            if (demandedBy?.ReturnType.ContainsGenericParameter != true)
                Refuse(method, demandedBy, method.IsConstructor
                    ? $"the object that it makes, {TypeNames.Display(arguments[0])}, has no tangent."
                    : $"its result, {TypeNames.Display(result)}, has no tangent.");
            return null;
        }
        return new DifferentiableMember(
            method, new DerivativeRequest(reference, DerivativeRequest.RolesOf(arguments, active, rules.Tangents), rules.Tangents.HasShadow(result),
                [.. arguments.Select(_ => false)]), demandedBy);
    }

    private void Refuse(MethodDefinition method, MethodReference? demandedBy, string reason) => diagnostics.Report(
        Catalogue.NothingToDifferentiate, method,
        demandedBy is null
            ? $"'{UserNames.Of(method)}' is marked [Differentiable], but {reason}"
            : $"'{UserNames.Of(method)}' implements '{UserNames.Of(demandedBy)}', which is marked [Differentiable], but {reason}");

    private bool Select(MethodDefinition method, IReadOnlyList<TypeReference> arguments, string name, bool[] active)
    {
        var offset = method.HasThis ? 1 : 0;
        var index = name == "this" && method.HasThis
            ? 0
            : method.Parameters.FirstOrDefault(p => p.Name == name) is { } parameter ? parameter.Index + offset : -1;
        if (index < 0)
        {
            var known = method.Parameters.Select(p => p.Name).Concat(method.HasThis ? ["this"] : Array.Empty<string>());
            diagnostics.Report(Catalogue.UnknownParameter, method,
                $"[Differentiable] on '{UserNames.Of(method)}' names '{name}', which is not one of its parameters ({string.Join(", ", known)}).");
            return false;
        }
        if (rules.IsNoDerivativeParameter(method, index))
        {
            diagnostics.Report(Catalogue.ParameterIsConstant, method,
                $"[Differentiable] on '{UserNames.Of(method)}' names '{name}', which is marked [NoDerivative].");
            return false;
        }
        if (!HasTangent(arguments[index]))
        {
            diagnostics.Report(Catalogue.UnknownParameter, method,
                $"[Differentiable] on '{UserNames.Of(method)}' names '{name}', whose type, {TypeNames.Display(arguments[index])}, has no tangent.");
            return false;
        }
        active[index] = true;
        return true;
    }

    private bool HasTangent(TypeReference type) => rules.Tangents.IsDifferentiable(TypePattern.Plain(type));

    /// <summary>A result with a tangent, or something written through a reference.</summary>
    private bool HasDifferentiableResult(TypeReference result, IReadOnlyList<TypeReference> arguments) =>
        HasTangent(result)
        || (result.MetadataType == MetadataType.Void && arguments.Any(a => (a.IsByReference || rules.Tangents.HasShadow(a)) && HasTangent(a)));

    private static CustomAttribute? AttributeOf(MethodDefinition method) =>
        Find(method) ?? (method.IsGetter ? method.DeclaringType.Properties.Where(p => p.GetMethod == method).Select(Find).FirstOrDefault() : null);

    private static CustomAttribute? Find(ICustomAttributeProvider provider) =>
        provider.HasCustomAttributes ? provider.CustomAttributes.FirstOrDefault(a => a.AttributeType is { Namespace: "AutoDiff", Name: Attribute }) : null;

    private static IReadOnlyList<string> ParameterNames(CustomAttribute attribute) =>
        attribute.ConstructorArguments is [{ Value: CustomAttributeArgument[] names }] ? [.. names.Select(n => (string)n.Value)] : [];
}
