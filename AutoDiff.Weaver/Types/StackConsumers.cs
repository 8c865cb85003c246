using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Types;

/// <summary>What becomes of values on the stack of IL, as far as that is to be seen without following branches.</summary>
internal static class StackConsumers
{
    /// <summary>
    /// The call that takes what an instruction pushes off the stack and the place it has among what that call takes (the receiver first), when the call follows
    /// without a branch.
    /// </summary>
    public static (MethodReference Method, int Argument)? Of(Instruction producer)
    {
        var above = 0;
        for (var i = producer.Next; i is not null; i = i.Next)
        {
            if (i.OpCode.FlowControl is not (FlowControl.Next or FlowControl.Call) && i.OpCode.Code != Code.Nop)
                return null;
            if (above == 0 && AfterCaching(i) is { } last)
            {
                i = last;
                continue;
            }
            var popped = Popped(i);
            if (popped > above)
                return i.Operand is MethodReference method ? (method, popped - above - 1) : null;
            above += Pushed(i) - popped;
        }
        return null;
    }

    /// <summary>
    /// Where a compiler keeps a delegate for the next time, in a static field or, in loops, in one of the object with the captured variables: the last
    /// instruction of that, after which the delegate lies on the stack as before.
    /// </summary>
    private static Instruction? AfterCaching(Instruction copy)
    {
        if (copy.OpCode.Code != Code.Dup)
            return null;
        if (copy.Next?.OpCode.Code == Code.Stsfld)
            return copy.Next;
        return copy.Next is { Next: { OpCode.Code: Code.Stfld, Operand: FieldReference cache, Next: { } reload } } keep && CompilerMade.IsCacheOfClosure(cache)
            && LocalAccess.IsReloaded(keep, reload) ? reload : null;
    }

    private static int Popped(Instruction instruction) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Varpop when instruction.Operand is IMethodSignature called =>
            called.Parameters.Count + (called.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0),
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
        or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };

    private static int Pushed(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Varpush when instruction.Operand is MethodReference called => called.ReturnType.MetadataType == MetadataType.Void ? 0 : 1,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };
}
