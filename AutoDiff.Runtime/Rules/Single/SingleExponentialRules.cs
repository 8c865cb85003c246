namespace AutoDiff.Rules;

/// <summary>
/// Exponentials, logarithms and powers.
/// </summary>
/// <remarks>
/// Conventions: d/dx x^y is y·x^(y-1), and 0 when y = 0. d/dy x^y is x^y·log x for x &gt; 0; 0 at x = 0 with y &gt;= 0; 0 for x &lt; 0 with y an integer,
/// where the power exists at isolated exponents only and integer exponents are constants in practice; NaN for x &lt; 0 with any other y.
/// Outside their domain the logarithms are NaN, but their derivative 1/x is what the formula gives.
/// </remarks>
internal static class SingleExponentialRules
{
    private const float Ln2 = 0.69314718055994530942f;
    private const float Ln10 = 2.30258509299404568402f;

    [Pullback(typeof(MathF), nameof(MathF.Exp))]
    [Pullback(typeof(float), nameof(float.Exp))]
    internal static float Exp(float x, float result, float cotangent) => cotangent * result;

    [Pullback(typeof(float), nameof(float.Exp2))]
    internal static float Exp2(float x, float result, float cotangent) => cotangent * Ln2 * result;

    [Pullback(typeof(float), nameof(float.Exp10))]
    internal static float Exp10(float x, float result, float cotangent) => cotangent * Ln10 * result;

    [Pullback(typeof(float), nameof(float.ExpM1))]
    internal static float ExpM1(float x, float result, float cotangent) => cotangent * (result + 1);

    [Pullback(typeof(float), nameof(float.Exp2M1))]
    internal static float Exp2M1(float x, float result, float cotangent) => cotangent * Ln2 * (result + 1);

    [Pullback(typeof(float), nameof(float.Exp10M1))]
    internal static float Exp10M1(float x, float result, float cotangent) => cotangent * Ln10 * (result + 1);

    [Pullback(typeof(MathF), nameof(MathF.Log))]
    [Pullback(typeof(float), nameof(float.Log))]
    internal static float Log(float x, float result, float cotangent) => cotangent / x;

    [Pullback(typeof(MathF), nameof(MathF.Log2))]
    [Pullback(typeof(float), nameof(float.Log2))]
    internal static float Log2(float x, float result, float cotangent) => cotangent / (x * Ln2);

    [Pullback(typeof(MathF), nameof(MathF.Log10))]
    [Pullback(typeof(float), nameof(float.Log10))]
    internal static float Log10(float x, float result, float cotangent) => cotangent / (x * Ln10);

    [Pullback(typeof(float), nameof(float.LogP1))]
    internal static float LogP1(float x, float result, float cotangent) => cotangent / (x + 1);

    [Pullback(typeof(float), nameof(float.Log2P1))]
    internal static float Log2P1(float x, float result, float cotangent) => cotangent / ((x + 1) * Ln2);

    [Pullback(typeof(float), nameof(float.Log10P1))]
    internal static float Log10P1(float x, float result, float cotangent) => cotangent / ((x + 1) * Ln10);

    [Pullback(typeof(MathF), nameof(MathF.Log))]
    [Pullback(typeof(float), nameof(float.Log))]
    internal static (float X, float NewBase) Log(float x, float newBase, float result, float cotangent) =>
        (cotangent / (x * MathF.Log(newBase)), -cotangent * result / (newBase * MathF.Log(newBase)));

    [Pullback(typeof(MathF), nameof(MathF.Pow))]
    [Pullback(typeof(float), nameof(float.Pow))]
    internal static (float X, float Y) Pow(float x, float y, float result, float cotangent) =>
        (y == 0 ? 0 : cotangent * y * MathF.Pow(x, y - 1),
         (x == 0 && y >= 0) || (x < 0 && y == MathF.Floor(y)) ? 0 : cotangent * result * MathF.Log(x));
}
