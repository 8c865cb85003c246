using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// How a struct is taken apart: its fields in declaration order, or none of them when it has to be handled as a whole.
/// </summary>
internal sealed class StructShape
{
    private StructShape(IReadOnlyList<FieldReference>? fields, int leaves)
    {
        IsOpaque = fields is null;
        Fields = fields ?? [];
        LeafCount = leaves;
    }

    public static StructShape Opaque { get; } = new(null, 1);

    /// <summary>Not to be taken apart: not a struct, of unknown or special layout, or too large.</summary>
    public bool IsOpaque { get; }

    public IReadOnlyList<FieldReference> Fields { get; }

    /// <summary>The number of fields that are not decomposable structs themselves, counted through nested structs; 1 when opaque.</summary>
    public int LeafCount { get; }

    public static StructShape Of(IReadOnlyList<FieldReference> fields, int leaves) => new(fields, leaves);

    public static StructShape Of(TypeContext types, TypeReference type) => types.Shapes.Of(type);
}
