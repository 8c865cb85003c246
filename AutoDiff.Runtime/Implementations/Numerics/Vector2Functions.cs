using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The functions of <see cref="Vector2"/> that are those of numbers, element by element, to the last bit.</summary>
internal static class Vector2Functions
{
    [Implementation(typeof(Vector2), "op_UnaryPlus")]
    internal static Vector2 Plus(Vector2 value) => value;

    [Implementation(typeof(Vector2), "Abs")]
    internal static Vector2 Abs(Vector2 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y));

    [Implementation(typeof(Vector2), "SquareRoot")]
    internal static Vector2 SquareRoot(Vector2 value) => new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y));

    [Implementation(typeof(Vector2), "DegreesToRadians")]
    internal static Vector2 DegreesToRadians(Vector2 value) => new(float.DegreesToRadians(value.X), float.DegreesToRadians(value.Y));

    [Implementation(typeof(Vector2), "RadiansToDegrees")]
    internal static Vector2 RadiansToDegrees(Vector2 value) => new(float.RadiansToDegrees(value.X), float.RadiansToDegrees(value.Y));

    [Implementation(typeof(Vector2), "Max")]
    internal static Vector2 Max(Vector2 left, Vector2 right) => new(MathF.Max(left.X, right.X), MathF.Max(left.Y, right.Y));

    [Implementation(typeof(Vector2), "Min")]
    internal static Vector2 Min(Vector2 left, Vector2 right) => new(MathF.Min(left.X, right.X), MathF.Min(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MaxMagnitude")]
    internal static Vector2 MaxMagnitude(Vector2 left, Vector2 right) =>
        new(MathF.MaxMagnitude(left.X, right.X), MathF.MaxMagnitude(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MinMagnitude")]
    internal static Vector2 MinMagnitude(Vector2 left, Vector2 right) =>
        new(MathF.MinMagnitude(left.X, right.X), MathF.MinMagnitude(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MaxNumber")]
    internal static Vector2 MaxNumber(Vector2 left, Vector2 right) => new(float.MaxNumber(left.X, right.X), float.MaxNumber(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MinNumber")]
    internal static Vector2 MinNumber(Vector2 left, Vector2 right) => new(float.MinNumber(left.X, right.X), float.MinNumber(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MaxMagnitudeNumber")]
    internal static Vector2 MaxMagnitudeNumber(Vector2 left, Vector2 right) =>
        new(float.MaxMagnitudeNumber(left.X, right.X), float.MaxMagnitudeNumber(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MinMagnitudeNumber")]
    internal static Vector2 MinMagnitudeNumber(Vector2 left, Vector2 right) =>
        new(float.MinMagnitudeNumber(left.X, right.X), float.MinMagnitudeNumber(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MaxNative")]
    internal static Vector2 MaxNative(Vector2 left, Vector2 right) => new(Lanes.MaxNative(left.X, right.X), Lanes.MaxNative(left.Y, right.Y));

    [Implementation(typeof(Vector2), "MinNative")]
    internal static Vector2 MinNative(Vector2 left, Vector2 right) => new(Lanes.MinNative(left.X, right.X), Lanes.MinNative(left.Y, right.Y));

    [Implementation(typeof(Vector2), "CopySign")]
    internal static Vector2 CopySign(Vector2 value, Vector2 sign) => new(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y));

    [Implementation(typeof(Vector2), "Clamp")]
    internal static Vector2 Clamp(Vector2 value, Vector2 min, Vector2 max) =>
        new(Lanes.Clamp(value.X, min.X, max.X), Lanes.Clamp(value.Y, min.Y, max.Y));

    [Implementation(typeof(Vector2), "ClampNative")]
    internal static Vector2 ClampNative(Vector2 value, Vector2 min, Vector2 max) =>
        new(Lanes.MinNative(Lanes.MaxNative(value.X, min.X), max.X), Lanes.MinNative(Lanes.MaxNative(value.Y, min.Y), max.Y));

    [Implementation(typeof(Vector2), "FusedMultiplyAdd")]
    internal static Vector2 FusedMultiplyAdd(Vector2 left, Vector2 right, Vector2 addend) =>
        new(MathF.FusedMultiplyAdd(left.X, right.X, addend.X), MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y));

    [Implementation(typeof(Vector2), "MultiplyAddEstimate")]
    internal static Vector2 MultiplyAddEstimate(Vector2 left, Vector2 right, Vector2 addend) =>
        new(Lanes.MultiplyAdd(left.X, right.X, addend.X), Lanes.MultiplyAdd(left.Y, right.Y, addend.Y));

    [Implementation(typeof(Vector2), "Lerp")]
    internal static Vector2 Lerp(Vector2 left, Vector2 right, Vector2 amount) =>
        new(Lanes.MultiplyAdd(left.X, 1 - amount.X, right.X * amount.X), Lanes.MultiplyAdd(left.Y, 1 - amount.Y, right.Y * amount.Y));

    [Implementation(typeof(Vector2), "ConditionalSelect")]
    internal static Vector2 ConditionalSelect(Vector2 condition, Vector2 left, Vector2 right) =>
        new(Lanes.Select(condition.X, left.X, right.X), Lanes.Select(condition.Y, left.Y, right.Y));

    [Implementation(typeof(Vector2), "Reflect")]
    internal static Vector2 Reflect(Vector2 vector, Vector2 normal)
    {
        float twice = Vector2.Dot(vector, normal);
        twice = -(twice + twice);
        return new(Lanes.MultiplyAdd(twice, normal.X, vector.X), Lanes.MultiplyAdd(twice, normal.Y, vector.Y));
    }

    [Implementation(typeof(Vector2), "Cross")]
    internal static float Cross(Vector2 left, Vector2 right) => (left.X * right.Y) - (left.Y * right.X);
}
