namespace AutoDiff.Rules;

/// <summary>The arithmetic of <see cref="Half"/>, which in IL is method calls.</summary>
/// <remarks>Convention: the remainder x - n·y has derivative 1 for x and -n for y, n the truncated quotient, found from the result.</remarks>
internal static class HalfOperatorRules
{
    [Pullback(typeof(Half), "op_Addition")]
    internal static (Half Left, Half Right) Add(Half left, Half right, Half result, Half cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Half), "op_Subtraction")]
    internal static (Half Left, Half Right) Subtract(Half left, Half right, Half result, Half cotangent) => (cotangent, -cotangent);

    [Pullback(typeof(Half), "op_Multiply")]
    internal static (Half Left, Half Right) Multiply(Half left, Half right, Half result, Half cotangent) => (cotangent * right, cotangent * left);

    [Pullback(typeof(Half), "op_Division")]
    internal static (Half Left, Half Right) Divide(Half left, Half right, Half result, Half cotangent) =>
        (cotangent / right, (Half)(-(float)cotangent * (float)left / ((float)right * (float)right)));

    [Pullback(typeof(Half), "op_Modulus")]
    internal static (Half Left, Half Right) Remainder(Half left, Half right, Half result, Half cotangent) =>
        (cotangent, (Half)(-(float)cotangent * MathF.Round(((float)left - (float)result) / (float)right)));

    [Pullback(typeof(Half), "op_UnaryNegation")]
    internal static Half Negate(Half value, Half result, Half cotangent) => -cotangent;

    [Pullback(typeof(Half), "op_UnaryPlus")]
    [Pullback(typeof(Half), "op_Increment")]
    [Pullback(typeof(Half), "op_Decrement")]
    internal static Half Translate(Half value, Half result, Half cotangent) => cotangent;
}
