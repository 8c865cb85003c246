using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Differentiation.Tangents;

/// <summary>Where <c>[NoDerivative]</c> stands.</summary>
internal sealed class Constancy(TypeContext types)
{
    private readonly Dictionary<string, MethodDefinition?> methods = [];
    private readonly Dictionary<string, bool> fields = [];

    public bool OfResult(MethodReference method) =>
        Definition(method) is { } definition
            && (Has(definition) || (definition.IsGetter && definition.DeclaringType.Properties.Any(p => p.GetMethod == definition && Has(p))));

    public bool OfParameter(MethodReference method, int argumentIndex)
    {
        var index = method.HasThis ? argumentIndex - 1 : argumentIndex;
        return index >= 0 && Definition(method) is { } definition && index < definition.Parameters.Count && Has(definition.Parameters[index]);
    }

    public bool OfField(FieldReference field)
    {
        var key = field.DeclaringType.GetElementType().FullName + "::" + field.Name;
        if (!fields.TryGetValue(key, out var constant))
        {
            var definition = types.Resolve(field.DeclaringType)?.Fields.FirstOrDefault(f => f.Name == field.Name);
            fields.Add(key, constant = definition is not null && (Has(definition) || PropertyIsConstant(definition)));
        }
        return constant;
    }

    public static bool Has(ICustomAttributeProvider member) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(a => a.AttributeType is { Namespace: "AutoDiff", Name: "NoDerivativeAttribute" });

    private static bool PropertyIsConstant(FieldDefinition field)
    {
        var end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var name = field.Name.Substring(1, end - 1);
        var type = field.DeclaringType;
        return type.Properties.Any(p => p.Name == name && Has(p))
            || (IsRecord(type) && type.Methods.Any(m => m.IsConstructor && m.Parameters.Any(p => p.Name == name && Has(p))));
    }

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(m => m.Name == "PrintMembers");

    private MethodDefinition? Definition(MethodReference method)
    {
        if (method is MethodDefinition own)
            return own;
        var element = method.GetElementMethod();
        if (!methods.TryGetValue(element.FullName, out var definition))
        {
            definition = types.Resolve(method.DeclaringType) is { } type ? MetadataResolver.GetMethod(type.Methods, element) : null;
            methods.Add(element.FullName, definition);
        }
        return definition;
    }
}
