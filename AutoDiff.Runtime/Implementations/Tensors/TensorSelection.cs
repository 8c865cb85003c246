using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Functions of spans that choose between numbers, or round them.</summary>
internal static class TensorSelection
{
    [Implementation(TensorChecks.Type, "Abs")]
    internal static void Abs<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Abs(x[i]);
    }

    [Implementation(TensorChecks.Type, "Ceiling")]
    internal static void Ceiling<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Ceiling(x[i]);
    }

    [Implementation(TensorChecks.Type, "Floor")]
    internal static void Floor<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Floor(x[i]);
    }

    [Implementation(TensorChecks.Type, "Round")]
    internal static void Round<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Round(x[i]);
    }

    [Implementation(TensorChecks.Type, "Truncate")]
    internal static void Truncate<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Truncate(x[i]);
    }

    [Implementation(TensorChecks.Type, "Round")]
    internal static void Round<T>(ReadOnlySpanModel<T> x, MidpointRounding mode, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Round(x[i], mode);
    }

    [Implementation(TensorChecks.Type, "Round")]
    internal static void Round<T>(ReadOnlySpanModel<T> x, int digits, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Round(x[i], digits);
    }

    [Implementation(TensorChecks.Type, "Round")]
    internal static void Round<T>(ReadOnlySpanModel<T> x, int digits, MidpointRounding mode, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Round(x[i], digits, mode);
    }

    [Implementation(TensorChecks.Type, "CopySign")]
    internal static void CopySign<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> sign, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, sign);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(sign, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.CopySign(x[i], sign[i]);
    }

    [Implementation(TensorChecks.Type, "CopySign")]
    internal static void CopySign<T>(ReadOnlySpanModel<T> x, T sign, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.CopySign(x[i], sign);
    }

    [Implementation(TensorChecks.Type, "Max")]
    internal static void Max<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Max(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Max")]
    internal static void Max<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Max(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Min")]
    internal static void Min<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Min(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Min")]
    internal static void Min<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Min(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MaxNumber")]
    internal static void MaxNumber<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxNumber(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MaxNumber")]
    internal static void MaxNumber<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxNumber(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MinNumber")]
    internal static void MinNumber<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinNumber(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MinNumber")]
    internal static void MinNumber<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinNumber(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MaxMagnitude")]
    internal static void MaxMagnitude<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxMagnitude(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MaxMagnitude")]
    internal static void MaxMagnitude<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxMagnitude(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MinMagnitude")]
    internal static void MinMagnitude<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinMagnitude(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MinMagnitude")]
    internal static void MinMagnitude<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinMagnitude(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MaxMagnitudeNumber")]
    internal static void MaxMagnitudeNumber<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxMagnitudeNumber(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MaxMagnitudeNumber")]
    internal static void MaxMagnitudeNumber<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MaxMagnitudeNumber(x[i], y);
    }

    [Implementation(TensorChecks.Type, "MinMagnitudeNumber")]
    internal static void MinMagnitudeNumber<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinMagnitudeNumber(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "MinMagnitudeNumber")]
    internal static void MinMagnitudeNumber<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.MinMagnitudeNumber(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> min, ReadOnlySpanModel<T> max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, min);
        TensorChecks.Lengths(x, max);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(min, destination);
        TensorChecks.Destination(max, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = Between(x[i], min[i], max[i]);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> min, T max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, min);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(min, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = Between(x[i], min[i], max);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(ReadOnlySpanModel<T> x, T min, ReadOnlySpanModel<T> max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(x, max);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(max, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = Between(x[i], min, max[i]);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(T x, ReadOnlySpanModel<T> min, ReadOnlySpanModel<T> max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Lengths(min, max);
        TensorChecks.Destination(min, destination);
        TensorChecks.Destination(max, destination);
        for (int i = 0; i < min.Length; i++)
            destination[i] = Between(x, min[i], max[i]);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(ReadOnlySpanModel<T> x, T min, T max, SpanModel<T> destination)
        where T : INumber<T>
    {
        if (min > max)
            throw new ArgumentException($"'{min}' cannot be greater than {max}.");
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = Between(x[i], min, max);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(T x, ReadOnlySpanModel<T> min, T max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(min, destination);
        for (int i = 0; i < min.Length; i++)
            destination[i] = Between(x, min[i], max);
    }

    [Implementation(TensorChecks.Type, "Clamp")]
    internal static void Clamp<T>(T x, T min, ReadOnlySpanModel<T> max, SpanModel<T> destination)
        where T : INumber<T>
    {
        TensorChecks.Destination(max, destination);
        for (int i = 0; i < max.Length; i++)
            destination[i] = Between(x, min, max[i]);
    }

    /// <summary>Bounds may cross: the upper one wins.</summary>
    private static T Between<T>(T x, T min, T max)
        where T : INumber<T>
    {
        if (x < min)
            return min > max ? max : min;
        return x > max ? max : x;
    }
}
