using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>The handlers of a body. Regions are contiguous in layout order; an end is the start of the block behind.</summary>
internal static class ExceptionTable
{
    /// <param name="ir">The method.</param>
    /// <param name="body">Its code.</param>
    /// <param name="start">The first instruction of a block.</param>
    public static void Write(MethodIR ir, MethodBody body, Func<Block, Instruction?> start)
    {
        if (ir.Regions.Count == 0)
            return;
        var indices = new Dictionary<Block, int>();
        foreach (var block in ir.Blocks)
            indices.Add(block, indices.Count);
        foreach (var region in ir.Regions.Where(r => r.Try.Blocks.Count > 0 && r.Handler.Blocks.Count > 0))
        {
            body.ExceptionHandlers.Add(new ExceptionHandler(region.Kind)
            {
                CatchType = region.CatchType,
                TryStart = Start(region.Try),
                TryEnd = End(region.Try),
                FilterStart = region.Filter is null ? null : Start(region.Filter),
                HandlerStart = Start(region.Handler),
                HandlerEnd = End(region.Handler),
            });
        }

        Instruction? Start(Region region) => start(ir.Blocks[region.Blocks.Min(b => indices[b])]);

        Instruction? End(Region region)
        {
            var next = region.Blocks.Max(b => indices[b]) + 1;
            return next < ir.Blocks.Count ? start(ir.Blocks[next]) : null;
        }
    }
}
