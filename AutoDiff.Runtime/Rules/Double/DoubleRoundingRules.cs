namespace AutoDiff.Rules;

/// <summary>
/// Piecewise constant functions, whose derivative is 0 everywhere, the jumps included; and steps to the neighbouring number, whose derivative is 1.
/// </summary>
internal static class DoubleRoundingRules
{
    [Pullback(typeof(Math), nameof(Math.Floor))]
    [Pullback(typeof(Math), nameof(Math.Ceiling))]
    [Pullback(typeof(Math), nameof(Math.Truncate))]
    [Pullback(typeof(Math), nameof(Math.Round))]
    [Pullback(typeof(double), nameof(double.Floor))]
    [Pullback(typeof(double), nameof(double.Ceiling))]
    [Pullback(typeof(double), nameof(double.Truncate))]
    [Pullback(typeof(double), nameof(double.Round))]
    internal static double Round(double x, double result, double cotangent) => 0;

    [Pullback(typeof(Math), nameof(Math.Round))]
    [Pullback(typeof(double), nameof(double.Round))]
    internal static double Round(double x, int digits, double result, double cotangent) => 0;

    [Pullback(typeof(Math), nameof(Math.Round))]
    [Pullback(typeof(double), nameof(double.Round))]
    internal static double Round(double x, MidpointRounding mode, double result, double cotangent) => 0;

    [Pullback(typeof(Math), nameof(Math.Round))]
    [Pullback(typeof(double), nameof(double.Round))]
    internal static double Round(double x, int digits, MidpointRounding mode, double result, double cotangent) => 0;

    [Pullback(typeof(Math), nameof(Math.BitIncrement))]
    [Pullback(typeof(Math), nameof(Math.BitDecrement))]
    [Pullback(typeof(double), nameof(double.BitIncrement))]
    [Pullback(typeof(double), nameof(double.BitDecrement))]
    internal static double Neighbour(double x, double result, double cotangent) => cotangent;
}
