using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>A struct type taken apart as far as it goes: the tree of its fields, whose leaves are not decomposable.</summary>
internal sealed class StructPart
{
    private StructPart(TypeContext types, TypeReference type, FieldReference? field, string? name)
    {
        Type = type;
        Field = field;
        Name = name;
        var shape = types.Shapes.Of(type);
        if (shape.IsOpaque)
            return;
        Parts = [.. shape.Fields.Select(f => new StructPart(types, types.FieldType(f), f, name is null ? ShortName(f) : name + "." + ShortName(f)))];
    }

    public TypeReference Type { get; }

    /// <summary>The field of the enclosing part; null for the root.</summary>
    public FieldReference? Field { get; }

    public string? Name { get; }

    /// <summary>Null for a leaf.</summary>
    public IReadOnlyList<StructPart>? Parts { get; }

    public bool IsLeaf => Parts is null;

    public IEnumerable<StructPart> Leaves => IsLeaf ? [this] : Parts!.SelectMany(p => p.Leaves);

    public static StructPart Of(TypeContext types, TypeReference type, string? name) => new(types, TypeContext.WithoutModifiers(type), null, name);

    public StructPart? Find(FieldReference field) => Parts?.FirstOrDefault(p => Fold.SameField(p.Field!, field));

    /// <summary>Hands out the value of every leaf of a value of this type.</summary>
    public void Unpack(Builder builder, Value value, Action<StructPart, Value> leaf)
    {
        if (IsLeaf)
        {
            leaf(this, value);
            return;
        }
        foreach (var part in Parts!)
            part.Unpack(builder, builder.Extract(value, part.Field!), leaf);
    }

    /// <summary>The value of this type made of the leaves' values.</summary>
    public Value Pack(Builder builder, Func<StructPart, Value> leaf)
    {
        if (IsLeaf)
            return leaf(this);
        var items = Parts!.Select(p => p.Pack(builder, leaf)).ToList();
        if (Whole(builder.Types, items) is { } whole)
            return whole;
        Value result = items.Count > 0 && items.All(i => i is Undefined) ? builder.Method.Undefined(Type) : builder.Method.Default(Type);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not (Undefined or DefaultValue or Constant { IsZero: true }))
                result = builder.Insert(result, Parts![i].Field!, items[i]);
        }
        return result;
    }

    /// <summary>The value that all items have been taken from, if they are just its fields.</summary>
    private Value? Whole(TypeContext types, List<Value> items)
    {
        Value? whole = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not Extract extract || !Fold.SameField(extract.Field, Parts![i].Field!) || (whole is not null && extract.Aggregate != whole))
                return null;
            whole = extract.Aggregate;
        }
        return whole is not null && types.Same(whole.Type, Type) ? whole : null;
    }

    /// <summary><c>X</c> for the compiler's <c>&lt;X&gt;k__BackingField</c>.</summary>
    private static string ShortName(FieldReference field) =>
        field.Name.StartsWith("<", StringComparison.Ordinal) && field.Name.IndexOf('>') > 1 ? field.Name.Substring(1, field.Name.IndexOf('>') - 1) : field.Name;
}
