using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Instruction = AutoDiff.Weaving.IR.Instruction;

namespace AutoDiff.Weaving.Emit;

/// <summary>Which opcode does what to which type.</summary>
internal static class OpCodeTables
{
    /// <summary>The type itself, or the integer type behind an enumeration.</summary>
    public static TypeReference Underlying(TypeContext types, TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        return type.MetadataType == MetadataType.ValueType && types.Resolve(type) is { IsEnum: true } definition
            ? definition.GetEnumUnderlyingType()
            : type;
    }

    /// <summary>Whether reading or writing this type through the address means the whole field, element or variable it points to.</summary>
    public static bool AccessesWhole(TypeContext types, Instruction address, TypeReference accessed)
    {
        if (address is not (Slot or FieldAddress or ElementAddress or StaticAddress))
            return false;
        var whole = ((TypeSpecification)address.Type).ElementType;
        if (types.Same(whole, accessed))
            return true;
        if (types.KindOf(whole) is var kind && kind != types.KindOf(accessed))
            return false;
        return kind switch
        {
            StackKind.Object => true,
            StackKind.Int32 or StackKind.Int64 => Underlying(types, whole).MetadataType == Underlying(types, accessed).MetadataType,
            StackKind.Struct or StackKind.GenericParameter => types.Same(TypeContext.WithoutModifiers(whole), TypeContext.WithoutModifiers(accessed)),
            _ => true,
        };
    }

    /// <summary><c>initobj</c> does it.</summary>
    public static bool IsClearing(TypeContext types, Store store) =>
        store.Content is DefaultValue && types.KindOf(store.StoredType) is StackKind.Struct or StackKind.GenericParameter;

    /// <summary>Null when it takes <c>ldobj</c>.</summary>
    public static OpCode? LoadIndirect(TypeContext types, TypeReference type) => Underlying(types, type).MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte => OpCodes.Ldind_U1,
        MetadataType.SByte => OpCodes.Ldind_I1,
        MetadataType.Char or MetadataType.UInt16 => OpCodes.Ldind_U2,
        MetadataType.Int16 => OpCodes.Ldind_I2,
        MetadataType.Int32 => OpCodes.Ldind_I4,
        MetadataType.UInt32 => OpCodes.Ldind_U4,
        MetadataType.Int64 or MetadataType.UInt64 => OpCodes.Ldind_I8,
        MetadataType.Single => OpCodes.Ldind_R4,
        MetadataType.Double => OpCodes.Ldind_R8,
        MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer => OpCodes.Ldind_I,
        _ => types.KindOf(type) == StackKind.Object ? OpCodes.Ldind_Ref : null,
    };

    /// <summary>Null when it takes <c>stobj</c>.</summary>
    public static OpCode? StoreIndirect(TypeContext types, TypeReference type) => Underlying(types, type).MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => OpCodes.Stind_I1,
        MetadataType.Char or MetadataType.UInt16 or MetadataType.Int16 => OpCodes.Stind_I2,
        MetadataType.Int32 or MetadataType.UInt32 => OpCodes.Stind_I4,
        MetadataType.Int64 or MetadataType.UInt64 => OpCodes.Stind_I8,
        MetadataType.Single => OpCodes.Stind_R4,
        MetadataType.Double => OpCodes.Stind_R8,
        MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer => OpCodes.Stind_I,
        _ => types.KindOf(type) == StackKind.Object ? OpCodes.Stind_Ref : null,
    };

    /// <summary>Null when it takes <c>ldelem</c> with a type.</summary>
    public static OpCode? LoadElement(TypeContext types, TypeReference type) => Underlying(types, type).MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte => OpCodes.Ldelem_U1,
        MetadataType.SByte => OpCodes.Ldelem_I1,
        MetadataType.Char or MetadataType.UInt16 => OpCodes.Ldelem_U2,
        MetadataType.Int16 => OpCodes.Ldelem_I2,
        MetadataType.Int32 => OpCodes.Ldelem_I4,
        MetadataType.UInt32 => OpCodes.Ldelem_U4,
        MetadataType.Int64 or MetadataType.UInt64 => OpCodes.Ldelem_I8,
        MetadataType.Single => OpCodes.Ldelem_R4,
        MetadataType.Double => OpCodes.Ldelem_R8,
        MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer => OpCodes.Ldelem_I,
        _ => types.KindOf(type) == StackKind.Object ? OpCodes.Ldelem_Ref : null,
    };

    /// <summary>Null when it takes <c>stelem</c> with a type.</summary>
    public static OpCode? StoreElement(TypeContext types, TypeReference type) => Underlying(types, type).MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => OpCodes.Stelem_I1,
        MetadataType.Char or MetadataType.UInt16 or MetadataType.Int16 => OpCodes.Stelem_I2,
        MetadataType.Int32 or MetadataType.UInt32 => OpCodes.Stelem_I4,
        MetadataType.Int64 or MetadataType.UInt64 => OpCodes.Stelem_I8,
        MetadataType.Single => OpCodes.Stelem_R4,
        MetadataType.Double => OpCodes.Stelem_R8,
        MetadataType.IntPtr or MetadataType.UIntPtr or MetadataType.Pointer or MetadataType.FunctionPointer => OpCodes.Stelem_I,
        _ => types.KindOf(type) == StackKind.Object ? OpCodes.Stelem_Ref : null,
    };

    public static OpCode Of(BinaryOp op) => op switch
    {
        BinaryOp.Add => OpCodes.Add,
        BinaryOp.Sub => OpCodes.Sub,
        BinaryOp.Mul => OpCodes.Mul,
        BinaryOp.Div => OpCodes.Div,
        BinaryOp.DivUn => OpCodes.Div_Un,
        BinaryOp.Rem => OpCodes.Rem,
        BinaryOp.RemUn => OpCodes.Rem_Un,
        BinaryOp.And => OpCodes.And,
        BinaryOp.Or => OpCodes.Or,
        BinaryOp.Xor => OpCodes.Xor,
        BinaryOp.Shl => OpCodes.Shl,
        BinaryOp.Shr => OpCodes.Shr,
        BinaryOp.ShrUn => OpCodes.Shr_Un,
        BinaryOp.AddOvf => OpCodes.Add_Ovf,
        BinaryOp.AddOvfUn => OpCodes.Add_Ovf_Un,
        BinaryOp.SubOvf => OpCodes.Sub_Ovf,
        BinaryOp.SubOvfUn => OpCodes.Sub_Ovf_Un,
        BinaryOp.MulOvf => OpCodes.Mul_Ovf,
        BinaryOp.MulOvfUn => OpCodes.Mul_Ovf_Un,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    public static OpCode Convert(TypeContext types, TypeReference type, bool fromUnsigned) => Underlying(types, type).MetadataType switch
    {
        MetadataType.SByte => OpCodes.Conv_I1,
        MetadataType.Byte or MetadataType.Boolean => OpCodes.Conv_U1,
        MetadataType.Int16 => OpCodes.Conv_I2,
        MetadataType.UInt16 or MetadataType.Char => OpCodes.Conv_U2,
        MetadataType.Int32 => OpCodes.Conv_I4,
        MetadataType.UInt32 => OpCodes.Conv_U4,
        MetadataType.Int64 => fromUnsigned ? OpCodes.Conv_U8 : OpCodes.Conv_I8,
        MetadataType.UInt64 => OpCodes.Conv_U8,
        MetadataType.Single => OpCodes.Conv_R4,
        MetadataType.Double => fromUnsigned ? OpCodes.Conv_R_Un : OpCodes.Conv_R8,
        MetadataType.IntPtr => fromUnsigned ? OpCodes.Conv_U : OpCodes.Conv_I,
        _ => OpCodes.Conv_U,
    };

    public static OpCode ConvertChecked(TypeContext types, TypeReference type, bool fromUnsigned) => (Underlying(types, type).MetadataType, fromUnsigned) switch
    {
        (MetadataType.SByte, false) => OpCodes.Conv_Ovf_I1,
        (MetadataType.SByte, true) => OpCodes.Conv_Ovf_I1_Un,
        (MetadataType.Byte or MetadataType.Boolean, false) => OpCodes.Conv_Ovf_U1,
        (MetadataType.Byte or MetadataType.Boolean, true) => OpCodes.Conv_Ovf_U1_Un,
        (MetadataType.Int16, false) => OpCodes.Conv_Ovf_I2,
        (MetadataType.Int16, true) => OpCodes.Conv_Ovf_I2_Un,
        (MetadataType.UInt16 or MetadataType.Char, false) => OpCodes.Conv_Ovf_U2,
        (MetadataType.UInt16 or MetadataType.Char, true) => OpCodes.Conv_Ovf_U2_Un,
        (MetadataType.Int32, false) => OpCodes.Conv_Ovf_I4,
        (MetadataType.Int32, true) => OpCodes.Conv_Ovf_I4_Un,
        (MetadataType.UInt32, false) => OpCodes.Conv_Ovf_U4,
        (MetadataType.UInt32, true) => OpCodes.Conv_Ovf_U4_Un,
        (MetadataType.Int64, false) => OpCodes.Conv_Ovf_I8,
        (MetadataType.Int64, true) => OpCodes.Conv_Ovf_I8_Un,
        (MetadataType.UInt64, false) => OpCodes.Conv_Ovf_U8,
        (MetadataType.UInt64, true) => OpCodes.Conv_Ovf_U8_Un,
        (MetadataType.IntPtr, false) => OpCodes.Conv_Ovf_I,
        (MetadataType.IntPtr, true) => OpCodes.Conv_Ovf_I_Un,
        (_, false) => OpCodes.Conv_Ovf_U,
        (_, true) => OpCodes.Conv_Ovf_U_Un,
    };
}
