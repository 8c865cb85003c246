namespace AutoDiff.Rules;

/// <summary>Roots and reciprocals.</summary>
/// <remarks>
/// Conventions: the roots at 0 have derivative +infinity, by division. Hypot at the origin has derivative 0, as <c>Abs</c> has at 0.
/// The estimates have the derivatives of what they estimate.
/// </remarks>
internal static class SingleRootRules
{
    [Pullback(typeof(MathF), nameof(MathF.Sqrt))]
    [Pullback(typeof(float), nameof(float.Sqrt))]
    internal static float Sqrt(float x, float result, float cotangent) => cotangent / (2 * result);

    [Pullback(typeof(MathF), nameof(MathF.Cbrt))]
    [Pullback(typeof(float), nameof(float.Cbrt))]
    internal static float Cbrt(float x, float result, float cotangent) => cotangent / (3 * result * result);

    [Pullback(typeof(float), nameof(float.RootN))]
    internal static float RootN(float x, int n, float result, float cotangent) => cotangent / (n * MathF.Pow(result, n - 1.0f));

    [Pullback(typeof(float), nameof(float.Hypot))]
    internal static (float X, float Y) Hypot(float x, float y, float result, float cotangent) =>
        (result == 0 ? 0 : cotangent * (x / result), result == 0 ? 0 : cotangent * (y / result));

    [Pullback(typeof(MathF), nameof(MathF.ReciprocalEstimate))]
    [Pullback(typeof(float), nameof(float.ReciprocalEstimate))]
    internal static float ReciprocalEstimate(float x, float result, float cotangent) => -cotangent / (x * x);

    [Pullback(typeof(MathF), nameof(MathF.ReciprocalSqrtEstimate))]
    [Pullback(typeof(float), nameof(float.ReciprocalSqrtEstimate))]
    internal static float ReciprocalSqrtEstimate(float x, float result, float cotangent) => -0.5f * cotangent / (x * MathF.Sqrt(x));
}
