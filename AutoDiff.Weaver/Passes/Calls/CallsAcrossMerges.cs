using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>
/// A pure call whose arguments come out of a merge, when every path into the merge has made that call already: the results are merged instead. A reverse
/// sweep asks a branch again and meets in each arm what the forward sweep's arm computed, such as both the sine and the cosine of an angle.
/// A path on which an argument is undefined is one on which nobody uses the result.
/// </summary>
internal sealed class CallsAcrossMergesPass
{
    private readonly Dominators dominators;
    private readonly ILookup<string, Call> calls;

    private CallsAcrossMergesPass(List<Call> calls, MethodIR method)
    {
        dominators = Dominators.Of(method);
        this.calls = calls.ToLookup(c => c.Method.FullName);
    }

    public static bool Run(MethodIR method)
    {
        // Values do not pass the borders of protected regions as freely.
        if (method.Regions.Count > 0)
            return false;
        var calls = method.Instructions.OfType<Call>().Where(IsCandidate).ToList();
        if (calls.Count < 2 || !calls.Any(c => c.Operands.Any(o => o is BlockParameter)))
            return false;
        var pass = new CallsAcrossMergesPass(calls, method);
        var changed = false;
        foreach (var call in calls.Where(c => pass.dominators.Contains(c.Block!)))
            changed |= pass.Visit(call);
        return changed;
    }

    private static bool IsCandidate(Call call) => call is { Effects: Effects.None, HasResult: true, IsVirtual: false };

    private bool Visit(Call call)
    {
        if (call.Operands.OfType<BlockParameter>().Select(p => p.Block).FirstOrDefault() is not { } merge || merge.Incoming.Count < 2)
            return false;
        if (!call.Operands.All(o => IsKnownBefore(o, merge))
            || merge.Incoming.Any(e => !dominators.Contains(e.Source.Block!) || dominators.Dominates(merge, e.Source.Block!)))
            return false;
        var results = merge.Incoming.Select(e => ResultOn(e, call, merge)).ToList();
        if (results.Contains(null) || results.All(r => r is Undefined))
            return false;
        var parameter = merge.AddParameter(call.Type, call.Name);
        for (var i = 0; i < results.Count; i++)
            merge.Incoming[i].AddArgument(results[i]!);
        call.ReplaceWith(parameter);
        return true;
    }

    /// <summary>A parameter of the merge, or something that every path into it knows.</summary>
    private bool IsKnownBefore(Value value, Block merge) => value switch
    {
        BlockParameter parameter => parameter.Block == merge || dominators.Dominates(parameter.Block, merge),
        Instruction { Block: { } home } => home != merge && dominators.Dominates(home, merge),
        _ => true,
    };

    private Value? ResultOn(Edge edge, Call call, Block merge)
    {
        var operands = call.Operands.Select(o => o is BlockParameter p && p.Block == merge ? edge[p.Index] : o).ToList();
        return operands.Any(o => o is Undefined)
            ? call.Block!.Method.Undefined(call.Type)
            : calls[call.Method.FullName].FirstOrDefault(c => c.Block is { } home && dominators.Contains(home) && dominators.Dominates(home, edge.Source.Block!)
                && c.Operands.SequenceEqual(operands));
    }
}
