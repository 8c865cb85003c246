using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Emit;

/// <summary>
/// Fills arrays with the data of the assembly right after they are made, before they are stored anywhere: only there do compilers to machine code know the call
/// for what it is, and where all is compiled ahead of time there is nothing else behind it. What was put between the two, a shadow for one, goes after it.
/// </summary>
internal static class ArrayData
{
    public static void Place(MethodIR method)
    {
        foreach (var call in method.Instructions.OfType<Call>().Where(IsFill).ToList())
        {
            if (call.Operand(0) is not Instruction { Next: { } next } made || made.Block != call.Block || call.Operand(1) is not RawInstruction handle
                || !Between(next, call).All(i => LeavesAlone(i, made)))
                continue;
            if (made.HasOneUse && made is NewArray)
            {
                call.Remove();
                continue;
            }
            // The handle has to stand right here, too, where equal ones may have become one.
            var own = handle.Clone(new CloneMap(method));
            call.Unlink();
            var behind = made.Next;
            made.Block!.Insert(own, behind);
            made.Block.Insert(call, behind);
            call.SetOperand(1, own);
            if (!handle.HasUses)
                handle.Remove();
        }
    }

    /// <summary>The call that fills an array in the place where it is made; null for all else.</summary>
    public static Call? FillOf(Instruction made) =>
        made is NewArray or NewObject && made.Next is { Next: Call call } handle && IsFill(call) && ReferenceEquals(call.Operand(0), made)
        && ReferenceEquals(call.Operand(1), handle)
            ? call
            : null;

    /// <summary>The call is part of making the array before it.</summary>
    public static bool IsPartOfMaking(Instruction instruction) =>
        instruction is Call call && IsFill(call) && call.Operand(0) is Instruction made && FillOf(made) == call;

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
