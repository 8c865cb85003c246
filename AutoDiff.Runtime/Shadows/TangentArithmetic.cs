using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Arithmetic on tangents of one type, by value.</summary>
/// <typeparam name="T">A scalar or a struct of scalars.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TangentArithmetic<T>
{
    /// <summary>The sum of two tangents; what is not a number, references included, is that of the first.</summary>
    /// <param name="a">One tangent.</param>
    /// <param name="b">The other.</param>
    public static T Sum(T a, T b)
    {
        // The type tests are constants to the JIT: one branch remains.
        if (typeof(T) == typeof(Vector2))
            return Wrap(Unwrap<Vector2>(a) + Unwrap<Vector2>(b));
        if (typeof(T) == typeof(Vector3))
            return Wrap(Unwrap<Vector3>(a) + Unwrap<Vector3>(b));
        if (typeof(T) == typeof(Vector4))
            return Wrap(Unwrap<Vector4>(a) + Unwrap<Vector4>(b));
        if (typeof(T) == typeof(Quaternion))
            return Wrap(Unwrap<Quaternion>(a) + Unwrap<Quaternion>(b));
        if (typeof(T) == typeof(Matrix3x2))
            return Wrap(Unwrap<Matrix3x2>(a) + Unwrap<Matrix3x2>(b));
        if (typeof(T) == typeof(Matrix4x4))
            return Wrap(Unwrap<Matrix4x4>(a) + Unwrap<Matrix4x4>(b));
        if (typeof(T) == typeof(Complex))
            return Wrap(Unwrap<Complex>(a) + Unwrap<Complex>(b));
        Slot<T>.Combine(ref a, ref b, LocalAddition.Instance);
        return a;
    }

    /// <summary>The same value without its numbers: what a location holds before anything was added to it.</summary>
    /// <param name="value">A tangent or a shadow.</param>
    /// <returns>Zero where <paramref name="value"/> has numbers, the same references and other values elsewhere.</returns>
    public static T Cleared(T value)
    {
        Slot<T>.Transform(ref value, LocalWalk.Instance);
        return value;
    }

    private static TValue Unwrap<TValue>(T x) => Unsafe.As<T, TValue>(ref x);

    private static T Wrap<TValue>(TValue x) => Unsafe.As<TValue, T>(ref x);
}
