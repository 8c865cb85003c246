using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Import;

/// <summary>Operands as a body is read, with models of framework types in their place where there are.</summary>
internal sealed class ReadOperands(TypeContext types, GenericInstanceType? typeArguments, GenericInstanceMethod? methodArguments,
    Substitutions? substitutions) : Operands(types, typeArguments, methodArguments)
{
    /// <summary>What is read in place of framework types and methods.</summary>
    public Substitutions? Substitutions => substitutions;

    protected override TypeReference Modelled(TypeReference type) => substitutions is null ? type : type switch
    {
        ByReferenceType { ElementType: var element } => substitutions.Models.ModelOf(element) is { } model ? new ByReferenceType(model) : type,
        _ => substitutions.Models.ModelOf(type) ?? type,
    };

    protected override TypeReference? WithMembers(TypeReference declaring) => substitutions?.Models.WithMembers(declaring);

    protected override FieldReference? Field(TypeReference declaring, string name) => substitutions?.Models.Field(declaring, name);

    protected override MethodReference Member(TypeReference model, MethodReference method) =>
        substitutions!.Models.Member((GenericInstanceType)model, method);
}
