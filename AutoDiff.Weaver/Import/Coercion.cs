using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Library;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>
/// The conversions that IL leaves unsaid: a place of a small integer type truncates what is stored in it, floating-point values take
/// the precision of the place they go to, and 32-bit integers widen to native ones.
/// </summary>
internal sealed class Coercion(TypeContext types)
{
    /// <summary>The integer or floating type behind an enumeration; other types as they are.</summary>
    public TypeReference Underlying(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        return type.IsPrimitive || types.KindOf(type) is not (StackKind.Int32 or StackKind.Int64 or StackKind.NativeInt)
            || types.Resolve(type) is not { IsEnum: true } definition
            ? type
            : types.Import(definition.Fields.First(f => !f.IsStatic).FieldType);
    }

    public MetadataType Primitive(TypeReference type) => Underlying(type).MetadataType;

    /// <summary>The value as a place of the type holds it after a store.</summary>
    public Value ToStored(Builder builder, Value value, TypeReference type)
    {
        if (types.KindOf(type) != StackKind.Int32 || types.KindOf(value.Type) != StackKind.Int32)
            return ToKind(builder, value, type);
        var primitive = Primitive(type);
        if (value is Constant { Content: int content })
            return builder.Method.Constant(type, Truncated(content, primitive));
        return Fits(value, primitive) ? value : builder.Convert(Underlying(type), value);
    }

    /// <summary>The value in the stack kind of the type; integers of a kind pass through.</summary>
    public Value ToKind(Builder builder, Value value, TypeReference type) => (types.KindOf(type), types.KindOf(value.Type)) switch
    {
        (StackKind.Single, StackKind.Double) or (StackKind.Double, StackKind.Single) => builder.Convert(type, value),
        (StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference, StackKind.Int32) => builder.Convert(types.IntPtr, value),
        (StackKind.NativeInt or StackKind.Pointer, StackKind.Int64) => builder.Convert(types.IntPtr, value),
        (StackKind.Int32, StackKind.NativeInt or StackKind.Pointer) => builder.Convert(types.Int32, value),
        (StackKind.Int64, StackKind.NativeInt or StackKind.Pointer) => builder.Convert(types.Int64, value),
        _ => value,
    };

    /// <summary>Whether a 32-bit stack value is one that a place of the primitive type holds without truncation.</summary>
    public bool Fits(Value value, MetadataType primitive, int depth = 3)
    {
        var range = Range(primitive);
        if (range is null)
            return true;
        var (low, high) = range.Value;
        switch (value)
        {
            case Constant { Content: int content }:
                return content >= low && content <= high;
            case Compare:
                return true;
            case Binary { Op: BinaryOp.And or BinaryOp.Or or BinaryOp.Xor } binary when depth > 0:
                if (binary.Op == BinaryOp.And && low == 0 && (IsSmallMask(binary.Left, high) || IsSmallMask(binary.Right, high)))
                    return true;
                return Fits(binary.Left, primitive, depth - 1) && Fits(binary.Right, primitive, depth - 1);
        }
        // A bool in memory may be any byte, so the two count as one type.
        return types.KindOf(value.Type) == StackKind.Int32 && Range(Primitive(value.Type)) is { } own && own.Low >= low && own.High <= high;
    }

    private static bool IsSmallMask(Value value, int high) => value is Constant { Content: int mask } && mask >= 0 && mask <= high;

    private static (int Low, int High)? Range(MetadataType primitive) => primitive switch
    {
        MetadataType.Boolean or MetadataType.Byte => (0, byte.MaxValue),
        MetadataType.SByte => (sbyte.MinValue, sbyte.MaxValue),
        MetadataType.Int16 => (short.MinValue, short.MaxValue),
        MetadataType.UInt16 or MetadataType.Char => (0, ushort.MaxValue),
        _ => null,
    };

    private static int Truncated(int content, MetadataType primitive) => unchecked(primitive switch
    {
        MetadataType.Boolean or MetadataType.Byte => (byte)content,
        MetadataType.SByte => (sbyte)content,
        MetadataType.Int16 => (short)content,
        MetadataType.UInt16 or MetadataType.Char => (ushort)content,
        _ => content,
    });
}
