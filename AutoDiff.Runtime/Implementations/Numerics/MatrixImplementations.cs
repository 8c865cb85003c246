using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The arithmetic of <see cref="Matrix4x4"/>.</summary>
internal static class MatrixImplementations
{
    [Implementation(typeof(Matrix4x4), "Create")]
    internal static Matrix4x4 Create(
        float m11, float m12, float m13, float m14,
        float m21, float m22, float m23, float m24,
        float m31, float m32, float m33, float m34,
        float m41, float m42, float m43, float m44) => new(
        m11, m12, m13, m14,
        m21, m22, m23, m24,
        m31, m32, m33, m34,
        m41, m42, m43, m44);

    [Implementation(typeof(Matrix4x4), "Create")]
    internal static Matrix4x4 Create(float value) => new(
        value, value, value, value,
        value, value, value, value,
        value, value, value, value,
        value, value, value, value);

    [Implementation(typeof(Matrix4x4), "Create")]
    internal static Matrix4x4 Create(Vector4 row) => Create(row, row, row, row);

    [Implementation(typeof(Matrix4x4), "Create")]
    internal static Matrix4x4 Create(Vector4 x, Vector4 y, Vector4 z, Vector4 w) => new(
        x.X, x.Y, x.Z, x.W,
        y.X, y.Y, y.Z, y.W,
        z.X, z.Y, z.Z, z.W,
        w.X, w.Y, w.Z, w.W);

    [Implementation(typeof(Matrix4x4), ".ctor")]
    [Implementation(typeof(Matrix4x4), "Create")]
    internal static Matrix4x4 Create(Matrix3x2 value) => new(
        value.M11, value.M12, 0, 0,
        value.M21, value.M22, 0, 0,
        0, 0, 1, 0,
        value.M31, value.M32, 0, 1);

    [Implementation(typeof(Matrix4x4), "Add")]
    [Implementation(typeof(Matrix4x4), "op_Addition")]
    internal static Matrix4x4 Add(Matrix4x4 left, Matrix4x4 right) => new(
        left.M11 + right.M11, left.M12 + right.M12, left.M13 + right.M13, left.M14 + right.M14,
        left.M21 + right.M21, left.M22 + right.M22, left.M23 + right.M23, left.M24 + right.M24,
        left.M31 + right.M31, left.M32 + right.M32, left.M33 + right.M33, left.M34 + right.M34,
        left.M41 + right.M41, left.M42 + right.M42, left.M43 + right.M43, left.M44 + right.M44);

    [Implementation(typeof(Matrix4x4), "Subtract")]
    [Implementation(typeof(Matrix4x4), "op_Subtraction")]
    internal static Matrix4x4 Subtract(Matrix4x4 left, Matrix4x4 right) => new(
        left.M11 - right.M11, left.M12 - right.M12, left.M13 - right.M13, left.M14 - right.M14,
        left.M21 - right.M21, left.M22 - right.M22, left.M23 - right.M23, left.M24 - right.M24,
        left.M31 - right.M31, left.M32 - right.M32, left.M33 - right.M33, left.M34 - right.M34,
        left.M41 - right.M41, left.M42 - right.M42, left.M43 - right.M43, left.M44 - right.M44);

    [Implementation(typeof(Matrix4x4), "Negate")]
    [Implementation(typeof(Matrix4x4), "op_UnaryNegation")]
    internal static Matrix4x4 Negate(Matrix4x4 value) => new(
        -value.M11, -value.M12, -value.M13, -value.M14,
        -value.M21, -value.M22, -value.M23, -value.M24,
        -value.M31, -value.M32, -value.M33, -value.M34,
        -value.M41, -value.M42, -value.M43, -value.M44);

    [Implementation(typeof(Matrix4x4), "Multiply")]
    [Implementation(typeof(Matrix4x4), "op_Multiply")]
    internal static Matrix4x4 Multiply(Matrix4x4 value, float factor) => new(
        value.M11 * factor, value.M12 * factor, value.M13 * factor, value.M14 * factor,
        value.M21 * factor, value.M22 * factor, value.M23 * factor, value.M24 * factor,
        value.M31 * factor, value.M32 * factor, value.M33 * factor, value.M34 * factor,
        value.M41 * factor, value.M42 * factor, value.M43 * factor, value.M44 * factor);

    [Implementation(typeof(Matrix4x4), "Transpose")]
    internal static Matrix4x4 Transpose(Matrix4x4 matrix) => new(
        matrix.M11, matrix.M21, matrix.M31, matrix.M41,
        matrix.M12, matrix.M22, matrix.M32, matrix.M42,
        matrix.M13, matrix.M23, matrix.M33, matrix.M43,
        matrix.M14, matrix.M24, matrix.M34, matrix.M44);

    [Implementation(typeof(Matrix4x4), "Multiply")]
    [Implementation(typeof(Matrix4x4), "op_Multiply")]
    internal static Matrix4x4 Multiply(Matrix4x4 left, Matrix4x4 right) => Create(
        VectorTransforms.Transform(new Vector4(left.M11, left.M12, left.M13, left.M14), right),
        VectorTransforms.Transform(new Vector4(left.M21, left.M22, left.M23, left.M24), right),
        VectorTransforms.Transform(new Vector4(left.M31, left.M32, left.M33, left.M34), right),
        VectorTransforms.Transform(new Vector4(left.M41, left.M42, left.M43, left.M44), right));

    [Implementation(typeof(Matrix4x4), "Lerp")]
    internal static Matrix4x4 Lerp(Matrix4x4 left, Matrix4x4 right, float amount)
    {
        float rest = 1 - amount;
        return new(
            Between(left.M11, right.M11, rest, amount), Between(left.M12, right.M12, rest, amount),
            Between(left.M13, right.M13, rest, amount), Between(left.M14, right.M14, rest, amount),
            Between(left.M21, right.M21, rest, amount), Between(left.M22, right.M22, rest, amount),
            Between(left.M23, right.M23, rest, amount), Between(left.M24, right.M24, rest, amount),
            Between(left.M31, right.M31, rest, amount), Between(left.M32, right.M32, rest, amount),
            Between(left.M33, right.M33, rest, amount), Between(left.M34, right.M34, rest, amount),
            Between(left.M41, right.M41, rest, amount), Between(left.M42, right.M42, rest, amount),
            Between(left.M43, right.M43, rest, amount), Between(left.M44, right.M44, rest, amount));
    }

    private static float Between(float left, float right, float rest, float amount) => Lanes.MultiplyAdd(left, rest, right * amount);

    [Implementation(typeof(Matrix4x4), "GetDeterminant")]
    internal static float Determinant(in Matrix4x4 matrix)
    {
        float zw = (matrix.M33 * matrix.M44) - (matrix.M34 * matrix.M43);
        float yw = (matrix.M32 * matrix.M44) - (matrix.M34 * matrix.M42);
        float yz = (matrix.M32 * matrix.M43) - (matrix.M33 * matrix.M42);
        float xw = (matrix.M31 * matrix.M44) - (matrix.M34 * matrix.M41);
        float xz = (matrix.M31 * matrix.M43) - (matrix.M33 * matrix.M41);
        float xy = (matrix.M31 * matrix.M42) - (matrix.M32 * matrix.M41);
        return (matrix.M11 * ((matrix.M22 * zw) - (matrix.M23 * yw) + (matrix.M24 * yz)))
            - (matrix.M12 * ((matrix.M21 * zw) - (matrix.M23 * xw) + (matrix.M24 * xz)))
            + (matrix.M13 * ((matrix.M21 * yw) - (matrix.M22 * xw) + (matrix.M24 * xy)))
            - (matrix.M14 * ((matrix.M21 * yz) - (matrix.M22 * xz) + (matrix.M23 * xy)));
    }
}
