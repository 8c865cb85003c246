namespace AutoDiff.Rules;

/// <summary>Trigonometric functions and their inverses.</summary>
/// <remarks>
/// Conventions: the inverse sine and cosine have infinite derivatives at ±1 and NaN beyond; Atan2 at the origin has derivative NaN, as it has no limit there.
/// </remarks>
internal static class DoubleTrigonometricRules
{
    [Pullback(typeof(Math), nameof(Math.Sin))]
    [Pullback(typeof(double), nameof(double.Sin))]
    internal static double Sin(double x, double result, double cotangent) => cotangent * Math.Cos(x);

    [Pullback(typeof(Math), nameof(Math.Cos))]
    [Pullback(typeof(double), nameof(double.Cos))]
    internal static double Cos(double x, double result, double cotangent) => -cotangent * Math.Sin(x);

    [Pullback(typeof(Math), nameof(Math.SinCos))]
    [Pullback(typeof(double), nameof(double.SinCos))]
    internal static double SinCos(double x, (double Sin, double Cos) result, (double Sin, double Cos) cotangent) =>
        (cotangent.Sin * result.Cos) - (cotangent.Cos * result.Sin);

    [Pullback(typeof(Math), nameof(Math.Tan))]
    [Pullback(typeof(double), nameof(double.Tan))]
    internal static double Tan(double x, double result, double cotangent) => cotangent * (1 + (result * result));

    [Pullback(typeof(Math), nameof(Math.Asin))]
    [Pullback(typeof(double), nameof(double.Asin))]
    internal static double Asin(double x, double result, double cotangent) => cotangent / Math.Sqrt((1 - x) * (1 + x));

    [Pullback(typeof(Math), nameof(Math.Acos))]
    [Pullback(typeof(double), nameof(double.Acos))]
    internal static double Acos(double x, double result, double cotangent) => -cotangent / Math.Sqrt((1 - x) * (1 + x));

    [Pullback(typeof(Math), nameof(Math.Atan))]
    [Pullback(typeof(double), nameof(double.Atan))]
    internal static double Atan(double x, double result, double cotangent) => cotangent / (1 + (x * x));

    [Pullback(typeof(Math), nameof(Math.Atan2))]
    [Pullback(typeof(double), nameof(double.Atan2))]
    internal static (double Y, double X) Atan2(double y, double x, double result, double cotangent) =>
        (cotangent * x / ((x * x) + (y * y)), -cotangent * y / ((x * x) + (y * y)));
}
