namespace AutoDiff.Rules;

/// <summary>Trigonometric functions and their inverses.</summary>
/// <remarks>
/// Conventions: the inverse sine and cosine have infinite derivatives at ±1 and NaN beyond; Atan2 at the origin has derivative NaN, as it has no limit there.
/// </remarks>
internal static class SingleTrigonometricRules
{
    [Pullback(typeof(MathF), nameof(MathF.Sin))]
    [Pullback(typeof(float), nameof(float.Sin))]
    internal static float Sin(float x, float result, float cotangent) => cotangent * MathF.Cos(x);

    [Pullback(typeof(MathF), nameof(MathF.Cos))]
    [Pullback(typeof(float), nameof(float.Cos))]
    internal static float Cos(float x, float result, float cotangent) => -cotangent * MathF.Sin(x);

    [Pullback(typeof(MathF), nameof(MathF.SinCos))]
    [Pullback(typeof(float), nameof(float.SinCos))]
    internal static float SinCos(float x, (float Sin, float Cos) result, (float Sin, float Cos) cotangent) =>
        (cotangent.Sin * result.Cos) - (cotangent.Cos * result.Sin);

    [Pullback(typeof(MathF), nameof(MathF.Tan))]
    [Pullback(typeof(float), nameof(float.Tan))]
    internal static float Tan(float x, float result, float cotangent) => cotangent * (1 + (result * result));

    [Pullback(typeof(MathF), nameof(MathF.Asin))]
    [Pullback(typeof(float), nameof(float.Asin))]
    internal static float Asin(float x, float result, float cotangent) => cotangent / MathF.Sqrt((1 - x) * (1 + x));

    [Pullback(typeof(MathF), nameof(MathF.Acos))]
    [Pullback(typeof(float), nameof(float.Acos))]
    internal static float Acos(float x, float result, float cotangent) => -cotangent / MathF.Sqrt((1 - x) * (1 + x));

    [Pullback(typeof(MathF), nameof(MathF.Atan))]
    [Pullback(typeof(float), nameof(float.Atan))]
    internal static float Atan(float x, float result, float cotangent) => cotangent / (1 + (x * x));

    [Pullback(typeof(MathF), nameof(MathF.Atan2))]
    [Pullback(typeof(float), nameof(float.Atan2))]
    internal static (float Y, float X) Atan2(float y, float x, float result, float cotangent) =>
        (cotangent * x / ((x * x) + (y * y)), -cotangent * y / ((x * x) + (y * y)));
}
