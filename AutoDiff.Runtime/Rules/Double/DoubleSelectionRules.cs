namespace AutoDiff.Rules;

/// <summary>Functions that return one of their arguments, or its magnitude.</summary>
/// <remarks>
/// <para>Conventions: <c>Abs</c> and <c>CopySign</c> have derivative 0 at 0; the sign argument of <c>CopySign</c> gets 0.</para>
/// <para>Of two equal arguments of a maximum or minimum each gets half. A NaN argument gets 0, and so does the other where the result is NaN, because it
/// does not depend on it; the <c>Number</c> forms, which return the other argument, give it the whole cotangent.</para>
/// <para><c>Clamp</c> passes the cotangent to the value inside and on the bounds, to the violated bound outside.</para>
/// </remarks>
internal static class DoubleSelectionRules
{
    [Pullback(typeof(Math), nameof(Math.Abs))]
    [Pullback(typeof(double), nameof(double.Abs))]
    internal static double Abs(double x, double result, double cotangent) => x > 0 ? cotangent : x < 0 ? -cotangent : 0;

    [Pullback(typeof(Math), nameof(Math.CopySign))]
    [Pullback(typeof(double), nameof(double.CopySign))]
    internal static (double X, double Sign) CopySign(double x, double sign, double result, double cotangent) =>
        (x == 0 ? 0 : x == result ? cotangent : x == -result ? -cotangent : 0, 0);

    [Pullback(typeof(Math), nameof(Math.Max))]
    [Pullback(typeof(double), nameof(double.Max))]
    internal static (double X, double Y) Max(double x, double y, double result, double cotangent) =>
        (x > y ? cotangent : x == y ? cotangent / 2 : 0, y > x ? cotangent : x == y ? cotangent / 2 : 0);

    [Pullback(typeof(Math), nameof(Math.Min))]
    [Pullback(typeof(double), nameof(double.Min))]
    internal static (double X, double Y) Min(double x, double y, double result, double cotangent) =>
        (x < y ? cotangent : x == y ? cotangent / 2 : 0, y < x ? cotangent : x == y ? cotangent / 2 : 0);

    // Whatever the order by which one argument was chosen, the result tells which.
    [Pullback(typeof(Math), nameof(Math.MaxMagnitude))]
    [Pullback(typeof(Math), nameof(Math.MinMagnitude))]
    [Pullback(typeof(double), nameof(double.MaxMagnitude))]
    [Pullback(typeof(double), nameof(double.MinMagnitude))]
    [Pullback(typeof(double), nameof(double.MaxNumber))]
    [Pullback(typeof(double), nameof(double.MinNumber))]
    [Pullback(typeof(double), nameof(double.MaxMagnitudeNumber))]
    [Pullback(typeof(double), nameof(double.MinMagnitudeNumber))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(double), nameof(double.MaxNative))]
    [Pullback(typeof(double), nameof(double.MinNative))]
#endif
    internal static (double X, double Y) Chosen(double x, double y, double result, double cotangent) =>
        (x != result ? 0 : y == result ? cotangent / 2 : cotangent, y != result ? 0 : x == result ? cotangent / 2 : cotangent);

    [Pullback(typeof(Math), nameof(Math.Clamp))]
    [Pullback(typeof(double), nameof(double.Clamp))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(double), nameof(double.ClampNative))]
#endif
    internal static (double Value, double Min, double Max) Clamp(double value, double min, double max, double result, double cotangent) =>
        (value < min || value > max ? 0 : cotangent, value < min ? cotangent : 0, value > max ? cotangent : 0);
}
