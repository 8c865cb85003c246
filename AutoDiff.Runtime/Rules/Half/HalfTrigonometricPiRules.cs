namespace AutoDiff.Rules;

/// <summary>
/// Trigonometric functions in half turns and their inverses. Conventions are those of the <see cref="float"/> rules, to which these delegate.
/// </summary>
internal static class HalfTrigonometricPiRules
{
    [Pullback(typeof(Half), nameof(Half.SinPi))]
    internal static Half SinPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.SinPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.CosPi))]
    internal static Half CosPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.CosPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.SinCosPi))]
    internal static Half SinCosPi(Half x, (Half SinPi, Half CosPi) result, (Half SinPi, Half CosPi) cotangent) =>
        (Half)SingleTrigonometricPiRules.SinCosPi((float)x, ((float)result.SinPi, (float)result.CosPi), ((float)cotangent.SinPi, (float)cotangent.CosPi));

    [Pullback(typeof(Half), nameof(Half.TanPi))]
    internal static Half TanPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.TanPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.AsinPi))]
    internal static Half AsinPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.AsinPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.AcosPi))]
    internal static Half AcosPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.AcosPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.AtanPi))]
    internal static Half AtanPi(Half x, Half result, Half cotangent) =>
        (Half)SingleTrigonometricPiRules.AtanPi((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Atan2Pi))]
    internal static (Half Y, Half X) Atan2Pi(Half y, Half x, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleTrigonometricPiRules.Atan2Pi((float)y, (float)x, (float)result, (float)cotangent));
}
