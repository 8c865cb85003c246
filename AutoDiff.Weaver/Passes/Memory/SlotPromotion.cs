using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Scalar;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// SSA promotion and scalar replacement in one: a slot that is only loaded from and stored to, itself or through the addresses of its
/// fields, becomes values, one for each leaf field of a decomposable struct. Not promoted: slots whose address is stored, passed, compared
/// or computed with, and in methods with exception regions those whose content could be seen after an exception (see <see cref="SlotRegions"/>).
/// </summary>
internal sealed class SlotPromotionPass
{
    private readonly MethodIR method;
    private readonly SlotRegions regions;
    private readonly Dictionary<Instruction, StructPart> places = [];
    private readonly Dictionary<StructPart, Variable> variables = [];

    private SlotPromotionPass(MethodIR method)
    {
        this.method = method;
        regions = new SlotRegions(method);
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
        var ssa = new PrunedSsa(method, v => method.Default(v.Type));
        foreach (var block in method.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (PlaceOf(instruction) is not { } place)
                    continue;
                foreach (var leaf in place.Leaves)
                {
                    if (instruction is Load)
                        ssa.NoteRead(variables[leaf], block);
                    else
                        ssa.NoteWrite(variables[leaf], block);
                }
            }
        }
        var builder = new Builder(method);
        ssa.Build(block =>
        {
            foreach (var instruction in block.Instructions)
            {
                if (PlaceOf(instruction) is not { } place)
                    continue;
                builder.Before(instruction).Location = instruction.Location;
                if (instruction is Load load)
                {
                    load.ReplaceWith(Coerce.To(builder, load.Type, place.Pack(builder, leaf => ssa.Read(variables[leaf]))));
                }
                else if (instruction is Store store)
                {
                    place.Unpack(builder, store.Content, (leaf, value) => ssa.Write(variables[leaf], Coerce.To(builder, leaf.Type, value)));
                    store.Remove();
                }
            }
        });
        foreach (var address in places.Keys.Reverse())
            address.Remove();
    }

    /// <summary>What a load or store accesses, if that is being promoted.</summary>
    private StructPart? PlaceOf(Instruction instruction) =>
        instruction is Load or Store && instruction.Operand(0) is Instruction address && places.TryGetValue(address, out var place) ? place : null;
}
