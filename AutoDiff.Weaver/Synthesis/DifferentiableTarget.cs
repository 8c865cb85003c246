using AutoDiff.Weaving.Differentiation;
using AutoDiff.Weaving.IR;
using Mono.Cecil;

namespace AutoDiff.Weaving.Synthesis;

/// <summary>
/// A function to differentiate, as a delegate has it: a method, possibly with a receiver that is constant, and the arguments and result the
/// delegate type gives it.
/// </summary>
internal sealed class DifferentiableTarget(
    TypeContext types, MethodReference method, TypeReference? receiver, bool passesReceiver, IReadOnlyList<TypeReference> arguments, TypeReference result, IReadOnlyList<bool> active)
{
    private readonly TupleTypes tuples = new(types);

    public MethodReference Method { get; } = method;

    /// <summary>How generated members hold the receiver: its class, or <c>object</c> for a boxed struct; null when they need none.</summary>
    public TypeReference? Receiver { get; } = receiver;

    /// <summary>The method takes a receiver before the arguments; a null one when <see cref="Receiver"/> is null.</summary>
    public bool PassesReceiver { get; } = passesReceiver;

    public IReadOnlyList<TypeReference> Arguments { get; } = arguments;

    public TypeReference Result { get; } = result;

    /// <summary>Which of <see cref="Arguments"/> are differentiated.</summary>
    public IReadOnlyList<bool> Active { get; } = active;

    /// <summary>What users get: the cotangent of the one argument, or the tuple of one for every argument.</summary>
    public TypeReference Gradient => tuples.Combined(Arguments);

    public string Key => $"{Method.FullName}|{Receiver?.FullName}|{string.Join(",", Arguments.Select(a => a.FullName))}";

    public DerivativeRequest Request => new(Method, PassesReceiver ? [false, .. Active] : Active);

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
