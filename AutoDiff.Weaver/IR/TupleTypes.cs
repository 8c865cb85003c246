using System.Globalization;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.IR;

/// <summary>
/// Value tuples as C# makes them: up to seven items flat, the items from the eighth on in a nested tuple in the field <c>Rest</c>.
/// A tuple of one item is a <c>ValueTuple</c> of one item, as it occurs in <c>Rest</c>.
/// </summary>
internal sealed class TupleTypes(TypeContext types)
{
    private const int Flat = 7;
    private readonly Dictionary<int, TypeReference> definitions = [];

    /// <summary>The type of the tuple of values of these types.</summary>
    public TypeReference Tuple(IReadOnlyList<TypeReference> items)
    {
        var nested = items.Count > Flat;
        var tuple = new GenericInstanceType(Definition(nested ? Flat + 1 : items.Count));
        foreach (var item in items.Take(Flat))
            tuple.GenericArguments.Add(item);
        if (nested)
            tuple.GenericArguments.Add(Tuple([.. items.Skip(Flat)]));
        return tuple;
    }

    /// <summary>The type itself when there is one, the tuple otherwise: how several cotangents are returned.</summary>
    public TypeReference Combined(IReadOnlyList<TypeReference> items) => items.Count == 1 ? items[0] : Tuple(items);

    /// <summary>The fields that lead from a tuple to its item number <paramref name="index"/> (from zero), outermost first.</summary>
    public IReadOnlyList<FieldReference> ItemPath(TypeReference tuple, int index)
    {
        var path = new List<FieldReference>();
        while (index >= Flat)
        {
            var rest = Field(tuple, "Rest", Flat);
            path.Add(rest);
            tuple = types.FieldType(rest);
            index -= Flat;
        }
        path.Add(Field(tuple, "Item" + (index + 1).ToString(CultureInfo.InvariantCulture), index));
        return path;
    }

    /// <summary>The item types of a tuple made as <see cref="Tuple"/> makes them.</summary>
    public IReadOnlyList<TypeReference> Items(TypeReference tuple)
    {
        var items = new List<TypeReference>();
        while (true)
        {
            var arguments = ((GenericInstanceType)tuple).GenericArguments;
            items.AddRange(arguments.Take(Flat));
            if (arguments.Count <= Flat)
                return items;
            tuple = arguments[Flat];
        }
    }

    /// <summary>The constructor of a tuple type that takes the items (the last of eight being the nested tuple).</summary>
    public MethodReference Constructor(TypeReference tuple)
    {
        var definition = ((GenericInstanceType)tuple).ElementType;
        var constructor = new MethodReference(".ctor", types.Void, tuple) { HasThis = true };
        foreach (var parameter in definition.GenericParameters)
            constructor.Parameters.Add(new ParameterDefinition(parameter));
        return constructor;
    }

    /// <summary>Item number <paramref name="index"/> of a tuple value.</summary>
    public Value Item(Builder builder, Value tuple, int index)
    {
        foreach (var field in ItemPath(tuple.Type, index))
            tuple = builder.Extract(tuple, field);
        return tuple;
    }

    /// <summary>The tuple of these values, of type <paramref name="tuple"/>.</summary>
    public Value Pack(Builder builder, TypeReference tuple, IReadOnlyList<Value> items)
    {
        var value = builder.Method.Default(tuple);
        for (var i = 0; i < items.Count && i < Flat; i++)
            value = builder.Insert(value, ItemPath(tuple, i)[0], items[i]);
        if (items.Count > Flat)
        {
            var rest = Field(tuple, "Rest", Flat);
            value = builder.Insert(value, rest, Pack(builder, types.FieldType(rest), [.. items.Skip(Flat)]));
        }
        return value;
    }

    private TypeReference Definition(int arity)
    {
        if (definitions.TryGetValue(arity, out var definition))
            return definition;
        definition = new TypeReference(
            "System", "ValueTuple`" + arity.ToString(CultureInfo.InvariantCulture), types.Object.Module, types.Object.Scope, valueType: true);
        for (var i = 0; i < arity; i++)
            definition.GenericParameters.Add(new GenericParameter(definition));
        definitions.Add(arity, definition);
        return definition;
    }

    private static FieldReference Field(TypeReference tuple, string name, int position) =>
        new(name, ((GenericInstanceType)tuple).ElementType.GenericParameters[position], tuple);
}
