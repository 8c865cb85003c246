using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Reading;

/// <summary>Decides how calls are differentiated: a rule wins over <c>[NoDerivative]</c>, which wins over a body.</summary>
/// <param name="types">The type system.</param>
/// <param name="rules">The rules.</param>
/// <param name="tangents">Tangent types.</param>
/// <param name="bodies">The bodies of methods.</param>
/// <param name="isPiecewise">Whether truncation is piecewise constant by the settings, in a method.</param>
internal sealed class CallClassifier(TypeContext types, RuleBook rules, TangentTypes tangents, MethodBodies bodies,
    Func<MethodDefinition, bool>? isPiecewise = null) : ICallTreatments
{
    private readonly Dictionary<string, CallTreatment> known = [];
    private readonly Dictionary<string, bool> zeroRules = [];

    public CallTreatment Classify(Call call)
    {
        if (call.IsDeferred)
            return new(CallKind.Unknown, [.. types.ArgumentTypes(call.Method).Select(tangents.IsDifferentiable)]);
        var key = (call.IsUnknownOverride ? "o " : call.IsVirtual ? IsLibrary(call) ? "l " : "v " : "")
            + (call.Constrained is null ? "" : call.Constrained.FullName + " ") + call.Method.FullName;
        if (!known.TryGetValue(key, out var treatment))
            known.Add(key, treatment = Decide(call));
        return treatment;
    }

    /// <summary>The rule for a constructor of a class, if there is one.</summary>
    public DerivativeRule? RuleOf(NewObject creation) => rules.FindDerivative(creation.Constructor);

    public bool IsZeroByRule(CallTreatment treatment) => treatment.Pullback is { Method: var rule } && ReturnsZero(rule);

    private bool ReturnsZero(MethodReference rule)
    {
        if (!zeroRules.TryGetValue(rule.FullName, out var isZero))
            zeroRules.Add(rule.FullName,
                isZero = bodies.Get(rule).Blocks.All(b => b.Terminator is Return { Result: Constant { IsZero: true } or DefaultValue }));
        return isZero;
    }

    public bool IsPiecewise(SourceLocation? location) => location is not null && isPiecewise?.Invoke(location.Method) == true;

    /// <summary>
    /// What stood in the way of reading the method around a call with models of framework types, without which the call of a member of the framework is not
    /// understood.
    /// </summary>
    public UnsupportedConstructException? ObstacleAround(Call call) =>
        call.Location?.Method is { } around && types.ResolveMethod(call.Method) is { } callee && StructShapes.IsFramework(callee.Module.Assembly)
            ? bodies.ObstacleIn(around)
            : null;

    /// <summary>Whether the callee's body takes a span that was not followed where one that was is passed.</summary>
    public bool IsMismatched(Call call) => bodies.TakesWhatIsModelled(call, bodies.Get(call.Method));

    /// <summary>The call that the user wrote: the one inside, for a call of a forwarder.</summary>
    public Call AsWritten(Call call) => bodies.ByValue.OriginalOf(call.Method) ?? call;

    /// <summary>The virtual member that a call of a dispatcher stands for, or null.</summary>
    public MethodReference? MemberOf(Call call) => MemberOf(call.Method);

    /// <summary>The virtual member or invocation that a method dispatches, or null for any other method.</summary>
    public MethodReference? MemberOf(MethodReference method) => bodies.Dispatchers.MemberOf(method) ?? bodies.FunctionDispatchers.InvocationOf(method);

    /// <summary>The methods that a dispatcher may call, each with the reason why it does without it if it does.</summary>
    public IReadOnlyList<(MethodReference Method, string? Refusal)> CasesOf(MethodReference dispatcher) => bodies.Unsuitable.CasesOf(dispatcher);

    /// <summary>How many methods may run, where those are more than are told apart.</summary>
    public int? TooManyBehind(Call call) => bodies.Dispatchers.TooManyBehind(call.Method) ?? bodies.FunctionDispatchers.TooManyBehind(call.Method);

    /// <summary>A collecting of elements that would change what the function does.</summary>
    public bool IsCollectedTooSoon(Call call) => bodies.Iterators.IsCollectedTooSoon(call);

    /// <summary>The call is one of the cases of a dispatcher over the enumerators in reach.</summary>
    public bool IsCaseOfEnumeration(Call call, MethodIR caller) =>
        caller.Origin is { } origin && bodies.Dispatchers.IsOfEnumeration(origin) && !bodies.Dispatchers.IsOfEnumeration(call.Method);

    /// <summary>What is in the way is a case of a dispatcher further inside, which does without it.</summary>
    public bool IsInACaseFurtherInside(UnsupportedConstructException obstacle) => bodies.Unsuitable.CaseBehind(obstacle) is not null;

    public bool IsOfEnumeration(MethodReference method) => bodies.Dispatchers.IsOfEnumeration(method);

    private CallTreatment Decide(Call call)
    {
        var arguments = types.ArgumentTypes(call.Method);
        if (call.IsUnknownOverride)
            return new(CallKind.Refused, [.. arguments.Select(_ => true)]);
        // A forwarder is judged by the method it forwards to.
        var target = bodies.ByValue.OriginalOf(call.Method) ?? call;
        var method = target.Method;
        var mayBeActive = arguments.Select((t, i) => (tangents.IsDifferentiable(t) || HidesContent(t)) && !rules.IsNoDerivativeParameter(method, i)).ToArray();
        if (Primitive.Of(method) is { } primitive)
            return new(CallKind.Primitive, mayBeActive, Primitive: primitive);
        if (rules.FindMemory(method) is { } memory)
        {
            var positions = new HashSet<int>([.. memory.Memory, .. memory.Pullback?.Positions ?? [], .. memory.Differential?.Positions ?? []]);
            return new(CallKind.Memory, [.. arguments.Select((_, i) => positions.Contains(i))], Memory: memory);
        }
        if (rules.FindPullback(method) is { } pullback)
        {
            return new(
                CallKind.Pullback, [.. arguments.Select((_, i) => pullback.Positions.Contains(i))], pullback, Differential: rules.FindDifferential(method));
        }
        if (rules.FindDerivative(method) is { } derivative)
            return new(CallKind.Derivative, [.. arguments.Select((_, i) => derivative.Positions.Contains(i))], Derivative: derivative);
        if (rules.IsNoDerivative(method) || HasNoDifferentiableOutcome(method))
            return new(CallKind.Constant, mayBeActive);
        if (method.Name == "Invoke" && DifferentiableDelegates.Is(types, method.DeclaringType))
            return new(CallKind.Attached, mayBeActive);
        if (!Dispatches(target) && bodies.HasBody(method))
            return new(CallKind.Split, mayBeActive);
        // How many there are and whether one is there says every class for itself: nothing to differentiate.
        if (IsLibrary(target) && KnownCalls.LeavesMemoryAlone(method))
            return new(CallKind.Constant, mayBeActive);
        if (IsLibrary(target) && Dispatches(target))
            return new(CallKind.Refused, mayBeActive);
        return new(CallKind.Unknown, mayBeActive);
    }

    /// <summary>The type says nothing of what an object of it holds: whether that is active, the argument shows.</summary>
    private static bool HidesContent(TypeReference type) =>
        type.MetadataType == MetadataType.Object || type is { Namespace: "System", Name: "Array" }
            || type is { Namespace: "System.Collections", Name: "IEnumerable" or "ICollection" or "IList" };

    /// <summary>An interface that an implementation of a framework method falls back to, for classes that it does not know.</summary>
    private static bool IsLibrary(Call call) =>
        call is { IsVirtual: true, Location.Method: { Name: not "Collect", DeclaringType.Namespace: "AutoDiff.Implementations" } };

    /// <summary>
    /// Functions whose integer result is piecewise constant by convention, so that their use as a factor is fine, and the class of an object, which says
    /// nothing of what it holds.
    /// </summary>
    private static bool HasNoDifferentiableOutcome(MethodReference method) => method is
    {
        Name: "Sign" or "ILogB" or "CompareTo",
        DeclaringType: { Namespace: "System", Name: "Math" or "MathF" or "Double" or "Single" or "Half" }
    } or { Name: "GetType", DeclaringType: { Namespace: "System", Name: "Object" } };

    /// <summary>Which method runs is decided at run time, or by the type behind a type parameter in a way that was not resolved.</summary>
    private bool Dispatches(Call call)
    {
        if (types.ResolveMethod(call.Method) is not { IsVirtual: true } method)
            return false;
        return call.Constrained is not null
            || (call.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed && !types.IsValueTypeOrEnum(call.Method.DeclaringType));
    }
}
