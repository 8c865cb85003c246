namespace AutoDiff.Rules;

/// <summary>Rules for <see cref="SpecialFunctions"/>.</summary>
internal static class SpecialFunctionRules
{
    private const double TwoOverSqrtPi = 1.12837916709551257390;

    [Pullback(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
    internal static double Erf(double x, double result, double cotangent) => cotangent * TwoOverSqrtPi * Math.Exp(-x * x);

    [Pullback(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
    internal static float Erf(float x, float result, float cotangent) => (float)(cotangent * TwoOverSqrtPi * Math.Exp(-(double)x * x));

    [Pullback(typeof(SpecialFunctions), nameof(SpecialFunctions.Erfc))]
    internal static double Erfc(double x, double result, double cotangent) => -cotangent * TwoOverSqrtPi * Math.Exp(-x * x);

    [Pullback(typeof(SpecialFunctions), nameof(SpecialFunctions.Erfc))]
    internal static float Erfc(float x, float result, float cotangent) => (float)(-cotangent * TwoOverSqrtPi * Math.Exp(-(double)x * x));
}
