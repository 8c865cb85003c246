using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>Says which function a differentiable delegate is made of, or reports why it cannot be differentiated.</summary>
internal sealed class TargetResolver(TypeContext types, RuleBook rules, DiagnosticBag diagnostics)
{
    /// <param name="method">The function, with concrete type arguments.</param>
    /// <param name="delegateType">The delegate type, with concrete type arguments.</param>
    /// <param name="isVirtual">Which override is meant depends on the receiver.</param>
    /// <param name="site">Who asks.</param>
    /// <param name="refusal">Why there is no target.</param>
    public DifferentiableTarget? Resolve(MethodReference method, TypeReference delegateType, bool isVirtual, RequestSite site, out string refusal)
    {
        refusal = "";
        var name = UserNames.Of(method);
        if (method.Name == "Invoke" && IsDelegate(method.DeclaringType))
            return Refuse(out refusal, site, Catalogue.OpaqueDelegate,
                $"cannot differentiate a delegate of type '{TypeNames.Display(method.DeclaringType)}': what it calls is not known here. Convert the method "
                + "or lambda itself, or let the variable be a DifferentiableFunc.");
        var definition = types.ResolveMethod(method);
        if (isVirtual && definition is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false })
            return Refuse(out refusal, site, Catalogue.VirtualNotDifferentiable,
                $"cannot differentiate '{name}': it is virtual, and which override runs is not known here. Seal it, or wrap the call in a lambda over a "
                + "known method.");
        if (DifferentiableDelegates.Signature(types, delegateType) is not { } signature)
            return Refuse(out refusal, site, Catalogue.UnsupportedConstruct,
                $"cannot differentiate '{name}' as a '{TypeNames.Display(delegateType)}': a differentiable delegate takes one to eight arguments, none of "
                + "them by reference, and returns a value.");
        var (arguments, result, constant) = signature;
        var taken = types.ArgumentTypes(method);
        var passesReceiver = taken.Count > arguments.Count;
        var receiver = passesReceiver && NeedsReceiver(definition) ? (taken[0].IsByReference ? types.Object : taken[0]) : null;

        if (Misfit(name, arguments, result) is { } misfit)
            return Refuse(out refusal, site, Catalogue.TangentDoesNotFit, misfit);
        var offset = passesReceiver ? 1 : 0;
        List<bool> active =
        [
            .. arguments.Select((a, i) => rules.Tangents.IsDifferentiable(a) && !rules.IsNoDerivativeParameter(method, offset + i) && !constant.Contains(i)),
        ];
        if (!active.Contains(true))
            return Refuse(out refusal, site, Catalogue.NothingToDifferentiate,
                $"cannot differentiate '{name}': none of its arguments ({string.Join(", ", arguments.Select(TypeNames.Display))}) has a tangent.");
        if (!rules.Tangents.IsDifferentiable(result))
            return Refuse(out refusal, site, Catalogue.NothingToDifferentiate,
                $"cannot differentiate '{name}': its result, {TypeNames.Display(result)}, has no tangent.");
        if (arguments.Append(result).Select(a => Modelled(a)).FirstOrDefault(m => m is not null) is { } modelled)
            return Refuse(out refusal, site, Catalogue.UnsupportedConstruct,
                $"cannot differentiate '{name}' as it is: inside of differentiated code something else stands for '{TypeNames.Display(modelled)}', which "
                + "can neither be an argument of an operator's function nor its result. Hand over an array, and make the other of it inside.");
        return new DifferentiableTarget(types, method, receiver, passesReceiver, arguments, result,
            DerivativeRequest.RolesOf(arguments, active, rules.Tangents), rules.Tangents.HasShadow(result))
        {
            Tangent = arguments.Count == 1 ? rules.Tangents.SeparateOf(arguments[0]) : null,
        };
    }

    /// <summary>
    /// The first type in a value that another stands for in the bodies that are differentiated, and that is not converted where it is handed over; null when
    /// there is none.
    /// </summary>
    private TypeReference? Modelled(TypeReference type, int depth = 8)
    {
        if (Views.IsHeld(type) || depth == 0)
            return null;
        if (types.StandIns.ModelOf(type) is not null)
            return type;
        return types.IsStruct(type) && types.Shapes.Of(type) is { IsOpaque: false } shape
            ? shape.Fields.Select(f => Modelled(types.FieldType(f), depth - 1)).FirstOrDefault(m => m is not null)
            : null;
    }

    /// <summary>Why the cotangents cannot be handed over: some are of another type than what they belong to, and there is no room for that.</summary>
    private string? Misfit(string name, IReadOnlyList<TypeReference> arguments, TypeReference result)
    {
        var tangents = rules.Tangents;
        if (arguments.Append(result).Select(tangents.ProblemWith).FirstOrDefault(p => p is not null) is { } problem)
            return $"cannot differentiate '{name}': {problem}.";
        if (arguments.Append(result).Select(tangents.SeparateWithin).FirstOrDefault(t => t is not null) is { } within)
            return $"cannot differentiate '{name}': the tangent of '{TypeNames.Display(within)}' is another type, which does not fit into what contains it, "
                + $"'{TypeNames.Display(arguments.Append(result).First(t => tangents.SeparateWithin(t) is not null))}', which is its own tangent.";
        if (tangents.SeparateOf(result) is not null)
            return $"cannot differentiate '{name}': the tangent of its result, '{TypeNames.Display(result)}', is another type. Return its parts, or a "
                + "number made of it.";
        return arguments.Count > 1 && arguments.FirstOrDefault(a => tangents.SeparateOf(a) is not null) is { } argument
            ? $"cannot differentiate '{name}': the tangent of '{TypeNames.Display(argument)}' is another type, and an operator takes such an argument by "
                + "itself only. Let the other arguments be captured variables, or members of a type with a tangent of its own."
            : null;
    }

    /// <summary>A lambda that captures nothing is an instance method for the runtime's convenience only; its receiver is not looked at.</summary>
    private static bool NeedsReceiver(MethodDefinition? method)
    {
        if (method is not { HasThis: true, HasBody: true } || !CompilerMade.IsOfLambdasWithoutVariables(method.DeclaringType))
            return true;
        return method.Body.Instructions.Any(i => i.OpCode.Code == Code.Ldarg_0 || (i.Operand is ParameterDefinition p && p == method.Body.ThisParameter));
    }

    private bool IsDelegate(TypeReference type) => types.Resolve(type)?.BaseType is { FullName: "System.MulticastDelegate" };

    public DifferentiableTarget? Refuse(out string refusal, RequestSite site, DiagnosticDescriptor descriptor, string message)
    {
        refusal = $"{descriptor.Code}: {message}";
        diagnostics.Report(descriptor, site.Location, message);
        return null;
    }
}
