using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>
/// The implicit conversions of storing a value in a location: a small integer location keeps only its bits, a <c>native int</c> is
/// widened from an <c>int</c>, a <c>float</c> location rounds.
/// </summary>
internal static class Coerce
{
    /// <summary>What a location of this type holds after the value has been stored in it.</summary>
    public static Value To(Builder builder, TypeReference type, Value value)
    {
        var types = builder.Types;
        if (types.Same(type, value.Type))
            return value;
        if (value is DefaultValue or Undefined or Constant { IsZero: true } && types.KindOf(type) == types.KindOf(value.Type))
            return value is Undefined ? builder.Method.Undefined(type) : builder.Method.Default(type);
        return (types.KindOf(type), types.KindOf(value.Type)) switch
        {
            (StackKind.Int32, StackKind.Int32) => Fits(Primitive(types, type), Primitive(types, value.Type)) ? value : Truncate(builder, type, value),
            (StackKind.Int32, StackKind.Int64 or StackKind.NativeInt) => Truncate(builder, type, value),
            (StackKind.NativeInt, StackKind.Int32) => builder.Convert(types.IntPtr, value),
            (StackKind.Single, StackKind.Double) or (StackKind.Double, StackKind.Single) => builder.Convert(type, value),
            (StackKind.Struct, StackKind.Struct) => Views.Convert(builder, type, value),
            _ => value,
        };
    }

    /// <summary>A location of one type can be read or written as if it were of the other, apart from the sign of small integers.</summary>
    public static bool SameBits(TypeContext types, TypeReference a, TypeReference b)
    {
        a = TypeContext.WithoutModifiers(a);
        b = TypeContext.WithoutModifiers(b);
        if (types.Same(a, b))
            return true;
        var kind = types.KindOf(a);
        return kind == types.KindOf(b) && kind switch
        {
            StackKind.Int32 => Size(Primitive(types, a)) == Size(Primitive(types, b)),
            StackKind.Int64 or StackKind.NativeInt or StackKind.Pointer or StackKind.Object => true,
            _ => false,
        };
    }

    private static Value Truncate(Builder builder, TypeReference type, Value value)
    {
        var primitive = Primitive(builder.Types, type);
        return builder.Convert(primitive.MetadataType == MetadataType.Boolean ? builder.Types.Byte : primitive, value);
    }

    private static TypeReference Primitive(TypeContext types, TypeReference type)
    {
        if (types.Resolve(type) is not { IsEnum: true } definition)
            return type;
        return definition.Fields.First(f => !f.IsStatic).FieldType.MetadataType switch
        {
            MetadataType.SByte => types.SByte,
            MetadataType.Byte => types.Byte,
            MetadataType.Int16 => types.Int16,
            MetadataType.UInt16 => types.UInt16,
            MetadataType.UInt32 => types.UInt32,
            MetadataType.Boolean => types.Boolean,
            MetadataType.Char => types.Char,
            _ => types.Int32,
        };
    }

    private static bool Fits(TypeReference into, TypeReference from)
    {
        var size = Size(into);
        return size == 4
            || (size == Size(from) && IsUnsigned(into) == IsUnsigned(from))
            || (size > Size(from) && (IsUnsigned(from) || !IsUnsigned(into)));
    }

    private static int Size(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.SByte or MetadataType.Byte => 1,
        MetadataType.Int16 or MetadataType.UInt16 or MetadataType.Char => 2,
        _ => 4,
    };

    private static bool IsUnsigned(TypeReference type) =>
        type.MetadataType is MetadataType.Boolean or MetadataType.Byte or MetadataType.UInt16 or MetadataType.Char or MetadataType.UInt32;
}
