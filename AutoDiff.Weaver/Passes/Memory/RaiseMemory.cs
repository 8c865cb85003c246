using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Says in terms of addresses and allocations what IL says with calls: elements of rectangular arrays are read and written through their address;
/// objects are allocated first and then constructed by an ordinary call; boxes are made first and then filled.
/// </summary>
/// <param name="types">The type system.</param>
/// <param name="allocate">The runtime library's <c>Allocation.Of</c>.</param>
/// <param name="isConstructed">Whether a constructor's body is at hand and worth looking into.</param>
/// <param name="isDifferentiable">Whether a type has a tangent.</param>
internal sealed class RaiseMemoryPass(TypeContext types, MethodReference allocate, Func<MethodReference, bool> isConstructed,
    Func<TypeReference, bool> isDifferentiable)
{
    public bool Run(MethodIR method)
    {
        var changed = false;
        foreach (var instruction in method.Instructions.ToList())
        {
            changed |= instruction switch
            {
                Call { Method.DeclaringType: ArrayType array } call => RaiseAccess(method, call, array),
                Call { Method: { Name: ".ctor", DeclaringType: var made } } call when EmptyBases.Are(made) => Drop(call),
                RawInstruction { OpCode.Code: Code.Box, Metadata: TypeReference type } box when IsRaised(type) && box.Operand(0) is not DefaultValue =>
                    Box(method, box, type),
                RawInstruction { OpCode.Code: Code.Unbox_Any, Metadata: TypeReference type } unbox when IsRaised(type) => Unbox(method, unbox, type),
                NewObject creation when isConstructed(creation.Constructor) => Construct(method, creation),
                _ => false,
            };
        }
        return changed;
    }

    private bool RaiseAccess(MethodIR method, Call call, ArrayType array)
    {
        if (call.Method.Name is not ("Get" or "Set"))
            return false;
        var builder = new Builder(method) { Location = call.Location }.Before(call);
        var element = array.ElementType;
        var get = new MethodReference("Address", new ByReferenceType(element), array) { HasThis = true };
        for (var i = 0; i < array.Rank; i++)
            get.Parameters.Add(new ParameterDefinition(types.Int32));
        var address = builder.Call(get, [.. call.Operands.Take(array.Rank + 1)]);
        address.KnownEffects = Effects.Throws;
        if (call.Method.Name == "Get")
            call.ReplaceAllUsesWith(builder.Load(element, address));
        else
            builder.Store(element, address, call.Operand(array.Rank + 1));
        call.Remove();
        return true;
    }

    private static bool Drop(Call call)
    {
        call.Remove();
        return true;
    }

    private bool Construct(MethodIR method, NewObject creation)
    {
        var builder = new Builder(method) { Location = creation.Location }.Before(creation);
        var of = new GenericInstanceMethod(allocate);
        of.GenericArguments.Add(creation.Type);
        var made = builder.Add(new Call(creation.Type, of, false, null) { KnownEffects = Effects.Throws });
        made.Name = creation.Name;
        builder.Call(creation.Constructor, [made, .. creation.Operands]);
        creation.ReplaceWith(made);
        return true;
    }

    /// <summary>A nullable has no box of its own kind.</summary>
    private bool IsRaised(TypeReference type) => (types.IsStruct(type) || types.IsFloat(type)) && !StructShapes.IsNullable(type) && isDifferentiable(type);

    private static bool Box(MethodIR method, RawInstruction box, TypeReference type)
    {
        var builder = new Builder(method) { Location = box.Location }.Before(box);
        var made = builder.Add(new RawInstruction(box.Type, box.OpCode, type, box.Effects, method.Default(type)));
        made.Name = box.Name;
        builder.Store(type, builder.Raw(new ByReferenceType(type), OpCodes.Unbox, type, Effects.Throws, made), box.Operand(0));
        box.ReplaceWith(made);
        return true;
    }

    private static bool Unbox(MethodIR method, RawInstruction unbox, TypeReference type)
    {
        var builder = new Builder(method) { Location = unbox.Location }.Before(unbox);
        var content = (Instruction)builder.Load(type, builder.Raw(new ByReferenceType(type), OpCodes.Unbox, type, Effects.Throws, unbox.Operand(0)));
        content.Name = unbox.Name;
        unbox.ReplaceWith(content);
        return true;
    }
}
