using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Passes.Memory;

/// <summary>
/// Objects that never leave the method and whose constructor does nothing (the closures of lambdas that were inlined, above all) become one
/// local for each field. Their fields are zeroed where the object was made. Boxes that are only unboxed where they were made become one local.
/// </summary>
internal static class ObjectPromotionPass
{
    /// <param name="method">The method.</param>
    /// <param name="isConstant">A field whose content is cut off from derivatives, which a local cannot be.</param>
    public static bool Run(MethodIR method, Func<FieldReference, bool> isConstant)
    {
        var changed = false;
        foreach (var creation in method.Instructions.Where(IsCreation).ToList())
        {
            if (!creation.Uses.All(u => u.User is FieldAddress field && !isConstant(field.Field))
                || (creation is NewObject made && !HasTrivialConstructor(method.Types, made.Constructor)) || HasFinalizer(method.Types, creation.Type))
                continue;
            Promote(method, creation);
            changed = true;
        }
        foreach (var box in method.Instructions.OfType<RawInstruction>().Where(i => IsLocalBox(method.Types, i)).ToList())
        {
            PromoteBox(method, box);
            changed = true;
        }
        return changed;
    }

    private static bool IsLocalBox(TypeContext types, RawInstruction box) =>
        box is { OpCode.Code: Code.Box, Metadata: TypeReference type } && types.IsValueTypeOrEnum(type) && !StructShapes.IsNullable(type)
            && box.Uses.All(u => u.User is RawInstruction { OpCode.Code: Code.Unbox, Metadata: TypeReference read } && types.Same(read, type));

    private static void PromoteBox(MethodIR method, RawInstruction box)
    {
        var type = (TypeReference)box.Metadata!;
        var slot = new Builder(method).AtStart(method.Entry).Slot(type);
        new Builder(method) { Location = box.Location }.Before(box).Store(type, slot, box.Operand(0));
        foreach (var content in box.Users.ToList())
            content.ReplaceWith(slot);
        box.Remove();
    }

    private static bool IsCreation(Instruction instruction) =>
        instruction is NewObject { OperandCount: 0 } || (instruction is Call call && Allocations.Is(call));

    private static bool HasFinalizer(TypeContext types, TypeReference type) =>
        types.Resolve(type) is not { } definition || definition.Methods.Any(m => m.Name == "Finalize");

    private static void Promote(MethodIR method, Instruction creation)
    {
        var slots = new Dictionary<string, Slot>();
        foreach (var address in creation.Users.OfType<FieldAddress>().ToList())
        {
            if (!slots.TryGetValue(address.Field.FullName, out var slot))
            {
                var type = ((ByReferenceType)address.Type).ElementType;
                slot = new Builder(method).AtStart(method.Entry).Slot(type);
                slot.Name = address.Field.Name;
                slots.Add(address.Field.FullName, slot);
                new Builder(method) { Location = creation.Location }.Before(creation).Store(type, slot, method.Default(type));
            }
            address.ReplaceWith(slot);
        }
        creation.Remove();
    }

    /// <summary>The constructor and those of the base classes only call one another.</summary>
    private static bool HasTrivialConstructor(TypeContext types, MethodReference constructor)
    {
        if (EmptyBases.Are(constructor.DeclaringType))
            return true;
        if (types.ResolveMethod(constructor) is not { HasBody: true } definition || definition.DeclaringType.Methods.Any(m => m.Name == "Finalize"))
            return false;
        MethodReference? inner = null;
        foreach (var instruction in definition.Body.Instructions)
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Nop or Code.Ret or Code.Ldarg_0:
                    break;
                case Code.Call when inner is null && instruction.Operand is MethodReference { Name: ".ctor" } called:
                    inner = called;
                    break;
                default:
                    return false;
            }
        }
        return inner is not null && HasTrivialConstructor(types, inner);
    }
}
