using System.Numerics;

namespace AutoDiff.Rules;

/// <summary>The arithmetic and geometry of <see cref="Vector3"/>, element by element.</summary>
/// <remarks>Convention: the length of the zero vector, and what is divided by it, has derivative 0.</remarks>
internal static class Vector3Rules
{
    [Pullback(typeof(Vector3), "op_Addition")]
    [Pullback(typeof(Vector3), nameof(Vector3.Add))]
    internal static (Vector3 Left, Vector3 Right) Add(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) => (cotangent, cotangent);

    [Pullback(typeof(Vector3), "op_Subtraction")]
    [Pullback(typeof(Vector3), nameof(Vector3.Subtract))]
    internal static (Vector3 Left, Vector3 Right) Subtract(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) => (cotangent, -cotangent);

    [Pullback(typeof(Vector3), "op_UnaryNegation")]
    [Pullback(typeof(Vector3), nameof(Vector3.Negate))]
    internal static Vector3 Negate(Vector3 value, Vector3 result, Vector3 cotangent) => -cotangent;

    [Pullback(typeof(Vector3), "op_Multiply")]
    [Pullback(typeof(Vector3), nameof(Vector3.Multiply))]
    internal static (Vector3 Left, Vector3 Right) Multiply(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) =>
        (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector3), "op_Multiply")]
    [Pullback(typeof(Vector3), nameof(Vector3.Multiply))]
    internal static (Vector3 Left, float Right) Scale(Vector3 left, float right, Vector3 result, Vector3 cotangent) =>
        (cotangent * right, Vector3.Dot(cotangent, left));

    [Pullback(typeof(Vector3), "op_Multiply")]
    [Pullback(typeof(Vector3), nameof(Vector3.Multiply))]
    internal static (float Left, Vector3 Right) Scale(float left, Vector3 right, Vector3 result, Vector3 cotangent) =>
        (Vector3.Dot(cotangent, right), cotangent * left);

    [Pullback(typeof(Vector3), "op_Division")]
    [Pullback(typeof(Vector3), nameof(Vector3.Divide))]
    internal static (Vector3 Left, Vector3 Right) Divide(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) =>
        (cotangent / right, -cotangent * result / right);

    [Pullback(typeof(Vector3), "op_Division")]
    [Pullback(typeof(Vector3), nameof(Vector3.Divide))]
    internal static (Vector3 Value1, float Value2) Divide(Vector3 value1, float value2, Vector3 result, Vector3 cotangent) =>
        (cotangent / value2, -Vector3.Dot(cotangent, result) / value2);

    [Pullback(typeof(Vector3), nameof(Vector3.Dot))]
    internal static (Vector3 Left, Vector3 Right) Dot(Vector3 left, Vector3 right, float result, float cotangent) => (cotangent * right, cotangent * left);

    [Pullback(typeof(Vector3), nameof(Vector3.Cross))]
    internal static (Vector3 Left, Vector3 Right) Cross(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) =>
        (Vector3.Cross(right, cotangent), Vector3.Cross(cotangent, left));

    [Pullback(typeof(Vector3), nameof(Vector3.Distance))]
    internal static (Vector3 Left, Vector3 Right) Distance(Vector3 left, Vector3 right, float result, float cotangent)
    {
        var d = result == 0 ? Vector3.Zero : (left - right) * (cotangent / result);
        return (d, -d);
    }

    [Pullback(typeof(Vector3), nameof(Vector3.DistanceSquared))]
    internal static (Vector3 Left, Vector3 Right) DistanceSquared(Vector3 left, Vector3 right, float result, float cotangent)
    {
        var d = (left - right) * (2 * cotangent);
        return (d, -d);
    }

    [Pullback(typeof(Vector3), nameof(Vector3.Normalize))]
    internal static Vector3 Normalize(Vector3 value, Vector3 result, Vector3 cotangent)
    {
        float length = value.Length();
        return length == 0 ? Vector3.Zero : (cotangent - (result * Vector3.Dot(result, cotangent))) / length;
    }

    [Pullback(typeof(Vector3), nameof(Vector3.Lerp))]
    internal static (Vector3 Left, Vector3 Right, float Amount) Lerp(Vector3 left, Vector3 right, float amount, Vector3 result, Vector3 cotangent) =>
        (cotangent * (1 - amount), cotangent * amount, Vector3.Dot(cotangent, right - left));

    [Pullback(typeof(Vector3), nameof(Vector3.Length))]
    internal static Vector3 Length(Vector3 value, float result, float cotangent) => result == 0 ? Vector3.Zero : value * (cotangent / result);

    [Pullback(typeof(Vector3), nameof(Vector3.LengthSquared))]
    internal static Vector3 LengthSquared(Vector3 value, float result, float cotangent) => value * (2 * cotangent);
}
