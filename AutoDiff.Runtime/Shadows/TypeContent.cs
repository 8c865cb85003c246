using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>Classifies types by their fields.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A field that was trimmed away holds nothing; where fields may be there unseen, only "
    + "types declared by Layouts get here.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
internal static class TypeContent
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> s_registers =
        [typeof(Vector<>), typeof(Vector64<>), typeof(Vector128<>), typeof(Vector256<>), typeof(Vector512<>)];

    private static readonly HashSet<Type> s_singles =
        [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4)];

    /// <summary>What a location of the type can hold.</summary>
    public static Content Of(Type type)
    {
        if (IsFloating(type))
            return Content.Floating;
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer || type == typeof(decimal))
            return Content.None;
        if (!type.IsValueType)
            return type.IsSealed && !type.IsArray && ObjectKinds.IsShared(type) ? Content.None : Content.Reference;
        if (NumberIn(type) is { } number)
            return Of(number);
        if (Layouts.Find(type) is { Fields: { } known })
            return known.Content;
        return RepeatedElement(type) is { } element ? Of(element) switch { Content.Reference => Content.Structure, var content => content } : OfFields(type);
    }

    /// <summary>The fields of the type and its bases that can hold something and are not declared constant.</summary>
    public static List<FieldInfo> ActiveFields(Type type)
    {
        List<FieldInfo> fields = [];
        if (!RuntimeFeature.IsDynamicCodeSupported && !Layouts.IsDeclared(type))
            throw Layouts.Undeclared(type);
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (level == type || !ObjectKinds.IsFramework(level) || ObjectKinds.HasFollowedFields(level))
                fields.AddRange(level.GetFields(Declared).Where(f => Of(f.FieldType) != Content.None && !IsConstant(f)));
        }

        return fields;
    }

    /// <summary>The element type of a struct that repeats its one field: inline arrays, fixed buffers, vector registers; otherwise null.</summary>
    public static Type? RepeatedElement(Type type)
    {
        if (NumberIn(type) is { } number)
            return number;
        return type.IsDefined(typeof(InlineArrayAttribute), false)
            || (type.IsDefined(typeof(UnsafeValueTypeAttribute), false) && type.Name.Contains("e__FixedBuffer", StringComparison.Ordinal))
            ? Array.Find(type.GetFields(Declared), _ => true)?.FieldType
            : null;
    }

    /// <summary>The numbers that a struct of the framework consists of.</summary>
    private static Type? NumberIn(Type type) =>
        s_singles.Contains(type) ? typeof(float)
        : type == typeof(Complex) ? typeof(double)
        : type.IsGenericType && s_registers.Contains(type.GetGenericTypeDefinition()) ? type.GenericTypeArguments[0]
        : null;

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);

    /// <summary>What a location of a struct can hold, by its fields.</summary>
    public static Content OfFields(Type type)
    {
        // What a struct of the framework hides in another is no number.
        if (!RuntimeFeature.IsDynamicCodeSupported && !Layouts.IsDeclared(type) && ObjectKinds.IsFramework(type))
            return Content.None;
        var active = ActiveFields(type).ConvertAll(f => Of(f.FieldType));
        if (active.Count == 0)
            return Content.None;
        if (active.Exists(c => c is Content.Reference or Content.Structure))
            return Content.Structure;
        return active.TrueForAll(c => c == Content.Floating) && active.Count == type.GetFields(Declared).Length ? Content.Floating : Content.Numbers;
    }

    private static bool IsConstant(FieldInfo field)
    {
        if (field.IsDefined(typeof(NoDerivativeAttribute), false))
            return true;
        Type owner = field.DeclaringType!;
        if (ObjectKinds.IsFramework(owner))
            return IsComparer(field);
        return field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal)
            && IsConstantProperty(owner, field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)]);
    }

    // Of a positional record, the attribute may stand on the parameter.
    private static bool IsConstantProperty(Type owner, string name) =>
        owner.GetProperty(name, Declared)?.IsDefined(typeof(NoDerivativeAttribute), false) == true
        || (owner.GetMethod("PrintMembers", Declared) is not null
            && owner.GetConstructors(Declared).SelectMany(c => c.GetParameters())
            .Any(p => p.Name == name && p.IsDefined(typeof(NoDerivativeAttribute), false)));

    // Comparers keep their identity.
    private static bool IsComparer(FieldInfo field) =>
        field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() is var definition
            && (definition == typeof(IEqualityComparer<>) || definition == typeof(IComparer<>));
}
