namespace AutoDiff.Rules;

/// <summary>Functions that return one of their arguments, or its magnitude.</summary>
/// <remarks>
/// <para>Conventions: <c>Abs</c> and <c>CopySign</c> have derivative 0 at 0; the sign argument of <c>CopySign</c> gets 0.</para>
/// <para>Of two equal arguments of a maximum or minimum each gets half. A NaN argument gets 0, and so does the other where the result is NaN, because it
/// does not depend on it; the <c>Number</c> forms, which return the other argument, give it the whole cotangent.</para>
/// <para><c>Clamp</c> passes the cotangent to the value inside and on the bounds, to the violated bound outside.</para>
/// </remarks>
internal static class SingleSelectionRules
{
    [Pullback(typeof(Math), nameof(Math.Abs))]
    [Pullback(typeof(MathF), nameof(MathF.Abs))]
    [Pullback(typeof(float), nameof(float.Abs))]
    internal static float Abs(float x, float result, float cotangent) => x > 0 ? cotangent : x < 0 ? -cotangent : 0;

    [Pullback(typeof(MathF), nameof(MathF.CopySign))]
    [Pullback(typeof(float), nameof(float.CopySign))]
    internal static (float X, float Sign) CopySign(float x, float sign, float result, float cotangent) =>
        (x == 0 ? 0 : x == result ? cotangent : x == -result ? -cotangent : 0, 0);

    [Pullback(typeof(Math), nameof(Math.Max))]
    [Pullback(typeof(MathF), nameof(MathF.Max))]
    [Pullback(typeof(float), nameof(float.Max))]
    internal static (float X, float Y) Max(float x, float y, float result, float cotangent) =>
        (x > y ? cotangent : x == y ? cotangent / 2 : 0, y > x ? cotangent : x == y ? cotangent / 2 : 0);

    [Pullback(typeof(Math), nameof(Math.Min))]
    [Pullback(typeof(MathF), nameof(MathF.Min))]
    [Pullback(typeof(float), nameof(float.Min))]
    internal static (float X, float Y) Min(float x, float y, float result, float cotangent) =>
        (x < y ? cotangent : x == y ? cotangent / 2 : 0, y < x ? cotangent : x == y ? cotangent / 2 : 0);

    // Whatever the order by which one argument was chosen, the result tells which.
    [Pullback(typeof(MathF), nameof(MathF.MaxMagnitude))]
    [Pullback(typeof(MathF), nameof(MathF.MinMagnitude))]
    [Pullback(typeof(float), nameof(float.MaxMagnitude))]
    [Pullback(typeof(float), nameof(float.MinMagnitude))]
    [Pullback(typeof(float), nameof(float.MaxNumber))]
    [Pullback(typeof(float), nameof(float.MinNumber))]
    [Pullback(typeof(float), nameof(float.MaxMagnitudeNumber))]
    [Pullback(typeof(float), nameof(float.MinMagnitudeNumber))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(float), nameof(float.MaxNative))]
    [Pullback(typeof(float), nameof(float.MinNative))]
#endif
    internal static (float X, float Y) Chosen(float x, float y, float result, float cotangent) =>
        (x != result ? 0 : y == result ? cotangent / 2 : cotangent, y != result ? 0 : x == result ? cotangent / 2 : cotangent);

    [Pullback(typeof(Math), nameof(Math.Clamp))]
    [Pullback(typeof(float), nameof(float.Clamp))]
#if NET10_0_OR_GREATER
    [Pullback(typeof(float), nameof(float.ClampNative))]
#endif
    internal static (float Value, float Min, float Max) Clamp(float value, float min, float max, float result, float cotangent) =>
        (value < min || value > max ? 0 : cotangent, value < min ? cotangent : 0, value > max ? cotangent : 0);
}
