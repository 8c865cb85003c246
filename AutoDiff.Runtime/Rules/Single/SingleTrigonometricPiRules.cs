namespace AutoDiff.Rules;

/// <summary>Trigonometric functions in half turns, f(πx), and their inverses, f⁻¹(x)/π. Conventions are those of the functions in radians.</summary>
internal static class SingleTrigonometricPiRules
{
    [Pullback(typeof(float), nameof(float.SinPi))]
    internal static float SinPi(float x, float result, float cotangent) => cotangent * float.Pi * float.CosPi(x);

    [Pullback(typeof(float), nameof(float.CosPi))]
    internal static float CosPi(float x, float result, float cotangent) => -cotangent * float.Pi * float.SinPi(x);

    [Pullback(typeof(float), nameof(float.SinCosPi))]
    internal static float SinCosPi(float x, (float SinPi, float CosPi) result, (float SinPi, float CosPi) cotangent) =>
        float.Pi * ((cotangent.SinPi * result.CosPi) - (cotangent.CosPi * result.SinPi));

    [Pullback(typeof(float), nameof(float.TanPi))]
    internal static float TanPi(float x, float result, float cotangent) => cotangent * float.Pi * (1 + (result * result));

    [Pullback(typeof(float), nameof(float.AsinPi))]
    internal static float AsinPi(float x, float result, float cotangent) => cotangent / (float.Pi * MathF.Sqrt((1 - x) * (1 + x)));

    [Pullback(typeof(float), nameof(float.AcosPi))]
    internal static float AcosPi(float x, float result, float cotangent) => -cotangent / (float.Pi * MathF.Sqrt((1 - x) * (1 + x)));

    [Pullback(typeof(float), nameof(float.AtanPi))]
    internal static float AtanPi(float x, float result, float cotangent) => cotangent / (float.Pi * (1 + (x * x)));

    [Pullback(typeof(float), nameof(float.Atan2Pi))]
    internal static (float Y, float X) Atan2Pi(float y, float x, float result, float cotangent) =>
        (cotangent * x / (float.Pi * ((x * x) + (y * y))), -cotangent * y / (float.Pi * ((x * x) + (y * y))));
}
