using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Splits block parameters and selects of decomposable struct type into one for each leaf field, so that no struct is merged as a whole and
/// every field has its own history.
/// </summary>
internal static class AggregateParametersPass
{
    public static bool Run(MethodIR method)
    {
        var builder = new Builder(method);
        var changed = false;
        foreach (var block in method.Blocks)
        {
            // A handler's exception comes without an edge.
            if (block.Incoming.Count == 0)
                continue;
            foreach (var parameter in block.Parameters.Where(p => !method.Types.Shapes.Of(p.Type).IsOpaque).ToList())
            {
                Split(builder, parameter);
                changed = true;
            }
        }
        foreach (var select in method.Instructions.OfType<Select>().Where(s => !method.Types.Shapes.Of(s.Type).IsOpaque).ToList())
        {
            Split(builder, select);
            changed = true;
        }
        return changed;
    }

    private static void Split(Builder builder, BlockParameter parameter)
    {
        var block = parameter.Block;
        var whole = StructPart.Of(builder.Types, parameter.Type, parameter.Name);
        var index = parameter.Index;
        var leaves = whole.Leaves.ToDictionary(l => l, l => block.AddParameter(l.Type, l.Name));
        builder.AtStart(block).Location = block.First!.Location;
        var packed = whole.Pack(builder, leaf => leaves[leaf]);
        parameter.ReplaceAllUsesWith(packed);
        foreach (var edge in block.Incoming)
        {
            builder.Before(edge.Source).Location = edge.Source.Location;
            whole.Unpack(builder, edge[index], (leaf, value) => edge.AddArgument(Coerce.To(builder, leaf.Type, value)));
        }
        block.RemoveParameter(parameter);
    }

    private static void Split(Builder builder, Select select)
    {
        builder.Before(select).Location = select.Location;
        var whole = StructPart.Of(builder.Types, select.Type, select.Name);
        var whenTrue = new List<Value>();
        var whenFalse = new Dictionary<StructPart, Value>();
        whole.Unpack(builder, select.Operand(1), (_, value) => whenTrue.Add(value));
        whole.Unpack(builder, select.Operand(2), (leaf, value) => whenFalse.Add(leaf, value));
        var next = 0;
        select.ReplaceWith(whole.Pack(builder, leaf => builder.Select(select.Operand(0), whenTrue[next++], whenFalse[leaf])));
    }
}
