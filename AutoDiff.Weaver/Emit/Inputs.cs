using AutoDiff.Weaving.IR;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>What may happen to the code of an operand that is evaluated where it is used.</summary>
internal enum Demand
{
    /// <summary>It is evaluated exactly once, whatever happens.</summary>
    Always,

    /// <summary>It may not be evaluated at all: it must be free of visible effects.</summary>
    Perhaps,

    /// <summary>Something happens between its place and its evaluation: it must neither have nor notice effects.</summary>
    Later,
}

/// <summary>One operand as the code of an instruction evaluates it.</summary>
internal readonly record struct Input(Value Value, Demand Demand);

/// <summary>Shapes of instructions that decide how their code is put together.</summary>
internal static class Inputs
{
    /// <summary>Cheap and the same wherever it is evaluated, as long as its operand is: never worth a local.</summary>
    public static bool IsRepeatable(Instruction instruction) => instruction switch
    {
        Slot => true,
        FunctionAddress f => !f.IsVirtual,
        FieldAddress f => f.Effects == Effects.None && (!f.HasOneUse || f.FirstUse!.User.Block != f.Block || IsRepeatableChain(f.Target)),
        _ => false,
    };

    /// <summary>Must be evaluated on an empty stack or builds its result in a local.</summary>
    public static bool NeedsStatement(Instruction instruction) => instruction switch
    {
        Select or Insert or PushRecord or Terminator => true,
        RawInstruction raw => raw.OpCode.Code == Code.Localloc,
        _ => false,
    };

    /// <summary>Which of the two comes first can be seen.</summary>
    public static bool Conflict(Effects a, Effects b) =>
        ((a & Effects.Writes) != 0 && b != Effects.None)
        || ((b & Effects.Writes) != 0 && a != Effects.None)
        || (a & b & Effects.Throws) != 0;

    private static bool IsRepeatableChain(Value target) => target is Parameter or Slot || (target is FieldAddress f && IsRepeatable(f));
}
