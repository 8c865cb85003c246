using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>
/// The instantiations of the module's generic code that the module itself leads to: what code without type parameters mentions, and from there on. What
/// reflection makes, or another assembly, is not seen.
/// </summary>
internal sealed class Instantiations
{
    // Code that instantiates itself with ever larger types has no end.
    private const int DeepestArgument = 6;

    private readonly TypeContext types;
    private readonly Dictionary<MethodDefinition, Dictionary<string, Instantiation>> found = [];
    private readonly Dictionary<TypeDefinition, Dictionary<string, GenericInstanceType>> instances = [];
    private readonly Queue<Instantiation> work = new();

    public Instantiations(TypeContext types, IEnumerable<TypeDefinition> original)
    {
        this.types = types;
        foreach (var type in original.Where(t => !t.HasGenericParameters))
            Declared(type, []);
        while (work.Count > 0)
            Scan(work.Dequeue());
    }

    public IReadOnlyList<Instantiation> Of(MethodDefinition method) => found.TryGetValue(method, out var all) ? [.. all.Values] : [];

    /// <summary>The instantiations of a generic type.</summary>
    public IEnumerable<GenericInstanceType> Of(TypeDefinition type) => instances.TryGetValue(type, out var all) ? all.Values : [];

    private void Declared(TypeDefinition type, IReadOnlyList<TypeReference> arguments)
    {
        foreach (var method in type.Methods.Where(m => !m.HasGenericParameters))
            Add(new Instantiation(method, arguments, []));
        var around = Instantiation.Type(type, arguments);
        foreach (var field in type.Fields)
            Mention(types.Substitute(field.FieldType, around, null));
        if (type.BaseType is { } parent)
            Mention(types.Substitute(parent, around, null));
        foreach (var implemented in type.Interfaces)
            Mention(types.Substitute(implemented.InterfaceType, around, null));
    }

    private void Add(Instantiation instantiation)
    {
        if (instantiation.Arguments.Any(a => a.ContainsGenericParameter || Depth(a) > DeepestArgument))
            return;
        if (!found.TryGetValue(instantiation.Method, out var all))
            found.Add(instantiation.Method, all = []);
        if (all.ContainsKey(instantiation.Key))
            return;
        all.Add(instantiation.Key, instantiation);
        work.Enqueue(instantiation);
    }

    private void Scan(Instantiation instantiation)
    {
        var method = instantiation.Method;
        var around = Instantiation.Type(method.DeclaringType, instantiation.TypeArguments);
        var within = Instantiation.Instance(method, instantiation.MethodArguments);
        TypeReference Closed(TypeReference type) => types.Substitute(type, around, within);
        Mention(Closed(method.ReturnType));
        foreach (var parameter in method.Parameters)
            Mention(Closed(parameter.ParameterType));
        if (!method.HasBody)
            return;
        foreach (var local in method.Body.Variables)
            Mention(Closed(local.VariableType));
        foreach (var instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference called:
                    Called(called, Closed);
                    break;
                case FieldReference field:
                    Mention(Closed(field.DeclaringType));
                    break;
                case TypeReference type:
                    Mention(Closed(type));
                    break;
            }
        }
    }

    private void Called(MethodReference method, Func<TypeReference, TypeReference> closed)
    {
        var declaring = closed(method.DeclaringType);
        Mention(declaring);
        if (method is not GenericInstanceMethod instance)
            return;
        TypeReference[] arguments = [.. instance.GenericArguments.Select(closed)];
        foreach (var argument in arguments)
            Mention(argument);
        if (types.ResolveMethod(method) is not { } definition)
            return;
        Add(definition, declaring, arguments);
        if (!definition.IsVirtual)
            return;
        // Any of these may be what runs; one too many costs time only.
        foreach (var below in types.Hierarchy.BelowByDeclaration(declaring))
        {
            foreach (var candidate in types.Resolve(below)!.Methods)
            {
                if (candidate.GenericParameters.Count == arguments.Length && candidate.Parameters.Count == definition.Parameters.Count
                    && (candidate.Name == definition.Name || candidate.Name.EndsWith("." + definition.Name, StringComparison.Ordinal)))
                    Add(candidate, below, arguments);
            }
        }
    }

    private void Add(MethodDefinition definition, TypeReference declaring, IReadOnlyList<TypeReference> arguments)
    {
        if (definition.Module == types.Module)
            Add(new Instantiation(definition, declaring is GenericInstanceType type ? [.. type.GenericArguments] : [], arguments));
    }

    private void Mention(TypeReference type)
    {
        if (type is GenericInstanceType instance)
        {
            foreach (var argument in instance.GenericArguments)
                Mention(argument);
            if (!type.ContainsGenericParameter && Depth(type) <= DeepestArgument && types.Resolve(type) is { } definition && definition.Module == types.Module
                && IsNew(definition, instance))
                Declared(definition, [.. instance.GenericArguments]);
        }
        else if (type is TypeSpecification specification)
        {
            Mention(specification.ElementType);
        }
    }

    private bool IsNew(TypeDefinition definition, GenericInstanceType instance)
    {
        if (!instances.TryGetValue(definition, out var all))
            instances.Add(definition, all = []);
        if (all.ContainsKey(instance.FullName))
            return false;
        all.Add(instance.FullName, instance);
        return true;
    }

    private static int Depth(TypeReference type) => type switch
    {
        GenericInstanceType instance => 1 + instance.GenericArguments.Max(Depth),
        TypeSpecification specification => 1 + Depth(specification.ElementType),
        _ => 0,
    };
}
