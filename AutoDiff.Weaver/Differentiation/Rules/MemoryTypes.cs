using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>The memory that rules are given with its shadow: arrays, of arrays and of any rank, and spans, of numbers or structs of numbers.</summary>
internal sealed class MemoryTypes(TangentTypes tangents)
{
    public bool Is(TypeReference type) => TypeContext.WithoutModifiers(type) switch
    {
        ArrayType array => IsNumber(array.ElementType) || (array.ElementType is ArrayType && Is(array.ElementType)),
        var span => SpanElement(span) is { } element && IsNumber(element),
    };

    public static bool IsReadOnlySpan(TypeReference type) => TypeContext.WithoutModifiers(type) is GenericInstanceType
    {
        Namespace: "System", Name: "ReadOnlySpan`1",
    };

    /// <summary>The type of what is added to: that of the argument, and a span for one to be read only.</summary>
    public TypeReference CotangentOf(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        if (!IsReadOnlySpan(type))
            return type;
        var span = new GenericInstanceType(new TypeReference("System", "Span`1", type.Module, ((GenericInstanceType)type).ElementType.Scope, valueType: true));
        span.GenericArguments.Add(SpanElement(type));
        return span;
    }

    private static TypeReference? SpanElement(TypeReference type) => type is GenericInstanceType
    {
        Namespace: "System", Name: "ReadOnlySpan`1" or "Span`1", GenericArguments: [var element],
    }
        ? element
        : null;

    /// <summary>A type parameter will be one.</summary>
    private bool IsNumber(TypeReference type) =>
        type is GenericParameter || (tangents.HasTangent(type) && !tangents.HasReferences(type) && tangents.SeparateOf(type) is null);
}
