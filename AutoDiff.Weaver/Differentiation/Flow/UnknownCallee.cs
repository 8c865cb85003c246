using System.Globalization;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Flow;

/// <summary>Why a call cannot be differentiated, and what to do about it.</summary>
internal static class UnknownCallee
{
    public const string SpanOverRow =
        "a span over an inline array in a field, in an array or passed by reference is used in a way that is not followed: a method that calls itself takes "
        + "it, or it is one of several of which others are over something else.";

    /// <param name="types">The type system.</param>
    /// <param name="call">The call as the user wrote it.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="caller">The method being differentiated.</param>
    /// <param name="tooMany">How many methods may run, where those are more than are told apart.</param>
    public static UnsupportedConstructException Explain(TypeContext types, Call call, SourceLocation? location, MethodIR caller, int? tooMany)
    {
        var callee = call.Method;
        var name = UserNames.Of(callee);
        var containing = location?.Method ?? caller.Origin;
        var where = containing is null ? caller.Name : UserNames.Of(containing);
        var wayOut =
            $"Register a rule with [Pullback(typeof({UserNames.InTypeOf(callee.DeclaringType)}), \"{callee.Name}\")] or cut the derivative with "
            + "WithoutDerivative(…).";
        if (call.Deferral is { } deferral)
            return new("AD1006", location,
                $"cannot differentiate the query that '{name}' makes in '{where}': the query is deferred and {deferral.Reason}; "
                + "call ToArray() or ToList() where it is made.")
            {
                TellingPlace = deferral.Place,
            };
        if (tooMany is { } count)
            return Beyond(types, callee, location, where, count);
        if (Delegates.IsInvocation(types, callee))
            return new("AD1007", location,
                $"cannot differentiate the call of a '{UserNames.Of(callee.DeclaringType)}' in '{where}': the function behind the delegate is not known at "
                + "build time. Use a DifferentiableFunc<…> instead.");
        if (InlineArrays.ReturnsSpan(callee) || RowViews.Is(callee))
            return new("AD1006", location, $"{SpanOverRow} Index the array in '{where}' itself, or make the span over a copy of it in a local.");
        if (callee.DeclaringType is { Namespace: "AutoDiff", Name: "DifferentialOperators" })
            return new("AD1006", location,
                $"cannot differentiate through the operator '{callee.Name}' in '{where}': which function it is applied to is not "
                + "known there, or it cannot be followed itself. Use Gradient, Derivative, JacobianVectorProduct or HessianVectorProduct of a method or "
                + "lambda that is named there, Jacobian or Hessian of one of arrays, or cut the derivative with WithoutDerivative(…).");
        if (callee.DeclaringType is { Namespace: "AutoDiff", Name: "Tape" or "Shadow" or "PullbackState" })
        {
            return new(
                "AD1006", location,
                $"cannot differentiate the derivative that is computed in '{where}': reverse mode keeps values on a tape or makes objects for it there. "
                + "Compute the inner derivative by forward mode (Derivative, JacobianVectorProduct), or cut it with WithoutDerivative(…).");
        }
        if (callee.DeclaringType.Name == "<AutoDiff>")
        {
            return new(
                "AD1006", location,
                $"cannot differentiate the derivative of '{name}' that is computed in '{where}': it is reached by way of a delegate that may be one of "
                + "several functions, and derivatives are not followed there. Call it where it is seen which function it is, or cut the derivative with "
                + "WithoutDerivative(…).");
        }
        if (IsOfAsynchronous(callee.DeclaringType))
            return new("AD1006", location,
                $"cannot differentiate '{where}': it is asynchronous, and when it goes on is decided while it runs. Compute what is differentiated in a method "
                + "that is not, and await what it needs before that.");
        MethodDefinition? definition;
        try
        {
            definition = callee.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            definition = null;
        }
        if (FrameworkAdvice.For(call) is { } advice)
            return new("AD1002", location, $"cannot differentiate '{name}' called from '{where}': {advice}");
        if (definition is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } && call.IsVirtual)
            return new("AD1008", location,
                $"cannot differentiate the virtual call of '{name}' in '{where}': the method that runs is not known at build time. Make the class or method "
                + "sealed, or call a non-virtual method.");
        if (definition is { HasBody: false } && (definition.IsPInvokeImpl || definition.IsInternalCall))
            return new("AD1003", location, $"cannot differentiate '{name}' called from '{where}': it has no IL (P/Invoke) and no rule. {wayOut}");
        if (definition is not null && BodyLocator.IsUnreadable(definition))
            return new("AD1002", location, $"cannot differentiate '{name}' called from '{where}': {BodyLocator.Unreadable(definition)} {wayOut}");
        return new("AD1002", location,
            $"cannot differentiate '{name}' called from '{where}': its IL is not visible at build time and it has no rule. {wayOut}");
    }

    /// <summary>What the compiler makes an <c>async</c> method of.</summary>
    private static bool IsOfAsynchronous(TypeReference type) =>
        type.Namespace == "System.Runtime.CompilerServices" && type.Name.StartsWith("Async", StringComparison.Ordinal)
            && type.Name.Contains("MethodBuilder");

    private static UnsupportedConstructException Beyond(TypeContext types, MethodReference callee, SourceLocation? location, string where, int count) =>
        Delegates.IsInvocation(types, callee)
        ? new(
            "AD1007", location, $"cannot differentiate the call of a '{UserNames.Of(callee.DeclaringType)}' in '{where}': {Number(count)} functions of this "
            + "assembly may be behind the delegate, and no more than "
            + $"{Number(CaseTables.Most)} are told apart. Declare a delegate type of its own for those that are meant, or use a DifferentiableFunc<…>.")
        : new(
            "AD1008", location, $"cannot differentiate the virtual call of '{UserNames.Of(callee)}' in '{where}': it may run on {Number(count)} classes "
            + "with different overrides, and no more than "
            + $"{Number(CaseTables.Most)} are told apart. Let the variable be of a class or an interface that fewer of them belong to.");

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
