using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Keeps what an effect or a terminator needs, directly or through other values, and drops the rest: values that only feed each other round
/// a loop too, and stores to slots that nothing ever reads.
/// </summary>
internal sealed class DeadCodePass
{
    private readonly HashSet<Value> live = [];
    private readonly Stack<Value> work = new();

    public static bool Run(MethodIR method)
    {
        var pass = new DeadCodePass();
        var pointless = PointlessStores(method);
        foreach (var instruction in method.Instructions)
        {
            if (instruction is Terminator)
            {
                pass.live.Add(instruction);
                foreach (var operand in instruction.Operands)
                    pass.Mark(operand);
            }
            else if (HasEffect(instruction) && !pointless.Contains(instruction))
            {
                pass.Mark(instruction);
            }
        }
        pass.Propagate();
        return pass.Sweep(method);
    }

    private static bool HasEffect(Instruction instruction) => instruction switch
    {
        Call call when Allocations.Is(call) => false,
        NewArray when instruction.Operand(0) is Constant { Content: int and >= 0 } => false,
        _ => (instruction.Effects & (Effects.Writes | Effects.Throws)) != 0,
    };

    /// <summary>Stores into slots whose address is used for nothing but stores.</summary>
    private static HashSet<Instruction> PointlessStores(MethodIR method)
    {
        var stores = new HashSet<Instruction>();
        foreach (var slot in method.Instructions.OfType<Slot>())
        {
            var found = new List<Instruction>();
            if (!slot.Pinned && OnlyStored(slot, found))
                stores.UnionWith(found);
        }
        return stores;
    }

    private static bool OnlyStored(TrackedValue address, List<Instruction> stores)
    {
        foreach (var user in address.Users)
        {
            switch (user)
            {
                case Store { Volatile: false } store when store.Content != address:
                    stores.Add(store);
                    break;
                case Load { Volatile: false } load when !load.HasUses:
                    break;
                case FieldAddress field when OnlyStored(field, stores):
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private void Mark(Value value)
    {
        if (value is not Immediate && live.Add(value))
            work.Push(value);
    }

    private void Propagate()
    {
        while (work.Count > 0)
        {
            switch (work.Pop())
            {
                case Instruction instruction:
                    foreach (var operand in instruction.Operands)
                        Mark(operand);
                    break;
                case BlockParameter parameter:
                    var index = parameter.Index;
                    foreach (var edge in parameter.Block.Incoming)
                        Mark(edge[index]);
                    break;
            }
        }
    }

    private bool Sweep(MethodIR method)
    {
        var changed = false;
        var caught = new HashSet<BlockParameter>(
            method.Regions.SelectMany(r => new[] { r.Handler.ExceptionParameter, r.Filter?.ExceptionParameter }).OfType<BlockParameter>());
        foreach (var block in method.Blocks)
        {
            foreach (var instruction in block.InstructionsBackwards)
            {
                if (live.Contains(instruction))
                    continue;
                instruction.Remove();
                changed = true;
            }
            for (var i = block.Parameters.Count - 1; i >= 0; i--)
            {
                var parameter = block.Parameters[i];
                if (live.Contains(parameter) || caught.Contains(parameter))
                    continue;
                block.RemoveParameter(parameter);
                changed = true;
            }
        }
        return changed;
    }
}
