using System.Numerics.Tensors;
using System.Reflection;

namespace AutoDiff.Tests.Cases.Numerics;

/// <summary>An operation on spans of numbers, and what becomes of it in a differentiated function.</summary>
internal sealed record TensorMember(MethodInfo Method)
{
    private static readonly (string[] Members, string Reason)[] s_refused =
    [
        (["BitwiseAnd", "BitwiseOr", "Xor", "OnesComplement", "RotateLeft", "RotateRight", "ShiftLeft", "ShiftRightArithmetic", "ShiftRightLogical", "PopCount",
            "LeadingZeroCount", "TrailingZeroCount", "HammingBitDistance", "BitIncrement", "BitDecrement"], "works on the bits of numbers"),
        (["DivRem"], "divides integers"),
        (["ConvertChecked", "ConvertSaturating", "ConvertTruncating", "ConvertToInteger", "ConvertToIntegerNative", "ConvertToHalf", "ConvertToSingle"],
            "changes the type of the numbers; convert them in a loop"),
        (["HammingDistance", "ILogB", "Sign"], "its result is an integer; compute it of a copy that no derivative goes through"),
    ];

    /// <summary>Every public operation.</summary>
    public static IEnumerable<TensorMember> All() =>
        typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => new TensorMember(m));

    /// <summary>Gets the operation and the types of its parameters, generic ones by the name of the type parameter.</summary>
    public string Name =>
        $"TensorPrimitives.{Method.Name}{(Method.IsGenericMethod ? "<T>" : "")}("
        + $"{string.Join(", ", Method.GetParameters().Select(p => NumericsMember.Text(p.ParameterType)))})";

    public string? Refusal => s_refused.FirstOrDefault(r => r.Members.Contains(Method.Name)).Reason
        ?? (Method.Name.StartsWith("Is", StringComparison.Ordinal) || Method.Name.StartsWith("IndexOf", StringComparison.Ordinal)
            ? "says something about numbers that has no derivative; ask it of a copy that no derivative goes through"
            : null);

    /// <summary>Gets the type of numbers it is tried with.</summary>
    public string Number => Method.IsGenericMethod ? "double" : "float";
}
