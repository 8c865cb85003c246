using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>Where spans over one inline array or another meet, the addresses meet instead, of which other passes know more.</summary>
internal static class RowMergesPass
{
    public static bool Run(MethodIR method)
    {
        var views = method.Instructions.OfType<Call>().Where(RowViews.Is).ToList();
        var changed = false;
        foreach (var view in views)
        {
            foreach (var edge in view.Users.OfType<Terminator>().SelectMany(t => t.Edges).ToList())
            {
                for (var i = 0; i < edge.ArgumentCount; i++)
                {
                    if (!ReferenceEquals(edge[i], view) || AddressMergesPass.GroupOf(edge.Target.Parameters[i]) is not { } group
                        || !group.All(p => IsOfViews(p, group, RowViews.ArrayOf(view))))
                        continue;
                    Replace(method, group, RowViews.ArrayOf(view));
                    changed = true;
                    break;
                }
            }
        }
        return changed;
    }

    private static bool IsOfViews(BlockParameter parameter, HashSet<BlockParameter> group, TypeReference array) =>
        parameter.Block.Incoming.All(e => (e[parameter.Index] is BlockParameter other && group.Contains(other))
            || (e[parameter.Index] is Call view && RowViews.Is(view) && RowViews.ArrayOf(view).FullName == array.FullName));

    private static void Replace(MethodIR method, HashSet<BlockParameter> group, TypeReference array)
    {
        var addresses = group.ToDictionary(p => p, p => p.Block.AddParameter(new ByReferenceType(array), p.Name));
        foreach (var parameter in group)
        {
            foreach (var edge in parameter.Block.Incoming)
                edge.AddArgument(edge[parameter.Index] is BlockParameter source ? addresses[source] : ((Call)edge[parameter.Index]).Operand(0));
        }
        foreach (var parameter in group)
        {
            foreach (var use in parameter.Uses.ToList())
            {
                var isPassedOn = use.User is Terminator terminator
                    && terminator.Edges.Any(e => Enumerable.Range(0, e.ArgumentCount).Any(i => ReferenceEquals(e[i], parameter)));
                use.Value = isPassedOn
                    ? method.Undefined(parameter.Type)
                    : RowViews.Of(new Builder(method) { Location = use.User.Location }.Before(use.User), addresses[parameter], array);
            }
        }
        foreach (var parameter in group)
            parameter.Block.RemoveParameter(parameter);
    }
}
