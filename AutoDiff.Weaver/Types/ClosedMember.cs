using Mono.Cecil;

namespace AutoDiff.Weaving.Types;

/// <summary>References to methods of generic types.</summary>
internal static class ClosedMember
{
    /// <summary>The method of this name on a closed generic type: declared types stay in terms of the type's parameters, as metadata wants it.</summary>
    public static MethodReference Of(TypeContext types, TypeReference closed, TypeDefinition definition, string name, bool hasThis)
    {
        var imported = types.Import(definition.Methods.First(m => m.Name == name && m.IsStatic != hasThis));
        var method = new MethodReference(name, imported.ReturnType, closed) { HasThis = hasThis };
        foreach (var parameter in imported.Parameters)
            method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return method;
    }

    /// <summary>The method that calls a delegate of this type.</summary>
    public static MethodReference Invoke(TypeContext types, TypeReference delegateType) =>
        Of(types, delegateType, types.Resolve(delegateType)!, "Invoke", hasThis: true);
}
