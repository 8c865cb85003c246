#if NET10_0_OR_GREATER
using System.Numerics;
using AutoDiff.Implementations;

namespace AutoDiff.Rules;

/// <summary>Functions of <see cref="Vector3"/> that are computed in another way than those of numbers, and what is constant between jumps.</summary>
internal static class Vector3FunctionRules
{
    private const float Ln2 = 0.693147181f;

    [Pullback(typeof(Vector3), nameof(Vector3.Exp))]
    internal static Vector3 Exp(Vector3 value, Vector3 result, Vector3 cotangent) => Lanes.Times(cotangent, result);

    [Pullback(typeof(Vector3), nameof(Vector3.Log))]
    internal static Vector3 Log(Vector3 value, Vector3 result, Vector3 cotangent) => Lanes.Over(cotangent, value);

    [Pullback(typeof(Vector3), nameof(Vector3.Log2))]
    internal static Vector3 Log2(Vector3 value, Vector3 result, Vector3 cotangent) => Lanes.Over(cotangent, value * Ln2);

    [Pullback(typeof(Vector3), nameof(Vector3.Sin))]
    internal static Vector3 Sin(Vector3 value, Vector3 result, Vector3 cotangent) => Lanes.Times(cotangent, Vector3.Cos(value));

    [Pullback(typeof(Vector3), nameof(Vector3.Cos))]
    internal static Vector3 Cos(Vector3 value, Vector3 result, Vector3 cotangent) => -Lanes.Times(cotangent, Vector3.Sin(value));

    [Pullback(typeof(Vector3), nameof(Vector3.SinCos))]
    internal static Vector3 SinCos(Vector3 value, (Vector3 Sin, Vector3 Cos) result, (Vector3 Sin, Vector3 Cos) cotangent) =>
        Lanes.Times(cotangent.Sin, result.Cos) - Lanes.Times(cotangent.Cos, result.Sin);

    [Pullback(typeof(Vector3), nameof(Vector3.Hypot))]
    internal static (Vector3 X, Vector3 Y) Hypot(Vector3 x, Vector3 y, Vector3 result, Vector3 cotangent) =>
        (Lanes.Share(x, result, cotangent), Lanes.Share(y, result, cotangent));

    [Pullback(typeof(Vector3), nameof(Vector3.Sum))]
    internal static Vector3 Sum(Vector3 value, float result, float cotangent) => new(cotangent, cotangent, cotangent);

    [Pullback(typeof(Vector3), nameof(Vector3.Round))]
    [Pullback(typeof(Vector3), nameof(Vector3.Truncate))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsEvenInteger))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsFinite))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsInfinity))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsInteger))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsNaN))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsNegative))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsNegativeInfinity))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsNormal))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsOddInteger))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsPositive))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsPositiveInfinity))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsSubnormal))]
    [Pullback(typeof(Vector3), nameof(Vector3.IsZero))]
    internal static Vector3 Constant(Vector3 value, Vector3 result, Vector3 cotangent) => default;

    [Pullback(typeof(Vector3), nameof(Vector3.Round))]
    internal static Vector3 Round(Vector3 value, MidpointRounding mode, Vector3 result, Vector3 cotangent) => default;

    [Pullback(typeof(Vector3), nameof(Vector3.Equals))]
    [Pullback(typeof(Vector3), nameof(Vector3.GreaterThan))]
    [Pullback(typeof(Vector3), nameof(Vector3.GreaterThanOrEqual))]
    [Pullback(typeof(Vector3), nameof(Vector3.LessThan))]
    [Pullback(typeof(Vector3), nameof(Vector3.LessThanOrEqual))]
    internal static (Vector3 Left, Vector3 Right) Compare(Vector3 left, Vector3 right, Vector3 result, Vector3 cotangent) => default;
}
#endif
