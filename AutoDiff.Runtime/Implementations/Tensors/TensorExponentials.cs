using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>Exponentials, logarithms, powers and roots of spans.</summary>
internal static class TensorExponentials
{
    [Implementation(TensorChecks.Type, "Exp")]
    internal static void Exp<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp(x[i]);
    }

    [Implementation(TensorChecks.Type, "Exp2")]
    internal static void Exp2<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp2(x[i]);
    }

    [Implementation(TensorChecks.Type, "Exp10")]
    internal static void Exp10<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp10(x[i]);
    }

    [Implementation(TensorChecks.Type, "ExpM1")]
    internal static void ExpM1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.ExpM1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Exp2M1")]
    internal static void Exp2M1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp2M1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Exp10M1")]
    internal static void Exp10M1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp10M1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log")]
    internal static void Log<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log2")]
    internal static void Log2<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log2(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log10")]
    internal static void Log10<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log10(x[i]);
    }

    [Implementation(TensorChecks.Type, "LogP1")]
    internal static void LogP1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.LogP1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log2P1")]
    internal static void Log2P1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log2P1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log10P1")]
    internal static void Log10P1<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log10P1(x[i]);
    }

    [Implementation(TensorChecks.Type, "Log")]
    internal static void Log<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Log")]
    internal static void Log<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : ILogarithmicFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Log(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Pow")]
    internal static void Pow<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IPowerFunctions<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Pow(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Pow")]
    internal static void Pow<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IPowerFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Pow(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Pow")]
    internal static void Pow<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IPowerFunctions<T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = T.Pow(x, y[i]);
    }

    [Implementation(TensorChecks.Type, "Sqrt")]
    internal static void Sqrt<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IRootFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Sqrt(x[i]);
    }

    [Implementation(TensorChecks.Type, "Cbrt")]
    internal static void Cbrt<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IRootFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Cbrt(x[i]);
    }

    [Implementation(TensorChecks.Type, "Hypot")]
    internal static void Hypot<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IRootFunctions<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Hypot(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "RootN")]
    internal static void RootN<T>(ReadOnlySpanModel<T> x, int n, SpanModel<T> destination)
        where T : IRootFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.RootN(x[i], n);
    }

    [Implementation(TensorChecks.Type, "ScaleB")]
    internal static void ScaleB<T>(ReadOnlySpanModel<T> x, int n, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.ScaleB(x[i], n);
    }

    [Implementation(TensorChecks.Type, "Reciprocal")]
    internal static void Reciprocal<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPoint<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.One / x[i];
    }

    [Implementation(TensorChecks.Type, "ReciprocalEstimate")]
    internal static void ReciprocalEstimate<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.ReciprocalEstimate(x[i]);
    }

    [Implementation(TensorChecks.Type, "ReciprocalSqrt")]
    internal static void ReciprocalSqrt<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.One / T.Sqrt(x[i]);
    }

    [Implementation(TensorChecks.Type, "ReciprocalSqrtEstimate")]
    internal static void ReciprocalSqrtEstimate<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.ReciprocalSqrtEstimate(x[i]);
    }

    [Implementation(TensorChecks.Type, "Sigmoid")]
    internal static void Sigmoid<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.One / (T.One + T.Exp(-x[i]));
    }

    [Implementation(TensorChecks.Type, "SoftMax")]
    internal static void SoftMax<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IExponentialFunctions<T>
    {
        TensorChecks.Elements(x.Length);
        TensorChecks.Destination(x, destination);
        var sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += T.Exp(x[i]);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Exp(x[i]) / sum;
    }
}
