using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;

namespace AutoDiff.Weaving.Passes.ControlFlow;

/// <summary>Takes out the blocks that no path from the entry reaches, and exception regions whose try part is gone.</summary>
internal static class UnreachableBlocks
{
    public static bool Remove(MethodIR method)
    {
        var live = new HashSet<Block>(BlockOrder.Of(method));
        if (live.Count == method.Blocks.Count)
            return false;
        var dead = new HashSet<Block>(method.Blocks.Where(b => !live.Contains(b)));
        method.Blocks.RemoveAll(dead.Contains);
        foreach (var block in dead)
        {
            foreach (var instruction in block.InstructionsBackwards)
            {
                instruction.ReplaceAllUsesWith(method.Undefined(instruction.Type));
                instruction.Remove();
            }
            foreach (var parameter in block.Parameters)
                parameter.ReplaceAllUsesWith(method.Undefined(parameter.Type));
        }
        method.Regions.RemoveAll(r => dead.Contains(r.Try.Entry));
        foreach (var part in RegionMap.Parts(method))
            part.Blocks.RemoveAll(dead.Contains);
        return true;
    }
}
