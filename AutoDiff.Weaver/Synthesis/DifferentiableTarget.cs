using AutoDiff.Weaving.Differentiation.Calls;
using AutoDiff.Weaving.Differentiation.Tangents;
using AutoDiff.Weaving.IR;
using AutoDiff.Weaving.Types;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// A function to differentiate, as a delegate has it: a method, possibly with a receiver that is constant, and the arguments and result the
/// delegate type gives it.
/// </summary>
internal sealed class DifferentiableTarget(
    TypeContext types, MethodReference method, TypeReference? receiver, bool passesReceiver, IReadOnlyList<TypeReference> arguments, TypeReference result,
    IReadOnlyList<ParameterRole> roles,
    bool shadowsResult)
{
    private readonly TupleTypes tuples = new(types);

    public MethodReference Method { get; } = method;

    /// <summary>How generated members hold the receiver: its class, or <c>object</c> for a boxed struct; null when they need none.</summary>
    public TypeReference? Receiver { get; } = receiver;

    /// <summary>The method takes a receiver before the arguments; a null one when <see cref="Receiver"/> is null.</summary>
    public bool PassesReceiver { get; } = passesReceiver;

    public IReadOnlyList<TypeReference> Arguments { get; } = arguments;

    public TypeReference Result { get; } = result;

    /// <summary>What is asked of each of <see cref="Arguments"/>.</summary>
    public IReadOnlyList<ParameterRole> Roles { get; } = roles;

    /// <summary>The result refers to content of its own that has cotangents.</summary>
    public bool ShadowsResult { get; } = shadowsResult;

    public bool IsDifferentiated(int argument) => (Roles[argument] & ParameterRole.Differentiated) != 0;

    public bool IsShadowed(int argument) => (Roles[argument] & ParameterRole.Shadowed) != 0;

    /// <summary>The positions among <see cref="Arguments"/> of those that come with a shadow.</summary>
    public IEnumerable<int> Shadowed => Enumerable.Range(0, Arguments.Count).Where(IsShadowed);

    /// <summary>A function of an array of <c>double</c> to one.</summary>
    public bool IsFromArrayToArray => IsOfArray && IsArrayOfNumbers(Result);

    /// <summary>A function of an array of <c>double</c> to <c>double</c>.</summary>
    public bool IsFromArrayToNumber => IsOfArray && Result.MetadataType == MetadataType.Double;

    /// <summary>A function to <c>double</c> of parameters without references and of a constant.</summary>
    public bool IsOfScenario => Tangent is null && Arguments.Count == 2 && Result.MetadataType == MetadataType.Double
        && Roles[0] == ParameterRole.Differentiated && Roles[1] == ParameterRole.None;

    /// <summary>A function to <c>double</c> of one argument without references.</summary>
    public bool IsOfNumbers => Tangent is null && Arguments.Count == 1 && Result.MetadataType == MetadataType.Double
        && Roles[0] == ParameterRole.Differentiated;

    private bool IsOfArray => Tangent is null && Arguments.Count == 1 && IsArrayOfNumbers(Arguments[0]);

    private static bool IsArrayOfNumbers(TypeReference type) => type is ArrayType { IsVector: true, ElementType.MetadataType: MetadataType.Double };

    /// <summary>What users get: the cotangent of the one argument, or the tuple of one for every argument.</summary>
    public TypeReference Gradient => Tangent?.Tangent ?? tuples.Combined(Arguments);

    /// <summary>The tangent of the one argument, where it is of another type.</summary>
    public SeparateTangent? Tangent { get; init; }

    public string Key => $"{Method.FullName}|{Receiver?.FullName}|{string.Join(",", Arguments.Select(a => a.FullName))}|{string.Join(",", Roles)}";

    /// <summary>Both sweeps run within one call: nobody changes anything in between.</summary>
    public DerivativeRequest GradientRequest => new(Method, PassesReceiver ? [ParameterRole.None, .. Roles] : Roles);

    /// <summary>The reverse sweep runs later, when what was not copied may have changed.</summary>
    public DerivativeRequest PullbackRequest
    {
        get
        {
            var stable = Roles.Select(r => (r & ParameterRole.Shadowed) != 0);
            return GradientRequest with { ShadowsResult = ShadowsResult, Stable = [.. PassesReceiver ? stable.Prepend(false) : stable] };
        }
    }

    /// <summary>The differential: nothing runs later.</summary>
    public DerivativeRequest DifferentialRequest => GradientRequest with { ShadowsResult = ShadowsResult };

    public bool HasScalarResult => Result.MetadataType is MetadataType.Single or MetadataType.Double || TangentTypes.IsHalf(Result);

    /// <summary>The parameters of a member that calls the method: the receiver if needed, then the arguments.</summary>
    public IEnumerable<(string Name, TypeReference Type)> Parameters
    {
        get
        {
            if (Receiver is not null)
                yield return ("receiver", Receiver);
            for (var i = 0; i < Arguments.Count; i++)
                yield return ("x" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), Arguments[i]);
        }
    }
}
