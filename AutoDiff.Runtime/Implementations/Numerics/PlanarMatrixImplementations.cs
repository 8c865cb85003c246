using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The arithmetic of <see cref="Matrix3x2"/>, and how it is made.</summary>
internal static class PlanarMatrixImplementations
{
    [Implementation(typeof(Matrix3x2), "Create")]
    internal static Matrix3x2 Create(float m11, float m12, float m21, float m22, float m31, float m32) => new(
        m11, m12,
        m21, m22,
        m31, m32);

    [Implementation(typeof(Matrix3x2), "Create")]
    internal static Matrix3x2 Create(float value) => new(
        value, value,
        value, value,
        value, value);

    [Implementation(typeof(Matrix3x2), "Create")]
    internal static Matrix3x2 Create(Vector2 row) => new(
        row.X, row.Y,
        row.X, row.Y,
        row.X, row.Y);

    [Implementation(typeof(Matrix3x2), "Create")]
    internal static Matrix3x2 Create(Vector2 x, Vector2 y, Vector2 z) => new(
        x.X, x.Y,
        y.X, y.Y,
        z.X, z.Y);

    [Implementation(typeof(Matrix3x2), "Add")]
    [Implementation(typeof(Matrix3x2), "op_Addition")]
    internal static Matrix3x2 Add(Matrix3x2 left, Matrix3x2 right) => new(
        left.M11 + right.M11, left.M12 + right.M12,
        left.M21 + right.M21, left.M22 + right.M22,
        left.M31 + right.M31, left.M32 + right.M32);

    [Implementation(typeof(Matrix3x2), "Subtract")]
    [Implementation(typeof(Matrix3x2), "op_Subtraction")]
    internal static Matrix3x2 Subtract(Matrix3x2 left, Matrix3x2 right) => new(
        left.M11 - right.M11, left.M12 - right.M12,
        left.M21 - right.M21, left.M22 - right.M22,
        left.M31 - right.M31, left.M32 - right.M32);

    [Implementation(typeof(Matrix3x2), "Negate")]
    [Implementation(typeof(Matrix3x2), "op_UnaryNegation")]
    internal static Matrix3x2 Negate(Matrix3x2 value) => new(
        -value.M11, -value.M12,
        -value.M21, -value.M22,
        -value.M31, -value.M32);

    [Implementation(typeof(Matrix3x2), "Multiply")]
    [Implementation(typeof(Matrix3x2), "op_Multiply")]
    internal static Matrix3x2 Multiply(Matrix3x2 value, float factor) => new(
        value.M11 * factor, value.M12 * factor,
        value.M21 * factor, value.M22 * factor,
        value.M31 * factor, value.M32 * factor);

    [Implementation(typeof(Matrix3x2), "Multiply")]
    [Implementation(typeof(Matrix3x2), "op_Multiply")]
    internal static Matrix3x2 Multiply(Matrix3x2 left, Matrix3x2 right) => new(
        (left.M11 * right.M11) + (left.M12 * right.M21), (left.M11 * right.M12) + (left.M12 * right.M22),
        (left.M21 * right.M11) + (left.M22 * right.M21), (left.M21 * right.M12) + (left.M22 * right.M22),
        (left.M31 * right.M11) + (left.M32 * right.M21) + right.M31, (left.M31 * right.M12) + (left.M32 * right.M22) + right.M32);

    [Implementation(typeof(Matrix3x2), "Lerp")]
    internal static Matrix3x2 Lerp(Matrix3x2 left, Matrix3x2 right, float amount) => new(
        Lanes.MultiplyAdd(left.M11, 1 - amount, right.M11 * amount), Lanes.MultiplyAdd(left.M12, 1 - amount, right.M12 * amount),
        Lanes.MultiplyAdd(left.M21, 1 - amount, right.M21 * amount), Lanes.MultiplyAdd(left.M22, 1 - amount, right.M22 * amount),
        Lanes.MultiplyAdd(left.M31, 1 - amount, right.M31 * amount), Lanes.MultiplyAdd(left.M32, 1 - amount, right.M32 * amount));

    [Implementation(typeof(Matrix3x2), "GetDeterminant")]
    internal static float Determinant(in Matrix3x2 matrix) => (matrix.M11 * matrix.M22) - (matrix.M21 * matrix.M12);

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(float xScale, float yScale) => new(xScale, 0, 0, yScale, 0, 0);

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(float xScale, float yScale, Vector2 centerPoint) =>
        new(xScale, 0, 0, yScale, centerPoint.X * (1 - xScale), centerPoint.Y * (1 - yScale));

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(Vector2 scales) => new(scales.X, 0, 0, scales.Y, 0, 0);

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(Vector2 scales, Vector2 centerPoint) =>
        new(scales.X, 0, 0, scales.Y, centerPoint.X * (1 - scales.X), centerPoint.Y * (1 - scales.Y));

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(float scale) => new(scale, 0, 0, scale, 0, 0);

    [Implementation(typeof(Matrix3x2), "CreateScale")]
    internal static Matrix3x2 CreateScale(float scale, Vector2 centerPoint) =>
        new(scale, 0, 0, scale, centerPoint.X * (1 - scale), centerPoint.Y * (1 - scale));

    [Implementation(typeof(Matrix3x2), "CreateTranslation")]
    internal static Matrix3x2 CreateTranslation(Vector2 position) => new(1, 0, 0, 1, position.X, position.Y);

    [Implementation(typeof(Matrix3x2), "CreateTranslation")]
    internal static Matrix3x2 CreateTranslation(float x, float y) => new(1, 0, 0, 1, x, y);

    [Implementation(typeof(Matrix3x2), "CreateSkew")]
    internal static Matrix3x2 CreateSkew(float radiansX, float radiansY)
    {
        float x = MathF.Tan(radiansX);
        float y = MathF.Tan(radiansY);
        return new(1, y, x, 1, 0, 0);
    }

    [Implementation(typeof(Matrix3x2), "CreateSkew")]
    internal static Matrix3x2 CreateSkew(float radiansX, float radiansY, Vector2 centerPoint)
    {
        float x = MathF.Tan(radiansX);
        float y = MathF.Tan(radiansY);
        return new(1, y, x, 1, -centerPoint.Y * x, -centerPoint.X * y);
    }

    [Implementation(typeof(Matrix3x2), nameof(Matrix3x2.CreateRotation))]
    internal static Matrix3x2 CreateRotation(float radians)
    {
        var turn = Turn(radians);
        return new(turn.X, turn.Y, -turn.Y, turn.X, 0, 0);
    }

    [Implementation(typeof(Matrix3x2), nameof(Matrix3x2.CreateRotation))]
    internal static Matrix3x2 CreateRotation(float radians, Vector2 centerPoint)
    {
        var turn = Turn(radians);
        float x = (centerPoint.X * (1 - turn.X)) + (centerPoint.Y * turn.Y);
        float y = (centerPoint.Y * (1 - turn.X)) - (centerPoint.X * turn.Y);
        return new(turn.X, turn.Y, -turn.Y, turn.X, x, y);
    }

    /// <summary>The cosine and the sine that the framework takes: quarter turns are exact.</summary>
    internal static Vector2 Turn(float radians)
    {
        var rotation = Matrix3x2.CreateRotation(radians);
        return new(rotation.M11, rotation.M12);
    }

    // What is rounded to a quarter turn still turns.
    [Pullback(typeof(PlanarMatrixImplementations), nameof(Turn))]
    internal static float Turn(float radians, Vector2 result, Vector2 cotangent) => (cotangent.Y * result.X) - (cotangent.X * result.Y);
}
