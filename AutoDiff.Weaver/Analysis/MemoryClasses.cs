using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Analysis;

/// <summary>
/// Which memory holds varied values, by what can be told from an address: the field, the element type of the array, or, for an address of
/// unknown origin, the type it points to. An address of unknown origin may be that of any field, element or local of its type; writing a struct
/// writes its fields.
/// </summary>
internal sealed class MemoryClasses(TypeContext types)
{
    /// <summary>What objects of types without visible code hold.</summary>
    private const string Elsewhere = "?";

    private readonly HashSet<string> written = [];

    public IReadOnlyCollection<string> Written => written;

    public bool IsEmpty => written.Count == 0;

    public bool HoldsElsewhere => written.Contains(Elsewhere);

    public void AddAll(IEnumerable<string> classes) => written.UnionWith(classes);

    /// <summary>Everything may have been written.</summary>
    public static IReadOnlyCollection<string> Everything { get; } = [Elsewhere, "any"];

    public void Write(Value address, TypeReference type)
    {
        foreach (var name in Names(address, type, 4))
            written.Add(name);
        foreach (var leaf in LeafTypes(type, 4))
        {
            written.Add("leaf " + leaf);
            if (IsOfUnknownOrigin(address))
                written.Add("any " + leaf);
        }
    }

    /// <summary>A call of unknown code may have written varied values wherever this argument leads.</summary>
    public void WriteThrough(Value argument)
    {
        switch (TypeContext.WithoutModifiers(argument.Type))
        {
            case ByReferenceType byReference:
                Write(argument, byReference.ElementType);
                break;
            case ArrayType array:
                written.Add(array.ElementType.FullName + "[]");
                foreach (var leaf in LeafTypes(array.ElementType, 4))
                {
                    written.Add("leaf " + leaf);
                    written.Add("any " + leaf);
                }
                break;
            default:
                written.Add(Elsewhere);
                break;
        }
    }

    public bool MayHold(Value address, TypeReference type)
    {
        if (written.Count == 0)
            return false;
        if (written.Contains("any") || Names(address, type, 4).Any(written.Contains))
            return true;
        var prefix = IsOfUnknownOrigin(address) ? "leaf " : "any ";
        return LeafTypes(type, 4).Any(l => written.Contains(prefix + l));
    }

    private static bool IsOfUnknownOrigin(Value address) => address switch
    {
        FieldAddress or ElementAddress or StaticAddress => false,
        _ => true,
    };

    private IEnumerable<string> Names(Value address, TypeReference type, int depth)
    {
        switch (address)
        {
            case FieldAddress field:
                yield return NameOf(field.Field);
                break;
            case StaticAddress field:
                yield return NameOf(field.Field);
                break;
            case ElementAddress element:
                yield return element.ElementType.FullName + "[]";
                break;
        }
        foreach (var name in FieldNames(type, depth))
            yield return name;
    }

    private IEnumerable<string> FieldNames(TypeReference type, int depth)
    {
        if (depth == 0 || !types.IsStruct(type))
            yield break;
        foreach (var field in types.Shapes.Of(type).Fields)
        {
            yield return NameOf(field);
            foreach (var name in FieldNames(types.FieldType(field), depth - 1))
                yield return name;
        }
    }

    private IEnumerable<string> LeafTypes(TypeReference type, int depth)
    {
        if (depth > 0 && types.IsStruct(type) && types.Shapes.Of(type) is { IsOpaque: false } shape)
            return shape.Fields.SelectMany(f => LeafTypes(types.FieldType(f), depth - 1)).Append(type.FullName).Distinct();
        return [types.KindOf(type) == StackKind.Object ? "object" : type.FullName];
    }

    private static string NameOf(FieldReference field) => field.DeclaringType.GetElementType().FullName + "::" + field.Name;
}
