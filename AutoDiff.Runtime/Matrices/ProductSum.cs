using System.Numerics;

namespace AutoDiff.Mathematics;

/// <summary>How a product is added to a sum.</summary>
internal interface IProductSum
{
    static abstract Vector<T> Add<T>(Vector<T> a, Vector<T> b, Vector<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>With both roundings, as <c>sum += a * b</c> does everywhere: for the values of functions.</summary>
internal readonly struct RoundedSum : IProductSum
{
    public static Vector<T> Add<T>(Vector<T> a, Vector<T> b, Vector<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T> => sum + (a * b);
}

/// <summary>With one rounding where the hardware has an instruction for it: for derivatives, whose last digits nothing prescribes.</summary>
internal readonly struct FusedSum : IProductSum
{
    public static Vector<T> Add<T>(Vector<T> a, Vector<T> b, Vector<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
#if NET9_0_OR_GREATER
        if (typeof(T) == typeof(double))
            return Vector.MultiplyAddEstimate(Vector.AsVectorDouble(a), Vector.AsVectorDouble(b), Vector.AsVectorDouble(sum)).As<double, T>();
        if (typeof(T) == typeof(float))
            return Vector.MultiplyAddEstimate(Vector.AsVectorSingle(a), Vector.AsVectorSingle(b), Vector.AsVectorSingle(sum)).As<float, T>();
#endif
        return sum + (a * b);
    }
}
