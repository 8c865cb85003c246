namespace AutoDiff.Rules;

/// <summary>Conversions between <see cref="Half"/> and the wider types: the cotangent is converted back.</summary>
/// <remarks>The overload is the one with the rule's argument and result types.</remarks>
internal static class HalfConversionRules
{
    [Pullback(typeof(Half), "op_Explicit")]
    internal static Half ToSingle(Half value, float result, float cotangent) => (Half)cotangent;

    [Pullback(typeof(Half), "op_Explicit")]
    internal static Half ToDouble(Half value, double result, double cotangent) => (Half)cotangent;

    [Pullback(typeof(Half), "op_Explicit")]
    internal static float FromSingle(float value, Half result, Half cotangent) => (float)cotangent;

    [Pullback(typeof(Half), "op_Explicit")]
    internal static double FromDouble(double value, Half result, Half cotangent) => (double)cotangent;
}
