using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
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
    Func<DerivativeRequest, SplitDerivative> split, Func<MethodReference, int, bool> ruleReads, Shadows shadows, Func<Call, Value, bool> isStable)
{
    /// <summary>What is left to do for a call when the shadows of all results are known.</summary>
    private readonly List<Action> pending = [];
    private readonly CallSites sites = new(method, activity);
    private readonly ArgumentCotangents toArguments = new(tangents, tuples);

    /// <summary>Says which active call has neither visible code nor a rule.</summary>
    public void CheckCallees()
    {
        foreach (var call in method.Instructions.OfType<Call>().Where(c => classifier.Classify(c).Kind == CallKind.Unknown && Matters(c)))
            throw classifier.ObstacleAround(call)
                ?? UnknownCallee.Explain(tangents.Types, classifier.AsWritten(call), call.Location, method, classifier.TooManyBehind(call));
        foreach (var call in method.Instructions.OfType<Call>())
        {
            if (Sequences.IsCast(call.Method) && TypeTests.ExactTypeOf(tangents.Types, call.Operand(0)) is ArrayType { Rank: > Sequences.MostDimensions } table
                && activity.LeadsToActive(call.Operand(0)))
            {
                throw new UnsupportedConstructException(
                    "AD1006", call.Location,
                    $"the elements of an array of {table.Rank} dimensions are cast one by one; loop over them, or use an array of at most "
                    + $"{Sequences.MostDimensions} dimensions");
            }
        }
    }

    public void Run()
    {
        var rules = new RuleLowering(method, runtime, activity, actions, tangents, tuples, ruleReads, shadows, sites, toArguments);
        var primitives = new PrimitiveLowering(method, actions, tangents, shadows, pending, toArguments);
        foreach (var call in method.Instructions.OfType<Call>().ToList())
        {
            if (BaseConstructors.IsEmptying(call) && activity.LeadsToActive(call.Operand(0)))
            {
                MirrorConstruction(call);
                continue;
            }
            if (!Matters(call))
            {
                // What is passive is called as the user wrote it.
                if (classifier.MemberOf(call) is { } member)
                    sites.ReplaceAll(call, sites.Before(call).CallVirtual(member, null, [.. call.Operands]));
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
                case CallKind.Primitive:
                    primitives.Lower(call, treatment.Primitive!);
                    break;
                case CallKind.Split:
                    LowerSplit(call, treatment);
                    break;
                case CallKind.Refused:
                    Refuse(call);
                    break;
                case CallKind.Attached:
                    CheckBeforeThrow(call);
                    new AttachedLowering(method, runtime, activity, classifier, actions, tangents, tuples, sites, toArguments).Lower(call);
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

    /// <summary>The result is active, or leads to active memory, or the callee may touch some.</summary>
    private bool Matters(Call call)
    {
        if (activity.IsActive(call))
            return true;
        if (classifier.Classify(call).Kind == CallKind.Refused)
            return (call.HasResult && activity.LeadsToActive(call)) || call.Operands.Any(o => activity.IsVaried(o) || activity.LeadsToActive(o));
        if (Activity.IsStructural(call))
            return false;
        if (classifier.Classify(call).Kind == CallKind.Constant)
            return false;
        if (classifier.Classify(call).Primitive is { } primitive)
            return activity.Aliases.ElementsOf(call, primitive) is { } elements && activity.HoldsActive(elements);
        if (BaseConstructors.IsOfDerived(tangents.Types, call.Method) && activity.LeadsToActive(call.Operand(0)))
            return true;
        if (activity.Aliases.InstanceOf(call) is { } instance)
            return (call.HasResult && activity.LeadsToActive(call))
                || instance.Any(c => (c.Key.Facts & MemoryFacts.Stored) != 0 && activity.HoldsActive(c.Value));
        if (BaseConstructors.IsEmptying(call) || KnownCalls.LeavesMemoryAlone(call) || call.Effects == Effects.None)
            return false;
        return (call.HasResult && activity.LeadsToActive(call)) || call.Operands.Any(activity.LeadsToActive);
    }

    /// <summary>The shadow of an object that is made a container becomes one like it.</summary>
    private void MirrorConstruction(Call call)
    {
        if (BaseConstructors.ReimplementedBelow(tangents.Types, call.Operand(0).Type) is { } again)
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{UserNames.Of(call.Operand(0).Type)}' derives from '{UserNames.Of(call.Method.DeclaringType)}' and implements '{UserNames.Of(again)}' "
                + "again; give what it does there a name of its own");
        }
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        var mirrored = builder.Add(new Call(call.Type, call.Method, false, null, [method.Undefined(call.Operand(0).Type), .. call.Operands.Skip(1)]));
        pending.Add(() => mirrored.SetOperand(0, shadows.Of(call.Operand(0))));
    }

    private void LowerSplit(Call call, CallTreatment treatment)
    {
        var types = tangents.Types;
        var roles = call.Operands.Select((o, i) => RoleOf(o, treatment.Active[i])).ToArray();
        if (roles.All(r => r == ParameterRole.None) && activity.IsActive(call))
            throw new UnsupportedConstructException("AD1006", call.Location,
                $"'{UserNames.Alone(call.Method)}' reads memory that holds values depending on the differentiation parameters");
        var shadowsResult = call.HasResult && activity.LeadsToActive(call);
        var request = new DerivativeRequest(call.Method, roles, shadowsResult,
            [.. call.Operands.Select(o => activity.Aliases.CellOf(o) is null || isStable(call, o))]);
        if (IsMismatched(call))
            throw new UnsupportedConstructException("AD1006", call.Location,
                $"'{UserNames.Alone(classifier.AsWritten(call).Method)}' works on a span in a way that is not followed");
        CheckBeforeThrow(call);
        if (Sequences.IsCollect(call.Method) && classifier.IsCollectedTooSoon(call))
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{Sequences.QueryThatNeedNotRunAtOnce(call)!.Name}' runs through an iterator that changes memory, throws, has no end or has other "
                + "effects, and would not run to the end of it at once; call Take() or ToArray() on what the iterator returns");
        }
        SplitDerivative derivative;
        var builder = sites.Before(call);
        try
        {
            if (classifier.IsMismatched(call))
                throw new UnsupportedConstructException("AD1006", call.Location,
                    $"'{UserNames.Alone(call.Method)}' works on a span in a way that is not followed");
            derivative = split(request);
        }
        catch (UnsupportedConstructException) when (classifier.IsCaseOfEnumeration(call, method))
        {
            // One of many iterators: whether it is met at all is not known.
            Refuse(call);
            return;
        }
        catch (UnsupportedConstructException) when (Sequences.IsCollect(call.Method))
        {
            sites.Replace(call, builder.Call(Sequences.Refusal(types, call.Method), [.. call.Operands]));
            return;
        }
        catch (UnsupportedConstructException obstacle)
        {
            throw obstacle.ReachedFrom(call.Location);
        }
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

    private bool IsMismatched(Call call)
    {
        try
        {
            return classifier.IsMismatched(call);
        }
        catch (UnsupportedConstructException obstacle)
        {
            // The callee cannot be read.
            throw obstacle.ReachedFrom(call.Location);
        }
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

    private ParameterRole RoleOf(Value argument, bool mayBeActive)
    {
        if (!mayBeActive)
            return ParameterRole.None;
        var role = ParameterRole.None;
        if (activity.IsVaried(argument) && tangents.HasTangent(argument.Type))
            role |= ParameterRole.Differentiated;
        if (activity.LeadsToActive(argument) && (!argument.Type.IsByReference || shadows.HasAddress(argument)))
            role |= ParameterRole.Shadowed;
        return role;
    }

    /// <summary>What is passed for a parameter that is not read.</summary>
    private static Value Nothing(Builder builder, TypeReference type) => type.IsByReference ? builder.Method.Undefined(type) : builder.Method.Default(type);

    /// <summary>The runtime library throws in place of an override that was not known; what the call would have returned is not needed.</summary>
    private void Refuse(Call call)
    {
        var types = tangents.Types;
        var member = classifier.AsWritten(call).Method;
        var builder = sites.Before(call);
        if ((call.Refusal ?? classifier.AsWritten(call).Refusal) is { } reason)
            builder.Call(runtime.Method("AutoDiff.Dispatch", "RefuseBecause"), call.Operand(0), method.Constant(types.String, reason));
        else
            builder.Call(runtime.Method("AutoDiff.Dispatch", "Refuse"), call.Operand(0), method.Constant(types.String, UserNames.Of(member)));
        if (call.HasResult)
            call.ReplaceAllUsesWith(call.Type.IsByReference ? method.Undefined(call.Type) : method.Default(call.Type));
        call.Remove();
    }

    /// <summary>What a callee wrote before it threw has no reverse: its own reverse begins at its end.</summary>
    private void CheckBeforeThrow(Call call)
    {
        if (!method.Regions.Any(r => r.IsPrecise && r.Try.Blocks.Contains(call.Block!)))
            return;
        var mayWrite = activity.Aliases.InstanceOf(call) is { } instance
            ? instance.Any(c => (c.Key.Facts & MemoryFacts.Stored) != 0 && activity.HoldsActive(c.Value))
            : call.Operands.Any(activity.LeadsToActive);
        if (mayWrite)
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{UserNames.Alone(call.Method)}' may throw after it has written active values to memory, and the result depends on the handler that "
                + "catches it; let it return what it computes, or test for the failure before it writes");
        }
    }
}
