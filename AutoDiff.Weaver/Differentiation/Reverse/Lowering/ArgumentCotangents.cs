using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Reverse.Lowering;

/// <summary>Gives what rules and pullbacks return to the arguments of a call, number by number.</summary>
internal sealed class ArgumentCotangents(TangentTypes tangents, TupleTypes tuples)
{
    /// <summary>Gives the cotangents that a rule or pullback returned (one, or a tuple of them) to the arguments at these positions.</summary>
    public void Distribute(SweepContext context, Value cotangents, IReadOnlyList<int> positions, Func<int, Value> argument)
    {
        for (var k = 0; k < positions.Count; k++)
        {
            var item = cotangents;
            if (positions.Count > 1)
            {
                foreach (var field in tuples.ItemPath(cotangents.Type, k))
                    item = context.Builder.Extract(item, field);
            }
            AddLeaves(context, argument(positions[k]), item);
        }
    }

    /// <summary>The scalars of a cotangent go to those of the argument.</summary>
    public void AddLeaves(SweepContext context, Value argument, Value cotangent)
    {
        var types = tangents.Types;
        // What rules return is a tangent as users see it.
        var leaves = types.Same(cotangent.Type, argument.Type) ? tangents.LeavesOf(argument.Type) : tangents.LeavesOfTangent(argument.Type);
        for (var i = 0; i < leaves.Count; i++)
        {
            var leaf = leaves[i];
            context.Add(argument, i, () => tangents.Unpack(context.Builder, cotangent, leaf));
        }
    }
}
