namespace AutoDiff.Rules;

/// <summary>Functions made of sums and products.</summary>
/// <remarks>
/// Convention: the IEEE remainder x - n·y has derivative 1 for x and -n for y, n the quotient rounded to nearest, ties to even. It is found from the
/// result, as (x - result)/y, so that n is the quotient actually used however close to a tie x/y rounds.
/// </remarks>
internal static class DoubleArithmeticRules
{
    [Pullback(typeof(Math), nameof(Math.FusedMultiplyAdd))]
    [Pullback(typeof(double), nameof(double.FusedMultiplyAdd))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(double), nameof(double.MultiplyAddEstimate))]
#endif
    internal static (double X, double Y, double Z) MultiplyAdd(double x, double y, double z, double result, double cotangent) =>
        (cotangent * y, cotangent * x, cotangent);

    [Pullback(typeof(double), nameof(double.Lerp))]
    internal static (double Value1, double Value2, double Amount) Lerp(double value1, double value2, double amount, double result, double cotangent) =>
        (cotangent * (1 - amount), cotangent * amount, cotangent * (value2 - value1));

    [Pullback(typeof(Math), nameof(Math.IEEERemainder))]
    [Pullback(typeof(double), nameof(double.Ieee754Remainder))]
    internal static (double X, double Y) Remainder(double x, double y, double result, double cotangent) =>
        (cotangent, -cotangent * Math.Round((x - result) / y));

    [Pullback(typeof(Math), nameof(Math.ScaleB))]
    [Pullback(typeof(double), nameof(double.ScaleB))]
    internal static double ScaleB(double x, int n, double result, double cotangent) => Math.ScaleB(cotangent, n);

    [Pullback(typeof(double), nameof(double.DegreesToRadians))]
    internal static double DegreesToRadians(double degrees, double result, double cotangent) => double.DegreesToRadians(cotangent);

    [Pullback(typeof(double), nameof(double.RadiansToDegrees))]
    internal static double RadiansToDegrees(double radians, double result, double cotangent) => double.RadiansToDegrees(cotangent);
}
