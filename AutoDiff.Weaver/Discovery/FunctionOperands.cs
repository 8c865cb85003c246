using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>Where the function of an operator call comes from, and how the value travels from there to the call.</summary>
/// <param name="Creation">The one place where the delegate is created.</param>
/// <param name="Local">The local through which it goes, or null when the call follows the creation.</param>
/// <param name="Load">The load of the local before the call.</param>
internal sealed record FunctionOrigin(DelegateCreation Creation, VariableDefinition? Local, Instruction? Load);

/// <summary>
/// Finds the creation of the delegate an operator is applied to: right before the call, or through a local that is assigned once (named
/// arguments out of order, a variable in a debug build). Anything else uses the derivative attached to the delegate, so that a function
/// that is not found here costs time, never a result.
/// </summary>
internal sealed class FunctionOperands(MethodBody body, IReadOnlyList<DelegateCreation> creations)
{
    private readonly HashSet<Instruction> branchTargets = DelegateCreation.BranchTargets(body);

    public FunctionOrigin? Of(OperatorCall call)
    {
        var before = Before(call.Instruction);
        if (before is null)
            return null;
        if (EndingAt(before) is { } direct)
            return Reaches(direct, call.Instruction) ? new FunctionOrigin(direct, null, null) : null;
        if (LocalOf(before, store: false) is not { } local || branchTargets.Contains(before))
            return null;
        Instruction? store = null;
        foreach (var instruction in body.Instructions)
        {
            if (instruction.OpCode.Code is Code.Ldloca or Code.Ldloca_S && ReferenceEquals(instruction.Operand, local))
                return null;
            if (LocalOf(instruction, store: true) != local)
                continue;
            if (store is not null)
                return null;
            store = instruction;
        }
        return store is not null && Before(store) is { } last && EndingAt(last) is { } creation && Reaches(creation, store)
            ? new FunctionOrigin(creation, local, before)
            : null;
    }

    /// <summary>Erases the boxing of the point right before the function is made; false when it stands elsewhere.</summary>
    public bool TakeBox(DelegateCreation creation)
    {
        var first = creation.First;
        if (first is null || branchTargets.Contains(first) || Before(first) is not { OpCode.Code: Code.Box } box)
            return false;
        box.OpCode = OpCodes.Nop;
        box.Operand = null;
        return true;
    }

    public IEnumerable<Instruction> Loads(VariableDefinition local) => body.Instructions.Where(i => LocalOf(i, store: false) == local);

    public Instruction Store(VariableDefinition local) => body.Instructions.First(i => LocalOf(i, store: true) == local);

    /// <summary>The creation's value arrives here on every path: the only way to get between is the cache's own branch.</summary>
    private bool Reaches(DelegateCreation creation, Instruction user)
    {
        for (var i = creation.Last.Next; i is not null; i = i.Next)
        {
            if (branchTargets.Contains(i) && !IsOnlyReachedFrom(i, creation))
                return false;
            if (i == user)
                return true;
        }
        return false;
    }

    private bool IsOnlyReachedFrom(Instruction target, DelegateCreation creation) =>
        creation.Cache.Count > 0
        && target == creation.Last.Next
        && body.Instructions.Count(i => ReferenceEquals(i.Operand, target) || (i.Operand is Instruction[] table && table.Contains(target))) == 1;

    private DelegateCreation? EndingAt(Instruction last) => creations.FirstOrDefault(c => c.Last == last);

    private static Instruction? Before(Instruction instruction)
    {
        var previous = instruction.Previous;
        while (previous is { OpCode.Code: Code.Nop })
            previous = previous.Previous;
        return previous;
    }

    private VariableDefinition? LocalOf(Instruction instruction, bool store)
    {
        var code = instruction.OpCode.Code;
        var (zero, generic, shortForm) = store ? (Code.Stloc_0, Code.Stloc, Code.Stloc_S) : (Code.Ldloc_0, Code.Ldloc, Code.Ldloc_S);
        if (code >= zero && code <= zero + 3)
            return body.Variables[code - zero];
        return code == generic || code == shortForm ? (VariableDefinition)instruction.Operand : null;
    }
}
