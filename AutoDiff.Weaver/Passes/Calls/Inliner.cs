using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Passes.ControlFlow;
using AutoDiff.Weaving.Passes.Scalar;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AutoDiff.Weaving.Passes.Calls;

/// <summary>Puts the body of a method in the place of a call of it.</summary>
internal static class Inliner
{
    /// <summary>
    /// The call enters exactly this body, and the body means the same inside another method. A virtual call has to be of a method that cannot be
    /// overridden; whoever knows the receiver's exact type turns the call into a direct one first.
    /// </summary>
    public static bool CanInline(Call call, MethodIR callee)
    {
        if (call.Block is not { } block || call.OperandCount != callee.Parameters.Count || call.Method.CallingConvention == MethodCallingConvention.VarArg)
            return false;
        var types = block.Method.Types;
        if (call.Constrained is { } constrained && !types.Same(constrained, call.Method.DeclaringType))
            return false;
        if (call.IsVirtual && call.Method.HasThis && !types.IsValueTypeOrEnum(call.Method.DeclaringType))
        {
            if (types.ResolveMethod(call.Method) is not { } target || (target.IsVirtual && !target.IsFinal && !target.DeclaringType.IsSealed))
                return false;
        }
        if (callee.Regions.Count > 0 && block.Method.Regions.Any(r => r.Filter?.Blocks.Contains(block) == true))
            return false;
        return callee.Instructions.All(i => i is not RawInstruction { OpCode.Code: Code.Localloc or Code.Jmp or Code.Arglist });
    }

    /// <summary>Inlines and returns the blocks of the body, now part of the caller.</summary>
    public static IReadOnlyList<Block> Inline(Call call, MethodIR callee)
    {
        var before = call.Block!;
        var caller = before.Method;
        var builder = new Builder(caller) { Location = call.Location };
        builder.Before(call);
        var map = new CloneMap(caller);
        for (var i = 0; i < call.OperandCount; i++)
            map[callee.Parameters[i]] = Coerce.To(builder, callee.Parameters[i].Type, call.Operand(i));
        CheckReceiver(builder, call);

        var after = SplitAfter(call);
        var cloner = new Cloner(caller, map, call.Location);
        var body = cloner.Blocks(callee);
        BlockPlacement.InsertAfter(before, body);
        caller.Regions.InsertRange(0, cloner.Regions(callee));
        MoveSlots(builder, caller, body);

        builder.Before(call).Jump(map[callee.Entry]);
        BlockParameter? result = call.HasResult && call.HasUses ? after.AddParameter(call.Type, call.Name) : null;
        if (result is not null)
            call.ReplaceAllUsesWith(result);
        call.Remove();
        foreach (var block in body)
        {
            if (block.Terminator is not Return end)
                continue;
            builder.Before(end).Location = end.Location;
            builder.Jump(after, result is null ? [] : [Coerce.To(builder, result.Type, end.Result!)]);
            end.Remove();
        }
        return body;
    }

    /// <summary>
    /// <c>callvirt</c> throws on a null receiver before the callee starts. What keeps that is the address of the receiver's first field, which
    /// throws and touches nothing, or where no field may be named, <c>GetType</c>.
    /// </summary>
    private static void CheckReceiver(Builder builder, Call call)
    {
        var types = builder.Types;
        if (!call.IsVirtual || !call.Method.HasThis || types.KindOf(call.Operand(0).Type) != StackKind.Object
            || call.Operand(0) is NewObject or Constant { Content: string })
            return;
        // "this" of an instance method has been checked by whoever called it.
        if (call.Operand(0) is Parameter { Index: 0 } && builder.Method.Origin is { HasThis: true })
            return;
        var declaring = call.Method.DeclaringType;
        if (types.Resolve(declaring) is { } definition && !StructShapes.IsFramework(definition.Module.Assembly)
            && types.InstanceFields(declaring) is { Count: > 0 } fields)
        {
            builder.FieldAddress(call.Operand(0), fields[0]);
            return;
        }
        var getType = new MethodReference("GetType", types.Object, types.Object) { HasThis = true };
        if (types.Resolve(types.Object)?.Methods.FirstOrDefault(m => m.Name == "GetType") is { } found)
            getType = types.Import(found);
        builder.CallVirtual(getType, null, call.Operand(0)).KnownEffects = Effects.Throws;
    }

    /// <summary>Moves what follows the call into a block of its own.</summary>
    private static Block SplitAfter(Call call)
    {
        var before = call.Block!;
        var after = BlockPlacement.NewAfter(before, before.Name is null ? null : before.Name + ".after");
        for (var next = call.Next; next is not null;)
        {
            var instruction = next;
            next = next.Next;
            instruction.Unlink();
            after.Append(instruction);
        }
        return after;
    }

    /// <summary>
    /// A slot belongs to the method as a whole and is zeroed once; the callee's is zeroed at every call, which matters inside a loop.
    /// </summary>
    private static void MoveSlots(Builder builder, MethodIR caller, IReadOnlyList<Block> body)
    {
        foreach (var slot in body.SelectMany(b => b.Instructions).OfType<Slot>().ToList())
        {
            slot.Unlink();
            caller.Entry.Insert(slot, caller.Entry.First);
            builder.Store(slot.SlotType, slot, caller.Default(slot.SlotType));
        }
    }
}
