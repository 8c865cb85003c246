using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Right before emission: elements of inline arrays and parts of pairs, which the IR names like fields, are reached by the runtime library. A chain of
/// inserts is written to one local; a value that elements are taken from is put into a local once.
/// </summary>
internal static class LowerUnnamedFieldsPass
{
    public static bool Run(MethodIR method)
    {
        if (!method.Instructions.Any(IsAccess))
            return false;
        var homes = new Dictionary<Value, Slot>();
        foreach (var block in method.Blocks)
        {
            // Backwards: the end of a chain of inserts comes first, and the links before it are dropped unread.
            foreach (var instruction in block.InstructionsBackwards)
            {
                if (!IsAccess(instruction))
                    continue;
                var builder = new Builder(method) { Location = instruction.Location }.Before(instruction);
                switch (instruction)
                {
                    case FieldAddress address:
                        address.ReplaceWith(Address(builder, address.Target, address.Field));
                        break;
                    case Extract extract:
                        extract.ReplaceWith(Fold.Extract(method, extract.Aggregate, extract.Field)
                            ?? builder.Load(extract.Type, Address(builder, HomeOf(extract.Aggregate), extract.Field)));
                        break;
                    case Insert insert:
                        if (insert.HasUses)
                            insert.ReplaceAllUsesWith(Create(builder, insert));
                        insert.Remove();
                        break;
                }
            }
        }
        return true;

        Slot HomeOf(Value whole)
        {
            if (homes.TryGetValue(whole, out var home))
                return home;
            homes.Add(whole, home = new Builder(method).AtStart(method.Entry).Slot(whole.Type));
            var builder = whole switch
            {
                BlockParameter parameter => new Builder(method).AtStart(parameter.Block),
                Instruction made => new Builder(method) { Location = made.Location }.Before(made.Next!),
                _ => new Builder(method).Before(home.Next!),
            };
            builder.Store(whole.Type, home, whole);
            return home;
        }
    }

    private static bool IsAccess(Instruction instruction) => instruction switch
    {
        FieldAddress address => StructShapes.IsUnnamed(address.Field),
        Extract extract => StructShapes.IsUnnamed(extract.Field),
        Insert insert => StructShapes.IsUnnamed(insert.Field),
        _ => false,
    };

    private static Value Create(Builder builder, Insert last)
    {
        var home = new Builder(builder.Method).AtStart(builder.Method.Entry).Slot(last.Type);
        var items = new List<Insert>();
        Value origin = last;
        for (; origin is Insert insert; origin = insert.Aggregate)
        {
            if (!items.Exists(i => i.Field.Name == insert.Field.Name))
                items.Add(insert);
        }
        builder.Store(last.Type, home, origin);
        foreach (var item in items)
            builder.Store(item.Item.Type, Address(builder, home, item.Field), item.Item);
        return builder.Load(last.Type, home);
    }

    private static Value Address(Builder builder, Value whole, FieldReference field)
    {
        var (method, index) = builder.Types.Shapes.AccessTo(field);
        var type = new ByReferenceType(builder.Types.FieldType(field));
        return builder.Add(index is { } known
            ? new Call(type, method, false, null, whole, builder.Method.Int32(known)) { KnownEffects = Effects.None }
            : new Call(type, method, false, null, whole) { KnownEffects = Effects.None });
    }
}
