using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Reading;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Which calls a derivative goes through, what is asked of their arguments, and which of them are refused: the same in both modes.</summary>
internal sealed class ActiveCalls(
    MethodIR method, RuntimeLibrary runtime, Activity activity, CallClassifier classifier, TangentTypes tangents, Shadows shadows, CallSites sites)
{
    /// <summary>Says which active call has neither visible code nor a rule.</summary>
    public void CheckCallees()
    {
        foreach (var call in method.Instructions.OfType<Call>().Where(c => classifier.Classify(c).Kind == CallKind.Unknown && Matters(c)))
            throw classifier.ObstacleAround(call)?.ReachedFrom(call.Location?.InlinedAt)
                ?? UnknownCallee.Explain(tangents.Types, classifier.AsWritten(call), call.Location, method, classifier.TooManyBehind(call));
        foreach (var call in method.Instructions.OfType<Call>().Where(Matters))
            CheckRule(call, classifier.Classify(call));
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

    /// <summary>A rule that takes an array or span, but no cotangent for it, and does not say that it is constant, would lose its derivative.</summary>
    private void CheckRule(Call call, CallTreatment treatment)
    {
        if ((treatment.Pullback?.SaysWhich ?? treatment.Derivative?.SaysWhich) != false)
            return;
        var rule = treatment.Pullback?.Method ?? treatment.Derivative!.Method;
        for (var i = 0; i < call.OperandCount; i++)
        {
            if (call.Operand(i).Type is not ArrayType && !RuleMemory.IsModel(call.Operand(i).Type) || !activity.LeadsToActive(call.Operand(i)))
                continue;
            throw new UnsupportedConstructException(
                "AD1011", call.Location,
                $"the rule '{UserNames.Alone(rule)}' gives no cotangent of the array or span that is argument {i + 1} of "
                + $"'{UserNames.Alone(call.Method)}', which holds values that depend on the differentiation parameters. Let it take the cotangents of arrays "
                + "and spans, or name the other arguments in WithRespectTo if that one is constant");
        }
    }

    /// <summary>The result is active, or leads to active memory, or the callee may touch some.</summary>
    public bool Matters(Call call)
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

    /// <summary>What is passive is called as the user wrote it.</summary>
    public void LeaveAsWritten(Call call)
    {
        if (classifier.MemberOf(call) is { } member)
            sites.ReplaceAll(call, sites.Before(call).CallVirtual(member, null, [.. call.Operands]));
    }

    /// <summary>The shadow of an object that is made a container becomes one like it.</summary>
    /// <returns>The construction of the shadow, whose first operand is to be set when shadows are known.</returns>
    public Call MirrorConstruction(Call call)
    {
        if (BaseConstructors.ReimplementedBelow(tangents.Types, call.Operand(0).Type) is { } again)
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{UserNames.Of(call.Operand(0).Type)}' derives from '{UserNames.Of(call.Method.DeclaringType)}' and implements '{UserNames.Of(again)}' "
                + "again; give what it does there a name of its own");
        }
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        return builder.Add(new Call(call.Type, call.Method, false, null, [method.Undefined(call.Operand(0).Type), .. call.Operands.Skip(1)]));
    }

    /// <summary>What the derivative of a callee with a body is asked for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="treatment">How it is differentiated.</param>
    /// <param name="isStable">Whether nobody writes to the memory of an argument before the reverse sweep; null where there is none.</param>
    public DerivativeRequest RequestFor(Call call, CallTreatment treatment, Func<Call, Value, bool>? isStable)
    {
        var roles = call.Operands.Select((o, i) => RoleOf(o, treatment.Active[i])).ToArray();
        if (roles.All(r => r == ParameterRole.None) && activity.IsActive(call))
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location, $"'{UserNames.Alone(call.Method)}' reads memory that holds values depending on the differentiation parameters");
        }
        var shadowsResult = call.HasResult && activity.LeadsToActive(call);
        IReadOnlyList<bool>? stable = isStable is null ? null : [.. call.Operands.Select(o => activity.Aliases.CellOf(o) is null || isStable(call, o))];
        if (IsMismatched(call))
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location, $"'{UserNames.Alone(classifier.AsWritten(call).Method)}' works on a span in a way that is not followed");
        }
        return new DerivativeRequest(call.Method, roles, shadowsResult, stable);
    }

    /// <summary>Asks for the derivative of a callee.</summary>
    /// <returns>The derivative; null where the call was replaced by one that throws when it is met.</returns>
    public T? Ask<T>(Call call, DerivativeRequest request, Func<DerivativeRequest, T> derive)
        where T : class
    {
        if (Sequences.IsCollect(call.Method) && classifier.IsCollectedTooSoon(call))
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{Sequences.QueryThatNeedNotRunAtOnce(call)!.Name}' runs through an iterator that changes memory, throws, has no end or has other effects, "
                + "and would not run to the end of it at once; call Take() or ToArray() on what the iterator returns");
        }
        try
        {
            if (classifier.IsMismatched(call))
                throw new UnsupportedConstructException("AD1006", call.Location,
                    $"'{UserNames.Alone(call.Method)}' works on a span in a way that is not followed");
            return derive(request);
        }
        catch (UnsupportedConstructException obstacle)
            when (classifier.IsCaseOfEnumeration(call, method) && !classifier.IsInACaseFurtherInside(obstacle))
        {
            // One of many iterators: whether it is met at all is not known.
            call.Refusal ??= obstacle.Code + ": " + obstacle.Sentence(call.Method);
            Refuse(call);
            return null;
        }
        catch (UnsupportedConstructException) when (Sequences.IsCollect(call.Method))
        {
            sites.Replace(call, sites.Before(call).Call(Sequences.Refusal(tangents.Types, call.Method), [.. call.Operands]));
            return null;
        }
        catch (UnsupportedConstructException obstacle)
        {
            throw obstacle.ReachedFrom(call.Location);
        }
    }

    /// <summary>The runtime library throws in place of an override that was not known; what the call would have returned is not needed.</summary>
    public void Refuse(Call call)
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
}
