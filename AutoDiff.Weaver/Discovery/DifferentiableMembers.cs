using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>A derivative that is promised by an attribute or wanted by the configuration.</summary>
internal sealed record DifferentiableMember(MethodDefinition Method, DerivativeRequest Request);

/// <summary>Finds the members marked <c>[Differentiable]</c> and reports promises that make no sense.</summary>
internal sealed class DifferentiableMembers(TypeContext types, RuleBook rules, DiagnosticBag diagnostics)
{
    private const string Attribute = "DifferentiableAttribute";

    /// <summary>
    /// The marked methods of the module that can be checked: generic ones are checked for each instantiation that is used, those without a body
    /// where they are implemented, constructors of objects where they are called.
    /// </summary>
    public IReadOnlyList<DifferentiableMember> Find()
    {
        var found = new List<DifferentiableMember>();
        foreach (var type in types.Module.GetTypes().ToList())
        {
            foreach (var method in type.Methods)
            {
                if (AttributeOf(method) is { } attribute && Request(method, ParameterNames(attribute)) is { } member)
                    found.Add(member);
            }
        }
        return found;
    }

    /// <summary>The request for a method with respect to the named parameters, or to all that have tangents; null when it cannot be made, which is reported.</summary>
    public DifferentiableMember? Request(MethodDefinition method, IReadOnlyList<string> names)
    {
        var arguments = types.ArgumentTypes(method);
        var active = new bool[arguments.Count];
        var isFine = true;
        foreach (var name in names)
            isFine &= Select(method, arguments, name, active);
        if (!isFine)
            return null;
        if (names.Count == 0)
        {
            for (var i = 0; i < arguments.Count; i++)
                active[i] = HasTangent(arguments[i]) && !rules.IsNoDerivativeParameter(method, i) && !(i == 0 && method.IsConstructor);
        }
        if (method.HasGenericParameters || method.DeclaringType.HasGenericParameters || !method.HasBody || (method.IsConstructor && !method.DeclaringType.IsValueType))
            return null;
        if (!active.Contains(true))
        {
            diagnostics.Report(Catalogue.NothingToDifferentiate, method, $"'{Locator.ShortName(method)}' is marked [Differentiable], but none of its parameters ({string.Join(", ", arguments.Select(TypeNames.Display))}) has a tangent.");
            return null;
        }
        if (!HasDifferentiableResult(method, arguments))
        {
            diagnostics.Report(Catalogue.NothingToDifferentiate, method, $"'{Locator.ShortName(method)}' is marked [Differentiable], but its result, {TypeNames.Display(method.ReturnType)}, has no tangent.");
            return null;
        }
        return new DifferentiableMember(method, new DerivativeRequest(method, DerivativeRequest.RolesOf(arguments, active, rules.Tangents), rules.Tangents.HasShadow(method.ReturnType), [.. arguments.Select(_ => false)]));
    }

    private bool Select(MethodDefinition method, IReadOnlyList<TypeReference> arguments, string name, bool[] active)
    {
        var offset = method.HasThis ? 1 : 0;
        var index = name == "this" && method.HasThis ? 0 : method.Parameters.FirstOrDefault(p => p.Name == name) is { } parameter ? parameter.Index + offset : -1;
        if (index < 0)
        {
            var known = method.Parameters.Select(p => p.Name).Concat(method.HasThis ? ["this"] : Array.Empty<string>());
            diagnostics.Report(Catalogue.UnknownParameter, method, $"[Differentiable] on '{Locator.ShortName(method)}' names '{name}', which is not one of its parameters ({string.Join(", ", known)}).");
            return false;
        }
        if (rules.IsNoDerivativeParameter(method, index))
        {
            diagnostics.Report(Catalogue.ParameterIsConstant, method, $"[Differentiable] on '{Locator.ShortName(method)}' names '{name}', which is marked [NoDerivative].");
            return false;
        }
        if (!HasTangent(arguments[index]))
        {
            diagnostics.Report(Catalogue.UnknownParameter, method, $"[Differentiable] on '{Locator.ShortName(method)}' names '{name}', whose type, {TypeNames.Display(arguments[index])}, has no tangent.");
            return false;
        }
        active[index] = true;
        return true;
    }

    private bool HasTangent(TypeReference type) => rules.Tangents.IsDifferentiable(TypePattern.Plain(type));

    /// <summary>A result with a tangent, or something written through a reference.</summary>
    private bool HasDifferentiableResult(MethodDefinition method, IReadOnlyList<TypeReference> arguments) =>
        HasTangent(method.ReturnType)
        || (method.ReturnType.MetadataType == MetadataType.Void && arguments.Any(a => (a.IsByReference || rules.Tangents.HasShadow(a)) && HasTangent(a)));

    private static CustomAttribute? AttributeOf(MethodDefinition method) =>
        Find(method) ?? (method.IsGetter ? method.DeclaringType.Properties.Where(p => p.GetMethod == method).Select(Find).FirstOrDefault() : null);

    private static CustomAttribute? Find(ICustomAttributeProvider provider) =>
        provider.HasCustomAttributes ? provider.CustomAttributes.FirstOrDefault(a => a.AttributeType is { Namespace: "AutoDiff", Name: Attribute }) : null;

    private static IReadOnlyList<string> ParameterNames(CustomAttribute attribute) =>
        attribute.ConstructorArguments is [{ Value: CustomAttributeArgument[] names }] ? [.. names.Select(n => (string)n.Value)] : [];
}
