#if NET10_0_OR_GREATER
using System.Numerics;
using AutoDiff.Implementations;

namespace AutoDiff.Rules;

/// <summary>Functions of <see cref="Vector2"/> that are computed in another way than those of numbers, and what is constant between jumps.</summary>
internal static class Vector2FunctionRules
{
    private const float Ln2 = 0.693147181f;

    [Pullback(typeof(Vector2), nameof(Vector2.Exp))]
    internal static Vector2 Exp(Vector2 value, Vector2 result, Vector2 cotangent) => Lanes.Times(cotangent, result);

    [Pullback(typeof(Vector2), nameof(Vector2.Log))]
    internal static Vector2 Log(Vector2 value, Vector2 result, Vector2 cotangent) => Lanes.Over(cotangent, value);

    [Pullback(typeof(Vector2), nameof(Vector2.Log2))]
    internal static Vector2 Log2(Vector2 value, Vector2 result, Vector2 cotangent) => Lanes.Over(cotangent, value * Ln2);

    [Pullback(typeof(Vector2), nameof(Vector2.Sin))]
    internal static Vector2 Sin(Vector2 value, Vector2 result, Vector2 cotangent) => Lanes.Times(cotangent, Vector2.Cos(value));

    [Pullback(typeof(Vector2), nameof(Vector2.Cos))]
    internal static Vector2 Cos(Vector2 value, Vector2 result, Vector2 cotangent) => -Lanes.Times(cotangent, Vector2.Sin(value));

    [Pullback(typeof(Vector2), nameof(Vector2.SinCos))]
    internal static Vector2 SinCos(Vector2 value, (Vector2 Sin, Vector2 Cos) result, (Vector2 Sin, Vector2 Cos) cotangent) =>
        Lanes.Times(cotangent.Sin, result.Cos) - Lanes.Times(cotangent.Cos, result.Sin);

    [Pullback(typeof(Vector2), nameof(Vector2.Hypot))]
    internal static (Vector2 X, Vector2 Y) Hypot(Vector2 x, Vector2 y, Vector2 result, Vector2 cotangent) =>
        (Lanes.Share(x, result, cotangent), Lanes.Share(y, result, cotangent));

    [Pullback(typeof(Vector2), nameof(Vector2.Sum))]
    internal static Vector2 Sum(Vector2 value, float result, float cotangent) => new(cotangent, cotangent);

    [Pullback(typeof(Vector2), nameof(Vector2.Round))]
    [Pullback(typeof(Vector2), nameof(Vector2.Truncate))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsEvenInteger))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsFinite))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsInfinity))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsInteger))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsNaN))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsNegative))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsNegativeInfinity))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsNormal))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsOddInteger))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsPositive))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsPositiveInfinity))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsSubnormal))]
    [Pullback(typeof(Vector2), nameof(Vector2.IsZero))]
    internal static Vector2 Constant(Vector2 value, Vector2 result, Vector2 cotangent) => default;

    [Pullback(typeof(Vector2), nameof(Vector2.Round))]
    internal static Vector2 Round(Vector2 value, MidpointRounding mode, Vector2 result, Vector2 cotangent) => default;

    [Pullback(typeof(Vector2), nameof(Vector2.Equals))]
    [Pullback(typeof(Vector2), nameof(Vector2.GreaterThan))]
    [Pullback(typeof(Vector2), nameof(Vector2.GreaterThanOrEqual))]
    [Pullback(typeof(Vector2), nameof(Vector2.LessThan))]
    [Pullback(typeof(Vector2), nameof(Vector2.LessThanOrEqual))]
    internal static (Vector2 Left, Vector2 Right) Compare(Vector2 left, Vector2 right, Vector2 result, Vector2 cotangent) => default;
}
#endif
