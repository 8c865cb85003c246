using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Forward;

/// <summary>
/// The active calls: one of a method with a body becomes one of its differential form, an operation on a container runs on the shadow too, a rule is applied to
/// the tangents. What they return has a shadow before any shadow is asked for, so calls are replaced first and given the tangents of their arguments in their
/// turn.
/// </summary>
internal sealed class ForwardCalls(
    MethodIR method, Value tape, Activity activity, ForwardServices services, Shadows shadows, TangentValues values, Duals duals, CallSites sites,
    ActiveCalls calls, RuleTangents rules)
{
    private readonly Dictionary<Instruction, Action<Builder>> inTurn = [];
    private readonly TangentTypes tangents = services.Tangents;

    /// <summary>What is left to do for an instruction, given a place behind it; null for what is no active call.</summary>
    public Action<Builder>? InTurn(Instruction instruction) => inTurn.TryGetValue(instruction, out var action) ? action : null;

    public void Replace()
    {
        foreach (var call in method.Instructions.OfType<Call>().ToList())
        {
            if (BaseConstructors.IsEmptying(call) && activity.LeadsToActive(call.Operand(0)))
            {
                var mirrored = calls.MirrorConstruction(call);
                inTurn.Add(mirrored, _ => mirrored.SetOperand(0, shadows.Of(call.Operand(0))));
            }
            else if (calls.Matters(call))
            {
                Replace(call, services.Classifier.Classify(call));
            }
            else
            {
                calls.LeaveAsWritten(call);
            }
        }
        foreach (var creation in method.Instructions.OfType<NewObject>().Where(activity.LeadsToActive).ToList())
        {
            if (services.Classifier.RuleOf(creation) is { } rule)
                ReplaceCreation(creation, rule);
        }
    }

    private void Replace(Call call, CallTreatment treatment)
    {
        switch (treatment.Kind)
        {
            case CallKind.Pullback when treatment.Differential is { } differential:
                ReplaceMemory(call, differential);
                break;
            case CallKind.Memory:
                ReplaceMemory(call, treatment.Memory!.Differential ?? throw new UnsupportedConstructException(
                    "AD1011", call.Location,
                    $"the rule '{UserNames.Alone(treatment.Memory!.Method)}' gives the cotangents of arrays or spans, from which the differential does not "
                    + "follow. Give it a [Differential] rule"));
                break;
            case CallKind.Pullback:
                inTurn.Add(call, b => values.Define(call, rules.OfPullback(b, call, treatment.Pullback!)));
                break;
            case CallKind.Derivative:
                var (value, function) = rules.CallRule(sites.Before(call), call.Type, treatment.Derivative!, [.. call.Operands]);
                Value[] arguments = [.. call.Operands];
                sites.Replace(call, value);
                inTurn.Add(value, b => values.Define(value, rules.OfFunction(b, value.Type, treatment.Derivative!, function, arguments)));
                break;
            case CallKind.Primitive:
                ReplacePrimitive(call, treatment.Primitive!);
                break;
            case CallKind.Split:
                ReplaceWithForm(call, treatment);
                break;
            case CallKind.Refused:
                calls.Refuse(call);
                break;
            case CallKind.Attached:
                ReplaceAttached(call);
                break;
            default:
                throw new InvalidOperationException($"no way to differentiate a call of kind {treatment.Kind}");
        }
    }

    private void ReplaceWithForm(Call call, CallTreatment treatment)
    {
        var request = calls.RequestFor(call, treatment, isStable: null);
        if (calls.Ask(call, request, services.Differential) is not { } form)
            return;
        var count = call.OperandCount;
        var builder = sites.Before(call);
        List<int> accompanied = [.. Enumerable.Range(0, count).Where(i => request.Roles[i] != ParameterRole.None)];
        List<Value> passed = [.. call.Operands, .. accompanied.Select(i => method.Undefined(tangents.CarrierOf(call.Operand(i).Type)))];
        if (form.UsesTape)
            passed.Add(tape);
        var differentiated = builder.Call(form.Method, [.. passed]);
        activity.Aliases.Replace(call, differentiated);
        Instruction value = differentiated;
        Value? dual = null;
        if (call.HasResult && Duals.RoleOfResult(tangents, call.Type, request.ShadowsResult) != ParameterRole.None)
        {
            dual = builder.Add(new Extract(tangents.CarrierOf(call.Type), differentiated, services.Tuples.ItemPath(differentiated.Type, 1)[0]));
            value = builder.Add(new Extract(call.Type, differentiated, services.Tuples.ItemPath(differentiated.Type, 0)[0]));
            activity.Aliases.Replace((Value)call, value);
            if (request.ShadowsResult)
                shadows.Define(value, dual);
        }
        sites.Replace(call, value);
        inTurn.Add(differentiated, _ =>
        {
            var before = new Builder(method) { Location = differentiated.Location }.Before(differentiated);
            for (var k = 0; k < accompanied.Count; k++)
                differentiated.SetOperand(count + k, duals.Of(before, differentiated.Operand(accompanied[k]), request.Roles[accompanied[k]]));
        });
        if (dual is not null && values.IsActive(value))
            inTurn.Add(value, b => values.Define(value, duals.Leaves(b, dual, value.Type)));
    }

    /// <summary>
    /// The operation runs on the shadow right after it ran on the container, with the tangents of what is put in, and hands out those of what is
    /// taken.
    /// </summary>
    private void ReplacePrimitive(Call call, Primitive primitive)
    {
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        var isShadowed = call.Operands.Select((o, i) => tangents.HasReferences(o.Type) && (primitive.IsContainer(i) || i == primitive.Item)).ToArray();
        var mirrored = builder.Add(new Call(
            call.Type, call.Method, false, null,
            [.. call.Operands.Select((o, i) => isShadowed[i] ? method.Undefined(o.Type) : i == primitive.Item ? method.Default(o.Type) : o)]));
        if (call.HasResult && tangents.HasReferences(call.Type))
            shadows.Define(call, mirrored);
        inTurn.Add(mirrored, b =>
        {
            var before = new Builder(method) { Location = call.Location }.Before(mirrored);
            for (var i = 0; i < isShadowed.Length; i++)
            {
                var role = isShadowed[i] ? ParameterRole.Shadowed : ParameterRole.None;
                if (i == primitive.Item && values.IsActive(call.Operand(i)))
                    role |= ParameterRole.Differentiated;
                if (role != ParameterRole.None)
                    mirrored.SetOperand(i, duals.Of(before, call.Operand(i), role));
            }
        });
        if (call.HasResult && values.IsActive(call))
            inTurn.Add(call, _ => values.Define(call, duals.Leaves(Behind(mirrored), mirrored, call.Type)));
    }

    /// <summary>A rule makes the tangent of the result, and writes to the shadows of what the call has written to.</summary>
    private void ReplaceMemory(Call call, DifferentialRule rule)
    {
        var memory = new RuleMemory(tangents.Types, services.Runtime);
        memory.Check(call, activity);
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        var first = call.OperandCount + (call.HasResult ? 1 : 0);
        Value[] given = call.HasResult ? [.. call.Operands, call] : [.. call.Operands];
        var differentiated = builder.Call(rule.Method, [.. given, .. rule.Positions.Select(p => method.Undefined(tangents.TangentOf(call.Operand(p).Type)))]);
        if (call.HasResult && activity.LeadsToActive(call))
        {
            memory.RequireNew(builder, call);
            shadows.Define(call, differentiated);
        }
        inTurn.Add(differentiated, _ =>
        {
            var before = new Builder(method) { Location = call.Location }.Before(differentiated);
            for (var k = 0; k < rule.Positions.Count; k++)
            {
                var argument = call.Operand(rule.Positions[k]);
                differentiated.SetOperand(first + k, tangents.HasTangent(argument.Type)
                    ? rules.TangentOf(before, argument)
                    : memory.Tangent(before, argument, shadows.Of(argument)));
            }
        });
        if (values.IsActive(call))
        {
            inTurn.Add(call, _ => values.Define(
                call, [.. tangents.LeavesOfTangent(call.Type).Select(l => tangents.Unpack(Behind(differentiated), differentiated, l))]));
        }
    }

    private Builder Behind(Instruction instruction) => new Builder(method) { Location = instruction.Location }.Before(instruction.Next!);

    /// <summary>The pullback of a function that is not known gives the partial derivatives.</summary>
    private void ReplaceAttached(Call call)
    {
        var (value, pullback, _) = new AttachedCalls(method, services.Runtime, activity, services.Classifier, tangents, services.Tuples)
            .Call(sites.Before(call), call);
        Value[] arguments = [.. call.Operands.Skip(1)];
        sites.Replace(call, value);
        inTurn.Add(value, _ =>
        {
            var behind = Behind(pullback);
            var invoke = ClosedMember.Invoke(tangents.Types, pullback.Type);
            values.Define(value, rules.FromPullback(
                behind, value.Type, [.. Enumerable.Range(0, arguments.Length)], arguments, rules.Zeros.AreTested, value.Location, ((Call)value).Method,
                c => behind.CallVirtual(invoke, null, pullback, c)));
        });
    }

    /// <summary>An object from a rule: its shadow is what the rule's differential makes of the tangents.</summary>
    private void ReplaceCreation(NewObject creation, DerivativeRule rule)
    {
        if (!rule.IsDifferential)
            throw rules.NeedsDifferential(creation.Location, creation.Constructor);
        var builder = new Builder(method) { Location = creation.Location }.Before(creation);
        Value[] arguments = [.. creation.Operands];
        var (made, function) = rules.CallRule(builder, creation.Type, rule, arguments);
        var shadow = rules.Apply(builder, rule, function, i => method.Undefined(tangents.TangentOf(arguments[i].Type)));
        activity.Aliases.Replace((Value)creation, made);
        shadows.Define(made, shadow);
        made.Name = creation.Name;
        activity.Replace(creation, made);
        creation.ReplaceWith(made);
        inTurn.Add(shadow, _ =>
        {
            var before = new Builder(method) { Location = shadow.Location }.Before(shadow);
            for (var k = 0; k < rule.Positions.Count; k++)
                shadow.SetOperand(1 + k, rules.TangentOf(before, arguments[rule.Positions[k]]));
        });
    }
}
