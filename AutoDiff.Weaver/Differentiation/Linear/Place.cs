using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Linear;

/// <summary>Where a scalar of a shadow is: at an address of its own, or inside a nullable value, which has none for its content.</summary>
internal sealed class Place(Value address, TypeReference type, IReadOnlyList<FieldReference> inside)
{
    public static Place Of(Builder builder, Value address, TangentLeaf leaf)
    {
        var type = ((ByReferenceType)address.Type).ElementType;
        for (var i = 0; i < leaf.Path.Count; i++)
        {
            if (StructShapes.IsPseudo(leaf.Path[i]))
                return new Place(address, type, [.. leaf.Path.Skip(i)]);
            address = builder.FieldAddress(address, leaf.Path[i]);
            type = builder.Types.FieldType(leaf.Path[i]);
        }
        return new Place(address, leaf.Scalar, []);
    }

    public Value Read(Builder builder)
    {
        var value = builder.Load(type, address);
        foreach (var field in inside)
            value = builder.Extract(value, field);
        return value;
    }

    public void Write(Builder builder, Value scalar) =>
        builder.Store(type, address, inside.Count == 0 ? scalar : Insert(builder, builder.Load(type, address), 0, scalar));

    private Value Insert(Builder builder, Value aggregate, int depth, Value scalar)
    {
        var field = inside[depth];
        var item = depth == inside.Count - 1 ? scalar : Insert(builder, builder.Extract(aggregate, field), depth + 1, scalar);
        if (StructShapes.IsPseudo(field))
            aggregate = builder.Insert(aggregate, builder.Types.Shapes.HasValueOf((GenericInstanceType)field.DeclaringType),
                builder.Method.Constant(builder.Types.Boolean, 1));
        return builder.Insert(aggregate, field, item);
    }
}
