using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Quaternions made of angles and matrices, and between two others.</summary>
internal static class Rotations
{
    [Implementation(typeof(Quaternion), nameof(Quaternion.CreateFromAxisAngle))]
    internal static Quaternion CreateFromAxisAngle(Vector3 axis, float angle)
    {
        var (sin, cos) = MathF.SinCos(angle * 0.5f);
        return new(axis.X * sin, axis.Y * sin, axis.Z * sin, cos);
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.CreateFromYawPitchRoll))]
    internal static Quaternion CreateFromYawPitchRoll(float yaw, float pitch, float roll)
    {
#if NET10_0_OR_GREATER
        var (sin, cos) = Vector3.SinCos(new Vector3(roll, pitch, yaw) * 0.5f);
#else
        Vector3 sin = new(MathF.Sin(roll * 0.5f), MathF.Sin(pitch * 0.5f), MathF.Sin(yaw * 0.5f));
        Vector3 cos = new(MathF.Cos(roll * 0.5f), MathF.Cos(pitch * 0.5f), MathF.Cos(yaw * 0.5f));
#endif
        return new(
            (cos.Z * sin.Y * cos.X) + (sin.Z * cos.Y * sin.X),
            (sin.Z * cos.Y * cos.X) - (cos.Z * sin.Y * sin.X),
            (cos.Z * cos.Y * sin.X) - (sin.Z * sin.Y * cos.X),
            (cos.Z * cos.Y * cos.X) + (sin.Z * sin.Y * sin.X));
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.CreateFromRotationMatrix))]
    internal static Quaternion CreateFromRotationMatrix(Matrix4x4 matrix)
    {
        float trace = matrix.M11 + matrix.M22 + matrix.M33;
        if (trace > 0)
        {
            float w = MathF.Sqrt(trace + 1);
            float half = 0.5f / w;
            return new((matrix.M23 - matrix.M32) * half, (matrix.M31 - matrix.M13) * half, (matrix.M12 - matrix.M21) * half, w * 0.5f);
        }
        if (matrix.M11 >= matrix.M22 && matrix.M11 >= matrix.M33)
        {
            float x = MathF.Sqrt(1 + matrix.M11 - matrix.M22 - matrix.M33);
            float half = 0.5f / x;
            return new(0.5f * x, (matrix.M12 + matrix.M21) * half, (matrix.M13 + matrix.M31) * half, (matrix.M23 - matrix.M32) * half);
        }
        if (matrix.M22 > matrix.M33)
        {
            float y = MathF.Sqrt(1 + matrix.M22 - matrix.M11 - matrix.M33);
            float half = 0.5f / y;
            return new((matrix.M21 + matrix.M12) * half, 0.5f * y, (matrix.M32 + matrix.M23) * half, (matrix.M31 - matrix.M13) * half);
        }
        else
        {
            float z = MathF.Sqrt(1 + matrix.M33 - matrix.M11 - matrix.M22);
            float half = 0.5f / z;
            return new((matrix.M31 + matrix.M13) * half, (matrix.M32 + matrix.M23) * half, 0.5f * z, (matrix.M12 - matrix.M21) * half);
        }
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.Lerp))]
    internal static Quaternion Lerp(Quaternion from, Quaternion to, float amount)
    {
        if (!(QuaternionImplementations.Dot(from, to) >= 0))
            to = QuaternionImplementations.Negate(to);
        float left = 1 - amount;
        return QuaternionImplementations.Normalize(new(
            Lanes.MultiplyAdd(from.X, left, to.X * amount),
            Lanes.MultiplyAdd(from.Y, left, to.Y * amount),
            Lanes.MultiplyAdd(from.Z, left, to.Z * amount),
            Lanes.MultiplyAdd(from.W, left, to.W * amount)));
    }

    [Implementation(typeof(Quaternion), nameof(Quaternion.Slerp))]
    internal static Quaternion Slerp(Quaternion from, Quaternion to, float amount)
    {
        float cos = QuaternionImplementations.Dot(from, to);
        float sign = 1;
        if (cos < 0)
        {
            cos = -cos;
            sign = -1;
        }
        float first;
        float second;
        if (cos > 0.999999f)
        {
            first = 1 - amount;
            second = amount * sign;
        }
        else
        {
            float angle = MathF.Acos(cos);
            float scale = 1 / MathF.Sin(angle);
            first = MathF.Sin((1 - amount) * angle) * scale;
            second = MathF.Sin(amount * angle) * scale * sign;
        }
        return QuaternionImplementations.Add(QuaternionImplementations.Multiply(from, first), QuaternionImplementations.Multiply(to, second));
    }
}
