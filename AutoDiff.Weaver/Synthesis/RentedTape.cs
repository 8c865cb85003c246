using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>The tape that an operator's method has while a derivative runs.</summary>
internal static class RentedTape
{
    private const string Tape = "AutoDiff.Tape";

    /// <summary>Makes a call with a tape at hand, which is given back whatever happens; without one where the callee uses none.</summary>
    public static void Around(GeneratedMembers members, InstructionWriter code, bool isUsed, Action<VariableDefinition?> call)
    {
        if (!isUsed)
        {
            call(null);
            return;
        }
        var tape = code.Local(members.Runtime.Tape);
        var mark = code.Local(members.Runtime.TapeMark);
        code.Call(members.Runtime.Method(Tape, "Rent")).Store(tape);
        code.Load(tape).Call(members.Runtime.Method(Tape, "Enter")).Store(mark);
        code.TryFinally(() => call(tape), () => code.Load(tape).Load(mark).Call(members.Runtime.Method(Tape, "Release")));
    }
}
