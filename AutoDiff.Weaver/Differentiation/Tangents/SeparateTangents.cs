using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Tangents;

/// <summary>The tangent that a struct has in another type, by implementing <c>IDifferentiable&lt;itself, tangent&gt;</c>.</summary>
/// <param name="Tangent">The tangent type.</param>
/// <param name="Counterparts">
/// The struct's fields that the tangent's fields of the same name are for, in the order of the tangent's. While derivatives are computed, a value of the
/// struct's own type with the cotangents in these fields stands for a tangent. Null when a number in the tangent belongs to no field (a rotation, whose tangent
/// is a vector): a tangent is then a tangent, values are not taken apart, and only rules know what happens to them.
/// </param>
internal sealed record SeparateTangent(TypeReference Tangent, IReadOnlyList<(FieldReference Own, FieldReference InTangent)>? Counterparts);

/// <summary>Finds the types with a tangent of another type.</summary>
internal sealed class SeparateTangents(TypeContext types, TangentTypes tangents)
{
    private readonly Dictionary<string, SeparateTangent?> known = [];

    public SeparateTangent? Of(TypeReference type)
    {
        if (types.KindOf(type) != StackKind.Struct)
            return null;
        if (!known.TryGetValue(type.FullName, out var separate))
        {
            known.Add(type.FullName, null);
            known[type.FullName] = separate = Find(type);
        }
        return separate;
    }

    /// <summary>The tangent that a type declares, of whatever kind.</summary>
    public TypeReference? Declared(TypeReference type)
    {
        for (TypeReference? current = type; current is not null && types.Resolve(current) is { } definition
            && !StructShapes.IsFramework(definition.Module.Assembly); current = Implementations.BaseOf(types, current))
        {
            foreach (var listed in definition.Interfaces)
            {
                if (listed.InterfaceType.GetElementType() is { Namespace: "AutoDiff", Name: "IDifferentiable`2" }
                    && Implementations.Closed(types, listed.InterfaceType, current) is GenericInstanceType { GenericArguments: [_, var tangent] })
                    return tangent;
            }
        }
        return null;
    }

    private SeparateTangent? Find(TypeReference type)
    {
        if (Declared(type) is not { } tangent || types.Same(tangent, type) || tangents.ProblemWith(type) is not null)
            return null;
        var pairs = new List<(FieldReference, FieldReference)>();
        foreach (var field in tangents.IsScalar(tangent) ? [] : types.InstanceFields(tangent).Where(f => tangents.HasTangent(types.FieldType(f))))
        {
            var own = types.InstanceFields(type)
                .FirstOrDefault(f => NameOf(f) == NameOf(field) && !tangents.IsConstant(f) && Fits(types.FieldType(f), types.FieldType(field)));
            if (own is null)
                return new(tangent, null);
            pairs.Add((own, field));
        }
        return new(tangent, pairs.Count == 0 ? null : pairs);
    }

    private bool Fits(TypeReference own, TypeReference inTangent) =>
        Of(own) is { } separate ? separate.Counterparts is not null && types.Same(separate.Tangent, inTangent) : types.Same(own, inTangent);

    /// <summary>A property's name for the field behind it.</summary>
    private static string NameOf(FieldReference field) =>
        field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal) is > 0 and var end
            ? field.Name.Substring(1, end - 1)
            : field.Name;
}
