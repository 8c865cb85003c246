using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Explicit layouts: whether fields share bytes, as in a union of a number and its bits.</summary>
internal static class FieldOverlap
{
    /// <summary>Whether a field shares bytes with another field of its type.</summary>
    public static bool IsShared(TypeContext types, FieldReference field)
    {
        if (types.Resolve(field.DeclaringType) is not { IsExplicitLayout: true } type
            || type.Fields.FirstOrDefault(f => f.Name == field.Name && !f.IsStatic) is not { } own)
            return false;
        return type.Fields.Any(f => !f.IsStatic && f != own && Touch(types, own, f));
    }

    /// <summary>Whether any two fields of a type share bytes.</summary>
    public static bool Any(TypeContext types, TypeDefinition type) => type.IsExplicitLayout && type.Fields.Any(f => !f.IsStatic && IsShared(types, f));

    private static bool Touch(TypeContext types, FieldDefinition a, FieldDefinition b) =>
        a.Offset <= b.Offset ? a.Offset + SizeOf(types, a.FieldType, 8) > b.Offset : b.Offset + SizeOf(types, b.FieldType, 8) > a.Offset;

    /// <summary>An upper bound of the bytes that a field takes.</summary>
    private static long SizeOf(TypeContext types, TypeReference type, int depth)
    {
        switch (type.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.SByte or MetadataType.Byte:
                return 1;
            case MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16:
                return 2;
            case MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Single:
                return 4;
            case MetadataType.ValueType when depth > 0 && types.Resolve(type) is { } definition:
                if (definition.IsEnum)
                    return SizeOf(types, definition.Fields.First(f => !f.IsStatic).FieldType, depth);
                var fields = definition.Fields.Where(f => !f.IsStatic).Select(f => SizeOf(types, f.FieldType, depth - 1)).ToList();
                // Without knowing the order, each field may be preceded by as much padding as the largest one needs, at most 8 bytes.
                var isUniform = fields.Distinct().Count() == 1;
                return Math.Max(definition.ClassSize, definition.IsExplicitLayout || definition.HasGenericParameters
                    ? int.MaxValue
                    : isUniform ? fields.Sum() : fields.Sum(s => Math.Max(s, 8)));
            case MetadataType.ValueType or MetadataType.GenericInstance or MetadataType.Var:
                return int.MaxValue;
            default:
                return 8;
        }
    }
}
