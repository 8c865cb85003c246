namespace AutoDiff.Rules;

/// <summary>Roots and reciprocals.</summary>
/// <remarks>
/// Conventions: the roots at 0 have derivative +infinity, by division. Hypot at the origin has derivative 0, as <c>Abs</c> has at 0.
/// The estimates have the derivatives of what they estimate.
/// </remarks>
internal static class DoubleRootRules
{
    [Pullback(typeof(Math), nameof(Math.Sqrt))]
    [Pullback(typeof(double), nameof(double.Sqrt))]
    internal static double Sqrt(double x, double result, double cotangent) => cotangent / (2 * result);

    [Pullback(typeof(Math), nameof(Math.Cbrt))]
    [Pullback(typeof(double), nameof(double.Cbrt))]
    internal static double Cbrt(double x, double result, double cotangent) => cotangent / (3 * result * result);

    [Pullback(typeof(double), nameof(double.RootN))]
    internal static double RootN(double x, int n, double result, double cotangent) => cotangent / (n * Math.Pow(result, n - 1.0));

    [Pullback(typeof(double), nameof(double.Hypot))]
    internal static (double X, double Y) Hypot(double x, double y, double result, double cotangent) =>
        (result == 0 ? 0 : cotangent * (x / result), result == 0 ? 0 : cotangent * (y / result));

    [Pullback(typeof(Math), nameof(Math.ReciprocalEstimate))]
    [Pullback(typeof(double), nameof(double.ReciprocalEstimate))]
    internal static double ReciprocalEstimate(double x, double result, double cotangent) => -cotangent / (x * x);

    [Pullback(typeof(Math), nameof(Math.ReciprocalSqrtEstimate))]
    [Pullback(typeof(double), nameof(double.ReciprocalSqrtEstimate))]
    internal static double ReciprocalSqrtEstimate(double x, double result, double cotangent) => -0.5 * cotangent / (x * Math.Sqrt(x));
}
