namespace AutoDiff.Rules;

/// <summary>
/// Exponentials, logarithms and powers.
/// </summary>
/// <remarks>
/// Conventions: d/dx x^y is y·x^(y-1), and 0 when y = 0. d/dy x^y is x^y·log x for x &gt; 0; 0 at x = 0 with y &gt;= 0; 0 for x &lt; 0 with y an integer,
/// where the power exists at isolated exponents only and integer exponents are constants in practice; NaN for x &lt; 0 with any other y.
/// Outside their domain the logarithms are NaN, but their derivative 1/x is what the formula gives.
/// </remarks>
internal static class DoubleExponentialRules
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.30258509299404568402;

    [Pullback(typeof(Math), nameof(Math.Exp))]
    [Pullback(typeof(double), nameof(double.Exp))]
    internal static double Exp(double x, double result, double cotangent) => cotangent * result;

    [Pullback(typeof(double), nameof(double.Exp2))]
    internal static double Exp2(double x, double result, double cotangent) => cotangent * Ln2 * result;

    [Pullback(typeof(double), nameof(double.Exp10))]
    internal static double Exp10(double x, double result, double cotangent) => cotangent * Ln10 * result;

    [Pullback(typeof(double), nameof(double.ExpM1))]
    internal static double ExpM1(double x, double result, double cotangent) => cotangent * (result + 1);

    [Pullback(typeof(double), nameof(double.Exp2M1))]
    internal static double Exp2M1(double x, double result, double cotangent) => cotangent * Ln2 * (result + 1);

    [Pullback(typeof(double), nameof(double.Exp10M1))]
    internal static double Exp10M1(double x, double result, double cotangent) => cotangent * Ln10 * (result + 1);

    [Pullback(typeof(Math), nameof(Math.Log))]
    [Pullback(typeof(double), nameof(double.Log))]
    internal static double Log(double x, double result, double cotangent) => cotangent / x;

    [Pullback(typeof(Math), nameof(Math.Log2))]
    [Pullback(typeof(double), nameof(double.Log2))]
    internal static double Log2(double x, double result, double cotangent) => cotangent / (x * Ln2);

    [Pullback(typeof(Math), nameof(Math.Log10))]
    [Pullback(typeof(double), nameof(double.Log10))]
    internal static double Log10(double x, double result, double cotangent) => cotangent / (x * Ln10);

    [Pullback(typeof(double), nameof(double.LogP1))]
    internal static double LogP1(double x, double result, double cotangent) => cotangent / (x + 1);

    [Pullback(typeof(double), nameof(double.Log2P1))]
    internal static double Log2P1(double x, double result, double cotangent) => cotangent / ((x + 1) * Ln2);

    [Pullback(typeof(double), nameof(double.Log10P1))]
    internal static double Log10P1(double x, double result, double cotangent) => cotangent / ((x + 1) * Ln10);

    [Pullback(typeof(Math), nameof(Math.Log))]
    [Pullback(typeof(double), nameof(double.Log))]
    internal static (double X, double NewBase) Log(double x, double newBase, double result, double cotangent) =>
        (cotangent / (x * Math.Log(newBase)), -cotangent * result / (newBase * Math.Log(newBase)));

    [Pullback(typeof(Math), nameof(Math.Pow))]
    [Pullback(typeof(double), nameof(double.Pow))]
    internal static (double X, double Y) Pow(double x, double y, double result, double cotangent) =>
        (y == 0 ? 0 : cotangent * y * Math.Pow(x, y - 1),
         (x == 0 && y >= 0) || (x < 0 && y == Math.Floor(y)) ? 0 : cotangent * result * Math.Log(x));
}
