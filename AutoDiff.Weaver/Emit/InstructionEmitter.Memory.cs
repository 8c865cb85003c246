using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Emit;

internal sealed partial class InstructionEmitter
{
    private void EmitAddress(Instruction address)
    {
        EvaluateOperands(address);
        switch (address)
        {
            case FieldAddress field:
                code.Emit(OpCodes.Ldflda, types.Import(field.Field));
                break;
            case StaticAddress field:
                code.Emit(OpCodes.Ldsflda, types.Import(field.Field));
                break;
            case ElementAddress element:
                if (element.Readonly && types.KindOf(element.ElementType) is StackKind.Object or StackKind.GenericParameter)
                    code.Emit(OpCodes.Readonly);
                code.Emit(OpCodes.Ldelema, types.Import(element.ElementType));
                break;
        }
    }

    private void EmitLoad(Load load)
    {
        if (forest.ConstructorOf(load) is { } constructor)
        {
            foreach (var argument in constructor.Operands.Skip(1))
                EvaluateFor(load, argument);
            code.Emit(OpCodes.Newobj, types.Import(constructor.Method));
            return;
        }
        if (load.Address is Instruction address && forest.IsInline(address) && load.Unaligned == 0 && OpCodeTables.AccessesWhole(types, address, load.Type)
            && EmitWholeLoad(load, address))
        {
            return;
        }
        EvaluateOperands(load);
        EmitPrefixes(load.Volatile, load.Unaligned);
        if (OpCodeTables.LoadIndirect(types, load.Type) is { } opCode)
            code.Emit(opCode);
        else
            code.Emit(OpCodes.Ldobj, types.Import(load.Type));
    }

    private bool EmitWholeLoad(Load load, Instruction address)
    {
        switch (address)
        {
            case Slot slot when !load.Volatile:
                code.Emit(OpCodes.Ldloc, locals[slot]);
                return true;
            case FieldAddress field:
                EvaluateFor(load, field.Target);
                EmitPrefixes(load.Volatile, 0);
                code.Emit(OpCodes.Ldfld, types.Import(field.Field));
                return true;
            case StaticAddress field:
                EmitPrefixes(load.Volatile, 0);
                code.Emit(OpCodes.Ldsfld, types.Import(field.Field));
                return true;
            case ElementAddress element when !load.Volatile:
                EvaluateFor(load, element.Array);
                EvaluateFor(load, element.Index);
                if (OpCodeTables.LoadElement(types, element.ElementType) is { } opCode)
                    code.Emit(opCode);
                else
                    code.Emit(OpCodes.Ldelem_Any, types.Import(element.ElementType));
                return true;
            default:
                return false;
        }
    }

    private void EmitStore(Store store)
    {
        var isClearing = OpCodeTables.IsClearing(types, store) && !store.Volatile && store.Unaligned == 0;
        if (!isClearing && store.Address is Instruction address && forest.IsInline(address) && store.Unaligned == 0
            && OpCodeTables.AccessesWhole(types, address, store.StoredType) && EmitWholeStore(store, address))
        {
            return;
        }
        EvaluateFor(store, store.Address);
        if (isClearing)
        {
            code.Emit(OpCodes.Initobj, types.Import(store.StoredType));
            return;
        }
        EvaluateFor(store, store.Content);
        EmitPrefixes(store.Volatile, store.Unaligned);
        if (OpCodeTables.StoreIndirect(types, store.StoredType) is { } opCode)
            code.Emit(opCode);
        else
            code.Emit(OpCodes.Stobj, types.Import(store.StoredType));
    }

    private bool EmitWholeStore(Store store, Instruction address)
    {
        // A check that comes before the content is evaluated has to stay there.
        var mayDefer = address.Effects == Effects.None || forest.IsDeferred(address);
        switch (address)
        {
            case Slot slot when !store.Volatile:
                EvaluateFor(store, store.Content);
                code.Emit(OpCodes.Stloc, locals[slot]);
                return true;
            case FieldAddress field when mayDefer:
                EvaluateFor(store, field.Target);
                EvaluateFor(store, store.Content);
                EmitPrefixes(store.Volatile, 0);
                code.Emit(OpCodes.Stfld, types.Import(field.Field));
                return true;
            case StaticAddress field when mayDefer:
                EvaluateFor(store, store.Content);
                EmitPrefixes(store.Volatile, 0);
                code.Emit(OpCodes.Stsfld, types.Import(field.Field));
                return true;
            case ElementAddress element when mayDefer && !store.Volatile:
                EvaluateFor(store, element.Array);
                EvaluateFor(store, element.Index);
                EvaluateFor(store, store.Content);
                if (OpCodeTables.StoreElement(types, element.ElementType) is { } opCode)
                    code.Emit(opCode);
                else
                    code.Emit(OpCodes.Stelem_Any, types.Import(element.ElementType));
                return true;
            default:
                return false;
        }
    }

    private void EmitPrefixes(bool isVolatile, byte unaligned)
    {
        if (isVolatile)
            code.Emit(OpCodes.Volatile);
        if (unaligned != 0)
            code.Emit(OpCodes.Unaligned, unaligned);
    }
}
