using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Gives instructions their short forms. Branches take a few linear passes: shortening never lengthens a distance, so every pass is safe and
/// those after the third find little. (Cecil's own pass measures the body again after each branch it shortens.)
/// </summary>
internal static class ShortForms
{
    private const int Passes = 3;

    private static readonly OpCode[] Arguments = [OpCodes.Ldarg_0, OpCodes.Ldarg_1, OpCodes.Ldarg_2, OpCodes.Ldarg_3];
    private static readonly OpCode[] Loads = [OpCodes.Ldloc_0, OpCodes.Ldloc_1, OpCodes.Ldloc_2, OpCodes.Ldloc_3];
    private static readonly OpCode[] Stores = [OpCodes.Stloc_0, OpCodes.Stloc_1, OpCodes.Stloc_2, OpCodes.Stloc_3];

    private static readonly OpCode[] Integers =
    [
        OpCodes.Ldc_I4_M1, OpCodes.Ldc_I4_0, OpCodes.Ldc_I4_1, OpCodes.Ldc_I4_2, OpCodes.Ldc_I4_3, OpCodes.Ldc_I4_4, OpCodes.Ldc_I4_5,
        OpCodes.Ldc_I4_6, OpCodes.Ldc_I4_7, OpCodes.Ldc_I4_8,
    ];

    public static void Apply(MethodBody body)
    {
        foreach (var instruction in body.Instructions)
            ShortenOperand(instruction, body);
        for (var pass = 0; pass < Passes; pass++)
            ShortenBranches(body);
    }

    private static void ShortenOperand(Instruction instruction, MethodBody body)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ldarg:
                Shorten(instruction, IndexOf((ParameterDefinition)instruction.Operand, body), Arguments, OpCodes.Ldarg_S);
                break;
            case Code.Ldarga:
                Shorten(instruction, IndexOf((ParameterDefinition)instruction.Operand, body), [], OpCodes.Ldarga_S);
                break;
            case Code.Ldloc:
                Shorten(instruction, ((VariableDefinition)instruction.Operand).Index, Loads, OpCodes.Ldloc_S);
                break;
            case Code.Stloc:
                Shorten(instruction, ((VariableDefinition)instruction.Operand).Index, Stores, OpCodes.Stloc_S);
                break;
            case Code.Ldloca:
                Shorten(instruction, ((VariableDefinition)instruction.Operand).Index, [], OpCodes.Ldloca_S);
                break;
            case Code.Ldc_I4 when instruction.Operand is int and >= -1 and <= 8:
                Shorten(instruction, (int)instruction.Operand + 1, Integers, OpCodes.Ldc_I4);
                break;
            case Code.Ldc_I4 when instruction.Operand is int number and >= sbyte.MinValue and <= sbyte.MaxValue:
                instruction.OpCode = OpCodes.Ldc_I4_S;
                instruction.Operand = (sbyte)number;
                break;
        }
    }

    private static void Shorten(Instruction instruction, int index, OpCode[] direct, OpCode oneByte)
    {
        if (index < direct.Length)
        {
            instruction.OpCode = direct[index];
            instruction.Operand = null;
        }
        else if (index <= byte.MaxValue)
        {
            instruction.OpCode = oneByte;
        }
    }

    private static int IndexOf(ParameterDefinition parameter, MethodBody body) =>
        parameter == body.ThisParameter ? 0 : parameter.Index + (body.Method.HasThis ? 1 : 0);

    private static void ShortenBranches(MethodBody body)
    {
        var offset = 0;
        foreach (var instruction in body.Instructions)
        {
            instruction.Offset = offset;
            offset += instruction.GetSize();
        }
        foreach (var instruction in body.Instructions)
        {
            if (instruction.OpCode.OperandType != OperandType.InlineBrTarget)
                continue;
            // The distance counts from the end of the branch. A target ahead comes as much nearer as the branch gets shorter.
            var distance = ((Instruction)instruction.Operand).Offset - (instruction.Offset + instruction.GetSize());
            if (distance is >= sbyte.MinValue and <= sbyte.MaxValue)
                instruction.OpCode = ShortBranch(instruction.OpCode.Code);
        }
    }

    private static OpCode ShortBranch(Code code) => code switch
    {
        Code.Br => OpCodes.Br_S,
        Code.Brfalse => OpCodes.Brfalse_S,
        Code.Brtrue => OpCodes.Brtrue_S,
        Code.Beq => OpCodes.Beq_S,
        Code.Bge => OpCodes.Bge_S,
        Code.Bgt => OpCodes.Bgt_S,
        Code.Ble => OpCodes.Ble_S,
        Code.Blt => OpCodes.Blt_S,
        Code.Bne_Un => OpCodes.Bne_Un_S,
        Code.Bge_Un => OpCodes.Bge_Un_S,
        Code.Bgt_Un => OpCodes.Bgt_Un_S,
        Code.Ble_Un => OpCodes.Ble_Un_S,
        Code.Blt_Un => OpCodes.Blt_Un_S,
        Code.Leave => OpCodes.Leave_S,
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
