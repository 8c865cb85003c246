using AutoDiff.Weaving.IR;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>Rules about chains of inserts.</summary>
internal static class AggregateRules
{
    public static Value? Simplify(MethodIR method, Insert insert, ref bool changed)
    {
        if (insert.Item is Extract same && same.Aggregate == insert.Aggregate && Fold.SameField(same.Field, insert.Field))
            return insert.Aggregate;
        if (insert.Aggregate is DefaultValue && insert.Item is Constant { IsZero: true } or DefaultValue)
            return insert.Aggregate;
        if (insert.Aggregate is Undefined && insert.Item is Undefined)
            return insert.Aggregate;
        changed |= SkipOverwritten(insert);
        // Longer chains are looked at from their end only, which keeps the work linear in their length.
        return insert.Users.All(u => u is not Insert next || next.Aggregate != insert) ? Covered(method, insert, ref changed) : null;
    }

    /// <summary>An earlier insert into the same field, seen by nobody else, has no say.</summary>
    private static bool SkipOverwritten(Insert insert)
    {
        Instruction last = insert;
        for (var earlier = insert.Aggregate as Insert; earlier is not null; earlier = earlier.Aggregate as Insert)
        {
            if (Fold.SameField(earlier.Field, insert.Field))
            {
                last.SetOperand(0, earlier.Aggregate);
                return true;
            }
            if (!earlier.HasOneUse)
                return false;
            last = earlier;
        }
        return false;
    }

    /// <summary>A chain that replaces every field does not depend on what it started from; a chain of another value's fields is that value.</summary>
    private static Value? Covered(MethodIR method, Insert insert, ref bool changed)
    {
        var shape = method.Types.Shapes.Of(insert.Type);
        if (shape.IsOpaque)
            return null;
        var missing = shape.Fields.Count;
        var seen = new HashSet<string>();
        var origin = (insert.Item as Extract)?.Aggregate;
        var ours = true;
        for (var link = insert; ; link = (Insert)link.Aggregate)
        {
            ours &= link == insert || link.HasOneUse;
            if (seen.Add(link.Field.Name))
            {
                missing--;
                if (link.Item is not Extract item || item.Aggregate != origin || !Fold.SameField(item.Field, link.Field))
                    origin = null;
            }
            if (missing == 0)
            {
                if (origin is not null && method.Types.Same(origin.Type, insert.Type))
                    return origin;
                if (link.Aggregate is not DefaultValue && ours)
                {
                    link.SetOperand(0, method.Default(insert.Type));
                    changed = true;
                }
                return null;
            }
            if (link.Aggregate is not Insert)
                return Remaining(link, origin, method, seen);
        }
    }

    /// <summary>The fields not replaced stem from the value whose fields the others are.</summary>
    private static Value? Remaining(Insert first, Value? origin, MethodIR method, HashSet<string> seen) =>
        origin is not null && first.Aggregate == origin && seen.Count > 0 && method.Types.Same(origin.Type, first.Type) ? origin : null;
}
