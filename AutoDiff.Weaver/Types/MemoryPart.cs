using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>Names of the parts that memory consists of, as far as analyses tell them apart.</summary>
internal static class MemoryPart
{
    /// <summary>All elements of an array or container.</summary>
    public const string Elements = "[]";

    /// <summary>
    /// The part that a field is; the elements of an inline array are one, like those of an array. Objects of different instantiations are never the same.
    /// </summary>
    public static string Of(FieldReference field) =>
        StructShapes.IsElement(field) ? Elements : field.DeclaringType.FullName + "::" + field.Name;
}
