using AutoDiff.Weaving.Import;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Discovery;

/// <summary>A generic method, or a method of a generic type, with arguments put in for all type parameters.</summary>
/// <param name="Method">The method.</param>
/// <param name="TypeArguments">For the parameters of the declaring type.</param>
/// <param name="MethodArguments">For the method's own.</param>
internal sealed record Instantiation(MethodDefinition Method, IReadOnlyList<TypeReference> TypeArguments, IReadOnlyList<TypeReference> MethodArguments)
{
    private Operands? operands;

    public IReadOnlyList<TypeReference> Arguments { get; } = [.. TypeArguments, .. MethodArguments];

    public string Key => $"{Method.FullName}|{string.Join(",", Arguments.Select(a => a.FullName))}";

    /// <summary>The parameters that <see cref="Arguments"/> are for, in the same order.</summary>
    public static IReadOnlyList<GenericParameter> ParametersOf(MethodDefinition method) =>
        [.. method.DeclaringType.GenericParameters, .. method.GenericParameters];

    /// <summary>What the operands of the method's instructions are in this instantiation.</summary>
    public Operands Operands(TypeContext types) =>
        operands ??= new Operands(types, Type(Method.DeclaringType, TypeArguments), Instance(Method, MethodArguments));

    /// <summary>The method with the arguments, as an operand.</summary>
    public MethodReference Reference(TypeContext types)
    {
        MethodReference method = Method;
        if (TypeArguments.Count > 0)
        {
            method = new MethodReference(Method.Name, Method.ReturnType, Type(Method.DeclaringType, TypeArguments)) { HasThis = Method.HasThis };
            foreach (var parameter in Method.GenericParameters)
                method.GenericParameters.Add(new GenericParameter(parameter.Name, method));
            foreach (var parameter in Method.Parameters)
                method.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        }
        return Instance(method, MethodArguments) ?? method;
    }

    public static GenericInstanceType? Type(TypeReference definition, IReadOnlyList<TypeReference> arguments)
    {
        if (arguments.Count == 0)
            return null;
        var instance = new GenericInstanceType(definition);
        foreach (var argument in arguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }

    public static GenericInstanceMethod? Instance(MethodReference definition, IReadOnlyList<TypeReference> arguments)
    {
        if (arguments.Count == 0)
            return null;
        var instance = new GenericInstanceMethod(definition);
        foreach (var argument in arguments)
            instance.GenericArguments.Add(argument);
        return instance;
    }
}
