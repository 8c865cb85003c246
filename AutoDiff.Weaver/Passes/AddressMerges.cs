using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// A reference local that is one of several locals depending on the path (<c>ref var r = ref (c ? ref a : ref b)</c>) becomes a number that says
/// which; reads choose among the locals' values, writes go to the chosen one and leave the others as they were. Then the locals need no address.
/// </summary>
internal static class AddressMergesPass
{
    private const int MostCandidates = 8;

    public static bool Run(MethodIR method)
    {
        Dominators? dominators = null;
        var changed = false;
        foreach (var parameter in method.Blocks.SelectMany(b => b.Parameters).Where(p => p.Type.IsByReference).ToList())
        {
            dominators ??= Dominators.Of(method);
            if (CandidatesOf(parameter, dominators) is not { } candidates || !parameter.Uses.All(u => IsAccess(u, parameter)))
                continue;
            Replace(method, parameter, candidates);
            changed = true;
        }
        return changed;
    }

    private static List<Value>? CandidatesOf(BlockParameter parameter, Dominators dominators)
    {
        var candidates = new List<Value>();
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[parameter.Index];
            if (ReferenceEquals(argument, parameter) || candidates.Contains(argument))
                continue;
            if (!IsPlace(argument) || argument is not Instruction { Block: { } home } || !dominators.Contains(home) || !dominators.Dominates(home, parameter.Block))
                return null;
            candidates.Add(argument);
        }
        return candidates.Count is > 0 and <= MostCandidates ? candidates : null;
    }

    private static bool IsPlace(Value address) => address switch
    {
        Slot { Pinned: false } => true,
        FieldAddress field => IsPlace(field.Target),
        _ => false,
    };

    private static bool IsAccess(Use use, Value address) => use.User switch
    {
        Load { Volatile: false } => true,
        Store { Volatile: false } store => ReferenceEquals(store.Address, address) && !ReferenceEquals(store.Content, address),
        FieldAddress field => field.Uses.All(u => IsAccess(u, field)),
        Terminator terminator => terminator.Edges.All(e => Enumerable.Range(0, e.ArgumentCount).All(i => !ReferenceEquals(e[i], address) || ReferenceEquals(e.Target.Parameters[i], address))),
        _ => false,
    };

    private static void Replace(MethodIR method, BlockParameter parameter, List<Value> candidates)
    {
        var which = parameter.Block.AddParameter(method.Types.Int32, parameter.Name);
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[parameter.Index];
            edge.AddArgument(ReferenceEquals(argument, parameter) ? which : method.Int32(candidates.IndexOf(argument)));
        }
        Rewrite(method, parameter, which, candidates);
        foreach (var use in parameter.Uses)
            use.Value = method.Undefined(parameter.Type);
        parameter.Block.RemoveParameter(parameter);
    }

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
