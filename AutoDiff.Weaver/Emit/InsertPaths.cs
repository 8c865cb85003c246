using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Emit;

/// <summary>Fields to go through, outermost first, and what is put into the last one.</summary>
internal sealed record InsertPath(IReadOnlyList<FieldReference> Fields, Value Item);

/// <summary>
/// Finds <c>insert v, f, (insert (extract v, f), g, x)</c>, the update <c>v.f.g = x</c>, which needs no copy of <c>v.f</c>. The inner
/// instructions are absorbed by the outermost one.
/// </summary>
internal sealed class InsertPaths
{
    private readonly Dictionary<Insert, InsertPath> paths = [];
    private readonly HashSet<Instruction> absorbed = [];
    private readonly Dictionary<Extract, int> absorbedUses = [];

    private InsertPaths()
    {
    }

    public static InsertPaths Of(MethodIR method)
    {
        var result = new InsertPaths();
        foreach (var block in method.Blocks)
        {
            // Backwards, so that the outermost insertion comes first.
            foreach (var insert in block.InstructionsBackwards.OfType<Insert>())
            {
                if (!result.absorbed.Contains(insert))
                    result.Follow(insert);
            }
        }
        return result;
    }

    public InsertPath? Of(Insert insert) => paths.TryGetValue(insert, out var path) ? path : null;

    public bool IsAbsorbed(Instruction instruction) => absorbed.Contains(instruction);

    /// <summary>Whether every field of the struct is replaced before anything looks at the value, so that its base does not matter.</summary>
    public static bool ReplacesEverything(TypeContext types, Insert first)
    {
        if (types.Resolve(first.Type) is not { } definition || definition.IsExplicitLayout)
            return false;
        var missing = new HashSet<string>(definition.Fields.Where(f => !f.IsStatic).Select(f => f.Name));
        missing.Remove(first.Field.Name);
        for (var insert = first; missing.Count > 0;)
        {
            if (!insert.HasOneUse || insert.FirstUse!.User is not Insert next || next.Block != first.Block || !ReferenceEquals(next.Aggregate, insert))
                return false;
            missing.Remove(next.Field.Name);
            insert = next;
        }
        return true;
    }

    private void Follow(Insert outer)
    {
        var fields = new List<FieldReference> { outer.Field };
        var item = outer.Item;
        while (item is Insert { HasOneUse: true } inner && inner.Block == outer.Block && IsField(inner.Aggregate, outer.Aggregate, fields, fields.Count))
        {
            absorbed.Add(inner);
            fields.Add(inner.Field);
            Absorb((Extract)inner.Aggregate);
            item = inner.Item;
        }
        if (fields.Count > 1)
            paths.Add(outer, new InsertPath(fields, item));
    }

    private static bool IsField(Value value, Value aggregate, List<FieldReference> fields, int count) =>
        count == 0
            ? ReferenceEquals(value, aggregate)
            : value is Extract extract && Fold.SameField(extract.Field, fields[count - 1]) && IsField(extract.Aggregate, aggregate, fields, count - 1);

    private void Absorb(Extract extract)
    {
        absorbedUses.TryGetValue(extract, out var count);
        absorbedUses[extract] = ++count;
        for (var use = extract.FirstUse; use is not null; use = use.Next)
        {
            if (--count < 0)
                return;
        }
        absorbed.Add(extract);
        if (extract.Aggregate is Extract outer)
            Absorb(outer);
    }
}
