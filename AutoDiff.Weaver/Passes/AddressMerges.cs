using AutoDiff.Weaving.IR;

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
        var changed = false;
        foreach (var parameter in method.Blocks.SelectMany(b => b.Parameters).Where(p => p.Type.IsByReference).ToList())
        {
            if (CandidatesOf(parameter) is not { } candidates || !parameter.Uses.All(u => IsAccess(u, parameter)))
                continue;
            Replace(method, parameter, candidates);
            changed = true;
        }
        return changed;
    }

    private static List<Value>? CandidatesOf(BlockParameter parameter)
    {
        var candidates = new List<Value>();
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[parameter.Index];
            if (ReferenceEquals(argument, parameter) || candidates.Any(c => SamePlace(c, argument)))
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
        var builder = new Builder(method).AtStart(parameter.Block);
        var which = parameter.Block.AddParameter(method.Types.Int32, parameter.Name);
        foreach (var edge in parameter.Block.Incoming)
        {
            var argument = edge[parameter.Index];
            edge.AddArgument(ReferenceEquals(argument, parameter) ? which : method.Int32(candidates.FindIndex(c => SamePlace(c, argument))));
        }
        // The addresses may have been computed on one path only; slots are everywhere.
        Rewrite(method, parameter, which, [.. candidates.Select(c => Again(builder, c))]);
        foreach (var use in parameter.Uses)
            use.Value = method.Undefined(parameter.Type);
        parameter.Block.RemoveParameter(parameter);
    }

    private static Value Again(Builder builder, Value address) => address is FieldAddress field ? builder.FieldAddress(Again(builder, field.Target), field.Field) : address;

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
