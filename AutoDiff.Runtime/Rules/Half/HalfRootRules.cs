namespace AutoDiff.Rules;

/// <summary>Roots and reciprocals. Conventions are those of the <see cref="float"/> rules, to which these delegate.</summary>
/// <remarks>
/// For RootN, where the power would amplify the error, the result is computed again in <see cref="float"/>: the rounded one has too few digits.
/// </remarks>
internal static class HalfRootRules
{
    [Pullback(typeof(Half), nameof(Half.Sqrt))]
    internal static Half Sqrt(Half x, Half result, Half cotangent) => (Half)SingleRootRules.Sqrt((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Cbrt))]
    internal static Half Cbrt(Half x, Half result, Half cotangent) => (Half)SingleRootRules.Cbrt((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.RootN))]
    internal static Half RootN(Half x, int n, Half result, Half cotangent) =>
        (Half)SingleRootRules.RootN((float)x, n, float.RootN((float)x, n), (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.Hypot))]
    internal static (Half X, Half Y) Hypot(Half x, Half y, Half result, Half cotangent) =>
        HalfTuples.Narrow(SingleRootRules.Hypot((float)x, (float)y, (float)result, (float)cotangent));

    [Pullback(typeof(Half), nameof(Half.ReciprocalEstimate))]
    internal static Half ReciprocalEstimate(Half x, Half result, Half cotangent) =>
        (Half)SingleRootRules.ReciprocalEstimate((float)x, (float)result, (float)cotangent);

    [Pullback(typeof(Half), nameof(Half.ReciprocalSqrtEstimate))]
    internal static Half ReciprocalSqrtEstimate(Half x, Half result, Half cotangent) =>
        (Half)SingleRootRules.ReciprocalSqrtEstimate((float)x, (float)result, (float)cotangent);
}
