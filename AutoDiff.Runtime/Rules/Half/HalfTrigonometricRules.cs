namespace AutoDiff.Rules;

/// <summary>Trigonometric functions and their inverses. Conventions are those of the <see cref="float"/> rules, to which these delegate.</summary>
internal static class HalfTrigonometricRules
{
    [Pullback(typeof(Half), nameof(Half.Sin))]
    internal static Half Sin(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Sin((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Cos))]
    internal static Half Cos(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Cos((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.SinCos))]
    internal static Half SinCos(Half x, (Half Sin, Half Cos) result, (Half Sin, Half Cos) cotangent) =>
        (Half)SingleTrigonometricRules.SinCos((float)x, ((float)result.Sin, (float)result.Cos), ((float)cotangent.Sin, (float)cotangent.Cos));

    [Pullback(typeof(Half), nameof(Half.Tan))]
    internal static Half Tan(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Tan((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Asin))]
    internal static Half Asin(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Asin((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Acos))]
    internal static Half Acos(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Acos((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Atan))]
    internal static Half Atan(Half x, Half result, Half cotangent) => (Half)SingleTrigonometricRules.Atan((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Atan2))]
    internal static (Half Y, Half X) Atan2(Half y, Half x, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleTrigonometricRules.Atan2((float)y, (float)x, (float)result, (float)cotangent));
}
