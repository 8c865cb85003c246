namespace AutoDiff.Rules;

/// <summary>Functions made of sums and products.</summary>
/// <remarks>
/// Convention: the IEEE remainder x - n·y has derivative 1 for x and -n for y, n the quotient rounded to nearest, ties to even. It is found from the
/// result, as (x - result)/y, so that n is the quotient actually used however close to a tie x/y rounds.
/// </remarks>
internal static class SingleArithmeticRules
{
    [Pullback(typeof(MathF), nameof(MathF.FusedMultiplyAdd))]
    [Pullback(typeof(float), nameof(float.FusedMultiplyAdd))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(float), nameof(float.MultiplyAddEstimate))]
#endif
    internal static (float X, float Y, float Z) MultiplyAdd(float x, float y, float z, float result, float cotangent) =>
        (cotangent * y, cotangent * x, cotangent);

    [Pullback(typeof(float), nameof(float.Lerp))]
    internal static (float Value1, float Value2, float Amount) Lerp(float value1, float value2, float amount, float result, float cotangent) =>
        (cotangent * (1 - amount), cotangent * amount, cotangent * (value2 - value1));

    [Pullback(typeof(MathF), nameof(MathF.IEEERemainder))]
    [Pullback(typeof(float), nameof(float.Ieee754Remainder))]
    internal static (float X, float Y) Remainder(float x, float y, float result, float cotangent) =>
        (cotangent, -cotangent * MathF.Round((x - result) / y));

    [Pullback(typeof(MathF), nameof(MathF.ScaleB))]
    [Pullback(typeof(float), nameof(float.ScaleB))]
    internal static float ScaleB(float x, int n, float result, float cotangent) => MathF.ScaleB(cotangent, n);

    [Pullback(typeof(float), nameof(float.DegreesToRadians))]
    internal static float DegreesToRadians(float degrees, float result, float cotangent) => float.DegreesToRadians(cotangent);

    [Pullback(typeof(float), nameof(float.RadiansToDegrees))]
    internal static float RadiansToDegrees(float radians, float result, float cotangent) => float.RadiansToDegrees(cotangent);
}
