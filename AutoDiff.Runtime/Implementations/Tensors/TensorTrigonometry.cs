using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Trigonometric and hyperbolic functions of spans.</summary>
internal static class TensorTrigonometry
{
    [Implementation(TensorChecks.Type, "Acos")]
    internal static void Acos<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Acos(x[i]);
    }

    [Implementation(TensorChecks.Type, "AcosPi")]
    internal static void AcosPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.AcosPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "Asin")]
    internal static void Asin<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Asin(x[i]);
    }

    [Implementation(TensorChecks.Type, "AsinPi")]
    internal static void AsinPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.AsinPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "Atan")]
    internal static void Atan<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atan(x[i]);
    }

    [Implementation(TensorChecks.Type, "AtanPi")]
    internal static void AtanPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.AtanPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "Cos")]
    internal static void Cos<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Cos(x[i]);
    }

    [Implementation(TensorChecks.Type, "CosPi")]
    internal static void CosPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.CosPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "Sin")]
    internal static void Sin<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Sin(x[i]);
    }

    [Implementation(TensorChecks.Type, "SinPi")]
    internal static void SinPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.SinPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "Tan")]
    internal static void Tan<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Tan(x[i]);
    }

    [Implementation(TensorChecks.Type, "TanPi")]
    internal static void TanPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.TanPi(x[i]);
    }

    [Implementation(TensorChecks.Type, "DegreesToRadians")]
    internal static void DegreesToRadians<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.DegreesToRadians(x[i]);
    }

    [Implementation(TensorChecks.Type, "RadiansToDegrees")]
    internal static void RadiansToDegrees<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.RadiansToDegrees(x[i]);
    }

    [Implementation(TensorChecks.Type, "Acosh")]
    internal static void Acosh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Acosh(x[i]);
    }

    [Implementation(TensorChecks.Type, "Asinh")]
    internal static void Asinh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Asinh(x[i]);
    }

    [Implementation(TensorChecks.Type, "Atanh")]
    internal static void Atanh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atanh(x[i]);
    }

    [Implementation(TensorChecks.Type, "Cosh")]
    internal static void Cosh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Cosh(x[i]);
    }

    [Implementation(TensorChecks.Type, "Sinh")]
    internal static void Sinh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Sinh(x[i]);
    }

    [Implementation(TensorChecks.Type, "Tanh")]
    internal static void Tanh<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IHyperbolicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Tanh(x[i]);
    }

    [Implementation(TensorChecks.Type, "SinCos")]
    internal static void SinCos<T>(ReadOnlySpanModel<T> x, SpanModel<T> sinDestination, SpanModel<T> cosDestination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, sinDestination);
        TensorChecks.Destination(x, cosDestination);
        for (int i = 0; i < x.Length; i++)
        {
            var angle = x[i];
            sinDestination[i] = T.Sin(angle);
            cosDestination[i] = T.Cos(angle);
        }
    }

    [Implementation(TensorChecks.Type, "SinCosPi")]
    internal static void SinCosPi<T>(ReadOnlySpanModel<T> x, SpanModel<T> sinDestination, SpanModel<T> cosDestination)
        where T : ITrigonometricFunctions<T>
    {
        TensorChecks.Destination(x, sinDestination);
        TensorChecks.Destination(x, cosDestination);
        for (int i = 0; i < x.Length; i++)
        {
            var angle = x[i];
            sinDestination[i] = T.SinPi(angle);
            cosDestination[i] = T.CosPi(angle);
        }
    }

    [Implementation(TensorChecks.Type, "Atan2")]
    internal static void Atan2<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atan2(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Atan2")]
    internal static void Atan2<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atan2(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Atan2")]
    internal static void Atan2<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = T.Atan2(x, y[i]);
    }

    [Implementation(TensorChecks.Type, "Atan2Pi")]
    internal static void Atan2Pi<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atan2Pi(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Atan2Pi")]
    internal static void Atan2Pi<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Atan2Pi(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Atan2Pi")]
    internal static void Atan2Pi<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = T.Atan2Pi(x, y[i]);
    }
}
