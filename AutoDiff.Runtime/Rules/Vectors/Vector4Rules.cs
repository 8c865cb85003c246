using System.Numerics;

namespace AutoDiff.Rules;

/// <summary>The arithmetic and geometry of <see cref="Vector4"/>, element by element.</summary>
/// <remarks>Convention: the length of the zero vector, and what is divided by it, has derivative 0.</remarks>
internal static class Vector4Rules
{
    [Pullback(typeof(Vector4), "op_Addition")]
    [Pullback(typeof(Vector4), nameof(Vector4.Add))]
    internal static (Vector4 Left, Vector4 Right) Add(Vector4 left, Vector4 right, Vector4 result, Vector4 cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Vector4), "op_Subtraction")]
    [Pullback(typeof(Vector4), nameof(Vector4.Subtract))]
    internal static (Vector4 Left, Vector4 Right) Subtract(Vector4 left, Vector4 right, Vector4 result, Vector4 cotangent) => (cotangent, -cotangent);

    [Pullback(typeof(Vector4), "op_UnaryNegation")]
    [Pullback(typeof(Vector4), nameof(Vector4.Negate))]
    internal static Vector4 Negate(Vector4 value, Vector4 result, Vector4 cotangent) => -cotangent;

    [Pullback(typeof(Vector4), "op_Multiply")]
    [Pullback(typeof(Vector4), nameof(Vector4.Multiply))]
    internal static (Vector4 Left, Vector4 Right) Multiply(Vector4 left, Vector4 right, Vector4 result, Vector4 cotangent) =>
        (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector4), "op_Multiply")]
    [Pullback(typeof(Vector4), nameof(Vector4.Multiply))]
    internal static (Vector4 Left, float Right) Scale(Vector4 left, float right, Vector4 result, Vector4 cotangent) =>
        (cotangent * right, Vector4.Dot(cotangent, left));

    [Pullback(typeof(Vector4), "op_Multiply")]
    [Pullback(typeof(Vector4), nameof(Vector4.Multiply))]
    internal static (float Left, Vector4 Right) Scale(float left, Vector4 right, Vector4 result, Vector4 cotangent) =>
        (Vector4.Dot(cotangent, right), cotangent * left);

    [Pullback(typeof(Vector4), "op_Division")]
    [Pullback(typeof(Vector4), nameof(Vector4.Divide))]
    internal static (Vector4 Left, Vector4 Right) Divide(Vector4 left, Vector4 right, Vector4 result, Vector4 cotangent) =>
        (cotangent / right, -cotangent * result / right);

    [Pullback(typeof(Vector4), "op_Division")]
    [Pullback(typeof(Vector4), nameof(Vector4.Divide))]
    internal static (Vector4 Value1, float Value2) Divide(Vector4 value1, float value2, Vector4 result, Vector4 cotangent) =>
        (cotangent / value2, -Vector4.Dot(cotangent, result) / value2);

    [Pullback(typeof(Vector4), nameof(Vector4.Dot))]
    internal static (Vector4 Left, Vector4 Right) Dot(Vector4 left, Vector4 right, float result, float cotangent) => (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector4), nameof(Vector4.Distance))]
    internal static (Vector4 Left, Vector4 Right) Distance(Vector4 left, Vector4 right, float result, float cotangent)
    {
        var d = result == 0 ? Vector4.Zero : (left - right) * (cotangent / result);
        return (d, -d);
    }

    [Pullback(typeof(Vector4), nameof(Vector4.DistanceSquared))]
    internal static (Vector4 Left, Vector4 Right) DistanceSquared(Vector4 left, Vector4 right, float result, float cotangent)
    {
        var d = (left - right) * (2 * cotangent);
        return (d, -d);
    }

    [Pullback(typeof(Vector4), nameof(Vector4.Normalize))]
    internal static Vector4 Normalize(Vector4 value, Vector4 result, Vector4 cotangent)
    {
        float length = value.Length();
        return length == 0 ? Vector4.Zero : (cotangent - (result * Vector4.Dot(result, cotangent))) / length;
    }

    [Pullback(typeof(Vector4), nameof(Vector4.Lerp))]
    internal static (Vector4 Left, Vector4 Right, float Amount) Lerp(Vector4 left, Vector4 right, float amount, Vector4 result, Vector4 cotangent) =>
        (cotangent * (1 - amount), cotangent * amount, Vector4.Dot(cotangent, right - left));

    [Pullback(typeof(Vector4), nameof(Vector4.Length))]
    internal static Vector4 Length(Vector4 value, float result, float cotangent) => result == 0 ? Vector4.Zero : value * (cotangent / result);

    [Pullback(typeof(Vector4), nameof(Vector4.LengthSquared))]
    internal static Vector4 LengthSquared(Vector4 value, float result, float cotangent) => value * (2 * cotangent);
}
