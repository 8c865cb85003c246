using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Matrices that turn, scale and move.</summary>
internal static class MatrixTransformations
{
    [Implementation(typeof(Matrix4x4), "CreateRotationX")]
    internal static Matrix4x4 CreateRotationX(float radians)
    {
        var (sin, cos) = MathF.SinCos(radians);
        return new(
            1, 0, 0, 0,
            0, cos, sin, 0,
            0, -sin, cos, 0,
            0, 0, 0, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateRotationY")]
    internal static Matrix4x4 CreateRotationY(float radians)
    {
        var (sin, cos) = MathF.SinCos(radians);
        return new(
            cos, 0, -sin, 0,
            0, 1, 0, 0,
            sin, 0, cos, 0,
            0, 0, 0, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateRotationZ")]
    internal static Matrix4x4 CreateRotationZ(float radians)
    {
        var (sin, cos) = MathF.SinCos(radians);
        return new(
            cos, sin, 0, 0,
            -sin, cos, 0, 0,
            0, 0, 1, 0,
            0, 0, 0, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateRotationX")]
    internal static Matrix4x4 CreateRotationX(float radians, Vector3 centerPoint)
    {
        var (sin, cos) = MathF.SinCos(radians);
        float y = Lanes.MultiplyAdd(centerPoint.Y, 1 - cos, centerPoint.Z * sin);
        float z = Lanes.MultiplyAdd(centerPoint.Z, 1 - cos, -centerPoint.Y * sin);
        return new(
            1, 0, 0, 0,
            0, cos, sin, 0,
            0, -sin, cos, 0,
            0, y, z, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateRotationY")]
    internal static Matrix4x4 CreateRotationY(float radians, Vector3 centerPoint)
    {
        var (sin, cos) = MathF.SinCos(radians);
        float x = Lanes.MultiplyAdd(centerPoint.X, 1 - cos, -centerPoint.Z * sin);
        float z = Lanes.MultiplyAdd(centerPoint.Z, 1 - cos, centerPoint.X * sin);
        return new(
            cos, 0, -sin, 0,
            0, 1, 0, 0,
            sin, 0, cos, 0,
            x, 0, z, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateRotationZ")]
    internal static Matrix4x4 CreateRotationZ(float radians, Vector3 centerPoint)
    {
        var (sin, cos) = MathF.SinCos(radians);
        float x = Lanes.MultiplyAdd(centerPoint.X, 1 - cos, centerPoint.Y * sin);
        float y = Lanes.MultiplyAdd(centerPoint.Y, 1 - cos, -centerPoint.X * sin);
        return new(
            cos, sin, 0, 0,
            -sin, cos, 0, 0,
            0, 0, 1, 0,
            x, y, 0, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(float xScale, float yScale, float zScale) => new(
        xScale, 0, 0, 0,
        0, yScale, 0, 0,
        0, 0, zScale, 0,
        0, 0, 0, 1);

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(Vector3 scales) => new(
        scales.X, 0, 0, 0,
        0, scales.Y, 0, 0,
        0, 0, scales.Z, 0,
        0, 0, 0, 1);

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(float scale) => new(
        scale, 0, 0, 0,
        0, scale, 0, 0,
        0, 0, scale, 0,
        0, 0, 0, 1);

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(float xScale, float yScale, float zScale, Vector3 centerPoint) => new(
        xScale, 0, 0, 0,
        0, yScale, 0, 0,
        0, 0, zScale, 0,
        centerPoint.X * (1 - xScale), centerPoint.Y * (1 - yScale), centerPoint.Z * (1 - zScale), 1);

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(Vector3 scales, Vector3 centerPoint) => new(
        scales.X, 0, 0, 0,
        0, scales.Y, 0, 0,
        0, 0, scales.Z, 0,
        centerPoint.X * (1 - scales.X), centerPoint.Y * (1 - scales.Y), centerPoint.Z * (1 - scales.Z), 1);

    [Implementation(typeof(Matrix4x4), "CreateScale")]
    internal static Matrix4x4 CreateScale(float scale, Vector3 centerPoint) => new(
        scale, 0, 0, 0,
        0, scale, 0, 0,
        0, 0, scale, 0,
        centerPoint.X * (1 - scale), centerPoint.Y * (1 - scale), centerPoint.Z * (1 - scale), 1);

    [Implementation(typeof(Matrix4x4), "CreateTranslation")]
    internal static Matrix4x4 CreateTranslation(Vector3 position) => new(
        1, 0, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        position.X, position.Y, position.Z, 1);

    [Implementation(typeof(Matrix4x4), "CreateTranslation")]
    internal static Matrix4x4 CreateTranslation(float x, float y, float z) => new(
        1, 0, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        x, y, z, 1);

    [Implementation(typeof(Matrix4x4), "CreateFromAxisAngle")]
    internal static Matrix4x4 CreateFromAxisAngle(Vector3 axis, float angle)
    {
#if NET10_0_OR_GREATER
        return CreateFromQuaternion(Rotations.CreateFromAxisAngle(axis, angle));
#else
        var (sin, cos) = MathF.SinCos(angle);
        float xx = axis.X * axis.X, yy = axis.Y * axis.Y, zz = axis.Z * axis.Z;
        float xy = axis.X * axis.Y, xz = axis.X * axis.Z, yz = axis.Y * axis.Z;
        return new(
            xx + (cos * (1 - xx)), xy - (cos * xy) + (sin * axis.Z), xz - (cos * xz) - (sin * axis.Y), 0,
            xy - (cos * xy) - (sin * axis.Z), yy + (cos * (1 - yy)), yz - (cos * yz) + (sin * axis.X), 0,
            xz - (cos * xz) + (sin * axis.Y), yz - (cos * yz) - (sin * axis.X), zz + (cos * (1 - zz)), 0,
            0, 0, 0, 1);
#endif
    }

    [Implementation(typeof(Matrix4x4), "CreateFromQuaternion")]
    internal static Matrix4x4 CreateFromQuaternion(Quaternion quaternion)
    {
        float xx = quaternion.X * quaternion.X;
        float yy = quaternion.Y * quaternion.Y;
        float zz = quaternion.Z * quaternion.Z;
        float xy = quaternion.X * quaternion.Y;
        float wz = quaternion.Z * quaternion.W;
        float xz = quaternion.Z * quaternion.X;
        float wy = quaternion.Y * quaternion.W;
        float yz = quaternion.Y * quaternion.Z;
        float wx = quaternion.X * quaternion.W;
        return new(
            1 - (2 * (yy + zz)), 2 * (xy + wz), 2 * (xz - wy), 0,
            2 * (xy - wz), 1 - (2 * (zz + xx)), 2 * (yz + wx), 0,
            2 * (xz + wy), 2 * (yz - wx), 1 - (2 * (yy + xx)), 0,
            0, 0, 0, 1);
    }

    [Implementation(typeof(Matrix4x4), "CreateFromYawPitchRoll")]
    internal static Matrix4x4 CreateFromYawPitchRoll(float yaw, float pitch, float roll) =>
        CreateFromQuaternion(Rotations.CreateFromYawPitchRoll(yaw, pitch, roll));

    [Implementation(typeof(Matrix4x4), "Transform")]
    internal static Matrix4x4 Transform(Matrix4x4 value, Quaternion rotation)
    {
        float x2 = rotation.X + rotation.X;
        float y2 = rotation.Y + rotation.Y;
        float z2 = rotation.Z + rotation.Z;
        float wx = rotation.W * x2;
        float wy = rotation.W * y2;
        float wz = rotation.W * z2;
        float xx = rotation.X * x2;
        float xy = rotation.X * y2;
        float xz = rotation.X * z2;
        float yy = rotation.Y * y2;
        float yz = rotation.Y * z2;
        float zz = rotation.Z * z2;
        var x = new Vector3(1 - yy - zz, xy - wz, xz + wy);
        var y = new Vector3(xy + wz, 1 - xx - zz, yz - wx);
        var z = new Vector3(xz - wy, yz + wx, 1 - xx - yy);
        return new(
            Along(x, value.M11, value.M12, value.M13), Along(y, value.M11, value.M12, value.M13), Along(z, value.M11, value.M12, value.M13), value.M14,
            Along(x, value.M21, value.M22, value.M23), Along(y, value.M21, value.M22, value.M23), Along(z, value.M21, value.M22, value.M23), value.M24,
            Along(x, value.M31, value.M32, value.M33), Along(y, value.M31, value.M32, value.M33), Along(z, value.M31, value.M32, value.M33), value.M34,
            Along(x, value.M41, value.M42, value.M43), Along(y, value.M41, value.M42, value.M43), Along(z, value.M41, value.M42, value.M43), value.M44);
    }

    private static float Along(Vector3 row, float x, float y, float z) => (x * row.X) + (y * row.Y) + (z * row.Z);
}
