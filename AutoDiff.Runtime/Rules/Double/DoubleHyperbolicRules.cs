namespace AutoDiff.Rules;

/// <summary>Hyperbolic functions and their inverses.</summary>
/// <remarks>Conventions: infinite derivatives at the ends of a domain, NaN outside Acosh's, the formula's value outside Atanh's.</remarks>
internal static class DoubleHyperbolicRules
{
    [Pullback(typeof(Math), nameof(Math.Sinh))]
    [Pullback(typeof(double), nameof(double.Sinh))]
    internal static double Sinh(double x, double result, double cotangent) => cotangent * Math.Cosh(x);

    [Pullback(typeof(Math), nameof(Math.Cosh))]
    [Pullback(typeof(double), nameof(double.Cosh))]
    internal static double Cosh(double x, double result, double cotangent) => cotangent * Math.Sinh(x);

    [Pullback(typeof(Math), nameof(Math.Tanh))]
    [Pullback(typeof(double), nameof(double.Tanh))]
    internal static double Tanh(double x, double result, double cotangent) => cotangent * (1 - (result * result));

    [Pullback(typeof(Math), nameof(Math.Asinh))]
    [Pullback(typeof(double), nameof(double.Asinh))]
    internal static double Asinh(double x, double result, double cotangent) => cotangent / Math.Sqrt((x * x) + 1);

    // Two roots: NaN left of the domain, where (x - 1)(x + 1) alone would be positive, and no overflow far right.
    [Pullback(typeof(Math), nameof(Math.Acosh))]
    [Pullback(typeof(double), nameof(double.Acosh))]
    internal static double Acosh(double x, double result, double cotangent) => cotangent / (Math.Sqrt(x - 1) * Math.Sqrt(x + 1));

    [Pullback(typeof(Math), nameof(Math.Atanh))]
    [Pullback(typeof(double), nameof(double.Atanh))]
    internal static double Atanh(double x, double result, double cotangent) => cotangent / ((1 - x) * (1 + x));
}
