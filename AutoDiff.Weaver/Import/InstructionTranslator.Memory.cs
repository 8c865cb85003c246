using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Instruction = Mono.Cecil.Cil.Instruction;

namespace AutoDiff.Weaving.Import;

internal sealed partial class InstructionTranslator
{
    private bool TranslateMemory(Code code, Instruction il)
    {
        if (OpcodeTables.LoadIndirect.TryGetValue(code, out var primitive))
        {
            var address = stack.Pop();
            stack.Push(Load(AccessedType(Pointee(address.Type), primitive), address));
            return true;
        }
        if (OpcodeTables.StoreIndirect.TryGetValue(code, out primitive))
        {
            var (address, value) = PopTwo();
            Store(AccessedType(Pointee(address.Type), primitive, ignoreSign: true), address, value);
            return true;
        }
        if (OpcodeTables.LoadElement.TryGetValue(code, out primitive))
        {
            var (array, index) = PopTwo();
            LoadElement(AccessedType(ElementOf(array.Type), primitive), array, index);
            return true;
        }
        if (OpcodeTables.StoreElement.TryGetValue(code, out primitive))
        {
            var popped = stack.Pop(3);
            StoreElement(AccessedType(ElementOf(popped[0].Type), primitive, ignoreSign: true), popped);
            return true;
        }
        return TranslateTypedMemory(code, il) || TranslateField(code, il);
    }

    private bool TranslateTypedMemory(Code code, Instruction il)
    {
        switch (code)
        {
            case Code.Ldobj:
                stack.Push(Load(TypeOperand(il), stack.Pop()));
                return true;
            case Code.Stobj:
                var (target, content) = PopTwo();
                Store(TypeOperand(il), target, content);
                return true;
            case Code.Cpobj:
                var (destination, source) = PopTwo();
                Store(TypeOperand(il), destination, Load(TypeOperand(il), source));
                return true;
            case Code.Initobj:
                var cleared = stack.Pop();
                builder.Store(Held(TypeOperand(il), cleared), cleared, ir.Default(Held(TypeOperand(il), cleared)));
                return true;
            case Code.Ldelem_Any:
                var (array, index) = PopTwo();
                LoadElement(ElementOperand(il), array, index);
                return true;
            case Code.Stelem_Any:
                StoreElement(ElementOperand(il), stack.Pop(3));
                return true;
            case Code.Ldelema:
                var (from, at) = PopTwo();
                stack.Push(builder.ElementAddress(ElementOperand(il), from, at, prefixes.Readonly));
                return true;
            case Code.Ldlen:
                stack.Push(builder.ArrayLength(stack.Pop()));
                return true;
            case Code.Newarr:
                stack.Push(builder.NewArray(ElementOperand(il), stack.Pop()));
                return true;
            default:
                return false;
        }
    }

    private bool TranslateField(Code code, Instruction il)
    {
        if (code is not (Code.Ldfld or Code.Ldflda or Code.Stfld or Code.Ldsfld or Code.Ldsflda or Code.Stsfld))
            return false;
        var field = operands.Field((FieldReference)il.Operand);
        if (types.StandIns.RowElement is not null && code is Code.Ldfld or Code.Ldflda or Code.Stfld && !field.DeclaringType.IsPrimitive
            && types.Shapes.RowOf(field.DeclaringType) is not null)
            field = types.Shapes.ElementOf(field.DeclaringType, 0);
        if (types.FieldType(field) is var declared && !Views.IsHeld(declared) && operands.Substitutions is { } substitutions
            && substitutions.Models.ModelOf(declared) is not null)
            field = substitutions.Models.FieldFor(field) ?? throw new MalformedBodyException($"the field '{field.Name}' holds a '{declared.Name}'");
        switch (code)
        {
            case Code.Ldfld:
                LoadField(field, stack.Pop());
                break;
            case Code.Ldflda:
                stack.Push(builder.FieldAddress(stack.Pop(), field));
                break;
            case Code.Stfld:
                var (target, value) = PopTwo();
                Store(types.FieldType(field), builder.FieldAddress(target, field), value);
                break;
            case Code.Ldsfld when EmptyOf(field) is { } empty:
                stack.Push(builder.Call(empty));
                break;
            case Code.Ldsfld:
                stack.Push(Load(types.FieldType(field), builder.StaticAddress(field)));
                break;
            case Code.Ldsflda:
                stack.Push(builder.StaticAddress(field));
                break;
            case Code.Stsfld:
                var content = stack.Pop();
                Store(types.FieldType(field), builder.StaticAddress(field), content);
                break;
        }
        return true;
    }

    /// <summary>What makes an empty container of its own, in place of the one that everybody shares.</summary>
    private MethodReference? EmptyOf(FieldReference field) =>
        field is { Name: "Empty", DeclaringType: GenericInstanceType { Namespace: "System.Collections.Immutable" } owner }
            ? operands.Substitutions?.Implementation(new MethodReference("get_Empty", owner, owner), [])
            : null;

    private void LoadField(FieldReference field, Value target)
    {
        switch (types.KindOf(target.Type))
        {
            case StackKind.Struct:
                stack.Push(Taken(builder.Extract(target, field)));
                break;
            case StackKind.Object or StackKind.ByReference or StackKind.Pointer or StackKind.NativeInt when !types.IsValueTypeOrEnum(target.Type):
                stack.Push(Load(types.FieldType(field), builder.FieldAddress(target, field)));
                break;
            case StackKind.NativeInt when !types.Same(field.DeclaringType, target.Type):
                stack.Push(Load(types.FieldType(field), builder.FieldAddress(target, field)));
                break;
            default:
                // The one field of a primitive value has no name as a part of that value.
                stack.Push(Taken(builder.Load(types.FieldType(field), builder.FieldAddress(Spilled(target), field))));
                break;
        }
    }

    private Slot Spilled(Value value)
    {
        var slot = entry.Slot(value.Type);
        builder.Store(value.Type, slot, value);
        return slot;
    }

    // Element accesses check the array's own element type when they store, which the address does not have to do again.
    private void LoadElement(TypeReference type, Value array, Value index) =>
        stack.Push(Load(type, builder.ElementAddress(type, array, index, @readonly: true)));

    private void StoreElement(TypeReference type, Value[] arrayIndexValue) =>
        Store(type, builder.ElementAddress(type, arrayIndexValue[0], arrayIndexValue[1], @readonly: true), arrayIndexValue[2]);

    private Value Load(TypeReference type, Value address) => Taken(builder.Load(Held(type, address), address, prefixes.Volatile, prefixes.Unaligned));

    private void Store(TypeReference type, Value address, Value value)
    {
        type = Held(type, address);
        builder.Store(type, address, Views.Convert(builder, type, coercion.ToStored(builder, value, type)), prefixes.Volatile, prefixes.Unaligned);
    }

    /// <summary>What is at the address: a memory itself where it is a field or an element, the model of one where it is a local.</summary>
    private TypeReference Held(TypeReference type, Value address) =>
        Pointee(address.Type) is { } content && Views.IsHeld(content) && types.StandIns.ModelledBy(type)?.FullName == content.FullName ? content : type;

    /// <summary>The type of an element: arrays hold memories, not their models.</summary>
    private TypeReference ElementOperand(Instruction il)
    {
        var type = TypeOperand(il);
        return types.StandIns.ModelledBy(type) is { } held && Views.IsHeld(held) ? held : type;
    }

    private (Value, Value) PopTwo()
    {
        var second = stack.Pop();
        return (stack.Pop(), second);
    }

    private TypeReference TypeOperand(Instruction il) => TypeContext.WithoutModifiers(operands.Type((TypeReference)il.Operand));

    private static TypeReference? Pointee(TypeReference address) => TypeContext.WithoutModifiers(address) switch
    {
        ByReferenceType b => TypeContext.WithoutModifiers(b.ElementType),
        PointerType p => TypeContext.WithoutModifiers(p.ElementType),
        _ => null,
    };

    private static TypeReference? ElementOf(TypeReference array) =>
        TypeContext.WithoutModifiers(array) is ArrayType { IsVector: true } vector ? TypeContext.WithoutModifiers(vector.ElementType) : null;

    /// <summary>The type an access of a primitive size means: the declared one (a bool, an enumeration, a class) where it reads the same bits.</summary>
    private TypeReference AccessedType(TypeReference? declared, MetadataType accessed, bool ignoreSign = false)
    {
        if (declared is null)
            return Primitive(accessed);
        if (accessed == MetadataType.Object)
            return types.KindOf(declared) is StackKind.Object or StackKind.GenericParameter ? declared : types.Object;
        var own = coercion.Primitive(declared);
        var same = own == accessed || (accessed, own) switch
        {
            (MetadataType.Byte, MetadataType.Boolean) => true,
            (MetadataType.UInt16, MetadataType.Char) => true,
            (MetadataType.Int32, MetadataType.UInt32) or (MetadataType.UInt32, MetadataType.Int32) => true,
            (MetadataType.Int64, MetadataType.UInt64) => true,
            (MetadataType.IntPtr, MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer) => true,
            (MetadataType.SByte, MetadataType.Byte or MetadataType.Boolean) => ignoreSign,
            (MetadataType.Int16, MetadataType.UInt16 or MetadataType.Char) => ignoreSign,
            _ => false,
        };
        return same ? declared : Primitive(accessed);
    }
}
