using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The functions of <see cref="Vector3"/> that are those of numbers, element by element, to the last bit.</summary>
internal static class Vector3Functions
{
    [Implementation(typeof(Vector3), "op_UnaryPlus")]
    internal static Vector3 Plus(Vector3 value) => value;

    [Implementation(typeof(Vector3), "Abs")]
    internal static Vector3 Abs(Vector3 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z));

    [Implementation(typeof(Vector3), "SquareRoot")]
    internal static Vector3 SquareRoot(Vector3 value) => new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z));

    [Implementation(typeof(Vector3), "DegreesToRadians")]
    internal static Vector3 DegreesToRadians(Vector3 value) =>
        new(float.DegreesToRadians(value.X), float.DegreesToRadians(value.Y), float.DegreesToRadians(value.Z));

    [Implementation(typeof(Vector3), "RadiansToDegrees")]
    internal static Vector3 RadiansToDegrees(Vector3 value) =>
        new(float.RadiansToDegrees(value.X), float.RadiansToDegrees(value.Y), float.RadiansToDegrees(value.Z));

    [Implementation(typeof(Vector3), "Max")]
    internal static Vector3 Max(Vector3 left, Vector3 right) =>
        new(MathF.Max(left.X, right.X), MathF.Max(left.Y, right.Y), MathF.Max(left.Z, right.Z));

    [Implementation(typeof(Vector3), "Min")]
    internal static Vector3 Min(Vector3 left, Vector3 right) =>
        new(MathF.Min(left.X, right.X), MathF.Min(left.Y, right.Y), MathF.Min(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MaxMagnitude")]
    internal static Vector3 MaxMagnitude(Vector3 left, Vector3 right) =>
        new(MathF.MaxMagnitude(left.X, right.X), MathF.MaxMagnitude(left.Y, right.Y), MathF.MaxMagnitude(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MinMagnitude")]
    internal static Vector3 MinMagnitude(Vector3 left, Vector3 right) =>
        new(MathF.MinMagnitude(left.X, right.X), MathF.MinMagnitude(left.Y, right.Y), MathF.MinMagnitude(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MaxNumber")]
    internal static Vector3 MaxNumber(Vector3 left, Vector3 right) =>
        new(float.MaxNumber(left.X, right.X), float.MaxNumber(left.Y, right.Y), float.MaxNumber(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MinNumber")]
    internal static Vector3 MinNumber(Vector3 left, Vector3 right) =>
        new(float.MinNumber(left.X, right.X), float.MinNumber(left.Y, right.Y), float.MinNumber(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MaxMagnitudeNumber")]
    internal static Vector3 MaxMagnitudeNumber(Vector3 left, Vector3 right) =>
        new(float.MaxMagnitudeNumber(left.X, right.X), float.MaxMagnitudeNumber(left.Y, right.Y), float.MaxMagnitudeNumber(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MinMagnitudeNumber")]
    internal static Vector3 MinMagnitudeNumber(Vector3 left, Vector3 right) =>
        new(float.MinMagnitudeNumber(left.X, right.X), float.MinMagnitudeNumber(left.Y, right.Y), float.MinMagnitudeNumber(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MaxNative")]
    internal static Vector3 MaxNative(Vector3 left, Vector3 right) =>
        new(Lanes.MaxNative(left.X, right.X), Lanes.MaxNative(left.Y, right.Y), Lanes.MaxNative(left.Z, right.Z));

    [Implementation(typeof(Vector3), "MinNative")]
    internal static Vector3 MinNative(Vector3 left, Vector3 right) =>
        new(Lanes.MinNative(left.X, right.X), Lanes.MinNative(left.Y, right.Y), Lanes.MinNative(left.Z, right.Z));

    [Implementation(typeof(Vector3), "CopySign")]
    internal static Vector3 CopySign(Vector3 value, Vector3 sign) =>
        new(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y), MathF.CopySign(value.Z, sign.Z));

    [Implementation(typeof(Vector3), "Clamp")]
    internal static Vector3 Clamp(Vector3 value, Vector3 min, Vector3 max) =>
        new(Lanes.Clamp(value.X, min.X, max.X), Lanes.Clamp(value.Y, min.Y, max.Y), Lanes.Clamp(value.Z, min.Z, max.Z));

    [Implementation(typeof(Vector3), "ClampNative")]
    internal static Vector3 ClampNative(Vector3 value, Vector3 min, Vector3 max) => new(
        Lanes.MinNative(Lanes.MaxNative(value.X, min.X), max.X),
        Lanes.MinNative(Lanes.MaxNative(value.Y, min.Y), max.Y),
        Lanes.MinNative(Lanes.MaxNative(value.Z, min.Z), max.Z));

    [Implementation(typeof(Vector3), "FusedMultiplyAdd")]
    internal static Vector3 FusedMultiplyAdd(Vector3 left, Vector3 right, Vector3 addend) => new(
        MathF.FusedMultiplyAdd(left.X, right.X, addend.X),
        MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y),
        MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z));

    [Implementation(typeof(Vector3), "MultiplyAddEstimate")]
    internal static Vector3 MultiplyAddEstimate(Vector3 left, Vector3 right, Vector3 addend) =>
        new(Lanes.MultiplyAdd(left.X, right.X, addend.X), Lanes.MultiplyAdd(left.Y, right.Y, addend.Y), Lanes.MultiplyAdd(left.Z, right.Z, addend.Z));

    [Implementation(typeof(Vector3), "Lerp")]
    internal static Vector3 Lerp(Vector3 left, Vector3 right, Vector3 amount) => new(
        Lanes.MultiplyAdd(left.X, 1 - amount.X, right.X * amount.X),
        Lanes.MultiplyAdd(left.Y, 1 - amount.Y, right.Y * amount.Y),
        Lanes.MultiplyAdd(left.Z, 1 - amount.Z, right.Z * amount.Z));

    [Implementation(typeof(Vector3), "ConditionalSelect")]
    internal static Vector3 ConditionalSelect(Vector3 condition, Vector3 left, Vector3 right) =>
        new(Lanes.Select(condition.X, left.X, right.X), Lanes.Select(condition.Y, left.Y, right.Y), Lanes.Select(condition.Z, left.Z, right.Z));

    [Implementation(typeof(Vector3), "Reflect")]
    internal static Vector3 Reflect(Vector3 vector, Vector3 normal)
    {
        float twice = Vector3.Dot(vector, normal);
        twice = -(twice + twice);
        return new(Lanes.MultiplyAdd(twice, normal.X, vector.X), Lanes.MultiplyAdd(twice, normal.Y, vector.Y), Lanes.MultiplyAdd(twice, normal.Z, vector.Z));
    }
}
