using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

internal sealed partial class InstructionEmitter
{
    private void EmitCall(Call call)
    {
        EvaluateOperands(call);
        if (call.Constrained is { } constrained)
            code.Emit(OpCodes.Constrained, types.Import(constrained));
        code.Emit(call.IsVirtual ? OpCodes.Callvirt : OpCodes.Call, types.Import(call.Method));
    }

    /// <summary>With the array on the stack, where it stays.</summary>
    private void EmitFill(Call fill)
    {
        code.Emit(OpCodes.Dup);
        EmitCode((IR.Instruction)fill.Operand(1));
        code.Emit(OpCodes.Call, types.Import(fill.Method));
    }

    private void EmitRaw(RawInstruction raw)
    {
        switch (raw.Metadata)
        {
            case null:
                code.Emit(raw.OpCode);
                break;
            case TypeReference type:
                code.Emit(raw.OpCode, types.Import(type));
                break;
            case MethodReference reference:
                code.Emit(raw.OpCode, types.Import(reference));
                break;
            case FieldReference field:
                code.Emit(raw.OpCode, types.Import(field));
                break;
            case CallSite site:
                code.Emit(raw.OpCode, site);
                break;
            case string text:
                code.Emit(raw.OpCode, text);
                break;
            case byte number:
                code.Emit(raw.OpCode, number);
                break;
            case int number:
                code.Emit(raw.OpCode, number);
                break;
            default:
                throw new InvalidIRException($"{method.Name}: {raw.OpCode.Name} carries a {raw.Metadata.GetType().Name}");
        }
    }
}
