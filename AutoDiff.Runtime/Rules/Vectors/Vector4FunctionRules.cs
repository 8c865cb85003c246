#if NET10_0_OR_GREATER
using System.Numerics;
using AutoDiff.Implementations;

namespace AutoDiff.Rules;

/// <summary>Functions of <see cref="Vector4"/> that are computed in another way than those of numbers, and what is constant between jumps.</summary>
internal static class Vector4FunctionRules
{
    private const float Ln2 = 0.693147181f;

    [Pullback(typeof(Vector4), nameof(Vector4.Exp))]
    internal static Vector4 Exp(Vector4 value, Vector4 result, Vector4 cotangent) => Lanes.Times(cotangent, result);

    [Pullback(typeof(Vector4), nameof(Vector4.Log))]
    internal static Vector4 Log(Vector4 value, Vector4 result, Vector4 cotangent) => Lanes.Over(cotangent, value);

    [Pullback(typeof(Vector4), nameof(Vector4.Log2))]
    internal static Vector4 Log2(Vector4 value, Vector4 result, Vector4 cotangent) => Lanes.Over(cotangent, value * Ln2);

    [Pullback(typeof(Vector4), nameof(Vector4.Sin))]
    internal static Vector4 Sin(Vector4 value, Vector4 result, Vector4 cotangent) => Lanes.Times(cotangent, Vector4.Cos(value));

    [Pullback(typeof(Vector4), nameof(Vector4.Cos))]
    internal static Vector4 Cos(Vector4 value, Vector4 result, Vector4 cotangent) => -Lanes.Times(cotangent, Vector4.Sin(value));

    [Pullback(typeof(Vector4), nameof(Vector4.SinCos))]
    internal static Vector4 SinCos(Vector4 value, (Vector4 Sin, Vector4 Cos) result, (Vector4 Sin, Vector4 Cos) cotangent) =>
        Lanes.Times(cotangent.Sin, result.Cos) - Lanes.Times(cotangent.Cos, result.Sin);

    [Pullback(typeof(Vector4), nameof(Vector4.Hypot))]
    internal static (Vector4 X, Vector4 Y) Hypot(Vector4 x, Vector4 y, Vector4 result, Vector4 cotangent) =>
        (Lanes.Share(x, result, cotangent), Lanes.Share(y, result, cotangent));

    [Pullback(typeof(Vector4), nameof(Vector4.Sum))]
    internal static Vector4 Sum(Vector4 value, float result, float cotangent) => new(cotangent, cotangent, cotangent, cotangent);

    [Pullback(typeof(Vector4), nameof(Vector4.Round))]
    [Pullback(typeof(Vector4), nameof(Vector4.Truncate))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsEvenInteger))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsFinite))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsInfinity))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsInteger))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsNaN))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsNegative))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsNegativeInfinity))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsNormal))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsOddInteger))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsPositive))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsPositiveInfinity))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsSubnormal))]
    [Pullback(typeof(Vector4), nameof(Vector4.IsZero))]
    internal static Vector4 Constant(Vector4 value, Vector4 result, Vector4 cotangent) => default;

    [Pullback(typeof(Vector4), nameof(Vector4.Round))]
    internal static Vector4 Round(Vector4 value, MidpointRounding mode, Vector4 result, Vector4 cotangent) => default;

    [Pullback(typeof(Vector4), nameof(Vector4.Equals))]
    [Pullback(typeof(Vector4), nameof(Vector4.GreaterThan))]
    [Pullback(typeof(Vector4), nameof(Vector4.GreaterThanOrEqual))]
    [Pullback(typeof(Vector4), nameof(Vector4.LessThan))]
    [Pullback(typeof(Vector4), nameof(Vector4.LessThanOrEqual))]
    internal static (Vector4 Left, Vector4 Right) Compare(Vector4 left, Vector4 right, Vector4 result, Vector4 cotangent) => default;
}
#endif
