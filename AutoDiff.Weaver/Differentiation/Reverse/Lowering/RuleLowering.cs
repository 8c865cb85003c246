using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Calls with a rule: of <c>[Pullback]</c> methods the reverse sweep calls the rule, <c>[Derivative]</c> rules take the place of the call and return
/// the function that the reverse sweep calls.
/// </summary>
internal sealed class RuleLowering(
    MethodIR method, RuntimeLibrary runtime, Activity activity, CallActions actions, TangentTypes tangents, TupleTypes tuples,
    Func<MethodReference, int, bool> ruleReads,
    Shadows shadows, CallSites sites, ArgumentCotangents toArguments)
{
    /// <summary>The rule is called in the reverse sweep with the arguments, the result and the cotangent; what it does not read is not kept.</summary>
    public AdjointAction ReverseOf(Call call, PullbackRule rule)
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
            toArguments.Distribute(c, c.Builder.Call(rule.Method, arguments), rule.Positions, call.Operand);
        }, multiplies: true);
    }

    public void Lower(Call call, DerivativeRule rule)
    {
        var builder = sites.Before(call);
        var types = tangents.Types;
        var pair = builder.Call(rule.Method, [.. call.Operands]);
        var value = builder.Add(new Extract(call.Type, pair, tuples.ItemPath(pair.Type, 0)[0]));
        var functionField = tuples.ItemPath(pair.Type, 1)[0];
        var function = builder.Add(new Extract(types.FieldType(functionField), pair, functionField));
        var arguments = call.Operands.ToArray();
        sites.Replace(call, value);
        actions.Set(value, new([function], (c, d) =>
        {
            var invoke = ClosedMember.Invoke(tangents.Types, function.Type);
            if (!rule.IsDifferential)
            {
                var cotangents = c.Builder.CallVirtual(invoke, null, c.Primal(function), tangents.PackTangent(c.Builder, value.Type, i => d[i]));
                toArguments.Distribute(c, cotangents, rule.Positions, i => arguments[i]);
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
        }, multiplies: true));
    }

    /// <summary>A constructor with a rule: the object comes from the rule, its shadow is a zero object like it, which the rule's pullback is given.</summary>
    public void Lower(NewObject creation, DerivativeRule rule)
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
                toArguments.Distribute(c, c.Builder.CallVirtual(ClosedMember.Invoke(tangents.Types, function.Type), null, c.Primal(function), c.Primal(shadow)),
                    rule.Positions, i => arguments[i]);
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

    private Value One(Builder builder, TypeReference type, bool one) => tangents.Types.KindOf(type) switch
    {
        StackKind.Double => builder.Method.Double(one ? 1 : 0),
        StackKind.Single => builder.Method.Single(one ? 1 : 0),
        _ => throw new UnsupportedConstructException("AD1011", builder.Location, "a differential rule in reverse mode needs arguments of type float or double"),
    };
}
