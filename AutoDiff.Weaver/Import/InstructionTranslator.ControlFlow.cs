using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

internal sealed partial class InstructionTranslator
{
    /// <summary>Ends a block whose last instruction does not transfer control.</summary>
    public void FallThrough(Instruction last) => builder.Jump(blocks.After(last));

    private bool TranslateFlow(Code code, Instruction il)
    {
        if (OpcodeTables.CompareAndBranch.TryGetValue(code, out var comparison))
        {
            builder.Branch(Compare(comparison), blocks.Target(il), blocks.After(il));
            return true;
        }
        switch (code)
        {
            case Code.Br:
                builder.Jump(blocks.Target(il));
                break;
            case Code.Brtrue:
                builder.Branch(stack.Pop(), blocks.Target(il), blocks.After(il));
                break;
            case Code.Brfalse:
                builder.Branch(stack.Pop(), blocks.After(il), blocks.Target(il));
                break;
            case Code.Switch:
                builder.Switch(stack.Pop(), blocks.Targets(il), blocks.After(il));
                break;
            case Code.Ret:
                builder.Return(ir.ReturnsVoid ? null : coercion.ToKind(builder, stack.Pop(), ir.ReturnType));
                stack.Clear();
                break;
            case Code.Throw:
                builder.Throw(stack.Pop());
                stack.Clear();
                break;
            case Code.Rethrow:
                builder.Add(new Rethrow(types.Void));
                stack.Clear();
                break;
            case Code.Leave:
                stack.Clear();
                if (blocks.CrossesRegion(il))
                    builder.Add(new Leave(types.Void, blocks.Target(il)));
                else
                    builder.Jump(blocks.Target(il));
                break;
            case Code.Endfinally:
                stack.Clear();
                builder.Add(new EndFinally(types.Void));
                break;
            case Code.Endfilter:
                builder.Add(new EndFilter(types.Void, stack.Pop()));
                stack.Clear();
                break;
            default:
                return false;
        }
        return true;
    }
}
