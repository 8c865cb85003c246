using AutoDiff.Mathematics;

namespace AutoDiff.Rules;

/// <summary>Rules for <see cref="SpecialMath"/>.</summary>
internal static class SpecialMathRules
{
    private const double TwoOverSqrtPi = 1.12837916709551257390;

    [Pullback(typeof(SpecialMath), nameof(SpecialMath.Erf))]
    internal static double Erf(double x, double result, double cotangent) => cotangent * TwoOverSqrtPi * Math.Exp(-x * x);

    [Pullback(typeof(SpecialMath), nameof(SpecialMath.Erf))]
    internal static float Erf(float x, float result, float cotangent) => (float)(cotangent * TwoOverSqrtPi * Math.Exp(-(double)x * x));

    [Pullback(typeof(SpecialMath), nameof(SpecialMath.Erfc))]
    internal static double Erfc(double x, double result, double cotangent) => -cotangent * TwoOverSqrtPi * Math.Exp(-x * x);

    [Pullback(typeof(SpecialMath), nameof(SpecialMath.Erfc))]
    internal static float Erfc(float x, float result, float cotangent) => (float)(-cotangent * TwoOverSqrtPi * Math.Exp(-(double)x * x));
}
