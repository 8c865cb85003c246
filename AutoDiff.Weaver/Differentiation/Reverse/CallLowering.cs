using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse;

/// <summary>
/// Prepares the active calls of the forward sweep: calls with a <c>[Pullback]</c> rule stay, calls with a <c>[Derivative]</c> rule become calls
/// of the rule, others calls of the callee's augmented form; each gets the action that reverses it.
/// </summary>
internal sealed class CallLowering(
    MethodIR method, Value tape, RuntimeLibrary runtime, Activity activity, CallClassifier classifier, CallActions actions, TangentTypes tangents, TupleTypes tuples,
    Func<DerivativeRequest, SplitDerivative> split, Func<MethodReference, int, bool> ruleReads, Shadows shadows, Func<Call, Value, bool> isStable)
{
    /// <summary>What is left to do for a call when the shadows of all results are known.</summary>
    private readonly List<Action> pending = [];

    public void Run()
    {
        foreach (var call in method.Instructions.OfType<Call>().ToList())
        {
            if (!Matters(call))
            {
                // What is passive is called as the user wrote it.
                if (classifier.MemberOf(call) is { } member)
                    ReplaceCall(call, BuilderBefore(call).CallVirtual(member, null, [.. call.Operands]));
                continue;
            }
            var treatment = classifier.Classify(call);
            switch (treatment.Kind)
            {
                case CallKind.Pullback:
                    actions.Set(call, Rule(call, treatment.Pullback!));
                    break;
                case CallKind.Derivative:
                    LowerDerivative(call, treatment.Derivative!);
                    break;
                case CallKind.Primitive:
                    LowerPrimitive(call, treatment.Primitive!);
                    break;
                case CallKind.Split:
                    LowerSplit(call, treatment);
                    break;
                case CallKind.Refused:
                    Refuse(call);
                    break;
                case CallKind.Attached:
                    LowerAttached(call, treatment);
                    break;
                default:
                    throw UnknownCallee.Explain(tangents.Types, classifier.AsWritten(call), call.Location, method);
            }
        }
        foreach (var creation in method.Instructions.OfType<NewObject>().Where(activity.LeadsToActive).ToList())
        {
            if (classifier.RuleOf(creation) is { IsDifferential: false } rule)
                LowerConstruction(creation, rule);
        }
        foreach (var action in pending)
            action();
    }

    /// <summary>A constructor with a rule: the object comes from the rule, its shadow is a zero object like it, which the rule's pullback is given.</summary>
    private void LowerConstruction(NewObject creation, DerivativeRule rule)
    {
        var types = tangents.Types;
        var builder = new Builder(method) { Location = creation.Location }.Before(creation);
        var arguments = creation.Operands.ToArray();
        var pair = builder.Call(rule.Method, arguments);
        var made = builder.Add(new Extract(creation.Type, pair, tuples.ItemPath(pair.Type, 0)[0]));
        var functionField = tuples.ItemPath(pair.Type, 1)[0];
        var function = builder.Add(new Extract(types.FieldType(functionField), pair, functionField));
        var shadow = builder.Call(OfShadow("Like", creation.Type), made);
        activity.Aliases.Replace((Value)creation, made);
        shadows.Define(made, shadow);
        made.Name = creation.Name;
        activity.Replace(creation, made);
        creation.ReplaceWith(made);
        actions.Set(made, new(
            [function, shadow],
            (c, _) =>
            {
                Distribute(c, c.Builder.CallVirtual(InvokeOf(function.Type), null, c.Primal(function), c.Primal(shadow)), rule.Positions, i => arguments[i]);
                c.Builder.Call(OfShadow("Clear", creation.Type), c.Primal(shadow));
            },
            isUnconditional: true));
    }

    private MethodReference OfShadow(string name, TypeReference type)
    {
        var operation = new GenericInstanceMethod(runtime.Method("AutoDiff.Shadow", name));
        operation.GenericArguments.Add(type);
        return operation;
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
        if (activity.Aliases.InstanceOf(call) is { } instance)
            return (call.HasResult && activity.LeadsToActive(call)) || instance.Any(c => (c.Key.Facts & MemoryFacts.Stored) != 0 && activity.HoldsActive(c.Value));
        if (KnownCalls.LeavesMemoryAlone(call) || call.Effects == Effects.None)
            return false;
        return (call.HasResult && activity.LeadsToActive(call)) || call.Operands.Any(activity.LeadsToActive);
    }

    /// <summary>The rule is called in the reverse sweep with the arguments, the result and the cotangent; what it does not read is not kept.</summary>
    private AdjointAction Rule(Call call, PullbackRule rule)
    {
        var count = call.OperandCount;
        var needs = new List<Value>();
        for (var i = 0; i < count; i++)
        {
            if (ruleReads(rule.Method, i))
                needs.Add(call.Operand(i));
        }
        var readsResult = ruleReads(rule.Method, count);
        if (readsResult)
            needs.Add(call);
        return new(needs, (c, d) =>
        {
            var types = tangents.Types;
            var arguments = new Value[count + 2];
            for (var i = 0; i < count; i++)
                arguments[i] = ruleReads(rule.Method, i) ? c.Primal(call.Operand(i)) : c.Builder.Method.Default(types.ParameterType(rule.Method, i));
            arguments[count] = readsResult ? c.Primal(call) : c.Builder.Method.Default(call.Type);
            arguments[count + 1] = tangents.PackTangent(c.Builder, call.Type, i => d[i]);
            Distribute(c, c.Builder.Call(rule.Method, arguments), rule.Positions, call.Operand);
        });
    }

    private void LowerDerivative(Call call, DerivativeRule rule)
    {
        var builder = BuilderBefore(call);
        var types = tangents.Types;
        var pair = builder.Call(rule.Method, [.. call.Operands]);
        var value = builder.Add(new Extract(call.Type, pair, tuples.ItemPath(pair.Type, 0)[0]));
        var functionField = tuples.ItemPath(pair.Type, 1)[0];
        var function = builder.Add(new Extract(types.FieldType(functionField), pair, functionField));
        var arguments = call.Operands.ToArray();
        Replace(call, value);
        actions.Set(value, new([function], (c, d) =>
        {
            var invoke = InvokeOf(function.Type);
            if (!rule.IsDifferential)
            {
                var cotangents = c.Builder.CallVirtual(invoke, null, c.Primal(function), tangents.PackTangent(c.Builder, value.Type, i => d[i]));
                Distribute(c, cotangents, rule.Positions, i => arguments[i]);
                return;
            }
            // The differential of a function of scalars: its value at a unit tangent is the partial derivative.
            for (var k = 0; k < rule.Positions.Count; k++)
            {
                var position = rule.Positions[k];
                c.Add(arguments[position], 0, () =>
                {
                    var units = rule.Positions.Select((p, j) => One(c.Builder, arguments[p].Type, j == k)).ToArray();
                    var partial = c.Builder.CallVirtual(invoke, null, [c.Primal(function), .. units]);
                    return c.Builder.Binary(BinaryOp.Mul, d[0], partial);
                });
            }
        }));
    }

    private void LowerSplit(Call call, CallTreatment treatment)
    {
        var types = tangents.Types;
        var roles = call.Operands.Select((o, i) => RoleOf(o, treatment.Active[i])).ToArray();
        if (roles.All(r => r == ParameterRole.None) && activity.IsActive(call))
            throw new UnsupportedConstructException("AD1006", call.Location, $"'{call.Method.Name}' reads memory that holds values depending on the differentiation parameters");
        var shadowsResult = call.HasResult && activity.LeadsToActive(call);
        var request = new DerivativeRequest(call.Method, roles, shadowsResult, [.. call.Operands.Select(o => activity.Aliases.CellOf(o) is null || isStable(call, o))]);
        if (classifier.IsMismatched(call))
            throw new UnsupportedConstructException("AD1006", call.Location, $"'{classifier.AsWritten(call).Method.Name}' works on a span in a way that is not followed");
        CheckBeforeThrow(call);
        if (Sequences.IsCollect(call.Method) && classifier.IsCollectedTooSoon(call))
        {
            throw new UnsupportedConstructException(
                "AD1006", call.Location,
                $"'{Sequences.QueryThatNeedNotRunAtOnce(call)!.Name}' runs through an iterator that changes memory, throws, has no end or has other effects, and would not run to the end of it at once; call Take() or ToArray() on what the iterator returns");
        }
        SplitDerivative derivative;
        var builder = BuilderBefore(call);
        try
        {
            if (classifier.IsMismatched(call))
                throw new UnsupportedConstructException("AD1006", call.Location, $"'{call.Method.Name}' works on a span in a way that is not followed");
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
            Replace(call, builder.Call(Sequences.Refusal(types, call.Method), [.. call.Operands]));
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
        Replace(call, value);
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
                    Distribute(c, cotangents, positions, i => arguments[i]);
            },
            isUnconditional: request.Shadowed.Count > 0 || request.ShadowsResult || !value.HasResult);
    }

    /// <summary>The operation runs on the shadow right after it ran on the container; its own reverse undoes it there.</summary>
    private void LowerPrimitive(Call call, Primitive primitive)
    {
        var types = tangents.Types;
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        var isShadowed = call.Operands.Select((o, i) => tangents.HasReferences(o.Type) && (primitive.IsContainer(i) || i == primitive.Item)).ToArray();
        var mirrored = builder.Add(new Call(call.Type, call.Method, false, null, [.. call.Operands.Select((o, i) => isShadowed[i] ? method.Undefined(o.Type) : i == primitive.Item ? method.Default(o.Type) : o)]));
        var returnsReferences = call.HasResult && tangents.HasReferences(call.Type);
        if (returnsReferences)
            shadows.Define(call, mirrored);
        pending.Add(() =>
        {
            for (var i = 0; i < isShadowed.Length; i++)
            {
                if (isShadowed[i])
                    mirrored.SetOperand(i, shadows.Of(call.Operand(i)));
            }
            Value[] arguments = [.. mirrored.Operands];
            var reverse = primitive.ReverseOf(call, types);
            var returnsNumbers = call.HasResult && tangents.HasTangent(call.Type);
            actions.Set(call, new(
                returnsReferences ? [.. arguments, mirrored] : arguments,
                (c, d) =>
                {
                    var passed = arguments.Select(c.Primal).ToList();
                    if (call.HasResult)
                    {
                        var result = returnsReferences ? c.Primal(mirrored) : c.Builder.Method.Default(call.Type);
                        if (returnsNumbers && d.Length > 0)
                            result = returnsReferences ? WithLeaves(c.Builder, result, d) : tangents.Pack(c.Builder, call.Type, i => d[i]);
                        passed.Add(result);
                    }
                    var cotangent = c.Builder.Call(reverse, [.. passed, c.Tape]);
                    if (primitive.Item is { } item && cotangent.HasResult)
                        AddLeaves(c, call.Operand(item), cotangent);
                },
                isUnconditional: true));
        });
    }

    private Value WithLeaves(Builder builder, Value value, Value[] scalars)
    {
        var leaves = tangents.LeavesOf(value.Type);
        for (var i = 0; i < leaves.Count; i++)
            value = builder.InsertAt(value, leaves[i].Path, scalars[i]);
        return value;
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

    /// <summary>f.Target is the attached function; its pullback delegate is kept for the reverse sweep.</summary>
    private void LowerAttached(Call call, CallTreatment treatment)
    {
        CheckBeforeThrow(call);
        var types = tangents.Types;
        var builder = BuilderBefore(call);
        var signature = DifferentiableDelegates.Signature(types, call.Method.DeclaringType)
            ?? throw UnknownCallee.Explain(types, classifier.AsWritten(call), call.Location, method);
        if (call.Operands.Skip(1).Append(call).Any(activity.LeadsToActive))
        {
            // What the function writes to its arguments, the pullback's copies would hide.
            throw new UnsupportedConstructException(
                "AD1007", call.Location,
                "a differentiable function that is not known here is given, or returns, arrays or objects that depend on the differentiation parameters. Call the method itself, or pass numbers, structs and tuples.");
        }
        if (signature.Arguments.Append(signature.Result).FirstOrDefault(t => tangents.SeparateOf(t) is not null) is { } misfit)
        {
            throw new UnsupportedConstructException(
                "AD1013", call.Location,
                $"a differentiable function that is not known here is given, or returns, a '{TypeNames.Display(misfit)}', whose tangent is another type. Call the method itself, or pass its parts");
        }
        var library = runtime.Library;
        var arity = signature.Arguments.Count;
        var functionType = DifferentiableDelegates.FunctionClass(runtime, signature);
        var definition = types.Resolve(functionType)!;
        var arguments = call.Operands.Skip(1).ToArray();
        var combined = tuples.Combined(signature.Arguments);
        var pullbackType = new GenericInstanceType(types.Import(library.GetType("AutoDiff.Pullback`2")));
        pullbackType.GenericArguments.Add(signature.Result);
        pullbackType.GenericArguments.Add(combined);
        var of = new GenericInstanceMethod(types.Import(library.GetType("AutoDiff.DifferentiableFunction").Methods.First(m => m.Name == "Of")));
        of.GenericArguments.Add(functionType);
        var valueWithPullback = ClosedMember.Of(types, functionType, definition, "ValueWithPullback", hasThis: true);
        var function = builder.Call(of, call.Operand(0), method.Constant(types.String, "a call of a differentiable function"));
        var slot = new Builder(method) { Location = call.Location }.AtStart(method.Entry).Slot(pullbackType);
        var value = builder.CallVirtual(valueWithPullback, null, [function, .. arguments, slot]);
        value = builder.Add((Call)Retype(value, call.Type));
        var pullback = (Instruction)builder.Load(pullbackType, slot);
        Replace(call, value);
        var positions = Enumerable.Range(0, arity).Where(i => tangents.HasTangent(arguments[i].Type)).ToList();
        actions.Set(value, new([pullback], (c, d) =>
        {
            var cotangents = c.Builder.CallVirtual(InvokeOf(pullbackType), null, c.Primal(pullback), tangents.Pack(c.Builder, value.Type, i => d[i]));
            foreach (var position in positions)
            {
                Value item = cotangents;
                if (arity > 1)
                {
                    foreach (var field in tuples.ItemPath(combined, position))
                        item = c.Builder.Extract(item, field);
                }
                AddLeaves(c, arguments[position], item);
            }
        }));
        _ = treatment;
    }

    /// <summary>The runtime library throws in place of an override that was not known; what the call would have returned is not needed.</summary>
    private void Refuse(Call call)
    {
        var types = tangents.Types;
        var member = classifier.AsWritten(call).Method;
        var builder = BuilderBefore(call);
        builder.Call(runtime.Method("AutoDiff.Dispatch", "Refuse"), call.Operand(0), method.Constant(types.String, $"{member.DeclaringType.Name}.{member.Name}"));
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
                $"'{call.Method.Name}' may throw after it has written active values to memory, and the result depends on the handler that catches it; let it return what it computes, or test for the failure before it writes");
        }
    }

    private void ReplaceCall(Call call, Call replacement)
    {
        activity.Aliases.Replace(call, replacement);
        activity.Aliases.Replace((Value)call, replacement);
        Replace(call, replacement);
    }

    private Builder BuilderBefore(Call call) => new Builder(method) { Location = call.Location }.Before(call);

    private static Call Retype(Call call, TypeReference type)
    {
        if (call.Type.FullName == type.FullName)
        {
            call.Unlink();
            return call;
        }
        var typed = new Call(type, call.Method, call.IsVirtual, call.Constrained, [.. call.Operands]);
        call.Remove();
        return typed;
    }

    private void Replace(Call call, Instruction replacement)
    {
        replacement.Name = call.Name;
        activity.Replace(call, replacement);
        call.ReplaceWith(replacement);
    }

    /// <summary>Gives the cotangents that a rule or pullback returned (one, or a tuple of them) to the arguments at these positions.</summary>
    private void Distribute(SweepContext context, Value cotangents, IReadOnlyList<int> positions, Func<int, Value> argument)
    {
        for (var k = 0; k < positions.Count; k++)
        {
            var item = cotangents;
            if (positions.Count > 1)
            {
                foreach (var field in tuples.ItemPath(cotangents.Type, k))
                    item = context.Builder.Extract(item, field);
            }
            AddLeaves(context, argument(positions[k]), item);
        }
    }

    private void AddLeaves(SweepContext context, Value argument, Value cotangent)
    {
        var types = tangents.Types;
        // What rules return is a tangent as users see it.
        var leaves = types.Same(cotangent.Type, argument.Type) ? tangents.LeavesOf(argument.Type) : tangents.LeavesOfTangent(argument.Type);
        for (var i = 0; i < leaves.Count; i++)
        {
            var leaf = leaves[i];
            context.Add(argument, i, () => tangents.Unpack(context.Builder, cotangent, leaf));
        }
    }

    private Value One(Builder builder, TypeReference type, bool one) => tangents.Types.KindOf(type) switch
    {
        StackKind.Double => builder.Method.Double(one ? 1 : 0),
        StackKind.Single => builder.Method.Single(one ? 1 : 0),
        _ => throw new UnsupportedConstructException("AD1011", builder.Location, "a differential rule in reverse mode needs arguments of type float or double"),
    };

    private MethodReference InvokeOf(TypeReference delegateType)
    {
        var definition = tangents.Types.Resolve(delegateType)!.Methods.First(m => m.Name == "Invoke");
        return ClosedMember.Of(tangents.Types, delegateType, definition.DeclaringType, "Invoke", hasThis: true);
    }
}
