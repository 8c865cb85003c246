using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>Finds and remembers the shapes of the struct types met in one module.</summary>
internal sealed class StructShapes(TypeContext types)
{
    private const int MaxLeaves = 64;
    private readonly Dictionary<string, StructShape> shapes = [];
    private readonly Dictionary<string, FieldReference[]> nullableFields = [];

    /// <summary>
    /// The runtime library's helper class for <c>Nullable&lt;T&gt;</c>. Set before the first shape is asked for; while it is null, nullable
    /// values stay whole, because their pseudo fields could not be turned into calls again.
    /// </summary>
    public TypeReference? OptionalType { get; set; }

    /// <summary>Structs that are not taken apart whatever they consist of. Set before the first shape is asked for.</summary>
    public Func<TypeReference, bool> IsWhole { get; set; } = _ => false;

    public StructShape Of(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (types.KindOf(type) != StackKind.Struct)
            return StructShape.Opaque;
        var key = type.FullName;
        if (!shapes.TryGetValue(key, out var shape))
        {
            // A struct cannot contain itself, but malformed metadata must not hang the weaver.
            shapes.Add(key, StructShape.Opaque);
            shapes[key] = shape = IsWhole(type) ? StructShape.Opaque : Compute(type);
        }
        return shape;
    }

    /// <summary>The shape that a struct has in memory, whether or not values of it are taken apart.</summary>
    public StructShape Layout(TypeReference type) => types.KindOf(type) == StackKind.Struct && IsWhole(type) ? Compute(type) : Of(type);

    /// <summary>The pseudo field of <c>Nullable&lt;T&gt;</c> that tells whether there is a value.</summary>
    public FieldReference HasValueOf(GenericInstanceType nullable) => NullableFields(nullable)[0];

    /// <summary>The pseudo field of <c>Nullable&lt;T&gt;</c> with the value, or default.</summary>
    public FieldReference ValueOf(GenericInstanceType nullable) => NullableFields(nullable)[1];

    public static bool IsNullable(TypeReference type) => type is GenericInstanceType { ElementType.FullName: "System.Nullable`1" };

    /// <summary>A field that does not exist in metadata under this name: <c>hasValue</c> or <c>value</c> of a nullable.</summary>
    public static bool IsPseudo(FieldReference field) => IsNullable(field.DeclaringType);

    private FieldReference[] NullableFields(GenericInstanceType nullable)
    {
        if (!nullableFields.TryGetValue(nullable.FullName, out var fields))
        {
            fields = [new("hasValue", types.Boolean, nullable), new("value", nullable.GenericArguments[0], nullable)];
            nullableFields.Add(nullable.FullName, fields);
        }
        return fields;
    }

    private StructShape Compute(TypeReference type)
    {
        IReadOnlyList<FieldReference> fields;
        if (IsNullable(type))
        {
            if (OptionalType is null)
                return StructShape.Opaque;
            fields = NullableFields((GenericInstanceType)type);
        }
        else
        {
            if (types.Resolve(type) is not { } definition || !MayBeTakenApart(definition))
                return StructShape.Opaque;
            fields = types.InstanceFields(type);
        }
        var leaves = 0;
        foreach (var field in fields)
            leaves += Of(types.FieldType(field)).LeafCount;
        return leaves > MaxLeaves ? StructShape.Opaque : StructShape.Of(fields, leaves);
    }

    private static bool MayBeTakenApart(TypeDefinition definition)
    {
        if (!definition.IsValueType || definition.IsEnum || definition.IsPrimitive || definition.IsExplicitLayout)
            return false;
        var fields = definition.Fields.Where(f => !f.IsStatic).ToList();
        // A size beyond the fields is storage without a name; the compiler gives an empty struct one byte.
        if (definition.ClassSize > (fields.Count == 0 ? 1 : 0))
            return false;
        if (definition.CustomAttributes.Any(a => a.AttributeType.Name == "InlineArrayAttribute"))
            return false;
        if (fields.Any(f => f.CustomAttributes.Any(a => a.AttributeType.Name == "FixedBufferAttribute") || IsVolatile(f)))
            return false;
        return fields.All(f => f.IsPublic) || !IsFramework(definition.Module.Assembly);
    }

    private static bool IsVolatile(FieldDefinition field) => field.FieldType is RequiredModifierType { ModifierType.Name: "IsVolatile" };

    /// <summary>
    /// Private fields of framework types are nobody's business: reference assemblies replace them by dummies, and the real ones change.
    /// </summary>
    public static bool IsFramework(AssemblyDefinition assembly) =>
        assembly.Name.Name is "mscorlib" or "netstandard" or "System" || assembly.Name.Name.StartsWith("System.", StringComparison.Ordinal)
        || assembly.CustomAttributes.Any(a => a.AttributeType.Name == "ReferenceAssemblyAttribute");
}
