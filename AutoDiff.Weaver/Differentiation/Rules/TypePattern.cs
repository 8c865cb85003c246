using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Rules;

/// <summary>
/// Fits the signature of a generic rule to concrete types: the rule's type parameters are bound by the first type they meet and must then
/// stay the same.
/// </summary>
internal sealed class TypePattern(TypeContext types, MethodDefinition rule)
{
    private readonly TypeReference?[] bound = new TypeReference?[rule.GenericParameters.Count];

    public bool Matches(TypeReference pattern, TypeReference concrete)
    {
        pattern = Plain(pattern);
        concrete = Plain(concrete);
        switch (pattern, concrete)
        {
            case (GenericParameter { Type: GenericParameterType.Method } p, _) when p.Owner == rule:
                if (bound[p.Position] is { } known)
                    return types.Same(known, concrete);
                bound[p.Position] = concrete;
                return true;
            case (GenericInstanceType p, GenericInstanceType c):
                return p.ElementType.FullName == c.ElementType.FullName && p.GenericArguments.Zip(c.GenericArguments, Matches).All(m => m);
            case (ArrayType p, ArrayType c):
                return p.Rank == c.Rank && Matches(p.ElementType, c.ElementType);
            case (PointerType p, PointerType c):
                return Matches(p.ElementType, c.ElementType);
            default:
                return types.Same(pattern, concrete);
        }
    }

    /// <summary>The rule closed over what its parameters were bound to, or null when one was not.</summary>
    public MethodReference? Close()
    {
        var imported = types.Import(rule);
        if (bound.Length == 0)
            return imported;
        var closed = new GenericInstanceMethod(imported);
        foreach (var argument in bound)
        {
            if (argument is null)
                return null;
            closed.GenericArguments.Add(argument);
        }
        return closed;
    }

    /// <summary>Structs are passed to rules by value or by reference alike.</summary>
    public static TypeReference Plain(TypeReference type)
    {
        type = TypeContext.WithoutModifiers(type);
        return type is ByReferenceType reference ? TypeContext.WithoutModifiers(reference.ElementType) : type;
    }
}
