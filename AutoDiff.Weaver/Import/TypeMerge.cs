using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>The type of a stack slot where control flow meets.</summary>
internal sealed class TypeMerge(TypeContext types, Operands operands, Coercion coercion)
{
    /// <summary>The type for values that meet, no narrower than <paramref name="floor"/>; null when they cannot share a slot.</summary>
    public TypeReference? Merge(IReadOnlyCollection<Value> values, TypeReference? floor)
    {
        var type = floor ?? (values.FirstOrDefault(v => v is not Constant) ?? values.First()).Type;
        foreach (var value in values)
        {
            if (Accepts(type, value))
                continue;
            if (Join(type, value.Type) is not { } joined)
                return null;
            type = joined;
        }
        return type;
    }

    /// <summary>Whether a slot of the type can take the value as it is.</summary>
    public bool Accepts(TypeReference type, Value value)
    {
        if (types.Same(type, value.Type))
            return true;
        return types.KindOf(type) switch
        {
            StackKind.Int32 => types.KindOf(value.Type) == StackKind.Int32 && coercion.Fits(value, coercion.Primitive(type)),
            StackKind.Object => value is Constant { Content: null },
            _ => false,
        };
    }

    private TypeReference? Join(TypeReference a, TypeReference b)
    {
        if (types.Same(a, b))
            return a;
        var kinds = (types.KindOf(a), types.KindOf(b));
        return kinds switch
        {
            (StackKind.Int32, StackKind.Int32) => types.Int32,
            (StackKind.Int64, StackKind.Int64) => types.Int64,
            (StackKind.Single or StackKind.Double, StackKind.Single or StackKind.Double) => types.Double,
            (StackKind.Object, StackKind.Object) => CommonType(a, b),
            (StackKind.Object or StackKind.GenericParameter, StackKind.Object or StackKind.GenericParameter) => types.Object,
            (StackKind.ByReference, _) when IsAddress(kinds.Item2) => a,
            (_, StackKind.ByReference) when IsAddress(kinds.Item1) => b,
            (StackKind.Pointer, StackKind.Pointer) => new PointerType(types.Void),
            _ when IsAddress(kinds.Item1) && IsAddress(kinds.Item2) => types.IntPtr,
            _ => null,
        };
    }

    private static bool IsAddress(StackKind kind) => kind is StackKind.Int32 or StackKind.NativeInt or StackKind.Pointer or StackKind.ByReference;

    // Any common base would be correct; a close one keeps calls on the merged value verifiable.
    private TypeReference CommonType(TypeReference a, TypeReference b)
    {
        var basesOfA = BaseTypes(a).ToList();
        var basesOfB = BaseTypes(b).ToList();
        if (Interfaces(basesOfA).Any(i => types.Same(i, b)))
            return b;
        if (Interfaces(basesOfB).Any(i => types.Same(i, a)))
            return a;
        var shared = basesOfA.FirstOrDefault(t => basesOfB.Any(u => types.Same(t, u)));
        if (shared is not null && shared.MetadataType != MetadataType.Object)
            return shared;
        var interfacesOfB = Interfaces(basesOfB).ToList();
        return Interfaces(basesOfA).FirstOrDefault(i => interfacesOfB.Any(j => types.Same(i, j))) ?? types.Object;
    }

    private IEnumerable<TypeReference> BaseTypes(TypeReference type)
    {
        for (TypeReference? t = type; t is not null;)
        {
            yield return t;
            var ancestor = types.Resolve(t)?.BaseType;
            t = ancestor is null ? null : Closed(ancestor, t);
        }
    }

    private IEnumerable<TypeReference> Interfaces(IEnumerable<TypeReference> bases) => bases.SelectMany(t =>
        types.Resolve(t) is { HasInterfaces: true } definition ? definition.Interfaces.Select(i => Closed(i.InterfaceType, t)) : []);

    private TypeReference Closed(TypeReference type, TypeReference seenFrom) => types.Substitute(operands.Open(type), seenFrom as GenericInstanceType, null);
}
