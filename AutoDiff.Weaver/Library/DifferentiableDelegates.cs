using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Library;

/// <summary>What a delegate takes and returns.</summary>
/// <param name="Arguments">The types of the arguments.</param>
/// <param name="Result">The type of the result.</param>
/// <param name="Constant">The positions of arguments that are marked <c>[NoDerivative]</c>.</param>
internal sealed record DelegateSignature(IReadOnlyList<TypeReference> Arguments, TypeReference Result, IReadOnlyList<int> Constant)
{
    public bool IsSame(DelegateSignature other) => Key == other.Key;

    private string Key => $"{string.Join(",", Arguments.Append(Result).Select(t => t.FullName))}|{string.Join(",", Constant)}";
}

/// <summary>The delegate types whose delegates carry derivatives: <c>DifferentiableFunc</c>, and those that users mark <c>[Differentiable]</c>.</summary>
internal static class DifferentiableDelegates
{
    private const int MostArguments = 8;

    public static bool Is(TypeContext types, TypeReference type) => RuntimeLibrary.IsDifferentiableFunc(type) || IsMarked(types, type);

    /// <summary>A user's own delegate type.</summary>
    public static bool IsMarked(TypeContext types, TypeReference type) =>
        types.Resolve(type) is { HasCustomAttributes: true, BaseType.FullName: "System.MulticastDelegate" } definition
        && definition.CustomAttributes.Any(a => a.AttributeType is { Namespace: "AutoDiff", Name: "DifferentiableAttribute" });

    /// <summary>Null where no <c>DifferentiableFunction</c> is of that shape: arguments by reference, none or more than eight of them, no result.</summary>
    public static DelegateSignature? Signature(TypeContext types, TypeReference type)
    {
        if (types.Resolve(type)?.Methods.FirstOrDefault(m => m.Name == "Invoke") is not { } definition)
            return null;
        var invoke = ClosedMember.Of(types, type, definition.DeclaringType, "Invoke", hasThis: true);
        var arguments = Enumerable.Range(0, invoke.Parameters.Count).Select(i => types.ParameterType(invoke, i)).ToList();
        var result = types.ReturnType(invoke);
        List<int> constant = [.. Enumerable.Range(0, arguments.Count).Where(i => IsConstant(definition.Parameters[i]))];
        return result.MetadataType == MetadataType.Void || result.IsByReference || arguments.Count is 0 or > MostArguments
            || arguments.Any(a => a.IsByReference) ? null : new(arguments, result, constant);
    }

    private static bool IsConstant(ParameterDefinition parameter) =>
        parameter.HasCustomAttributes && parameter.CustomAttributes.Any(a => a.AttributeType is { Namespace: "AutoDiff", Name: "NoDerivativeAttribute" });

    /// <summary>The class of the runtime library behind such delegates.</summary>
    public static GenericInstanceType FunctionClass(RuntimeLibrary runtime, DelegateSignature signature)
    {
        var count = signature.Arguments.Count + 1;
        var type =
            new GenericInstanceType(runtime.Type("AutoDiff.DifferentiableFunction`" + count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var argument in signature.Arguments.Append(signature.Result))
            type.GenericArguments.Add(argument);
        return type;
    }
}
