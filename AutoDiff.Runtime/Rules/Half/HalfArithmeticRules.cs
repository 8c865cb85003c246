namespace AutoDiff.Rules;

/// <summary>Functions made of sums and products. Conventions are those of the <see cref="float"/> rules, to which these delegate.</summary>
internal static class HalfArithmeticRules
{
    [Pullback(typeof(Half), nameof(Half.FusedMultiplyAdd))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(Half), nameof(Half.MultiplyAddEstimate))]
#endif
    internal static (Half X, Half Y, Half Z) MultiplyAdd(Half x, Half y, Half z, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleArithmeticRules.MultiplyAdd((float)x, (float)y, (float)z, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Lerp))]
    internal static (Half Value1, Half Value2, Half Amount) Lerp(Half value1, Half value2, Half amount, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleArithmeticRules.Lerp((float)value1, (float)value2, (float)amount, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Ieee754Remainder))]
    internal static (Half X, Half Y) Remainder(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleArithmeticRules.Remainder((float)x, (float)y, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.ScaleB))]
    internal static Half ScaleB(Half x, int n, Half result, Half cotangent) =>
        (Half)SingleArithmeticRules.ScaleB((float)x, n, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.DegreesToRadians))]
    internal static Half DegreesToRadians(Half degrees, Half result, Half cotangent) =>
        (Half)SingleArithmeticRules.DegreesToRadians((float)degrees, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.RadiansToDegrees))]
    internal static Half RadiansToDegrees(Half radians, Half result, Half cotangent) =>
        (Half)SingleArithmeticRules.RadiansToDegrees((float)radians, (float)result, (float)cotangent);
}
