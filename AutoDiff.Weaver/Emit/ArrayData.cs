using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Fills arrays with the data of the assembly right after they are made: only there do compilers to machine code know the call for what it is, and where all is
/// compiled ahead of time there is nothing else behind it. What was put between the two, a shadow for one, goes after it.
/// </summary>
internal static class ArrayData
{
    public static void Place(MethodIR method)
    {
        foreach (var call in method.Instructions.OfType<Call>().Where(IsFill).ToList())
        {
            if (call.Operand(0) is not Instruction { Next: { } next } made || made.Block != call.Block || call.Operand(1) is not Instruction handle
                || handle.Block != call.Block)
                continue;
            if (!Between(next, call).All(i => i == handle || LeavesAlone(i, made)))
                continue;
            handle.Unlink();
            call.Unlink();
            var behind = made.Next;
            made.Block!.Insert(handle, behind);
            made.Block.Insert(call, behind);
        }
    }

    private static bool IsFill(Call call) => call.Method is { Name: "InitializeArray", DeclaringType.Name: "RuntimeHelpers" };

    private static IEnumerable<Instruction> Between(Instruction first, Instruction end)
    {
        for (var at = first; at is not null && at != end; at = at.Next)
            yield return at;
    }

    /// <summary>It neither reads nor writes what is in the array; a method of the library knows it as a key at most.</summary>
    private static bool LeavesAlone(Instruction instruction, Instruction array) => !instruction.Operands.Contains(array) || instruction switch
    {
        Store store => ReferenceEquals(store.Content, array) && !ReferenceEquals(store.Address, array),
        Call call => call.Method.DeclaringType.Namespace == "AutoDiff",
        _ => false,
    };
}
