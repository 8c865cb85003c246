using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Conversions between a memory or an immutable array as fields, arrays and containers hold it and the model that stands for it everywhere else. Both lead
/// to the same array, so the shadow of one is the same conversion of the shadow.
/// </summary>
internal static class Views
{
    /// <summary>Whether the method is such a conversion.</summary>
    public static bool Is(MethodReference method) =>
        method is
        {
            Name: "Of" or "Modelled", HasThis: false,
            DeclaringType: GenericInstanceType
            {
                Namespace: "AutoDiff.Implementations", Name: "MemoryModel`1" or "ReadOnlyMemoryModel`1" or "ImmutableArrayModel`1"
            }
        };

    /// <summary>Whether values of the type are kept as they are where they are stored.</summary>
    public static bool IsHeld(TypeReference type) =>
        type is GenericInstanceType { Namespace: "System", Name: "Memory`1" or "ReadOnlyMemory`1" } || IsImmutableArray(type);

    /// <summary>Nothing but an array inside.</summary>
    public static bool IsImmutableArray(TypeReference type) =>
        type is GenericInstanceType { Namespace: "System.Collections.Immutable", Name: "ImmutableArray`1" };

    /// <summary>The value in the other of the two forms where that is what is wanted.</summary>
    public static Value Convert(Builder builder, TypeReference wanted, Value value)
    {
        var (model, name) = IsHeld(value.Type) && Stands(builder.Types, wanted, value.Type) ? (wanted, "Of")
            : IsHeld(wanted) && Stands(builder.Types, value.Type, wanted) ? (value.Type, "Modelled")
            : (null, "");
        if (model is null)
            return value;
        if (value is DefaultValue)
            return builder.Method.Default(wanted);
        if (value is Undefined)
            return builder.Method.Undefined(wanted);
        if (value is Call inner && Is(inner.Method) && builder.Types.Same(inner.Operand(0).Type, wanted))
            return inner.Operand(0);
        var call = builder.Call(Conversion(builder.Types, model, name), value);
        call.KnownEffects = name == "Of" ? Effects.Throws : Effects.None;
        return call;
    }

    /// <summary>The method of a model with this name.</summary>
    public static MethodReference Conversion(TypeContext types, TypeReference model, string name)
    {
        var imported = types.Import(types.Resolve(model)!.Methods.First(m => m.Name == name));
        var closed = new MethodReference(imported.Name, imported.ReturnType, model);
        foreach (var parameter in imported.Parameters)
            closed.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return closed;
    }

    private static bool Stands(TypeContext types, TypeReference model, TypeReference held) => types.StandIns.ModelledBy(model)?.FullName == held.FullName;
}
