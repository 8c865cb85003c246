namespace AutoDiff.Rules;

/// <summary>
/// Functions that return one of their arguments, or its magnitude. Conventions are those of the <see cref="float"/> rules, to which these delegate.
/// </summary>
internal static class HalfSelectionRules
{
    [Pullback(typeof(Half), nameof(Half.Abs))]
    internal static Half Abs(Half x, Half result, Half cotangent) => (Half)SingleSelectionRules.Abs((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.CopySign))]
    internal static (Half X, Half Sign) CopySign(Half x, Half sign, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleSelectionRules.CopySign((float)x, (float)sign, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Max))]
    internal static (Half X, Half Y) Max(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleSelectionRules.Max((float)x, (float)y, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Min))]
    internal static (Half X, Half Y) Min(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleSelectionRules.Min((float)x, (float)y, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.MaxMagnitude))]
    [Pullback(typeof(Half), nameof(Half.MinMagnitude))]
    [Pullback(typeof(Half), nameof(Half.MaxNumber))]
    [Pullback(typeof(Half), nameof(Half.MinNumber))]
    [Pullback(typeof(Half), nameof(Half.MaxMagnitudeNumber))]
    [Pullback(typeof(Half), nameof(Half.MinMagnitudeNumber))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(Half), nameof(Half.MaxNative))]
    [Pullback(typeof(Half), nameof(Half.MinNative))]
#endif
    internal static (Half X, Half Y) Chosen(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleSelectionRules.Chosen((float)x, (float)y, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.Clamp))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(Half), nameof(Half.ClampNative))]
#endif
    internal static (Half Value, Half Min, Half Max) Clamp(Half value, Half min, Half max, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleSelectionRules.Clamp((float)value, (float)min, (float)max, (float)result, (float)cotangent));
}
