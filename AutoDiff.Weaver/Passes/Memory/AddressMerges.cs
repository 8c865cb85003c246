using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.Scalar;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// A reference local that is one of several locals depending on the path (<c>ref var r = ref (c ? ref a : ref b)</c>) becomes a number that says
/// which; reads choose among the locals' values, writes go to the chosen one and leave the others as they were. Then the locals need no address.
/// </summary>
internal static class AddressMergesPass
{
    private const int MostCandidates = 8;

    public static bool Run(MethodIR method)
    {
        var changed = false;
        var seen = new HashSet<BlockParameter>();
        foreach (var parameter in method.Blocks.SelectMany(b => b.Parameters).Where(p => p.Type.IsByReference).ToList())
        {
            if (!seen.Add(parameter))
                continue;
            var group = GroupOf(parameter);
            seen.UnionWith(group);
            if (CandidatesOf(group) is not { } candidates || !group.All(p => p.Uses.All(u => IsAccess(u, p, group))))
                continue;
            Replace(method, group, candidates);
            changed = true;
        }
        return changed;
    }

    /// <summary>The parameters that pass references to one another, as those of a loop and of merges inside it do.</summary>
    public static HashSet<BlockParameter> GroupOf(BlockParameter parameter)
    {
        var group = new HashSet<BlockParameter>();
        var work = new Stack<BlockParameter>();
        work.Push(parameter);
        while (work.Count > 0)
        {
            var current = work.Pop();
            if (!group.Add(current))
                continue;
            foreach (var edge in current.Block.Incoming)
            {
                if (edge[current.Index] is BlockParameter source)
                    work.Push(source);
            }
            foreach (var edge in current.Users.OfType<Terminator>().SelectMany(t => t.Edges))
            {
                for (var i = 0; i < edge.ArgumentCount; i++)
                {
                    if (ReferenceEquals(edge[i], current))
                        work.Push(edge.Target.Parameters[i]);
                }
            }
        }
        return group;
    }

    private static List<Value>? CandidatesOf(HashSet<BlockParameter> group)
    {
        var candidates = new List<Value>();
        foreach (var argument in group.SelectMany(p => p.Block.Incoming.Select(e => e[p.Index])))
        {
            if ((argument is BlockParameter other && group.Contains(other)) || candidates.Any(c => SamePlace(c, argument)))
                continue;
            if (!IsPlace(argument))
                return null;
            candidates.Add(argument);
        }
        return candidates.Count is > 0 and <= MostCandidates ? candidates : null;
    }

    private static bool SamePlace(Value a, Value b) =>
        ReferenceEquals(a, b) || (a is FieldAddress x && b is FieldAddress y && Fold.SameField(x.Field, y.Field) && SamePlace(x.Target, y.Target));

    private static bool IsPlace(Value address) => address switch
    {
        Slot { Pinned: false } => true,
        FieldAddress field => IsPlace(field.Target),
        _ => false,
    };

    private static bool IsAccess(Use use, Value address, HashSet<BlockParameter> group) => use.User switch
    {
        Load { Volatile: false } => true,
        Store { Volatile: false } store => ReferenceEquals(store.Address, address) && !ReferenceEquals(store.Content, address),
        FieldAddress field => field.Uses.All(u => IsAccess(u, field, [])),
        Terminator terminator =>
            terminator.Edges.All(e => Enumerable.Range(0, e.ArgumentCount).All(i => !ReferenceEquals(e[i], address) || group.Contains(e.Target.Parameters[i]))),
        _ => false,
    };

    private static void Replace(MethodIR method, HashSet<BlockParameter> group, List<Value> candidates)
    {
        var which = group.ToDictionary(p => p, p => p.Block.AddParameter(method.Types.Int32, p.Name));
        foreach (var parameter in group)
        {
            foreach (var edge in parameter.Block.Incoming)
            {
                var argument = edge[parameter.Index];
                edge.AddArgument(argument is BlockParameter source ? which[source] : method.Int32(candidates.FindIndex(c => SamePlace(c, argument))));
            }
        }
        foreach (var parameter in group)
        {
            // The addresses may have been computed on one path only; slots are everywhere.
            var builder = new Builder(method).AtStart(parameter.Block);
            Rewrite(method, parameter, which[parameter], [.. candidates.Select(c => Again(builder, c))]);
        }
        foreach (var parameter in group)
        {
            foreach (var use in parameter.Uses)
                use.Value = method.Undefined(parameter.Type);
            parameter.Block.RemoveParameter(parameter);
        }
    }

    private static Value Again(Builder builder, Value address) =>
        address is FieldAddress field ? builder.FieldAddress(Again(builder, field.Target), field.Field) : address;

    private static void Rewrite(MethodIR method, TrackedValue address, Value which, IReadOnlyList<Value> candidates)
    {
        var builder = new Builder(method);
        foreach (var user in address.Users.ToList())
        {
            if (user.Block is null)
                continue;
            builder.Before(user).Location = user.Location;
            switch (user)
            {
                case Load load:
                    var value = builder.Load(load.Type, candidates[0]);
                    for (var i = 1; i < candidates.Count; i++)
                        value = builder.Select(builder.Compare(CompareOp.Eq, which, method.Int32(i)), builder.Load(load.Type, candidates[i]), value);
                    load.ReplaceWith(value);
                    break;
                case Store store:
                    for (var i = 0; i < candidates.Count; i++)
                    {
                        var kept = builder.Load(store.StoredType, candidates[i]);
                        var content = Coerce.To(builder, store.StoredType, store.Content);
                        builder.Store(store.StoredType, candidates[i], builder.Select(builder.Compare(CompareOp.Eq, which, method.Int32(i)), content, kept));
                    }
                    store.Remove();
                    break;
                case FieldAddress field:
                    Rewrite(method, field, which, [.. candidates.Select(c => builder.FieldAddress(c, field.Field))]);
                    field.Remove();
                    break;
            }
        }
    }
}
