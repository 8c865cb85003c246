using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Finds and remembers the shapes of the struct types met in one module.</summary>
internal sealed class StructShapes(TypeContext types)
{
    /// <summary>A struct of more numbers, those in structs inside of it included, is not taken apart.</summary>
    public const int MaxLeaves = 256;
    private readonly Dictionary<string, StructShape> shapes = [];
    private readonly Dictionary<string, FieldReference[]> nullableFields = [];
    private readonly Dictionary<string, FieldReference[]> pairFields = [];
    private readonly Dictionary<string, (TypeReference Element, int Length)?> rows = [];
    private readonly Dictionary<string, FieldReference[]> elements = [];

    /// <summary>The type and number of the elements of an inline array or fixed buffer; null for any other type.</summary>
    public (TypeReference Element, int Length)? RowOf(TypeReference type)
    {
        if (types.KindOf(type) != StackKind.Struct)
            return null;
        if (!rows.TryGetValue(type.FullName, out var row))
            rows.Add(type.FullName, row = ComputeRow(type));
        return row;
    }

    /// <summary>Whether a type is such a row, or a struct with one in it.</summary>
    public bool HasRow(TypeReference type) =>
        types.KindOf(type) == StackKind.Struct && (RowOf(type) is not null || types.InstanceFields(type).Any(f => HasRow(types.FieldType(f))));

    /// <summary>The pseudo field that stands for an element of an inline array.</summary>
    public FieldReference ElementOf(TypeReference array, int index)
    {
        var (element, length) = RowOf(array)!.Value;
        if (!elements.TryGetValue(array.FullName, out var fields))
            elements.Add(array.FullName, fields = [.. Enumerable.Range(0, length)
                .Select(i => new FieldReference("[" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "]", element, array))]);
        return fields[index];
    }

    /// <summary><see cref="StandIns.RowElement"/> for an inline array.</summary>
    public MethodReference ElementAtOf(TypeReference array) => Close(types.StandIns.RowElement!, array);

    /// <summary><see cref="StandIns.AllRowElements"/> for an inline array.</summary>
    public MethodReference AllOf(TypeReference array) => Close(types.StandIns.AllRowElements!, array);

    private GenericInstanceMethod Close(MethodReference method, TypeReference array)
    {
        var closed = new GenericInstanceMethod(method);
        closed.GenericArguments.Add(array);
        closed.GenericArguments.Add(RowOf(array)!.Value.Element);
        return closed;
    }

    public static bool IsPair(TypeReference type) => type is GenericInstanceType { ElementType.FullName: "System.Collections.Generic.KeyValuePair`2" };

    /// <summary>The pseudo field of a pair with its key.</summary>
    public FieldReference KeyOf(TypeReference pair) => PairFields((GenericInstanceType)pair)[0];

    /// <summary>The pseudo field of a pair with its value.</summary>
    public FieldReference ValueOfPair(TypeReference pair) => PairFields((GenericInstanceType)pair)[1];

    /// <summary>The two parts of a pair; null for any other type, and where they could not be reached.</summary>
    public IReadOnlyList<FieldReference>? PartsOf(TypeReference type) =>
        IsPair(type) && types.StandIns.PairKey is not null ? PairFields((GenericInstanceType)type) : null;

    private FieldReference[] PairFields(GenericInstanceType pair)
    {
        if (!pairFields.TryGetValue(pair.FullName, out var fields))
            pairFields.Add(pair.FullName, fields = [new("Key", pair.GenericArguments[0], pair), new("Value", pair.GenericArguments[1], pair)]);
        return fields;
    }

    /// <summary>The method that returns the address of a field that IL cannot name, and which element is meant where it asks.</summary>
    public (MethodReference Method, int? Index) AccessTo(FieldReference field)
    {
        if (IsElement(field))
            return (ElementAtOf(field.DeclaringType), IndexOf(field));
        var pair = (GenericInstanceType)field.DeclaringType;
        var closed = new GenericInstanceMethod(field.Name == "Key" ? types.StandIns.PairKey! : types.StandIns.PairValue!);
        foreach (var argument in pair.GenericArguments)
            closed.GenericArguments.Add(argument);
        return (closed, null);
    }

    /// <summary>A field that IL cannot name, whose address the runtime library returns: an element of an inline array, a part of a pair.</summary>
    public static bool IsUnnamed(FieldReference field) => IsElement(field) || IsPair(field.DeclaringType);

    /// <summary>A field that stands for an element of an inline array.</summary>
    public static bool IsElement(FieldReference field) => field.Name.StartsWith("[", StringComparison.Ordinal);

    /// <summary>Which element the field stands for.</summary>
    public static int IndexOf(FieldReference element) =>
        int.Parse(element.Name.Substring(1, element.Name.Length - 2), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The struct that the compiler makes for a fixed buffer.</summary>
    public static bool IsFixedBuffer(TypeReference type) => type.Name.EndsWith(">e__FixedBuffer", StringComparison.Ordinal);

    /// <summary>The bytes of a number; 0 for types that are not followed in fixed buffers.</summary>
    public static int SizeOf(TypeReference number) => number.MetadataType switch
    {
        MetadataType.Double or MetadataType.Int64 or MetadataType.UInt64 => 8,
        MetadataType.Single or MetadataType.Int32 or MetadataType.UInt32 => 4,
        _ => 0,
    };

    /// <summary>Two numbers, one after the other, whatever the framework calls them.</summary>
    public static bool IsComplex(TypeReference type) => type is { Namespace: "System.Numerics", Name: "Complex" };

    private (TypeReference Element, int Length)? ComputeRow(TypeReference type)
    {
        if (IsComplex(type))
            return (types.Double, 2);
        if (IsFixedBuffer(type) && types.Resolve(type) is { ClassSize: var bytes } && types.InstanceFields(type) is [var first]
            && SizeOf(types.FieldType(first)) is var size and > 0)
            return (types.FieldType(first), bytes / size);
        var attribute = types.Resolve(type)?.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "InlineArrayAttribute");
        return attribute is { ConstructorArguments: [{ Value: int length }] } && types.InstanceFields(type) is [var field]
            ? (types.FieldType(field), length)
            : null;
    }

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
            shapes[key] = shape = types.StandIns.IsWhole(type) ? StructShape.Opaque : Compute(type);
        }
        return shape;
    }

    /// <summary>The shape that a struct has in memory, whether or not values of it are taken apart.</summary>
    public StructShape Layout(TypeReference type) => types.KindOf(type) == StackKind.Struct && types.StandIns.IsWhole(type) ? Compute(type) : Of(type);

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
            if (types.StandIns.Optional is null)
                return StructShape.Opaque;
            fields = NullableFields((GenericInstanceType)type);
        }
        else if (PartsOf(type) is { } parts)
        {
            fields = parts;
        }
        else if (RowOf(type) is { } row)
        {
            if (types.StandIns.RowElement is null || row.Length > MaxLeaves)
                return StructShape.Opaque;
            fields = [.. Enumerable.Range(0, row.Length).Select(i => ElementOf(type, i))];
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

    private bool MayBeTakenApart(TypeDefinition definition)
    {
        if (!definition.IsValueType || definition.IsEnum || definition.IsPrimitive || FieldOverlap.Any(types, definition))
            return false;
        var fields = definition.Fields.Where(f => !f.IsStatic).ToList();
        // A size beyond the fields is storage without a name; the compiler gives an empty struct one byte.
        if (definition.ClassSize > (fields.Count == 0 ? 1 : 0))
            return false;
        if (definition.CustomAttributes.Any(a => a.AttributeType.Name == "InlineArrayAttribute"))
            return false;
        if (fields.Any(f =>
            (f.CustomAttributes.Any(a => a.AttributeType.Name == "FixedBufferAttribute") && (types.StandIns.RowElement is null || RowOf(f.FieldType) is null))
            || IsVolatile(f)))
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

    /// <summary>Whether a module is one of the program and its packages: neither the framework's nor the runtime library.</summary>
    public static bool IsOfProgram(ModuleDefinition module) => !IsFramework(module.Assembly) && module.Assembly.Name.Name != "AutoDiff.Runtime";
}
