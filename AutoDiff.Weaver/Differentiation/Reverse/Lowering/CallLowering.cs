using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Reading;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Prepares the active calls of the forward sweep: calls with a <c>[Pullback]</c> rule stay, calls with a <c>[Derivative]</c> rule become calls
/// of the rule, others calls of the callee's augmented form; each gets the action that reverses it.
/// </summary>
internal sealed class CallLowering(
    MethodIR method, Value tape, RuntimeLibrary runtime, Activity activity, CallClassifier classifier, CallActions actions, TangentTypes tangents,
    TupleTypes tuples,
    Func<DerivativeRequest, SplitDerivative> split, Func<MethodReference, int, bool> ruleReads, Shadows shadows, CallSites sites, ActiveCalls calls,
    Func<Call, Value, bool> isStable)
{
    /// <summary>What is left to do for a call when the shadows of all results are known.</summary>
    private readonly List<Action> pending = [];
    private readonly ArgumentCotangents toArguments = new(tangents, tuples);

    public void Run()
    {
        var rules = new RuleLowering(method, runtime, activity, actions, tangents, tuples, ruleReads, shadows, sites, toArguments);
        var primitives = new PrimitiveLowering(method, actions, tangents, shadows, pending, toArguments);
        var memory = new MemoryRuleLowering(
            method, activity, actions, tangents, new RuleMemory(tangents.Types, runtime), ruleReads, shadows, pending, toArguments, isStable);
        foreach (var call in method.Instructions.OfType<Call>().ToList())
        {
            if (BaseConstructors.IsEmptying(call) && activity.LeadsToActive(call.Operand(0)))
            {
                var mirrored = calls.MirrorConstruction(call);
                pending.Add(() => mirrored.SetOperand(0, shadows.Of(call.Operand(0))));
                continue;
            }
            if (!calls.Matters(call))
            {
                calls.LeaveAsWritten(call);
                continue;
            }
            var treatment = classifier.Classify(call);
            switch (treatment.Kind)
            {
                case CallKind.Pullback:
                    actions.Set(call, rules.ReverseOf(call, treatment.Pullback!));
                    break;
                case CallKind.Derivative:
                    rules.Lower(call, treatment.Derivative!);
                    break;
                case CallKind.Memory:
                    CheckBeforeThrow(call);
                    memory.Lower(call, treatment.Memory!);
                    break;
                case CallKind.Primitive:
                    primitives.Lower(call, treatment.Primitive!);
                    break;
                case CallKind.Split:
                    LowerSplit(call, treatment);
                    break;
                case CallKind.Refused:
                    calls.Refuse(call);
                    break;
                case CallKind.Attached:
                    CheckBeforeThrow(call);
                    new AttachedLowering(
                        new AttachedCalls(method, runtime, activity, classifier, tangents, tuples), actions, tangents, tuples, sites, toArguments).Lower(call);
                    break;
                default:
                    throw new InvalidOperationException($"no way to lower a call of kind {treatment.Kind}");
            }
        }
        foreach (var creation in method.Instructions.OfType<NewObject>().Where(activity.LeadsToActive).ToList())
        {
            if (classifier.RuleOf(creation) is { IsDifferential: false } rule)
                rules.Lower(creation, rule);
        }
        foreach (var action in pending)
            action();
    }

    private void LowerSplit(Call call, CallTreatment treatment)
    {
        var request = calls.RequestFor(call, treatment, isStable);
        // What is replaced by a call that throws has written nothing.
        var mayBeReplaced = Sequences.IsCollect(call.Method);
        if (!mayBeReplaced)
            CheckBeforeThrow(call);
        if (calls.Ask(call, request, split) is not { } derivative)
            return;
        if (mayBeReplaced)
            CheckBeforeThrow(call);
        var builder = sites.Before(call);
        var shadowsResult = request.ShadowsResult;
        var count = call.OperandCount;
        var augmented = builder.Call(derivative.Augmented, [.. call.Operands, .. request.Shadowed.Select(i => method.Undefined(call.Operand(i).Type)), tape]);
        activity.Aliases.Replace(call, augmented);
        Instruction value = augmented;
        if (shadowsResult)
        {
            value = builder.Add(new Extract(call.Type, augmented, tuples.ItemPath(augmented.Type, 0)[0]));
            var shadow = builder.Add(new Extract(call.Type, augmented, tuples.ItemPath(augmented.Type, 1)[0]));
            activity.Aliases.Replace((Value)call, value);
            shadows.Define(value, shadow);
        }
        sites.Replace(call, value);
        pending.Add(() =>
        {
            for (var k = 0; k < request.Shadowed.Count; k++)
                augmented.SetOperand(count + k, shadows.Of(augmented.Operand(request.Shadowed[k])));
            actions.Set(value, ReverseOf(augmented, value, request, derivative));
        });
    }

    /// <summary>The pullback is called with what it reads; the cotangents it returns go to the arguments.</summary>
    private AdjointAction ReverseOf(Call augmented, Instruction value, DerivativeRequest request, SplitDerivative derivative)
    {
        Value[] arguments = [.. augmented.Operands.Take(augmented.OperandCount - 1)];
        var positions = request.Differentiated;
        var needs = arguments.Where((_, i) => derivative.PullbackReads(i)).ToList();
        var hasCotangent = value.HasResult && tangents.HasTangent(value.Type);
        var isActive = hasCotangent && activity.IsActive(value);
        return new(
            needs,
            (c, d) =>
            {
                var passed = arguments.Select((a, i) => needs.Contains(a) && derivative.PullbackReads(i) ? c.Primal(a) : Nothing(c.Builder, a.Type)).ToList();
                if (hasCotangent)
                    passed.Add(isActive ? tangents.Pack(c.Builder, value.Type, i => d[i]) : c.Builder.Method.Default(tangents.CarrierOf(value.Type)));
                var cotangents = c.Builder.Call(derivative.Pullback, [.. passed, c.Tape]);
                if (positions.Count > 0)
                    toArguments.Distribute(c, cotangents, positions, i => arguments[i]);
            },
            isUnconditional: request.Shadowed.Count > 0 || request.ShadowsResult || !value.HasResult);
    }

    /// <summary>What is passed for a parameter that is not read.</summary>
    private static Value Nothing(Builder builder, TypeReference type) => type.IsByReference ? builder.Method.Undefined(type) : builder.Method.Default(type);

    /// <summary>
    /// What a callee wrote before it threw has no reverse: its own reverse begins at its end. What it made itself nobody sees who does not get its result.
    /// </summary>
    private void CheckBeforeThrow(Call call)
    {
        if (!method.Regions.Any(r => r.IsPrecise && r.Try.Blocks.Contains(call.Block!)))
            return;
        var mayWrite = activity.Aliases.InstanceOf(call) is { } instance
            ? instance.Any(c => c.Key.Has(MemoryFacts.StoredOutside) && activity.HoldsActive(c.Value) && activity.Aliases.IsGivenTo(call, c.Key))
            : call.Operands.Any(activity.LeadsToActive);
        if (mayWrite)
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{UserNames.Alone(call.Method)}' may throw after it has written active values to memory, and the result depends on the handler that "
                + "catches it; let it return what it computes, or test for the failure before it writes")
            {
                WritesBeforeThrow = call.Method,
            };
        }
    }
}
