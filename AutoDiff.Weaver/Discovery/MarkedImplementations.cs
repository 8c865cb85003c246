using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>The methods of the module that implement or override a marked member, found by the rules of the runtime.</summary>
internal sealed class MarkedImplementations(TypeContext types, Func<MethodDefinition, bool> isMarked)
{
    private readonly Dictionary<TypeDefinition, IReadOnlyList<MethodDefinition>> marked = [];

    /// <returns>Each method, the member as it implements it, and that member's declaration.</returns>
    public IEnumerable<(MethodDefinition Implementation, MethodReference Member, MethodDefinition Declared)> Find()
    {
        foreach (var type in types.Module.GetTypes().Where(t => !t.IsInterface).ToList())
        {
            foreach (var (parent, declared) in Parents(Instantiation.Type(type, [.. type.GenericParameters]) ?? (TypeReference)type)
                .SelectMany(p => MarkedIn(p).Select(m => (p, m))))
            {
                var member = Reference(parent, declared);
                var found = Implementations.Of(types, Instantiation.Type(type, [.. type.GenericParameters]) ?? (TypeReference)type, member);
                if (found is not null && types.ResolveMethod(found) is { HasBody: true } method && method.Module == types.Module && method != declared)
                    yield return (method, member, declared);
            }
        }
    }

    /// <summary>The interfaces and base classes of a type, those of its base classes included.</summary>
    private IEnumerable<TypeReference> Parents(TypeReference type)
    {
        for (var current = type; current is not null && types.Resolve(current) is { } definition; current = Implementations.BaseOf(types, current))
        {
            if (current != type)
                yield return current;
            foreach (var listed in definition.Interfaces)
            {
                if (Implementations.Closed(types, listed.InterfaceType, current) is { } closed)
                    yield return closed;
            }
        }
    }

    private IReadOnlyList<MethodDefinition> MarkedIn(TypeReference type)
    {
        if (types.Resolve(type) is not { } definition || StructShapes.IsFramework(definition.Module.Assembly))
            return [];
        if (!marked.TryGetValue(definition, out var members))
            marked.Add(definition, members = [.. definition.Methods.Where(m => m.IsVirtual && !m.HasGenericParameters && isMarked(m))]);
        return members;
    }

    private MethodReference Reference(TypeReference parent, MethodDefinition declared)
    {
        var imported = types.Import(declared);
        if (parent is not GenericInstanceType)
            return imported;
        var member = new MethodReference(imported.Name, imported.ReturnType, parent) { HasThis = imported.HasThis };
        foreach (var parameter in imported.Parameters)
            member.Parameters.Add(new ParameterDefinition(parameter.Name, parameter.Attributes, parameter.ParameterType));
        return member;
    }
}
