namespace AutoDiff.Rules;

/// <summary>Trigonometric functions in half turns, f(πx), and their inverses, f⁻¹(x)/π. Conventions are those of the functions in radians.</summary>
internal static class DoubleTrigonometricPiRules
{
    [Pullback(typeof(double), nameof(double.SinPi))]
    internal static double SinPi(double x, double result, double cotangent) => cotangent * double.Pi * double.CosPi(x);

    [Pullback(typeof(double), nameof(double.CosPi))]
    internal static double CosPi(double x, double result, double cotangent) => -cotangent * double.Pi * double.SinPi(x);

    [Pullback(typeof(double), nameof(double.SinCosPi))]
    internal static double SinCosPi(double x, (double SinPi, double CosPi) result, (double SinPi, double CosPi) cotangent) =>
        double.Pi * ((cotangent.SinPi * result.CosPi) - (cotangent.CosPi * result.SinPi));

    [Pullback(typeof(double), nameof(double.TanPi))]
    internal static double TanPi(double x, double result, double cotangent) => cotangent * double.Pi * (1 + (result * result));

    [Pullback(typeof(double), nameof(double.AsinPi))]
    internal static double AsinPi(double x, double result, double cotangent) => cotangent / (double.Pi * Math.Sqrt((1 - x) * (1 + x)));

    [Pullback(typeof(double), nameof(double.AcosPi))]
    internal static double AcosPi(double x, double result, double cotangent) => -cotangent / (double.Pi * Math.Sqrt((1 - x) * (1 + x)));

    [Pullback(typeof(double), nameof(double.AtanPi))]
    internal static double AtanPi(double x, double result, double cotangent) => cotangent / (double.Pi * (1 + (x * x)));

    [Pullback(typeof(double), nameof(double.Atan2Pi))]
    internal static (double Y, double X) Atan2Pi(double y, double x, double result, double cotangent) =>
        (cotangent * x / (double.Pi * ((x * x) + (y * y))), -cotangent * y / (double.Pi * ((x * x) + (y * y))));
}
