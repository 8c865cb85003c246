using System.Numerics;

namespace AutoDiff.Rules;

/// <summary>The arithmetic and geometry of <see cref="Vector2"/>, element by element.</summary>
/// <remarks>Convention: the length of the zero vector, and what is divided by it, has derivative 0.</remarks>
internal static class Vector2Rules
{
    [Pullback(typeof(Vector2), "op_Addition")]
    [Pullback(typeof(Vector2), nameof(Vector2.Add))]
    internal static (Vector2 Left, Vector2 Right) Add(Vector2 left, Vector2 right, Vector2 result, Vector2 cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Vector2), "op_Subtraction")]
    [Pullback(typeof(Vector2), nameof(Vector2.Subtract))]
    internal static (Vector2 Left, Vector2 Right) Subtract(Vector2 left, Vector2 right, Vector2 result, Vector2 cotangent) => (cotangent, -cotangent);

    [Pullback(typeof(Vector2), "op_UnaryNegation")]
    [Pullback(typeof(Vector2), nameof(Vector2.Negate))]
    internal static Vector2 Negate(Vector2 value, Vector2 result, Vector2 cotangent) => -cotangent;

    [Pullback(typeof(Vector2), "op_Multiply")]
    [Pullback(typeof(Vector2), nameof(Vector2.Multiply))]
    internal static (Vector2 Left, Vector2 Right) Multiply(Vector2 left, Vector2 right, Vector2 result, Vector2 cotangent) =>
        (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector2), "op_Multiply")]
    [Pullback(typeof(Vector2), nameof(Vector2.Multiply))]
    internal static (Vector2 Left, float Right) Scale(Vector2 left, float right, Vector2 result, Vector2 cotangent) =>
        (cotangent * right, Vector2.Dot(cotangent, left));

    [Pullback(typeof(Vector2), "op_Multiply")]
    [Pullback(typeof(Vector2), nameof(Vector2.Multiply))]
    internal static (float Left, Vector2 Right) Scale(float left, Vector2 right, Vector2 result, Vector2 cotangent) =>
        (Vector2.Dot(cotangent, right), cotangent * left);

    [Pullback(typeof(Vector2), "op_Division")]
    [Pullback(typeof(Vector2), nameof(Vector2.Divide))]
    internal static (Vector2 Left, Vector2 Right) Divide(Vector2 left, Vector2 right, Vector2 result, Vector2 cotangent) =>
        (cotangent / right, -cotangent * result / right);

    [Pullback(typeof(Vector2), "op_Division")]
    [Pullback(typeof(Vector2), nameof(Vector2.Divide))]
    internal static (Vector2 Value1, float Value2) Divide(Vector2 value1, float value2, Vector2 result, Vector2 cotangent) =>
        (cotangent / value2, -Vector2.Dot(cotangent, result) / value2);

    [Pullback(typeof(Vector2), nameof(Vector2.Dot))]
    internal static (Vector2 Left, Vector2 Right) Dot(Vector2 left, Vector2 right, float result, float cotangent) => (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector2), nameof(Vector2.Distance))]
    internal static (Vector2 Left, Vector2 Right) Distance(Vector2 left, Vector2 right, float result, float cotangent)
    {
        var d = result == 0 ? Vector2.Zero : (left - right) * (cotangent / result);
        return (d, -d);
    }

    [Pullback(typeof(Vector2), nameof(Vector2.DistanceSquared))]
    internal static (Vector2 Left, Vector2 Right) DistanceSquared(Vector2 left, Vector2 right, float result, float cotangent)
    {
        var d = (left - right) * (2 * cotangent);
        return (d, -d);
    }

    [Pullback(typeof(Vector2), nameof(Vector2.Normalize))]
    internal static Vector2 Normalize(Vector2 value, Vector2 result, Vector2 cotangent)
    {
        float length = value.Length();
        return length == 0 ? Vector2.Zero : (cotangent - (result * Vector2.Dot(result, cotangent))) / length;
    }

    [Pullback(typeof(Vector2), nameof(Vector2.Lerp))]
    internal static (Vector2 Left, Vector2 Right, float Amount) Lerp(Vector2 left, Vector2 right, float amount, Vector2 result, Vector2 cotangent) =>
        (cotangent * (1 - amount), cotangent * amount, Vector2.Dot(cotangent, right - left));

    [Pullback(typeof(Vector2), nameof(Vector2.Length))]
    internal static Vector2 Length(Vector2 value, float result, float cotangent) => result == 0 ? Vector2.Zero : value * (cotangent / result);

    [Pullback(typeof(Vector2), nameof(Vector2.LengthSquared))]
    internal static Vector2 LengthSquared(Vector2 value, float result, float cotangent) => value * (2 * cotangent);
}
