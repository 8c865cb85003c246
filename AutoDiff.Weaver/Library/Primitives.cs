using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>
/// Operations of the runtime library on containers (<c>[Primitive]</c>), run on the container and on its shadow, with a reverse written by hand.
/// What they put in or take out is the element class of the containers they are given.
/// </summary>
internal sealed class Primitive
{
    private readonly MethodDefinition definition;

    private Primitive(MethodDefinition definition, CustomAttribute attribute)
    {
        this.definition = definition;
        var reverse = (string)attribute.ConstructorArguments[0].Value;
        OnlyReads = attribute.Properties.Any(p => p.Name == "OnlyReads" && p.Argument.Value is true);
        Reverse = definition.DeclaringType.Methods.First(m => m.Name == reverse);
        var item = Reverse.ReturnType is GenericParameter cotangent
            ? definition.Parameters.LastOrDefault(p => p.ParameterType is GenericParameter g && g.Position == cotangent.Position)
            : null;
        Item = item?.Index;
    }

    /// <summary>The method that reverses it on the shadow.</summary>
    public MethodDefinition Reverse { get; }

    /// <summary>What it is given stays as it is.</summary>
    public bool OnlyReads { get; }

    /// <summary>The position of the argument that is put in, if any.</summary>
    public int? Item { get; }

    /// <summary>It returns an element, not a container or node.</summary>
    public bool ReturnsItem => definition.ReturnType is GenericParameter;

    /// <summary>Whether what it returns is a container or a part of one: never null, though of those that never change an empty one may serve all.</summary>
    public static bool Makes(MethodReference method) => method is { Name: "New" or "NewNode", DeclaringType.Namespace: "AutoDiff.Implementations" };

    public static Primitive? Of(MethodReference method)
    {
        if (method.DeclaringType.Namespace != "AutoDiff.Implementations" || method.Resolve() is not { } definition)
            return null;
        var attribute = definition.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "PrimitiveAttribute");
        return attribute is null ? null : new Primitive(definition, attribute);
    }

    /// <summary>An argument that is a container, a node or an array of elements.</summary>
    public bool IsContainer(int argument) =>
        definition.Parameters[argument] is var parameter && parameter.ParameterType is GenericInstanceType or ArrayType
        && !parameter.CustomAttributes.Any(a => a.AttributeType.Name == "NoDerivativeAttribute");

    /// <summary>The reverse, closed over the generic arguments of a call.</summary>
    public MethodReference ReverseOf(Call call, TypeContext types)
    {
        var reverse = types.Import(Reverse);
        if (call.Method is not GenericInstanceMethod instance)
            return reverse;
        var closed = new GenericInstanceMethod(reverse);
        foreach (var argument in instance.GenericArguments)
            closed.GenericArguments.Add(argument);
        return closed;
    }
}
