using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>Operations on containers with a reverse written by hand.</summary>
internal sealed class PrimitiveLowering(MethodIR method, CallActions actions, TangentTypes tangents, Shadows shadows, List<Action> pending,
    ArgumentCotangents toArguments)
{
    /// <summary>The operation runs on the shadow right after it ran on the container; its own reverse undoes it there.</summary>
    public void Lower(Call call, Primitive primitive)
    {
        var types = tangents.Types;
        var builder = new Builder(method) { Location = call.Location }.Before(call.Next!);
        var isShadowed = call.Operands.Select((o, i) => tangents.HasReferences(o.Type) && (primitive.IsContainer(i) || i == primitive.Item)).ToArray();
        var mirrored = builder.Add(new Call(call.Type, call.Method, false, null,
            [.. call.Operands.Select((o, i) => isShadowed[i] ? method.Undefined(o.Type) : i == primitive.Item ? method.Default(o.Type) : o)]));
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
                        toArguments.AddLeaves(c, call.Operand(item), cotangent);
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
}
