using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// SSA promotion and scalar replacement in one: a slot that is only loaded from and stored to, itself or through the addresses of its
/// fields, becomes values, one for each leaf field of a decomposable struct. Not promoted: slots whose address is stored, passed, compared
/// or computed with, and in methods with exception regions those whose content could be seen after an exception (see <see cref="SlotRegions"/>).
/// </summary>
internal sealed class SlotPromotionPass
{
    private readonly MethodIR method;
    private readonly SsaBuilder ssa;
    private readonly SlotRegions regions;
    private readonly Dictionary<Instruction, StructPart> places = [];
    private readonly Dictionary<StructPart, Variable> variables = [];

    private SlotPromotionPass(MethodIR method)
    {
        this.method = method;
        regions = new SlotRegions(method);
        var handlers = new Dictionary<Block, Block>();
        foreach (var region in method.Regions)
        {
            handlers[region.Handler.Entry] = region.Try.Entry;
            if (region.Filter is not null)
                handlers[region.Filter.Entry] = region.Try.Entry;
        }
        ssa = new SsaBuilder(v => method.Default(v.Type), b => handlers.TryGetValue(b, out var from) ? from : null);
    }

    public static bool Run(MethodIR method)
    {
        if (!method.Instructions.Any(i => i is Slot))
            return false;
        UnreachableBlocks.Remove(method);
        var pass = new SlotPromotionPass(method);
        foreach (var slot in method.Instructions.OfType<Slot>())
            pass.Consider(slot);
        if (pass.places.Count == 0)
            return false;
        pass.Promote();
        return true;
    }

    private void Consider(Slot slot)
    {
        if (slot.Pinned || !slot.HasUses)
            return;
        var root = StructPart.Of(method.Types, slot.SlotType, slot.Name);
        var found = new Dictionary<Instruction, StructPart>();
        if (!OnlyAccessed(slot, root, found))
            return;
        if (!regions.MayPromote(root, found))
            return;
        foreach (var place in found)
            places.Add(place.Key, place.Value);
        foreach (var leaf in root.Leaves)
            variables.Add(leaf, new Variable(leaf.Type, leaf.Name));
    }

    private bool OnlyAccessed(TrackedValue address, StructPart place, Dictionary<Instruction, StructPart> found)
    {
        found.Add((Instruction)address, place);
        foreach (var user in address.Users)
        {
            switch (user)
            {
                case Load { Volatile: false } load when Coerce.SameBits(method.Types, place.Type, load.Type):
                    continue;
                case Store { Volatile: false } store when store.Content != address && Coerce.SameBits(method.Types, place.Type, store.StoredType):
                    continue;
                case FieldAddress field when place.Find(field.Field) is { } part && OnlyAccessed(field, part, found):
                    continue;
                default:
                    return false;
            }
        }
        return true;
    }

    private void Promote()
    {
        var builder = new Builder(method);
        var order = Dominators.Of(method).ReversePostorder;
        var missing = order.ToDictionary(b => b, b => b.Incoming.Count);
        foreach (var block in order)
        {
            if (missing[block] == 0)
                ssa.Seal(block);
            foreach (var instruction in block.Instructions)
            {
                switch (instruction)
                {
                    case Load { Address: Instruction address } load when places.TryGetValue(address, out var place):
                        builder.Before(load).Location = load.Location;
                        load.ReplaceWith(Coerce.To(builder, load.Type, Read(builder, place)));
                        break;
                    case Store { Address: Instruction address } store when places.TryGetValue(address, out var place):
                        builder.Before(store).Location = store.Location;
                        place.Unpack(builder, store.Content, (leaf, value) => ssa.Write(variables[leaf], block, Coerce.To(builder, leaf.Type, value)));
                        store.Remove();
                        break;
                }
            }
            foreach (var edge in block.Terminator!.Edges)
            {
                if (--missing[edge.Target] == 0)
                    ssa.Seal(edge.Target);
            }
        }
        foreach (var address in places.Keys.Reverse())
            address.Remove();
    }

    private Value Read(Builder builder, StructPart place)
    {
        // A later read may show that a parameter which an earlier one returned is redundant: hence the second look.
        foreach (var leaf in place.Leaves)
            ssa.Read(variables[leaf], builder.Block);
        return place.Pack(builder, leaf => ssa.Current(ssa.Read(variables[leaf], builder.Block)));
    }
}
