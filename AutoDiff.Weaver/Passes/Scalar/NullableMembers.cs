using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Passes.Scalar;

/// <summary>The methods of the runtime library's <c>Optional</c> class, closed over the type of a nullable's value.</summary>
internal sealed class NullableMembers(TypeContext types, TypeReference optionalType)
{
    private readonly Dictionary<string, MethodReference> open = [];

    /// <summary>Null when there is no runtime library to call.</summary>
    public static NullableMembers? Of(TypeContext types) => types.StandIns.Optional is { } optional ? new NullableMembers(types, optional) : null;

    public MethodReference Check => Open("Check");

    public MethodReference Create(GenericInstanceType nullable) => Closed("Create", nullable);

    public MethodReference HasValue(GenericInstanceType nullable) => Closed("HasValue", nullable);

    public MethodReference ValueOrDefault(GenericInstanceType nullable) => Closed("ValueOrDefault", nullable);

    private TypeDefinition Definition =>
        types.Resolve(optionalType) ?? throw new InvalidOperationException($"the runtime library's {optionalType.FullName} cannot be found");

    private MethodReference Closed(string name, GenericInstanceType nullable)
    {
        var closed = new GenericInstanceMethod(Open(name));
        closed.GenericArguments.Add(nullable.GenericArguments[0]);
        return closed;
    }

    private MethodReference Open(string name)
    {
        if (!open.TryGetValue(name, out var method))
            open.Add(name, method = types.Import(Definition.Methods.First(m => m.Name == name)));
        return method;
    }
}
