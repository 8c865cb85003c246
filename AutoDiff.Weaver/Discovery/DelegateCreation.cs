using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Discovery;

/// <summary>
/// <c>receiver; ldftn method; newobj delegate</c>, as it stands in IL, possibly inside the pattern by which Roslyn keeps the delegate in a
/// static field, <c>ldsfld cache; dup; brtrue L; pop; receiver; ldftn; newobj; dup; stsfld cache; L:</c>, or that of a lambda in a loop in a field of
/// its closure, <c>closure; ldfld cache; dup; brtrue L; pop; closure; closure; ldftn; newobj; dup; stloc t; stfld cache; ldloc t; L:</c>.
/// </summary>
internal sealed class DelegateCreation
{
    private DelegateCreation(TypeReference delegateType, Instruction construct, Instruction function, MethodReference method, IReadOnlyList<Instruction> cache)
    {
        DelegateType = delegateType;
        Construct = construct;
        Function = function;
        Method = method;
        Cache = cache;
    }

    public TypeReference DelegateType { get; }

    /// <summary>The <c>newobj</c>.</summary>
    public Instruction Construct { get; }

    /// <summary>The <c>ldftn</c> or <c>ldvirtftn</c>.</summary>
    public Instruction Function { get; }

    public MethodReference Method { get; }

    public bool IsVirtual => Function.OpCode.Code == Code.Ldvirtftn;

    /// <summary>The function, or the delegate type, mentions type parameters of the code around it.</summary>
    public bool IsOpen =>
        DelegateType.ContainsGenericParameter || Method.DeclaringType.ContainsGenericParameter
        || (Method is GenericInstanceMethod generic && generic.GenericArguments.Any(a => a.ContainsGenericParameter));

    /// <summary>The function is the <c>Invoke</c> of a delegate of the type that is created.</summary>
    public bool IsConversionToItself => Cache.Count == 0 && Method.Name == "Invoke" && Method.DeclaringType.FullName == DelegateType.FullName;

    /// <summary>
    /// What surrounds the creation to cache the delegate: load, dup, branch, pop before it, dup and store after it, apart from the receiver. Empty when the
    /// delegate is not cached.
    /// </summary>
    public IReadOnlyList<Instruction> Cache { get; }

    /// <summary>The instruction that pushes the receiver, when the delegate is cached (it is a single one then) or the receiver is a constant.</summary>
    public Instruction? Receiver =>
        Function.Previous is { } previous && (Cache.Count > 0 || previous.OpCode.Code is Code.Ldnull or Code.Ldsfld) ? previous : null;

    /// <summary>
    /// The first instruction of the creation, when everything from there on is known: before it, what is passed along with the delegate is on the stack.
    /// </summary>
    public Instruction? First =>
        Cache.Count > 0 ? Cache[0]
        : IsVirtual ? null
        : Function.Previous is
        {
            OpCode.Code: Code.Ldnull or Code.Ldsfld or Code.Ldarg_0 or Code.Ldloc or Code.Ldloc_S or Code.Ldloc_0 or Code.Ldloc_1
            or Code.Ldloc_2 or Code.Ldloc_3
        } receiver ? receiver : null;

    /// <summary>The last instruction of the creation: after it the delegate is on the stack.</summary>
    public Instruction Last => Cache.Count > 0 ? Cache[Cache.Count - 1] : Construct;

    /// <summary>
    /// The operator that the delegate goes to right away, though other arguments be loaded in between; null where it goes elsewhere first.
    /// </summary>
    public MethodReference? Operator
    {
        get
        {
            var next = Last.Next;
            while (next is not null && IsOnTheWay(next))
                next = next.Next;
            return next is
            {
                OpCode.Code: Code.Call,
                Operand: MethodReference { DeclaringType: { Namespace: "AutoDiff", Name: "DifferentialOperators" } } called
            }
                ? called
                : null;
        }
    }

    /// <summary>Loads an argument that stands after the function, or moves the function behind those before it.</summary>
    private bool IsOnTheWay(Instruction instruction) =>
        instruction.OpCode.Code is Code.Nop or (>= Code.Ldarg_0 and <= Code.Ldloc_3) or Code.Ldarg or Code.Ldarg_S or Code.Ldloc or Code.Ldloc_S
            or Code.Ldc_I4_0 or Code.Ldc_I4_1
        || (instruction == Last.Next && LocalAccess.IsStore(instruction));

    /// <summary>All creations of differentiable delegates in a body, in order.</summary>
    public static IReadOnlyList<DelegateCreation> In(MethodBody body, TypeContext types)
    {
        var creations = new List<DelegateCreation>();
        HashSet<Instruction>? targets = null;
        foreach (var instruction in body.Instructions)
        {
            if (instruction.OpCode.Code != Code.Newobj || instruction.Operand is not MethodReference { DeclaringType: { } type }
                || !DifferentiableDelegates.Is(types, type))
                continue;
            if (instruction.Previous is not { OpCode.Code: Code.Ldftn or Code.Ldvirtftn, Operand: MethodReference method } function)
                continue;
            targets ??= BranchTargets(body);
            creations.Add(new DelegateCreation(type, instruction, function, method, CacheAround(instruction, function, targets)
                ?? CacheInClosure(instruction, function, targets) ?? []));
        }
        return creations;
    }

    private static IReadOnlyList<Instruction>? CacheAround(Instruction construct, Instruction function, HashSet<Instruction> branchTargets)
    {
        if (construct.Next is not { OpCode.Code: Code.Dup, Next: { OpCode.Code: Code.Stsfld, Operand: FieldReference cache } store } dupAfter)
            return null;
        // What was made may go through a local on the way.
        Instruction[] passing = store.Next is { Next: { } reloaded } kept && LocalAccess.IsReloaded(kept, reloaded)
            ? [kept, reloaded]
            : [];
        if (function.Previous is not { Previous: { OpCode.Code: Code.Pop, Previous: { OpCode.Code: Code.Brtrue or Code.Brtrue_S } branch } pop } receiver)
            return null;
        if (passing.Length > 0 && ReferenceEquals(branch.Operand, store.Next))
            passing = [];
        if (!ReferenceEquals(branch.Operand, passing.Length > 0 ? passing[1].Next : store.Next)
            || branch.Previous is not { OpCode.Code: Code.Dup, Previous: { OpCode.Code: Code.Ldsfld, Operand: FieldReference loaded } load } dupBefore
            || loaded.FullName != cache.FullName)
            return null;
        Instruction[] inside = [dupBefore, branch, pop, receiver, function, construct, dupAfter, store, .. passing];
        return inside.Any(branchTargets.Contains) ? null : [load, dupBefore, branch, pop, dupAfter, store, .. passing];
    }

    private static IReadOnlyList<Instruction>? CacheInClosure(Instruction construct, Instruction function, HashSet<Instruction> branchTargets)
    {
        if (construct.Next is not
            {
                OpCode.Code: Code.Dup,
                Next: { Next: { OpCode.Code: Code.Stfld, Operand: FieldReference cache, Next: { } reload } store } keep
            } dupAfter)
            return null;
        if (function.Previous is not
            {
                Previous:
                {
                    Previous:
                    {
                        OpCode.Code: Code.Pop,
                        Previous: { OpCode.Code: Code.Brtrue or Code.Brtrue_S } branch
                    } pop
                } target
            } receiver
            || !ReferenceEquals(branch.Operand, reload.Next)
            || branch.Previous is not
            {
                OpCode.Code: Code.Dup,
                Previous: { OpCode.Code: Code.Ldfld, Operand: FieldReference loaded, Previous: { } closure } load
            } dupBefore
            || loaded.FullName != cache.FullName
            || !IsSameLoad(receiver, target) || !IsSameLoad(receiver, closure))
            return null;
        if (!LocalAccess.IsReloaded(keep, reload))
            return null;
        Instruction[] inside = [load, dupBefore, branch, pop, target, receiver, function, construct, dupAfter, keep, store, reload];
        return inside.Any(branchTargets.Contains) ? null : [closure, load, dupBefore, branch, pop, target, dupAfter, keep, store, reload];
    }

    private static bool IsSameLoad(Instruction a, Instruction b) =>
        a.OpCode == b.OpCode && ReferenceEquals(a.Operand, b.Operand)
        && (LocalAccess.IsLoad(a)
            || a.OpCode.Code is Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 or Code.Ldarg or Code.Ldarg_S);

    /// <summary>Where control can come from elsewhere: branch targets and the boundaries of handlers.</summary>
    public static HashSet<Instruction> BranchTargets(MethodBody body)
    {
        var targets = new HashSet<Instruction>();
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
                targets.Add(target);
            else if (instruction.Operand is Instruction[] table)
                targets.UnionWith(table);
        }
        foreach (var handler in body.ExceptionHandlers)
        {
            foreach (var boundary in new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart })
            {
                if (boundary is not null)
                    targets.Add(boundary);
            }
        }
        return targets;
    }
}
