using AutoDiff.Weaving.Differentiation.Linear;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>
/// Calls of differentiable functions that are not known here: what is attached to the delegate is called, and its pullback kept for the reverse sweep.
/// </summary>
internal sealed class AttachedLowering(
    AttachedCalls attached, CallActions actions, TangentTypes tangents, TupleTypes tuples, CallSites sites, ArgumentCotangents toArguments)
{
    public void Lower(Call call)
    {
        var arguments = call.Operands.Skip(1).ToArray();
        var (value, pullback, combined) = attached.Call(sites.Before(call), call);
        sites.Replace(call, value);
        var positions = Enumerable.Range(0, arguments.Length).Where(i => tangents.HasTangent(arguments[i].Type)).ToList();
        actions.Set(value, new([pullback], (c, d) =>
        {
            var cotangents = c.Builder.CallVirtual(ClosedMember.Invoke(tangents.Types, pullback.Type), null, c.Primal(pullback),
                tangents.Pack(c.Builder, value.Type, i => d[i]));
            foreach (var position in positions)
            {
                Value item = cotangents;
                if (arguments.Length > 1)
                {
                    foreach (var field in tuples.ItemPath(combined, position))
                        item = c.Builder.Extract(item, field);
                }
                toArguments.AddLeaves(c, arguments[position], item);
            }
        }, multiplies: true));
    }
}
