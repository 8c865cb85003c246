using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>
/// A method that ends with a call of itself goes round instead, with the arguments of the call for its parameters. As a loop it is inlined, leaves no
/// frames on the stack in either sweep, and what is known of loops is known of it.
/// </summary>
internal static class TailCallsPass
{
    public static bool Run(MethodIR method)
    {
        // What is left of locals has an address: the next call would have had others. A protected region is left before a call of its own starts.
        if (method.Origin is null || method.Regions.Count > 0
            || method.Instructions.Any(i => i is Slot or RawInstruction { OpCode.Code: Mono.Cecil.Cil.Code.Localloc }))
            return false;
        var calls = method.Blocks.Select(b => b.Terminator?.Previous).OfType<Call>().Where(c => IsOfItself(c, method) && EndsWith(c)).ToList();
        if (calls.Count == 0)
            return false;
        var start = AddStart(method);
        foreach (var call in calls)
            GoRound(call, start);
        return true;
    }

    private static bool IsOfItself(Call call, MethodIR method)
    {
        if (call.Method.FullName != method.Origin!.FullName || call.Constrained is not null || call.OperandCount != method.Parameters.Count)
            return false;
        if (call.IsVirtual && method.Types.ResolveMethod(call.Method) is not { IsVirtual: false })
            return false;
        for (var i = 0; i < call.OperandCount; i++)
        {
            // An address may be one of what the frame holds; a receiver is tested for null where the call stands.
            var isPassedOn = ReferenceEquals(call.Operand(i), method.Parameters[i]);
            var mustBePassedOn = method.Types.HoldsAddresses(method.Parameters[i].Type) || method.Parameters[i].Type.IsPointer || (i == 0 && call.IsVirtual);
            if (mustBePassedOn && !isPassedOn)
                return false;
        }
        return true;
    }

    /// <summary>Nothing happens after it but that its result is returned.</summary>
    private static bool EndsWith(Call call)
    {
        Value? result = call.HasResult ? call : null;
        if (call.HasResult && !call.HasOneUse)
            return false;
        for (var end = call.Block!.Terminator; ;)
        {
            switch (end)
            {
                case Return returned:
                    return ReferenceEquals(returned.Result, result);
                case Jump { Edge: var edge } when edge.Target.First is Terminator next && edge.Target != call.Block:
                    if (result is not null)
                    {
                        var position = edge.Arguments.ToList().IndexOf(result);
                        if (position < 0 || !edge.Target.Parameters[position].HasOneUse)
                            return false;
                        result = edge.Target.Parameters[position];
                    }
                    end = next;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>The block where the method starts becomes one that can be entered again.</summary>
    private static Block AddStart(MethodIR method)
    {
        var start = method.Entry;
        foreach (var parameter in method.Parameters)
            parameter.ReplaceAllUsesWith(start.AddParameter(parameter.Type, parameter.Name));
        var entry = new Block(method, "entry");
        method.Blocks.Insert(0, entry);
        new Builder(method) { Location = start.First!.Location }.AtEnd(entry).Jump(start, [.. method.Parameters]);
        return start;
    }

    private static void GoRound(Call call, Block start)
    {
        var builder = new Builder(call.Block!.Method) { Location = call.Location }.Before(call);
        var arguments = start.Parameters.Select((p, i) => Coerce.To(builder, p.Type, call.Operand(i))).ToArray();
        call.Block.Terminator!.Remove();
        builder.AtEnd(call.Block).Jump(start, arguments);
        call.Remove();
    }
}
