using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Within a block, a load of what was loaded or stored before, with no write in between that could have changed it, is that value; a store of what is there
/// already does nothing; and a store that is overwritten before anybody reads it is dropped.
/// </summary>
internal sealed class MemoryForwardingPass
{
    private readonly TypeContext types;
    private readonly Places places;
    private readonly Func<FieldReference, bool> isConstant;

    /// <summary>What is in memory, by address.</summary>
    private readonly PlaceTable<Content> known;

    /// <summary>Stores that nobody has had occasion to notice, by address, and what was there before.</summary>
    private readonly PlaceTable<Unseen> unseen;
    private bool changed;

    private MemoryForwardingPass(MethodIR method, Func<FieldReference, bool> isConstant)
    {
        types = method.Types;
        places = new Places(method);
        known = new(places);
        unseen = new(places);
        this.isConstant = isConstant;
    }

    /// <param name="method">The method.</param>
    /// <param name="isConstant">Fields that are not forwarded through.</param>
    public static bool Run(MethodIR method, Func<FieldReference, bool> isConstant)
    {
        var pass = new MemoryForwardingPass(method, isConstant);
        foreach (var block in method.Blocks)
        {
            pass.known.Clear();
            pass.unseen.Clear();
            foreach (var instruction in block.Instructions)
                pass.Visit(instruction);
        }
        return pass.changed;
    }

    private void Visit(Instruction instruction)
    {
        switch (instruction)
        {
            case Load { Volatile: false } load:
                Visit(load);
                return;
            case Store { Volatile: false } store:
                Visit(store);
                return;
            case PushRecord or PopRecord:
                break;
            default:
                if ((instruction.Effects & Effects.Writes) != 0)
                    known.Clear();
                if ((instruction.Effects & (Effects.Reads | Effects.Writes)) != 0)
                    unseen.Clear();
                break;
        }
        if ((instruction.Effects & Effects.Throws) != 0)
            unseen.KeepOnly(places.IsGoneAfterException);
    }

    private void Visit(Load load)
    {
        if (known.TryGetValue(load.Address, out var content) && types.Same(content.Type, load.Type))
        {
            load.ReplaceWith(content.Value);
            changed = true;
            return;
        }
        foreach (var noticed in unseen.MayBeSameAs(load.Address, load.Type))
            unseen.Remove(noticed);
        if ((load.Effects & Effects.Throws) != 0)
            unseen.KeepOnly(places.IsGoneAfterException);
        known.Set(load.Address, load.Type, new(load, load.Type));
    }

    private void Visit(Store store)
    {
        if (MayThrow(store))
            unseen.KeepOnly(places.IsGoneAfterException);
        Content? before = known.TryGetValue(store.Address, out var content) ? content : null;
        if (unseen.TryGetValue(store.Address, out var earlier) && types.Same(earlier.Store.StoredType, store.StoredType))
        {
            earlier.Store.Remove();
            changed = true;
            unseen.Remove(store.Address);
            before = earlier.Before;
        }
        foreach (var other in known.MayBeSameAs(store.Address, store.StoredType))
            known.Remove(other);
        foreach (var other in unseen.MayBeSameAs(store.Address, store.StoredType))
        {
            if (!ReferenceEquals(other, store.Address) && unseen.TryGetValue(other, out var overwritten))
                unseen.Set(other, overwritten.Store.StoredType, overwritten with { Before = null });
        }
        // What is stored in a small integer is cut to size.
        var isKept = !IsCut(store.Address) && (Places.IsWhole(types, store.StoredType)
            ? types.Same(store.Content.Type, store.StoredType)
            : types.KindOf(store.StoredType) == StackKind.Object);
        var isPlain = isKept && types.IsFloat(store.StoredType);
        if (isKept)
            known.Set(store.Address, store.StoredType, new(store.Content, store.StoredType));
        if (isPlain && before is { } same && ReferenceEquals(same.Value, store.Content) && types.Same(same.Type, store.StoredType))
        {
            store.Remove();
            changed = true;
            return;
        }
        if (isPlain)
            unseen.Set(store.Address, store.StoredType, new(store, before));
        else
            unseen.Remove(store.Address);
    }

    /// <summary>The address of a part of something has been checked where it was taken.</summary>
    private bool MayThrow(Store store) => store.Address is not (ElementAddress or FieldAddress or Slot) || types.KindOf(store.StoredType) == StackKind.Object;

    private bool IsCut(Value address) => address is FieldAddress field && (isConstant(field.Field) || IsCut(field.Target));

    private sealed record Content(Value Value, TypeReference Type);

    private sealed record Unseen(Store Store, Content? Before);
}
