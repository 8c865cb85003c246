using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Block parameters that only ever hold one constant, found optimistically: parameters of nested loops that pass each other a zero all around are
/// that zero, which no look at one of them alone can tell.
/// </summary>
internal static class CycleRules
{
    public static bool Run(MethodIR method)
    {
        var held = new Dictionary<BlockParameter, Immediate>();
        var varying = new HashSet<BlockParameter>();
        var work = new Queue<BlockParameter>(method.Blocks.SelectMany(b => b.Incoming.Count == 0 ? [] : b.Parameters));
        foreach (var parameter in method.Blocks.Where(b => b.Incoming.Count == 0).SelectMany(b => b.Parameters))
            varying.Add(parameter);
        var queued = new HashSet<BlockParameter>(work);
        var passedTo = PassedTo(method);
        while (work.Count > 0)
        {
            var parameter = work.Dequeue();
            queued.Remove(parameter);
            if (varying.Contains(parameter) || !Update(parameter, held, varying))
                continue;
            foreach (var next in passedTo[parameter])
            {
                if (queued.Add(next))
                    work.Enqueue(next);
            }
        }
        var changed = false;
        foreach (var pair in held)
        {
            if (varying.Contains(pair.Key))
                continue;
            pair.Key.ReplaceAllUsesWith(pair.Value);
            pair.Key.Block.RemoveParameter(pair.Key);
            changed = true;
        }
        return changed;
    }

    private static ILookup<BlockParameter, BlockParameter> PassedTo(MethodIR method) =>
        (from block in method.Blocks
         from edge in block.Incoming
         from i in Enumerable.Range(0, edge.ArgumentCount)
         where edge[i] is BlockParameter
         select (From: (BlockParameter)edge[i], To: block.Parameters[i])).ToLookup(p => p.From, p => p.To);

    /// <summary>Takes another look at what is passed; true when more is known, or less can be assumed.</summary>
    private static bool Update(BlockParameter parameter, Dictionary<BlockParameter, Immediate> held, HashSet<BlockParameter> varying)
    {
        Immediate? only = null;
        var index = parameter.Index;
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[index];
            if (argument is BlockParameter other && !varying.Contains(other))
            {
                if (!held.TryGetValue(other, out var assumed))
                    continue;
                argument = assumed;
            }
            if (argument is not (Constant or DefaultValue) || (only is not null && !ReferenceEquals(only, argument)))
                return varying.Add(parameter);
            only = (Immediate)argument;
        }
        if (only is null || (held.TryGetValue(parameter, out var before) && ReferenceEquals(before, only)))
            return false;
        if (held.ContainsKey(parameter))
            return varying.Add(parameter);
        held.Add(parameter, only);
        return true;
    }
}
