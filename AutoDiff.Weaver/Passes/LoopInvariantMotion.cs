using AutoDiff.Weaving.Analysis;
using AutoDiff.Weaving.IR;
using Code = Mono.Cecil.Cil.Code;

namespace AutoDiff.Weaving.Passes;

/// <summary>
/// Moves pure instructions whose operands do not change in a loop in front of it, through as many loops as possible. They may then be computed
/// although no iteration needs them; as they neither throw nor touch memory, nobody can tell.
/// </summary>
internal static class LoopInvariantMotionPass
{
    public static bool Run(MethodIR method)
    {
        var changed = LoopSimplifyPass.Run(method);
        var dominators = Dominators.Of(method);
        var loops = NaturalLoops.Of(method, dominators);
        foreach (var block in dominators.ReversePostorder)
        {
            if (loops.InnermostLoop(block) is not { } loop)
                continue;
            foreach (var instruction in block.Instructions)
            {
                if (!instruction.IsPure || instruction is Slot or RawInstruction { OpCode.Code: not Code.Ldtoken } or Call { IsVirtual: true })
                    continue;
                if (Destination(instruction, loop) is not { } preheader)
                    continue;
                instruction.Unlink();
                preheader.Insert(instruction, preheader.Terminator);
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>The preheader of the outermost loop in which all operands are invariant.</summary>
    private static Block? Destination(Instruction instruction, Loop innermost)
    {
        Block? destination = null;
        for (var loop = innermost; loop is not null; loop = loop.Parent)
        {
            if (loop.Preheader is not { } preheader || instruction.Operands.Any(o => IsDefinedIn(o, loop)))
                break;
            destination = preheader;
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
