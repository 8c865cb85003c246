namespace AutoDiff.Rules;

/// <summary>
/// Piecewise constant functions, whose derivative is 0 everywhere, the jumps included; and steps to the neighbouring number, whose derivative is 1.
/// </summary>
internal static class SingleRoundingRules
{
    [Pullback(typeof(MathF), nameof(MathF.Floor))]
    [Pullback(typeof(MathF), nameof(MathF.Ceiling))]
    [Pullback(typeof(MathF), nameof(MathF.Truncate))]
    [Pullback(typeof(MathF), nameof(MathF.Round))]
    [Pullback(typeof(float), nameof(float.Floor))]
    [Pullback(typeof(float), nameof(float.Ceiling))]
    [Pullback(typeof(float), nameof(float.Truncate))]
    [Pullback(typeof(float), nameof(float.Round))]
    internal static float Round(float x, float result, float cotangent) => 0;

    [Pullback(typeof(MathF), nameof(MathF.Round))]
    [Pullback(typeof(float), nameof(float.Round))]
    internal static float Round(float x, int digits, float result, float cotangent) => 0;

    [Pullback(typeof(MathF), nameof(MathF.Round))]
    [Pullback(typeof(float), nameof(float.Round))]
    internal static float Round(float x, MidpointRounding mode, float result, float cotangent) => 0;

    [Pullback(typeof(MathF), nameof(MathF.Round))]
    [Pullback(typeof(float), nameof(float.Round))]
    internal static float Round(float x, int digits, MidpointRounding mode, float result, float cotangent) => 0;

    [Pullback(typeof(MathF), nameof(MathF.BitIncrement))]
    [Pullback(typeof(MathF), nameof(MathF.BitDecrement))]
    [Pullback(typeof(float), nameof(float.BitIncrement))]
    [Pullback(typeof(float), nameof(float.BitDecrement))]
    internal static float Neighbour(float x, float result, float cotangent) => cotangent;
}
