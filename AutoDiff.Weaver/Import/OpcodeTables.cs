using AutoDiff.Weaving.IR;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Import;

/// <summary>Families of opcodes that differ in one detail only. Short forms of branches are listed under their long form.</summary>
internal static class OpcodeTables
{
    public static IReadOnlyDictionary<Code, BinaryOp> Binary { get; } = new Dictionary<Code, BinaryOp>
    {
        [Code.Add] = BinaryOp.Add,
        [Code.Sub] = BinaryOp.Sub,
        [Code.Mul] = BinaryOp.Mul,
        [Code.Div] = BinaryOp.Div,
        [Code.Div_Un] = BinaryOp.DivUn,
        [Code.Rem] = BinaryOp.Rem,
        [Code.Rem_Un] = BinaryOp.RemUn,
        [Code.And] = BinaryOp.And,
        [Code.Or] = BinaryOp.Or,
        [Code.Xor] = BinaryOp.Xor,
        [Code.Shl] = BinaryOp.Shl,
        [Code.Shr] = BinaryOp.Shr,
        [Code.Shr_Un] = BinaryOp.ShrUn,
        [Code.Add_Ovf] = BinaryOp.AddOvf,
        [Code.Add_Ovf_Un] = BinaryOp.AddOvfUn,
        [Code.Sub_Ovf] = BinaryOp.SubOvf,
        [Code.Sub_Ovf_Un] = BinaryOp.SubOvfUn,
        [Code.Mul_Ovf] = BinaryOp.MulOvf,
        [Code.Mul_Ovf_Un] = BinaryOp.MulOvfUn,
    };

    public static IReadOnlyDictionary<Code, CompareOp> Compare { get; } = new Dictionary<Code, CompareOp>
    {
        [Code.Ceq] = CompareOp.Eq,
        [Code.Cgt] = CompareOp.Gt,
        [Code.Cgt_Un] = CompareOp.GtUn,
        [Code.Clt] = CompareOp.Lt,
        [Code.Clt_Un] = CompareOp.LtUn,
    };

    public static IReadOnlyDictionary<Code, CompareOp> CompareAndBranch { get; } = new Dictionary<Code, CompareOp>
    {
        [Code.Beq] = CompareOp.Eq,
        [Code.Bne_Un] = CompareOp.Ne,
        [Code.Bge] = CompareOp.Ge,
        [Code.Bge_Un] = CompareOp.GeUn,
        [Code.Bgt] = CompareOp.Gt,
        [Code.Bgt_Un] = CompareOp.GtUn,
        [Code.Ble] = CompareOp.Le,
        [Code.Ble_Un] = CompareOp.LeUn,
        [Code.Blt] = CompareOp.Lt,
        [Code.Blt_Un] = CompareOp.LtUn,
    };

    public static IReadOnlyDictionary<Code, (MetadataType Type, bool CheckOverflow, bool FromUnsigned)> Conversion { get; } =
        new Dictionary<Code, (MetadataType, bool, bool)>
        {
            [Code.Conv_I1] = (MetadataType.SByte, false, false),
            [Code.Conv_Ovf_I1] = (MetadataType.SByte, true, false),
            [Code.Conv_Ovf_I1_Un] = (MetadataType.SByte, true, true),
            [Code.Conv_U1] = (MetadataType.Byte, false, false),
            [Code.Conv_Ovf_U1] = (MetadataType.Byte, true, false),
            [Code.Conv_Ovf_U1_Un] = (MetadataType.Byte, true, true),
            [Code.Conv_I2] = (MetadataType.Int16, false, false),
            [Code.Conv_Ovf_I2] = (MetadataType.Int16, true, false),
            [Code.Conv_Ovf_I2_Un] = (MetadataType.Int16, true, true),
            [Code.Conv_U2] = (MetadataType.UInt16, false, false),
            [Code.Conv_Ovf_U2] = (MetadataType.UInt16, true, false),
            [Code.Conv_Ovf_U2_Un] = (MetadataType.UInt16, true, true),
            [Code.Conv_I4] = (MetadataType.Int32, false, false),
            [Code.Conv_Ovf_I4] = (MetadataType.Int32, true, false),
            [Code.Conv_Ovf_I4_Un] = (MetadataType.Int32, true, true),
            [Code.Conv_U4] = (MetadataType.UInt32, false, false),
            [Code.Conv_Ovf_U4] = (MetadataType.UInt32, true, false),
            [Code.Conv_Ovf_U4_Un] = (MetadataType.UInt32, true, true),
            [Code.Conv_I8] = (MetadataType.Int64, false, false),
            [Code.Conv_Ovf_I8] = (MetadataType.Int64, true, false),
            [Code.Conv_Ovf_I8_Un] = (MetadataType.Int64, true, true),
            [Code.Conv_U8] = (MetadataType.UInt64, false, false),
            [Code.Conv_Ovf_U8] = (MetadataType.UInt64, true, false),
            [Code.Conv_Ovf_U8_Un] = (MetadataType.UInt64, true, true),
            [Code.Conv_I] = (MetadataType.IntPtr, false, false),
            [Code.Conv_Ovf_I] = (MetadataType.IntPtr, true, false),
            [Code.Conv_Ovf_I_Un] = (MetadataType.IntPtr, true, true),
            [Code.Conv_U] = (MetadataType.UIntPtr, false, false),
            [Code.Conv_Ovf_U] = (MetadataType.UIntPtr, true, false),
            [Code.Conv_Ovf_U_Un] = (MetadataType.UIntPtr, true, true),
            [Code.Conv_R4] = (MetadataType.Single, false, false),
            [Code.Conv_R8] = (MetadataType.Double, false, false),
            [Code.Conv_R_Un] = (MetadataType.Double, false, true),
        };

    /// <summary>What <c>ldind</c> reads; <see cref="MetadataType.Object"/> for references.</summary>
    public static IReadOnlyDictionary<Code, MetadataType> LoadIndirect { get; } = new Dictionary<Code, MetadataType>
    {
        [Code.Ldind_I1] = MetadataType.SByte,
        [Code.Ldind_U1] = MetadataType.Byte,
        [Code.Ldind_I2] = MetadataType.Int16,
        [Code.Ldind_U2] = MetadataType.UInt16,
        [Code.Ldind_I4] = MetadataType.Int32,
        [Code.Ldind_U4] = MetadataType.UInt32,
        [Code.Ldind_I8] = MetadataType.Int64,
        [Code.Ldind_I] = MetadataType.IntPtr,
        [Code.Ldind_R4] = MetadataType.Single,
        [Code.Ldind_R8] = MetadataType.Double,
        [Code.Ldind_Ref] = MetadataType.Object,
    };

    public static IReadOnlyDictionary<Code, MetadataType> StoreIndirect { get; } = new Dictionary<Code, MetadataType>
    {
        [Code.Stind_I1] = MetadataType.SByte,
        [Code.Stind_I2] = MetadataType.Int16,
        [Code.Stind_I4] = MetadataType.Int32,
        [Code.Stind_I8] = MetadataType.Int64,
        [Code.Stind_I] = MetadataType.IntPtr,
        [Code.Stind_R4] = MetadataType.Single,
        [Code.Stind_R8] = MetadataType.Double,
        [Code.Stind_Ref] = MetadataType.Object,
    };

    public static IReadOnlyDictionary<Code, MetadataType> LoadElement { get; } = new Dictionary<Code, MetadataType>
    {
        [Code.Ldelem_I1] = MetadataType.SByte,
        [Code.Ldelem_U1] = MetadataType.Byte,
        [Code.Ldelem_I2] = MetadataType.Int16,
        [Code.Ldelem_U2] = MetadataType.UInt16,
        [Code.Ldelem_I4] = MetadataType.Int32,
        [Code.Ldelem_U4] = MetadataType.UInt32,
        [Code.Ldelem_I8] = MetadataType.Int64,
        [Code.Ldelem_I] = MetadataType.IntPtr,
        [Code.Ldelem_R4] = MetadataType.Single,
        [Code.Ldelem_R8] = MetadataType.Double,
        [Code.Ldelem_Ref] = MetadataType.Object,
    };

    public static IReadOnlyDictionary<Code, MetadataType> StoreElement { get; } = new Dictionary<Code, MetadataType>
    {
        [Code.Stelem_I1] = MetadataType.SByte,
        [Code.Stelem_I2] = MetadataType.Int16,
        [Code.Stelem_I4] = MetadataType.Int32,
        [Code.Stelem_I8] = MetadataType.Int64,
        [Code.Stelem_I] = MetadataType.IntPtr,
        [Code.Stelem_R4] = MetadataType.Single,
        [Code.Stelem_R8] = MetadataType.Double,
        [Code.Stelem_Ref] = MetadataType.Object,
    };

    /// <summary>The long form of a short branch; any other code as it is.</summary>
    public static Code LongForm(Code code) => code switch
    {
        Code.Br_S => Code.Br,
        Code.Brtrue_S => Code.Brtrue,
        Code.Brfalse_S => Code.Brfalse,
        Code.Leave_S => Code.Leave,
        Code.Beq_S => Code.Beq,
        Code.Bne_Un_S => Code.Bne_Un,
        Code.Bge_S => Code.Bge,
        Code.Bge_Un_S => Code.Bge_Un,
        Code.Bgt_S => Code.Bgt,
        Code.Bgt_Un_S => Code.Bgt_Un,
        Code.Ble_S => Code.Ble,
        Code.Ble_Un_S => Code.Ble_Un,
        Code.Blt_S => Code.Blt,
        Code.Blt_Un_S => Code.Blt_Un,
        _ => code,
    };

    /// <summary>Whether control never goes on to the next instruction.</summary>
    public static bool EndsFlow(Code code) => LongForm(code) is
        Code.Br or Code.Leave or Code.Ret or Code.Throw or Code.Rethrow or Code.Endfinally or Code.Endfilter or Code.Jmp;
}
