using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Finds structs that are constructed in a slot of their own and then only read: clear, call the constructor, load. That is what
/// <c>newobj</c> does, without a local. The load stands for all of it; the rest is absorbed.
/// </summary>
internal sealed class Constructions
{
    private readonly Dictionary<Load, Call> constructors = [];
    private readonly HashSet<Instruction> absorbed = [];

    private Constructions()
    {
    }

    public static Constructions Of(MethodIR method)
    {
        var result = new Constructions();
        foreach (var slot in method.Instructions.OfType<Slot>())
            result.Consider(slot, method.Types);
        return result;
    }

    public Call? ConstructorOf(Instruction instruction) => instruction is Load load && constructors.TryGetValue(load, out var call) ? call : null;

    public bool IsAbsorbed(Instruction instruction) => absorbed.Contains(instruction);

    private void Consider(Slot slot, TypeContext types)
    {
        if (slot.Pinned || slot.FirstUse is not { Next: { Next: { Next: null } } })
            return;
        var load = slot.Users.OfType<Load>().FirstOrDefault();
        if (load is { Volatile: false, Unaligned: 0, Previous: Call { IsVirtual: false, Constrained: null, Method.Name: ".ctor" } call }
            && ReferenceEquals(call.Operand(0), slot)
            && call.Previous is Store { Content: DefaultValue } clear && ReferenceEquals(clear.Address, slot)
            && types.Same(load.Type, slot.SlotType) && types.Same(clear.StoredType, slot.SlotType) && types.Same(call.Method.DeclaringType, slot.SlotType))
        {
            constructors.Add(load, call);
            absorbed.Add(clear);
            absorbed.Add(call);
            absorbed.Add(slot);
        }
    }
}
