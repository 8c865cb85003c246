using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// Derivatives return the cotangents of the active arguments only; operators return one for every argument, default for those that are
/// not differentiated.
/// </summary>
internal sealed class Cotangents(TypeContext types)
{
    private readonly TupleTypes tuples = new(types);

    /// <summary>What a derivative of the target returns.</summary>
    public TypeReference Returned(DifferentiableTarget target) => tuples.Combined([.. target.Arguments.Where((_, i) => target.Active[i])]);

    public bool NeedsWidening(DifferentiableTarget target) => target.Active.Contains(false);

    /// <summary>Pushes the operator's gradient, given the returned cotangents in a local, behind the fields of <paramref name="prefix"/>.</summary>
    public void Widen(InstructionWriter code, DifferentiableTarget target, VariableDefinition returned, IReadOnlyList<FieldReference> prefix)
    {
        if (!NeedsWidening(target))
        {
            LoadPath(code, returned, prefix);
            return;
        }
        var gradient = code.Local(target.Gradient);
        var single = target.Active.Count(a => a) == 1;
        var source = 0;
        for (var i = 0; i < target.Arguments.Count; i++)
        {
            if (!target.Active[i])
                continue;
            var path = tuples.ItemPath(target.Gradient, i);
            code.LoadAddress(gradient);
            foreach (var step in path.Take(path.Count - 1))
                code.FieldAddress(step);
            LoadPath(code, returned, single ? prefix : [.. prefix, .. tuples.ItemPath(Returned(target), source++)]);
            code.StoreField(path[path.Count - 1]);
        }
        code.Load(gradient);
    }

    private static void LoadPath(InstructionWriter code, VariableDefinition local, IReadOnlyList<FieldReference> path)
    {
        if (path.Count == 0)
        {
            code.Load(local);
            return;
        }
        code.LoadAddress(local);
        foreach (var step in path.Take(path.Count - 1))
            code.FieldAddress(step);
        code.Field(path[path.Count - 1]);
    }
}
