using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>Reads and writes of local variables in IL, in their long and short forms.</summary>
internal static class LocalAccess
{
    public static bool IsLoad(Instruction instruction) =>
        instruction.OpCode.Code is (>= Code.Ldloc_0 and <= Code.Ldloc_3) or Code.Ldloc or Code.Ldloc_S;

    public static bool IsStore(Instruction instruction) =>
        instruction.OpCode.Code is (>= Code.Stloc_0 and <= Code.Stloc_3) or Code.Stloc or Code.Stloc_S;

    /// <summary>Whether one writes a variable and the other reads the same.</summary>
    public static bool IsReloaded(Instruction store, Instruction load) =>
        IsStore(store) && IsLoad(load) && IndexOf(store, Code.Stloc_0) == IndexOf(load, Code.Ldloc_0);

    private static int IndexOf(Instruction access, Code zero) => access.Operand is VariableDefinition local ? local.Index : access.OpCode.Code - zero;
}
