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
        while (work.Count > 0)
        {
            var parameter = work.Dequeue();
            queued.Remove(parameter);
            if (varying.Contains(parameter) || !Update(parameter, held, varying))
                continue;
            foreach (var user in parameter.Users.OfType<Terminator>())
            {
                foreach (var edge in user.Edges)
                {
                    for (var i = 0; i < edge.ArgumentCount; i++)
                    {
                        if (ReferenceEquals(edge[i], parameter) && edge.Target.Parameters[i] is var next && queued.Add(next))
                            work.Enqueue(next);
                    }
                }
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
