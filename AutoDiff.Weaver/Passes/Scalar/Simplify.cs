using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using AutoDiff.Weaving.Passes.ControlFlow;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// Folds everything that can be folded without looking further than an instruction's operands, and tidies the graph. Repeated until nothing
/// changes, a few times at most; what is left then is correct, only not as simple as it might be.
/// </summary>
internal static class SimplifyPass
{
    private const int MaxRounds = 8;

    public static bool Run(MethodIR method)
    {
        var changed = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var again = ParameterRules.Run(method);
            again |= CycleRules.Run(method);
            again |= Instructions(method);
            again |= ControlFlowRules.Run(method);
            if (!again)
                break;
            changed = true;
        }
        return changed;
    }

    private static bool Instructions(MethodIR method)
    {
        var changed = false;
        var builder = new Builder(method);
        foreach (var block in BlockOrder.Of(method))
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is Branch branch && branch.Condition is Instruction && Comparisons.IsNeverNull(branch.Condition))
                {
                    branch.SetOperand(0, method.Int32(1));
                    changed = true;
                    continue;
                }
                builder.Before(instruction).Location = instruction.Location;
                if (InstructionRules.Simplify(builder, instruction, ref changed) is not { } replacement)
                    continue;
                if (replacement is Instruction { Name: null } named)
                    named.Name = instruction.Name;
                instruction.ReplaceWith(replacement);
                changed = true;
            }
        }
        return changed;
    }
}
