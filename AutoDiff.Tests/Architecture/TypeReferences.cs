using Mono.Cecil;

namespace AutoDiff.Tests.Architecture;

/// <summary>Which type of an assembly names which other, read from the assembly as it was built: signatures, fields, bases and bodies.</summary>
internal static class TypeReferences
{
    /// <summary>Pairs of outermost types of one assembly, each once.</summary>
    public static IReadOnlySet<(TypeDefinition From, TypeDefinition To)> Of(ModuleDefinition module)
    {
        var found = new HashSet<(TypeDefinition, TypeDefinition)>();
        foreach (var type in module.GetTypes())
        {
            var from = Outermost(type);
            foreach (var to in NamedBy(type).SelectMany(Parts).OfType<TypeDefinition>().Select(Outermost).Where(t => t != from))
                found.Add((from, to));
        }

        return found;
    }

    private static IEnumerable<TypeReference?> NamedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Methods.SelectMany(Signature),
        .. type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Variables).Select(v => v.VariableType),
        .. type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).SelectMany(i => Operand(i.Operand)),
    ];

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method), .. (method as GenericInstanceMethod)?.GenericArguments ?? []],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) => [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)];

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType instance => [instance.ElementType, .. instance.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } around ? Outermost(around) : type;
}
