using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Names of types and members as a C# programmer writes them.</summary>
internal static class TypeNames
{
    public static string Display(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        switch (type)
        {
            case ByReferenceType reference:
                return "ref " + Display(reference.ElementType);
            case PointerType pointer:
                return Display(pointer.ElementType) + "*";
            case ArrayType array:
                return Display(array.ElementType) + "[" + new string(',', array.Rank - 1) + "]";
            case GenericInstanceType { Name: "Nullable`1" } nullable:
                return Display(nullable.GenericArguments[0]) + "?";
            case GenericInstanceType instance when TupleShape.Items(instance) is { } items:
                return "(" + string.Join(", ", items.Select(Display)) + ")";
            case GenericInstanceType instance:
                return Simple(instance) + "<" + string.Join(", ", instance.GenericArguments.Select(Display)) + ">";
            default:
                return type.IsPrimitive || type.MetadataType is MetadataType.Object or MetadataType.String or MetadataType.Void ? Keyword(type) : Simple(type);
        }
    }

    public static string Display(MethodReference method)
    {
        var name = method.Name is ".ctor" or ".cctor" ? Display(method.DeclaringType) : method.Name;
        if (method is GenericInstanceMethod generic)
            name += "<" + string.Join(", ", generic.GenericArguments.Select(Display)) + ">";
        return Display(method.DeclaringType) + "." + name;
    }

    private static string Simple(TypeReference type)
    {
        var tick = type.Name.IndexOf('`');
        return tick < 0 ? type.Name : type.Name.Substring(0, tick);
    }

    private static string Keyword(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean => "bool",
        MetadataType.Char => "char",
        MetadataType.SByte => "sbyte",
        MetadataType.Byte => "byte",
        MetadataType.Int16 => "short",
        MetadataType.UInt16 => "ushort",
        MetadataType.Int32 => "int",
        MetadataType.UInt32 => "uint",
        MetadataType.Int64 => "long",
        MetadataType.UInt64 => "ulong",
        MetadataType.IntPtr => "nint",
        MetadataType.UIntPtr => "nuint",
        MetadataType.Single => "float",
        MetadataType.Double => "double",
        MetadataType.String => "string",
        MetadataType.Object => "object",
        MetadataType.Void => "void",
        _ => type.Name,
    };
}
