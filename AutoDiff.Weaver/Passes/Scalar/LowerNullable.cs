using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// The way back from <see cref="RaiseNullablePass"/>, right before emission: extracts and inserts of pseudo fields become calls of the runtime
/// library. A chain of inserts becomes one call.
/// </summary>
internal static class LowerNullablePass
{
    public static bool Run(MethodIR method)
    {
        if (NullableMembers.Of(method.Types) is not { } members)
            return false;
        var builder = new Builder(method);
        var changed = false;
        foreach (var block in method.Blocks)
        {
            // Backwards: the end of a chain of inserts comes first, and the links before it are dropped unread.
            foreach (var instruction in block.InstructionsBackwards)
            {
                builder.Before(instruction).Location = instruction.Location;
                switch (instruction)
                {
                    case Insert insert when StructShapes.IsPseudo(insert.Field):
                        if (insert.HasUses)
                            insert.ReplaceAllUsesWith(Create(builder, insert, members));
                        insert.Remove();
                        changed = true;
                        break;
                    case Extract extract when StructShapes.IsPseudo(extract.Field):
                        extract.ReplaceWith(Field(builder, extract.Aggregate, extract.Field, members));
                        changed = true;
                        break;
                }
            }
        }
        return changed;
    }

    private static Value Create(Builder builder, Insert last, NullableMembers members)
    {
        var nullable = (GenericInstanceType)last.Field.DeclaringType;
        Value origin = last;
        Value? hasValue = null;
        Value? value = null;
        while (origin is Insert insert && (hasValue is null || value is null))
        {
            if (Fold.SameField(insert.Field, builder.Types.Shapes.HasValueOf(nullable)))
                hasValue ??= insert.Item;
            else
                value ??= insert.Item;
            origin = insert.Aggregate;
        }
        hasValue ??= Field(builder, origin, builder.Types.Shapes.HasValueOf(nullable), members);
        value ??= Field(builder, origin, builder.Types.Shapes.ValueOf(nullable), members);
        var call = builder.Call(members.Create(nullable), hasValue, value);
        call.KnownEffects = Effects.None;
        call.Name = last.Name;
        return call;
    }

    private static Value Field(Builder builder, Value aggregate, FieldReference field, NullableMembers members)
    {
        if (Fold.Extract(builder.Method, aggregate, field) is { } known)
            return known;
        var nullable = (GenericInstanceType)field.DeclaringType;
        var call = builder.Call(field.Name == "hasValue" ? members.HasValue(nullable) : members.ValueOrDefault(nullable), aggregate);
        call.KnownEffects = Effects.None;
        return call;
    }
}
