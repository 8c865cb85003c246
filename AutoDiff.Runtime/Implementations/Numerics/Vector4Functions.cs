using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The functions of <see cref="Vector4"/> that are those of numbers, element by element, to the last bit.</summary>
internal static class Vector4Functions
{
    [Implementation(typeof(Vector4), "op_UnaryPlus")]
    internal static Vector4 Plus(Vector4 value) => value;

    [Implementation(typeof(Vector4), "Abs")]
    internal static Vector4 Abs(Vector4 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z), MathF.Abs(value.W));

    [Implementation(typeof(Vector4), "SquareRoot")]
    internal static Vector4 SquareRoot(Vector4 value) => new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z), MathF.Sqrt(value.W));

    [Implementation(typeof(Vector4), "DegreesToRadians")]
    internal static Vector4 DegreesToRadians(Vector4 value) =>
        new(float.DegreesToRadians(value.X), float.DegreesToRadians(value.Y), float.DegreesToRadians(value.Z), float.DegreesToRadians(value.W));

    [Implementation(typeof(Vector4), "RadiansToDegrees")]
    internal static Vector4 RadiansToDegrees(Vector4 value) =>
        new(float.RadiansToDegrees(value.X), float.RadiansToDegrees(value.Y), float.RadiansToDegrees(value.Z), float.RadiansToDegrees(value.W));

    [Implementation(typeof(Vector4), "Max")]
    internal static Vector4 Max(Vector4 left, Vector4 right) =>
        new(MathF.Max(left.X, right.X), MathF.Max(left.Y, right.Y), MathF.Max(left.Z, right.Z), MathF.Max(left.W, right.W));

    [Implementation(typeof(Vector4), "Min")]
    internal static Vector4 Min(Vector4 left, Vector4 right) =>
        new(MathF.Min(left.X, right.X), MathF.Min(left.Y, right.Y), MathF.Min(left.Z, right.Z), MathF.Min(left.W, right.W));

    [Implementation(typeof(Vector4), "MaxMagnitude")]
    internal static Vector4 MaxMagnitude(Vector4 left, Vector4 right) => new(
        MathF.MaxMagnitude(left.X, right.X),
        MathF.MaxMagnitude(left.Y, right.Y),
        MathF.MaxMagnitude(left.Z, right.Z),
        MathF.MaxMagnitude(left.W, right.W));

    [Implementation(typeof(Vector4), "MinMagnitude")]
    internal static Vector4 MinMagnitude(Vector4 left, Vector4 right) => new(
        MathF.MinMagnitude(left.X, right.X),
        MathF.MinMagnitude(left.Y, right.Y),
        MathF.MinMagnitude(left.Z, right.Z),
        MathF.MinMagnitude(left.W, right.W));

    [Implementation(typeof(Vector4), "MaxNumber")]
    internal static Vector4 MaxNumber(Vector4 left, Vector4 right) =>
        new(float.MaxNumber(left.X, right.X), float.MaxNumber(left.Y, right.Y), float.MaxNumber(left.Z, right.Z), float.MaxNumber(left.W, right.W));

    [Implementation(typeof(Vector4), "MinNumber")]
    internal static Vector4 MinNumber(Vector4 left, Vector4 right) =>
        new(float.MinNumber(left.X, right.X), float.MinNumber(left.Y, right.Y), float.MinNumber(left.Z, right.Z), float.MinNumber(left.W, right.W));

    [Implementation(typeof(Vector4), "MaxMagnitudeNumber")]
    internal static Vector4 MaxMagnitudeNumber(Vector4 left, Vector4 right) => new(
        float.MaxMagnitudeNumber(left.X, right.X),
        float.MaxMagnitudeNumber(left.Y, right.Y),
        float.MaxMagnitudeNumber(left.Z, right.Z),
        float.MaxMagnitudeNumber(left.W, right.W));

    [Implementation(typeof(Vector4), "MinMagnitudeNumber")]
    internal static Vector4 MinMagnitudeNumber(Vector4 left, Vector4 right) => new(
        float.MinMagnitudeNumber(left.X, right.X),
        float.MinMagnitudeNumber(left.Y, right.Y),
        float.MinMagnitudeNumber(left.Z, right.Z),
        float.MinMagnitudeNumber(left.W, right.W));

    [Implementation(typeof(Vector4), "MaxNative")]
    internal static Vector4 MaxNative(Vector4 left, Vector4 right) =>
        new(Lanes.MaxNative(left.X, right.X), Lanes.MaxNative(left.Y, right.Y), Lanes.MaxNative(left.Z, right.Z), Lanes.MaxNative(left.W, right.W));

    [Implementation(typeof(Vector4), "MinNative")]
    internal static Vector4 MinNative(Vector4 left, Vector4 right) =>
        new(Lanes.MinNative(left.X, right.X), Lanes.MinNative(left.Y, right.Y), Lanes.MinNative(left.Z, right.Z), Lanes.MinNative(left.W, right.W));

    [Implementation(typeof(Vector4), "CopySign")]
    internal static Vector4 CopySign(Vector4 value, Vector4 sign) =>
        new(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y), MathF.CopySign(value.Z, sign.Z), MathF.CopySign(value.W, sign.W));

    [Implementation(typeof(Vector4), "Clamp")]
    internal static Vector4 Clamp(Vector4 value, Vector4 min, Vector4 max) => new(
        Lanes.Clamp(value.X, min.X, max.X),
        Lanes.Clamp(value.Y, min.Y, max.Y),
        Lanes.Clamp(value.Z, min.Z, max.Z),
        Lanes.Clamp(value.W, min.W, max.W));

    [Implementation(typeof(Vector4), "ClampNative")]
    internal static Vector4 ClampNative(Vector4 value, Vector4 min, Vector4 max) => new(
        Lanes.MinNative(Lanes.MaxNative(value.X, min.X), max.X),
        Lanes.MinNative(Lanes.MaxNative(value.Y, min.Y), max.Y),
        Lanes.MinNative(Lanes.MaxNative(value.Z, min.Z), max.Z),
        Lanes.MinNative(Lanes.MaxNative(value.W, min.W), max.W));

    [Implementation(typeof(Vector4), "FusedMultiplyAdd")]
    internal static Vector4 FusedMultiplyAdd(Vector4 left, Vector4 right, Vector4 addend) => new(
        MathF.FusedMultiplyAdd(left.X, right.X, addend.X),
        MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y),
        MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z),
        MathF.FusedMultiplyAdd(left.W, right.W, addend.W));

    [Implementation(typeof(Vector4), "MultiplyAddEstimate")]
    internal static Vector4 MultiplyAddEstimate(Vector4 left, Vector4 right, Vector4 addend) => new(
        Lanes.MultiplyAdd(left.X, right.X, addend.X),
        Lanes.MultiplyAdd(left.Y, right.Y, addend.Y),
        Lanes.MultiplyAdd(left.Z, right.Z, addend.Z),
        Lanes.MultiplyAdd(left.W, right.W, addend.W));

    [Implementation(typeof(Vector4), "Lerp")]
    internal static Vector4 Lerp(Vector4 left, Vector4 right, Vector4 amount) => new(
        Lanes.MultiplyAdd(left.X, 1 - amount.X, right.X * amount.X),
        Lanes.MultiplyAdd(left.Y, 1 - amount.Y, right.Y * amount.Y),
        Lanes.MultiplyAdd(left.Z, 1 - amount.Z, right.Z * amount.Z),
        Lanes.MultiplyAdd(left.W, 1 - amount.W, right.W * amount.W));

    [Implementation(typeof(Vector4), "ConditionalSelect")]
    internal static Vector4 ConditionalSelect(Vector4 condition, Vector4 left, Vector4 right) => new(
        Lanes.Select(condition.X, left.X, right.X),
        Lanes.Select(condition.Y, left.Y, right.Y),
        Lanes.Select(condition.Z, left.Z, right.Z),
        Lanes.Select(condition.W, left.W, right.W));

    [Implementation(typeof(Vector4), "Cross")]
    internal static Vector4 Cross(Vector4 left, Vector4 right) => new(
        Lanes.MultiplyAdd(left.Y, right.Z, -(left.Z * right.Y)),
        Lanes.MultiplyAdd(left.Z, right.X, -(left.X * right.Z)),
        Lanes.MultiplyAdd(left.X, right.Y, -(left.Y * right.X)),
        left.W * right.W);
}
