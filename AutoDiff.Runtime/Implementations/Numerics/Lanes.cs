using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>What vectors do in one of their lanes, and cotangents by lane: one that is zero stays zero whatever it is multiplied with.</summary>
internal static class Lanes
{
    /// <summary>The sum that the framework's vectors fuse where the processor does.</summary>
#if NET10_0_OR_GREATER
    internal static float MultiplyAdd(float left, float right, float addend) => float.MultiplyAddEstimate(left, right, addend);

    internal static float MaxNative(float left, float right) => float.MaxNative(left, right);

    internal static float MinNative(float left, float right) => float.MinNative(left, right);
#else
    internal static float MultiplyAdd(float left, float right, float addend) => (left * right) + addend;

    internal static float MaxNative(float left, float right) => MathF.Max(left, right);

    internal static float MinNative(float left, float right) => MathF.Min(left, right);
#endif

    /// <summary>Bounds may cross: the upper one wins.</summary>
    internal static float Clamp(float value, float min, float max) => MathF.Min(MathF.Max(value, min), max);

    [Pullback(typeof(Lanes), nameof(Clamp))]
    internal static (float Value, float Min, float Max) Clamp(float value, float min, float max, float result, float cotangent)
    {
        if ((value < min ? min : value) > max)
            return (0, 0, cotangent);
        return value < min ? (0, cotangent, 0) : (cotangent, 0, 0);
    }

    /// <summary>Bit by bit from one or the other, by a mask whose bits are all set or none.</summary>
    internal static float Select(float mask, float left, float right)
    {
        int bits = BitConverter.SingleToInt32Bits(mask);
        return BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(left) & bits) | (BitConverter.SingleToInt32Bits(right) & ~bits));
    }

    [Pullback(typeof(Lanes), nameof(Select))]
    internal static (float Mask, float Left, float Right) Select(float mask, float left, float right, float result, float cotangent) =>
        BitConverter.SingleToInt32Bits(mask) < 0 ? (0, cotangent, 0) : (0, 0, cotangent);

    private static float Times(float cotangent, float factor) => cotangent == 0 ? 0 : cotangent * factor;

    private static float Over(float cotangent, float divisor) => cotangent == 0 ? 0 : cotangent / divisor;

    private static float Share(float part, float whole, float cotangent) => whole == 0 ? 0 : Times(cotangent, part / whole);

    internal static Vector2 Times(Vector2 cotangent, Vector2 factor) => new(Times(cotangent.X, factor.X), Times(cotangent.Y, factor.Y));

    internal static Vector2 Over(Vector2 cotangent, Vector2 divisor) => new(Over(cotangent.X, divisor.X), Over(cotangent.Y, divisor.Y));

    internal static Vector2 Share(Vector2 part, Vector2 whole, Vector2 cotangent) =>
        new(Share(part.X, whole.X, cotangent.X), Share(part.Y, whole.Y, cotangent.Y));

    internal static Vector3 Times(Vector3 cotangent, Vector3 factor) =>
        new(Times(cotangent.X, factor.X), Times(cotangent.Y, factor.Y), Times(cotangent.Z, factor.Z));

    internal static Vector3 Over(Vector3 cotangent, Vector3 divisor) =>
        new(Over(cotangent.X, divisor.X), Over(cotangent.Y, divisor.Y), Over(cotangent.Z, divisor.Z));

    internal static Vector3 Share(Vector3 part, Vector3 whole, Vector3 cotangent) =>
        new(Share(part.X, whole.X, cotangent.X), Share(part.Y, whole.Y, cotangent.Y), Share(part.Z, whole.Z, cotangent.Z));

    internal static Vector4 Times(Vector4 cotangent, Vector4 factor) =>
        new(Times(cotangent.X, factor.X), Times(cotangent.Y, factor.Y), Times(cotangent.Z, factor.Z), Times(cotangent.W, factor.W));

    internal static Vector4 Over(Vector4 cotangent, Vector4 divisor) =>
        new(Over(cotangent.X, divisor.X), Over(cotangent.Y, divisor.Y), Over(cotangent.Z, divisor.Z), Over(cotangent.W, divisor.W));

    internal static Vector4 Share(Vector4 part, Vector4 whole, Vector4 cotangent) => new(
        Share(part.X, whole.X, cotangent.X),
        Share(part.Y, whole.Y, cotangent.Y),
        Share(part.Z, whole.Z, cotangent.Z),
        Share(part.W, whole.W, cotangent.W));
}
