using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Inverses. Of a matrix that has none the derivative is 0.</summary>
internal static class MatrixInverses
{
    [Implementation(typeof(Matrix4x4), nameof(Matrix4x4.Invert))]
    internal static bool Invert(Matrix4x4 matrix, out Matrix4x4 result)
    {
        result = Inverse(matrix);
        return !float.IsNaN(result.M11) || HasInverse(matrix);
    }

    internal static Matrix4x4 Inverse(Matrix4x4 matrix)
    {
        Matrix4x4.Invert(matrix, out var inverse);
        return inverse;
    }

    // The inverse of a change is minus the change between two inverses.
    [Pullback(typeof(MatrixInverses), nameof(Inverse))]
    internal static Matrix4x4 Inverse(Matrix4x4 matrix, Matrix4x4 result, Matrix4x4 cotangent)
    {
        if (float.IsNaN(result.M11))
            return default;
        var transposed = Matrix4x4.Transpose(result);
        return -(transposed * cotangent * transposed);
    }

    [Implementation(typeof(Matrix3x2), nameof(Matrix3x2.Invert))]
    internal static bool Invert(Matrix3x2 matrix, out Matrix3x2 result)
    {
        float determinant = (matrix.M11 * matrix.M22) - (matrix.M21 * matrix.M12);
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = new(float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN);
            return false;
        }
        float scale = 1 / determinant;
        result = new(
            matrix.M22 * scale, -matrix.M12 * scale,
            -matrix.M21 * scale, matrix.M11 * scale,
            ((matrix.M21 * matrix.M32) - (matrix.M31 * matrix.M22)) * scale, ((matrix.M31 * matrix.M12) - (matrix.M11 * matrix.M32)) * scale);
        return true;
    }

    [NoDerivative]
    private static bool HasInverse(Matrix4x4 matrix) => Matrix4x4.Invert(matrix, out _);
}
