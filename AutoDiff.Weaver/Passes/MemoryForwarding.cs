using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes;

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
    private readonly Dictionary<Value, Content> known = [];

    /// <summary>Stores that nobody has had occasion to notice, by address, and what was there before.</summary>
    private readonly Dictionary<Value, (Store Store, Content? Before)> unseen = [];
    private bool changed;

    private MemoryForwardingPass(MethodIR method, Func<FieldReference, bool> isConstant)
    {
        types = method.Types;
        places = new Places(method);
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
            Notice(places.IsGoneAfterException);
    }

    private void Visit(Load load)
    {
        if (known.TryGetValue(load.Address, out var content) && types.Same(content.Type, load.Type))
        {
            load.ReplaceWith(content.Value);
            changed = true;
            return;
        }
        Notice(address => !places.MayBeSame(address, unseen[address].Store.StoredType, load.Address, load.Type));
        if ((load.Effects & Effects.Throws) != 0)
            Notice(places.IsGoneAfterException);
        known[load.Address] = new(load, load.Type);
    }

    private void Visit(Store store)
    {
        if (MayThrow(store))
            Notice(places.IsGoneAfterException);
        Content? before = known.TryGetValue(store.Address, out var content) ? content : null;
        if (unseen.TryGetValue(store.Address, out var earlier) && types.Same(earlier.Store.StoredType, store.StoredType))
        {
            earlier.Store.Remove();
            changed = true;
            unseen.Remove(store.Address);
            before = earlier.Before;
        }
        foreach (var other in known.Keys.Where(k => places.MayBeSame(k, known[k].Type, store.Address, store.StoredType)).ToList())
            known.Remove(other);
        foreach (var other in unseen.Where(u => !ReferenceEquals(u.Key, store.Address) && places.MayBeSame(u.Key, u.Value.Store.StoredType, store.Address, store.StoredType)).ToList())
            unseen[other.Key] = (other.Value.Store, null);
        // What is stored in a small integer is cut to size.
        var isKept = !IsCut(store.Address) && (Places.IsWhole(types, store.StoredType) ? types.Same(store.Content.Type, store.StoredType) : types.KindOf(store.StoredType) == StackKind.Object);
        var isPlain = isKept && types.IsFloat(store.StoredType);
        if (isKept)
            known[store.Address] = new(store.Content, store.StoredType);
        if (isPlain && before is { } same && ReferenceEquals(same.Value, store.Content) && types.Same(same.Type, store.StoredType))
        {
            store.Remove();
            changed = true;
            return;
        }
        if (isPlain)
            unseen[store.Address] = (store, before);
        else
            unseen.Remove(store.Address);
    }

    /// <summary>Somebody may see what was stored, except where it is said that nobody can.</summary>
    private void Notice(Func<Value, bool> cannotSee)
    {
        foreach (var address in unseen.Keys.Where(a => !cannotSee(a)).ToList())
            unseen.Remove(address);
    }

    /// <summary>The address of a part of something has been checked where it was taken.</summary>
    private bool MayThrow(Store store) => store.Address is not (ElementAddress or FieldAddress or Slot) || types.KindOf(store.StoredType) == StackKind.Object;

    private bool IsCut(Value address) => address is FieldAddress field && (isConstant(field.Field) || IsCut(field.Target));

    private readonly record struct Content(Value Value, TypeReference Type);
}
