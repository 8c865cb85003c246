using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Tests.Supported;

/// <summary>What becomes of a member of the framework in a function that is differentiated.</summary>
internal enum Outcome
{
    /// <summary>It has a derivative.</summary>
    Differentiated,

    /// <summary>No number with a derivative goes in, or none comes out and nothing is written: it is called as it is.</summary>
    Constant,

    /// <summary>Where what it is given varies, and what comes out matters, it is an error.</summary>
    Refused,
}

/// <summary>A public method, accessor, operator or constructor of the framework, and what becomes of it.</summary>
/// <param name="Method">The member.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Reason">Why it is refused.</param>
internal sealed record FrameworkMember(MethodDefinition Method, Outcome Outcome, string? Reason)
{
    /// <summary>Gets the name by which it is listed: that of the property, for an accessor that reads.</summary>
    public string Name => Method.IsGetter ? Method.Name[4..] : Method.Name;

    /// <summary>A number, or something that may hold numbers that vary; keys are constants.</summary>
    public static bool MayVary(TypeReference type, TypeContext types, Func<TypeReference, bool> isDifferentiable) => TypeContext.WithoutModifiers(type) switch
    {
        GenericParameter parameter => !parameter.Name.StartsWith("TKey", StringComparison.Ordinal) && parameter.Name != "TPriority",
        GenericInstanceType instance => instance.GenericArguments.Any(a => MayVary(a, types, isDifferentiable)),
        TypeSpecification { ElementType: var content } => MayVary(content, types, isDifferentiable),
        { MetadataType: MetadataType.Object } => true,
        { Namespace: "System", Name: "Array" or "Delegate" or "MulticastDelegate" } => true,
        { Namespace: "System.Collections", Name: "IEnumerable" or "ICollection" or "IList" } => true,
        { HasGenericParameters: true } => true,
        var plain => isDifferentiable(plain),
    };
}
