using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Code = Mono.Cecil.Cil.Code;

namespace AutoDiff.Weaving.Passes.Loops;

/// <summary>
/// Moves pure instructions whose operands do not change in a loop in front of it, through as many loops as possible. They may then be computed
/// although no iteration needs them; as they neither throw nor touch memory, nobody can tell. Derivatives could: the partials of what the program does not
/// compute may be infinite or NaN, and the zero cotangent it has is multiplied with them, unless the reverse sweep tests for that.
/// What a loop's header begins with is computed in any case: the length of an array in the condition may throw, and moves out of that one loop all the same,
/// which lets the loop be counted.
/// </summary>
internal static class LoopInvariantMotionPass
{
    public static bool Run(MethodIR method) => Run(method, whatIsComputedOnly: false);

    /// <param name="method">The method.</param>
    /// <param name="whatIsComputedOnly">What may have infinite partials is only moved to where it is sure to be computed afterwards.</param>
    public static bool Run(MethodIR method, bool whatIsComputedOnly)
    {
        var changed = LoopSimplifyPass.Run(method);
        var dominators = Dominators.Of(method);
        var loops = NaturalLoops.Of(method, dominators);
        var regions = RegionMap.Of(method);
        foreach (var block in dominators.ReversePostorder)
        {
            if (loops.InnermostLoop(block) is not { } loop)
                continue;
            var isFirst = block == loop.Header && loop.Preheader is { } before && regions.Same(before, block);
            foreach (var instruction in block.Instructions)
            {
                if (isFirst && instruction is ArrayLength && !IsDefinedIn(instruction.Operand(0), loop))
                {
                    instruction.Unlink();
                    loop.Preheader!.Insert(instruction, loop.Preheader.Terminator);
                    changed = true;
                    continue;
                }
                isFirst &= (instruction.Effects & (Effects.Throws | Effects.Writes)) == 0;
                if (!instruction.IsPure || instruction is Slot or RawInstruction { OpCode.Code: not Code.Ldtoken } or Call { IsVirtual: true })
                    continue;
                if (Destination(instruction, loop, whatIsComputedOnly && MayBeSingular(instruction) ? dominators : null) is not { } preheader)
                    continue;
                instruction.Unlink();
                preheader.Insert(instruction, preheader.Terminator);
                changed = true;
            }
        }
        return changed;
    }

    private static bool MayBeSingular(Instruction instruction) => instruction switch
    {
        Binary { Op: BinaryOp.Div or BinaryOp.Rem } quotient => !instruction.Block!.Method.Types.IsInteger(quotient.Type) && quotient.Right is not Constant,
        Call { Method.Name: "Sin" or "Cos" or "Tan" or "Exp" or "Tanh" or "Atan" or "Abs" or "Max" or "Min" } => false,
        Call => true,
        _ => false,
    };

    /// <summary>
    /// The preheader of the outermost loop in which all operands are invariant, and which cannot be left before the instruction where that matters.
    /// </summary>
    private static Block? Destination(Instruction instruction, Loop innermost, Dominators? dominators)
    {
        Block? destination = null;
        var place = instruction.Block!;
        for (var loop = innermost; loop is not null; loop = loop.Parent)
        {
            if (loop.Preheader is not { } preheader || instruction.Operands.Any(o => IsDefinedIn(o, loop)))
                break;
            if (dominators is not null && loop.Exits.Any(e => !dominators.Dominates(place, e.Source.Block!)))
                break;
            destination = place = preheader;
        }
        return destination;
    }

    private static bool IsDefinedIn(Value value, Loop loop) => value switch
    {
        Instruction { Block: { } home } => loop.Contains(home),
        BlockParameter parameter => loop.Contains(parameter.Block),
        _ => false,
    };
}
