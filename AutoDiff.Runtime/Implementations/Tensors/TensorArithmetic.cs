using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>The arithmetic of spans, element by element.</summary>
internal static class TensorArithmetic
{
    [Implementation(TensorChecks.Type, "Add")]
    internal static void Add<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] + y[i];
    }

    [Implementation(TensorChecks.Type, "Add")]
    internal static void Add<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] + y;
    }

    [Implementation(TensorChecks.Type, "Subtract")]
    internal static void Subtract<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : ISubtractionOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] - y[i];
    }

    [Implementation(TensorChecks.Type, "Subtract")]
    internal static void Subtract<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : ISubtractionOperators<T, T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] - y;
    }

    [Implementation(TensorChecks.Type, "Subtract")]
    internal static void Subtract<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : ISubtractionOperators<T, T, T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = x - y[i];
    }

    [Implementation(TensorChecks.Type, "Multiply")]
    internal static void Multiply<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] * y[i];
    }

    [Implementation(TensorChecks.Type, "Multiply")]
    internal static void Multiply<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] * y;
    }

    [Implementation(TensorChecks.Type, "Divide")]
    internal static void Divide<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IDivisionOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] / y[i];
    }

    [Implementation(TensorChecks.Type, "Divide")]
    internal static void Divide<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IDivisionOperators<T, T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] / y;
    }

    [Implementation(TensorChecks.Type, "Divide")]
    internal static void Divide<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IDivisionOperators<T, T, T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = x / y[i];
    }

    [Implementation(TensorChecks.Type, "Negate")]
    internal static void Negate<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IUnaryNegationOperators<T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = -x[i];
    }

    [Implementation(TensorChecks.Type, "AddMultiply")]
    internal static void AddMultiply<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, ReadOnlySpanModel<T> multiplier, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Lengths(x, multiplier);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        TensorChecks.Destination(multiplier, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] + y[i]) * multiplier[i];
    }

    [Implementation(TensorChecks.Type, "MultiplyAdd")]
    internal static void MultiplyAdd<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y[i]) + addend[i];
    }

    [Implementation(TensorChecks.Type, "MultiplyAddEstimate")]
    internal static void MultiplyAddEstimate<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y[i]) + addend[i];
    }

    [Implementation(TensorChecks.Type, "FusedMultiplyAdd")]
    internal static void FusedMultiplyAdd<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.FusedMultiplyAdd(x[i], y[i], addend[i]);
    }

    [Implementation(TensorChecks.Type, "Lerp")]
    internal static void Lerp<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, ReadOnlySpanModel<T> amount, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Lengths(x, amount);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        TensorChecks.Destination(amount, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * (T.One - amount[i])) + (y[i] * amount[i]);
    }

    [Implementation(TensorChecks.Type, "AddMultiply")]
    internal static void AddMultiply<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, T multiplier, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] + y[i]) * multiplier;
    }

    [Implementation(TensorChecks.Type, "MultiplyAdd")]
    internal static void MultiplyAdd<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, T addend, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y[i]) + addend;
    }

    [Implementation(TensorChecks.Type, "MultiplyAddEstimate")]
    internal static void MultiplyAddEstimate<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, T addend, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y[i]) + addend;
    }

    [Implementation(TensorChecks.Type, "FusedMultiplyAdd")]
    internal static void FusedMultiplyAdd<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, T addend, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.FusedMultiplyAdd(x[i], y[i], addend);
    }

    [Implementation(TensorChecks.Type, "Lerp")]
    internal static void Lerp<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, T amount, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * (T.One - amount)) + (y[i] * amount);
    }

    [Implementation(TensorChecks.Type, "AddMultiply")]
    internal static void AddMultiply<T>(ReadOnlySpanModel<T> x, T y, ReadOnlySpanModel<T> multiplier, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, multiplier);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(multiplier, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] + y) * multiplier[i];
    }

    [Implementation(TensorChecks.Type, "MultiplyAdd")]
    internal static void MultiplyAdd<T>(ReadOnlySpanModel<T> x, T y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    {
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y) + addend[i];
    }

    [Implementation(TensorChecks.Type, "MultiplyAddEstimate")]
    internal static void MultiplyAddEstimate<T>(ReadOnlySpanModel<T> x, T y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : INumberBase<T>
    {
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * y) + addend[i];
    }

    [Implementation(TensorChecks.Type, "FusedMultiplyAdd")]
    internal static void FusedMultiplyAdd<T>(ReadOnlySpanModel<T> x, T y, ReadOnlySpanModel<T> addend, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, addend);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(addend, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.FusedMultiplyAdd(x[i], y, addend[i]);
    }

    [Implementation(TensorChecks.Type, "Lerp")]
    internal static void Lerp<T>(ReadOnlySpanModel<T> x, T y, ReadOnlySpanModel<T> amount, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, amount);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(amount, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = (x[i] * (T.One - amount[i])) + (y * amount[i]);
    }

    [Implementation(TensorChecks.Type, "Increment")]
    internal static void Increment<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IIncrementOperators<T>, INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] + T.One;
    }

    [Implementation(TensorChecks.Type, "Decrement")]
    internal static void Decrement<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
        where T : IDecrementOperators<T>, INumberBase<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] - T.One;
    }

    [Implementation(TensorChecks.Type, "Remainder")]
    internal static void Remainder<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IModulusOperators<T, T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] % y[i];
    }

    [Implementation(TensorChecks.Type, "Remainder")]
    internal static void Remainder<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IModulusOperators<T, T, T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = x[i] % y;
    }

    [Implementation(TensorChecks.Type, "Remainder")]
    internal static void Remainder<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IModulusOperators<T, T, T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = x % y[i];
    }

    [Implementation(TensorChecks.Type, "Ieee754Remainder")]
    internal static void Ieee754Remainder<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Destination(x, destination);
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Ieee754Remainder(x[i], y[i]);
    }

    [Implementation(TensorChecks.Type, "Ieee754Remainder")]
    internal static void Ieee754Remainder<T>(ReadOnlySpanModel<T> x, T y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(x, destination);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Ieee754Remainder(x[i], y);
    }

    [Implementation(TensorChecks.Type, "Ieee754Remainder")]
    internal static void Ieee754Remainder<T>(T x, ReadOnlySpanModel<T> y, SpanModel<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        TensorChecks.Destination(y, destination);
        for (int i = 0; i < y.Length; i++)
            destination[i] = T.Ieee754Remainder(x, y[i]);
    }
}
