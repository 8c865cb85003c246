namespace AutoDiff.Rules;

/// <summary>Hyperbolic functions and their inverses.</summary>
/// <remarks>Conventions: infinite derivatives at the ends of a domain, NaN outside Acosh's, the formula's value outside Atanh's.</remarks>
internal static class SingleHyperbolicRules
{
    [Pullback(typeof(MathF), nameof(MathF.Sinh))]
    [Pullback(typeof(float), nameof(float.Sinh))]
    internal static float Sinh(float x, float result, float cotangent) => cotangent * MathF.Cosh(x);

    [Pullback(typeof(MathF), nameof(MathF.Cosh))]
    [Pullback(typeof(float), nameof(float.Cosh))]
    internal static float Cosh(float x, float result, float cotangent) => cotangent * MathF.Sinh(x);

    [Pullback(typeof(MathF), nameof(MathF.Tanh))]
    [Pullback(typeof(float), nameof(float.Tanh))]
    internal static float Tanh(float x, float result, float cotangent) => cotangent * (1 - (result * result));

    [Pullback(typeof(MathF), nameof(MathF.Asinh))]
    [Pullback(typeof(float), nameof(float.Asinh))]
    internal static float Asinh(float x, float result, float cotangent) => cotangent / MathF.Sqrt((x * x) + 1);

    // Two roots: NaN left of the domain, where (x - 1)(x + 1) alone would be positive, and no overflow far right.
    [Pullback(typeof(MathF), nameof(MathF.Acosh))]
    [Pullback(typeof(float), nameof(float.Acosh))]
    internal static float Acosh(float x, float result, float cotangent) => cotangent / (MathF.Sqrt(x - 1) * MathF.Sqrt(x + 1));

    [Pullback(typeof(MathF), nameof(MathF.Atanh))]
    [Pullback(typeof(float), nameof(float.Atanh))]
    internal static float Atanh(float x, float result, float cotangent) => cotangent / ((1 - x) * (1 + x));
}
