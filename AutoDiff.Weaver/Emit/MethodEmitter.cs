using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.IR.Graph;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>IR to IL: replaces the body of a method by code for the IR.</summary>
internal static class MethodEmitter
{
    /// <param name="ir">Its types are valid in the target's module, its parameters are the target's with <c>this</c> first.</param>
    /// <param name="target">Loses its former body and what its debug information says about it.</param>
    public static void Emit(MethodIR ir, MethodDefinition target)
    {
        // Debug information is read together with the old body: it has to be there before that goes.
        _ = target.DebugInformation;
        ArrayData.Place(ir);
        var forest = ExpressionForest.Of(ir);
        var liveness = Liveness.Of(ir, forest);
        var locals = LocalAllocator.Of(ir, forest, liveness);
        var body = new MethodBody(target) { InitLocals = locals.HasSlots || ir.Instructions.Any(i => i is RawInstruction { OpCode.Code: Code.Localloc }) };
        var code = new CodeBuffer(body);
        var labels = ir.Blocks.ToDictionary(b => b, _ => new Label());
        var instructions = new InstructionEmitter(ir, target, forest, locals, code);
        var branches = new BranchEmitter(ir, forest, locals, instructions, code, labels);
        var regions = RegionMap.Of(ir);
        var exceptions = ir.Regions.Select(r => r.Handler.ExceptionParameter).Concat(ir.Regions.Select(r => r.Filter?.ExceptionParameter))
            .OfType<BlockParameter>().ToDictionary(p => p.Block);

        for (var i = 0; i < ir.Blocks.Count; i++)
        {
            var block = ir.Blocks[i];
            code.Mark(labels[block]);
            if (exceptions.TryGetValue(block, out var exception))
                instructions.TakeFromStack(exception);
            foreach (var root in forest.Roots(block))
            {
                if (root is Terminator terminator)
                    branches.Emit(terminator, i + 1 < ir.Blocks.Count ? ir.Blocks[i + 1] : null);
                else
                    instructions.EmitStatement(root);
            }
            // A block before a try part must not share the part's first address: a leave from inside to the block would not leave the part.
            if (labels[block].Position == body.Instructions.Count && i + 1 < ir.Blocks.Count && !regions.Same(block, ir.Blocks[i + 1]))
                code.Emit(OpCodes.Nop);
        }

        foreach (var variable in locals.Variables)
            body.Variables.Add(variable);
        code.PatchBranches();
        ExceptionTable.Write(ir, body, block => code.At(labels[block]));
        target.Body = body;
        code.Debug.Apply(target, locals.Names);
        ShortForms.Apply(body);
    }
}
