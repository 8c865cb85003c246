using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Vectors transformed by matrices and rotations.</summary>
internal static class VectorTransforms
{
    [Implementation(typeof(Vector2), nameof(Vector2.Transform))]
    internal static Vector2 Transform(Vector2 position, Matrix3x2 matrix) => new(
        Lanes.MultiplyAdd(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M31,
        Lanes.MultiplyAdd(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M32);

    [Implementation(typeof(Vector2), nameof(Vector2.TransformNormal))]
    internal static Vector2 TransformNormal(Vector2 normal, Matrix3x2 matrix) => new(
        Lanes.MultiplyAdd(matrix.M21, normal.Y, matrix.M11 * normal.X),
        Lanes.MultiplyAdd(matrix.M22, normal.Y, matrix.M12 * normal.X));

    [Implementation(typeof(Vector2), nameof(Vector2.Transform))]
    internal static Vector2 Transform2(Vector2 position, Matrix4x4 matrix) => new(
        Lanes.MultiplyAdd(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M41,
        Lanes.MultiplyAdd(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M42);

    [Implementation(typeof(Vector2), nameof(Vector2.TransformNormal))]
    internal static Vector2 TransformNormal(Vector2 normal, Matrix4x4 matrix) => new(
        Lanes.MultiplyAdd(matrix.M21, normal.Y, matrix.M11 * normal.X),
        Lanes.MultiplyAdd(matrix.M22, normal.Y, matrix.M12 * normal.X));

    [Implementation(typeof(Vector2), nameof(Vector2.Transform))]
    internal static Vector2 Transform2(Vector2 value, Quaternion rotation)
    {
        var result = Transform(new Vector4(value.X, value.Y, 0, 1), rotation);
        return new(result.X, result.Y);
    }

    [Implementation(typeof(Vector3), nameof(Vector3.Transform))]
    internal static Vector3 Transform3(Vector3 position, Matrix4x4 matrix) => new(
        Row(position, matrix.M11, matrix.M21, matrix.M31) + matrix.M41,
        Row(position, matrix.M12, matrix.M22, matrix.M32) + matrix.M42,
        Row(position, matrix.M13, matrix.M23, matrix.M33) + matrix.M43);

    [Implementation(typeof(Vector3), nameof(Vector3.TransformNormal))]
    internal static Vector3 TransformNormal(Vector3 normal, Matrix4x4 matrix) => new(
        Row(normal, matrix.M11, matrix.M21, matrix.M31),
        Row(normal, matrix.M12, matrix.M22, matrix.M32),
        Row(normal, matrix.M13, matrix.M23, matrix.M33));

    [Implementation(typeof(Vector3), nameof(Vector3.Transform))]
    internal static Vector3 Transform3(Vector3 value, Quaternion rotation)
    {
        var result = Transform(new Vector4(value.X, value.Y, value.Z, 1), rotation);
        return new(result.X, result.Y, result.Z);
    }

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector2 position, Matrix4x4 matrix) => new(
        Lanes.MultiplyAdd(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M41,
        Lanes.MultiplyAdd(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M42,
        Lanes.MultiplyAdd(matrix.M23, position.Y, matrix.M13 * position.X) + matrix.M43,
        Lanes.MultiplyAdd(matrix.M24, position.Y, matrix.M14 * position.X) + matrix.M44);

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector3 position, Matrix4x4 matrix) => new(
        Row(position, matrix.M11, matrix.M21, matrix.M31) + matrix.M41,
        Row(position, matrix.M12, matrix.M22, matrix.M32) + matrix.M42,
        Row(position, matrix.M13, matrix.M23, matrix.M33) + matrix.M43,
        Row(position, matrix.M14, matrix.M24, matrix.M34) + matrix.M44);

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector4 vector, Matrix4x4 matrix) => new(
        Row(vector, matrix.M11, matrix.M21, matrix.M31, matrix.M41),
        Row(vector, matrix.M12, matrix.M22, matrix.M32, matrix.M42),
        Row(vector, matrix.M13, matrix.M23, matrix.M33, matrix.M43),
        Row(vector, matrix.M14, matrix.M24, matrix.M34, matrix.M44));

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector2 value, Quaternion rotation) => Transform(new Vector4(value.X, value.Y, 0, 1), rotation);

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector3 value, Quaternion rotation) => Transform(new Vector4(value.X, value.Y, value.Z, 1), rotation);

    [Implementation(typeof(Vector4), nameof(Vector4.Transform))]
    internal static Vector4 Transform(Vector4 value, Quaternion rotation)
    {
        var turned = QuaternionImplementations.Multiply(new(value.X, value.Y, value.Z, value.W), QuaternionImplementations.Conjugate(rotation));
        turned = QuaternionImplementations.Multiply(rotation, turned);
        return new(turned.X, turned.Y, turned.Z, turned.W);
    }

    /// <summary>A vector times a column of a matrix.</summary>
    private static float Row(Vector3 vector, float first, float second, float third) =>
        Lanes.MultiplyAdd(third, vector.Z, Lanes.MultiplyAdd(second, vector.Y, first * vector.X));

    private static float Row(Vector4 vector, float first, float second, float third, float fourth) => Lanes.MultiplyAdd(
        fourth, vector.W, Lanes.MultiplyAdd(third, vector.Z, Lanes.MultiplyAdd(second, vector.Y, first * vector.X)));
}
