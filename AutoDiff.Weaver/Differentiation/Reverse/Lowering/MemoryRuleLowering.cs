using AutoDiff.Weaving.Diagnostics;
using AutoDiff.Weaving.Differentiation.Flow;
using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Rules;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Calls with a rule that is given the shadows of arrays and spans: the call stays, the rule is called in the reverse sweep with what the arguments held when
/// the call had returned.
/// </summary>
internal sealed class MemoryRuleLowering(
    MethodIR method, Activity activity, CallActions actions, TangentTypes tangents, RuleMemory memory, Func<MethodReference, int, bool> ruleReads,
    Shadows shadows, List<Action> pending, ArgumentCotangents toArguments, Func<Call, Value, bool> isStable)
{
    public void Lower(Call call, MemoryRule rule)
    {
        var pullback = rule.Pullback ?? throw new UnsupportedConstructException(
            "AD1011", call.Location,
            $"'{UserNames.Alone(call.Method)}' has a [Differential] rule alone, which is for forward mode. Give it a [Pullback] rule");
        memory.Check(call, activity);
        var count = call.OperandCount;
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        Value Seen(Value value) => activity.Aliases.CellOf(value) is null || isStable(call, value) ? value : memory.Copy(builder, value);
        Value?[] seen = [.. call.Operands.Select((o, i) => ruleReads(pullback.Method, i) ? Seen(o) : null)];
        var result = call.HasResult && ruleReads(pullback.Method, count) ? Seen(call) : null;
        Value? resultShadow = null;
        if (call.HasResult && activity.LeadsToActive(call))
        {
            memory.RequireNew(builder, call);
            shadows.Define(call, resultShadow = memory.Like(builder, call));
        }
        pending.Add(() =>
        {
            Value[] accompanied = [.. rule.Memory.Select(call.Operand)];
            Value[] theirs = [.. accompanied.Select(shadows.Of)];
            actions.Set(call, new(
                [.. seen.OfType<Value>(), .. theirs, .. accompanied.Where(RuleMemory.NeedsOriginal), .. new[] { result, resultShadow }.OfType<Value>()],
                (c, d) =>
                {
                    var passed = seen.Select((s, i) => s is null ? c.Builder.Method.Default(call.Operand(i).Type) : c.Primal(s)).ToList();
                    if (call.HasResult)
                    {
                        passed.Add(result is null ? c.Builder.Method.Default(call.Type) : c.Primal(result));
                        passed.Add(resultShadow is not null ? c.Primal(resultShadow)
                            : d.Length == 0 ? c.Builder.Method.Default(tangents.TangentOf(call.Type)) : tangents.PackTangent(c.Builder, call.Type, i => d[i]));
                    }
                    Value Original(Value span) => RuleMemory.NeedsOriginal(span) ? c.Primal(span) : span;
                    passed.AddRange(accompanied.Select((a, k) => memory.Cotangent(c.Builder, Original(a), c.Primal(theirs[k]))));
                    var cotangents = c.Builder.Call(pullback.Method, [.. passed]);
                    if (pullback.Positions.Count > 0)
                        toArguments.Distribute(c, cotangents, pullback.Positions, call.Operand);
                    if (resultShadow is not null)
                        memory.Clear(c.Builder, c.Primal(resultShadow));
                },
                isUnconditional: resultShadow is not null || Enumerable.Range(0, count).Any(rule.Writes),
                multiplies: true));
        });
    }
}
