using System.Numerics;

namespace AutoDiff.Implementations;

/// <summary>What is made of all elements of spans. The order of summation is that of the elements.</summary>
internal static class TensorReductions
{
    [Implementation(TensorChecks.Type, "Sum")]
    internal static T Sum<T>(ReadOnlySpanModel<T> x)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var result = T.AdditiveIdentity;
        for (int i = 0; i < x.Length; i++)
            result += x[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "SumOfSquares")]
    internal static T SumOfSquares<T>(ReadOnlySpanModel<T> x)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplyOperators<T, T, T>
    {
        var result = T.AdditiveIdentity;
        for (int i = 0; i < x.Length; i++)
            result += x[i] * x[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "SumOfMagnitudes")]
    internal static T SumOfMagnitudes<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        var result = T.Zero;
        for (int i = 0; i < x.Length; i++)
            result += T.Abs(x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "Product")]
    internal static T Product<T>(ReadOnlySpanModel<T> x)
        where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Elements(x.Length);
        var result = T.MultiplicativeIdentity;
        for (int i = 0; i < x.Length; i++)
            result *= x[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "ProductOfSums")]
    internal static T ProductOfSums<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Elements(x.Length);
        var result = T.MultiplicativeIdentity;
        for (int i = 0; i < x.Length; i++)
            result *= x[i] + y[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "ProductOfDifferences")]
    internal static T ProductOfDifferences<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
        where T : ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Elements(x.Length);
        var result = T.MultiplicativeIdentity;
        for (int i = 0; i < x.Length; i++)
            result *= x[i] - y[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "Dot")]
    internal static T Dot<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>, IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T>
    {
        TensorChecks.Lengths(x, y);
        var result = T.AdditiveIdentity;
        for (int i = 0; i < x.Length; i++)
            result += x[i] * y[i];
        return result;
    }

    [Implementation(TensorChecks.Type, "Average")]
    internal static T Average<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        TensorChecks.Elements(x.Length);
        var result = T.Zero;
        for (int i = 0; i < x.Length; i++)
            result += x[i];
        return result / Count<T>(x.Length);
    }

    [Implementation(TensorChecks.Type, "Max")]
    internal static T Max<T>(ReadOnlySpanModel<T> x)
        where T : INumber<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.Max(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "Min")]
    internal static T Min<T>(ReadOnlySpanModel<T> x)
        where T : INumber<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.Min(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MaxNumber")]
    internal static T MaxNumber<T>(ReadOnlySpanModel<T> x)
        where T : INumber<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MaxNumber(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MinNumber")]
    internal static T MinNumber<T>(ReadOnlySpanModel<T> x)
        where T : INumber<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MinNumber(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MaxMagnitude")]
    internal static T MaxMagnitude<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MaxMagnitude(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MinMagnitude")]
    internal static T MinMagnitude<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MinMagnitude(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MaxMagnitudeNumber")]
    internal static T MaxMagnitudeNumber<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MaxMagnitudeNumber(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "MinMagnitudeNumber")]
    internal static T MinMagnitudeNumber<T>(ReadOnlySpanModel<T> x)
        where T : INumberBase<T>
    {
        TensorChecks.Elements(x.Length);
        var result = x[0];
        for (int i = 1; i < x.Length; i++)
            result = T.MinMagnitudeNumber(result, x[i]);
        return result;
    }

    [Implementation(TensorChecks.Type, "Norm")]
    internal static T Norm<T>(ReadOnlySpanModel<T> x)
        where T : IRootFunctions<T>
    {
        var result = T.Zero;
        for (int i = 0; i < x.Length; i++)
            result += x[i] * x[i];
        return Root(result);
    }

    [Implementation(TensorChecks.Type, "Distance")]
    internal static T Distance<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
        where T : IRootFunctions<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Elements(x.Length);
        var result = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            var difference = x[i] - y[i];
            result += difference * difference;
        }
        return Root(result);
    }

    [Implementation(TensorChecks.Type, "CosineSimilarity")]
    internal static T CosineSimilarity<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
        where T : IRootFunctions<T>
    {
        TensorChecks.Lengths(x, y);
        TensorChecks.Elements(x.Length);
        T dot = T.Zero, xx = T.Zero, yy = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            dot += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
        return dot / (Root(xx) * Root(yy));
    }

    [Implementation(TensorChecks.Type, "StdDev")]
    internal static T StdDev<T>(ReadOnlySpanModel<T> x)
        where T : IRootFunctions<T>
    {
        TensorChecks.Elements(x.Length);
        var sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
            sum += x[i];
        var mean = sum / Count<T>(x.Length);
        var squares = T.Zero;
        for (int i = 0; i < x.Length; i++)
            squares += (x[i] - mean) * (x[i] - mean);
        return Root(squares / Count<T>(x.Length));
    }

    // The length of nothing has derivative 0.
    private static T Root<T>(T square)
        where T : IRootFunctions<T> => T.IsZero(square) ? T.Zero : T.Sqrt(square);

    [NoDerivative]
    private static T Count<T>(int count)
        where T : INumberBase<T> => T.CreateChecked(count);
}
