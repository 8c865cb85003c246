using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <content>
/// Vector-space operations on any differentiable type, member by member; members without a tangent are taken from the first argument. On arrays,
/// containers and objects they follow references, reach what is shared once, and keep sharing and cycles.
/// The bodies here serve scalars; for other types the weaver replaces the call by code for the type.
/// </content>
public static partial class DifferentialOperators
{
    /// <summary>The point reached from x by moving along a tangent: x + by·along.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">The point of departure.</param>
    /// <param name="along">The tangent, of the shape of <paramref name="x"/>.</param>
    /// <param name="by">The step.</param>
    /// <returns>The new point, a copy; <paramref name="x"/> is unchanged.</returns>
    /// <exception cref="ArgumentException">The shapes differ. The second may leave out parts, by null or by a missing key; they are zero.</exception>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static T Moved<T>(T x, T along, double by = 1)
    {
        if (typeof(T) == typeof(double))
            return Wrap<double, T>(Unwrap<T, double>(x) + (by * Unwrap<T, double>(along)));
        if (typeof(T) == typeof(float))
            return Wrap<float, T>(Unwrap<T, float>(x) + ((float)by * Unwrap<T, float>(along)));
        if (typeof(T) == typeof(Half))
            return Wrap<Half, T>((Half)((float)Unwrap<T, Half>(x) + ((float)by * (float)Unwrap<T, Half>(along))));
        throw NotWovenException.ForCall($"Moved<{typeof(T)}>");
    }

    /// <summary>Moves a point along a tangent in place: x ← x + by·along. Arrays and objects stay the same and change.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">The point to move.</param>
    /// <param name="along">The tangent, of the shape of <paramref name="x"/>.</param>
    /// <param name="by">The step.</param>
    /// <exception cref="ArgumentException">The shapes differ; part of <paramref name="x"/> may have moved.</exception>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static void Move<T>(ref T x, T along, double by = 1)
    {
        if (!IsScalar<T>())
            throw NotWovenException.ForCall($"Move<{typeof(T)}>");
        x = Moved(x, along, by);
    }

    /// <summary>The zero tangent at a point: what every gradient is added to.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">The point, which gives the shape.</param>
    /// <returns>Zero, of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static T Zero<T>(T x) => IsScalar<T>() ? default! : throw NotWovenException.ForCall($"Zero<{typeof(T)}>");

    /// <summary>The sum of two tangents, x + y.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">One tangent.</param>
    /// <param name="y">The other, of the same shape.</param>
    /// <returns>The sum, of the same shape.</returns>
    /// <exception cref="ArgumentException">The shapes differ. The second may leave out parts, by null or by a missing key; they are zero.</exception>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static T Add<T>(T x, T y)
    {
        if (typeof(T) == typeof(double))
            return Wrap<double, T>(Unwrap<T, double>(x) + Unwrap<T, double>(y));
        if (typeof(T) == typeof(float))
            return Wrap<float, T>(Unwrap<T, float>(x) + Unwrap<T, float>(y));
        if (typeof(T) == typeof(Half))
            return Wrap<Half, T>(Unwrap<T, Half>(x) + Unwrap<T, Half>(y));
        throw NotWovenException.ForCall($"Add<{typeof(T)}>");
    }

    /// <summary>A tangent times a number, by·x.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">The tangent.</param>
    /// <param name="by">The factor.</param>
    /// <returns>The product, of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static T Scale<T>(T x, double by)
    {
        if (typeof(T) == typeof(double))
            return Wrap<double, T>(Unwrap<T, double>(x) * by);
        if (typeof(T) == typeof(float))
            return Wrap<float, T>(Unwrap<T, float>(x) * (float)by);
        if (typeof(T) == typeof(Half))
            return Wrap<Half, T>((Half)((float)Unwrap<T, Half>(x) * (float)by));
        throw NotWovenException.ForCall($"Scale<{typeof(T)}>");
    }

    /// <summary>The inner product of two tangents, Σ xᵢ·yᵢ over all numbers in them.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">One tangent.</param>
    /// <param name="y">The other, of the same shape.</param>
    /// <returns>The inner product, summed in double precision; two objects that meet in several places count once.</returns>
    /// <exception cref="ArgumentException">The shapes differ. The second may leave out parts, by null or by a missing key; they are zero.</exception>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static double Dot<T>(T x, T y)
    {
        if (typeof(T) == typeof(double))
            return Unwrap<T, double>(x) * Unwrap<T, double>(y);
        if (typeof(T) == typeof(float))
            return (double)Unwrap<T, float>(x) * Unwrap<T, float>(y);
        if (typeof(T) == typeof(Half))
            return (double)Unwrap<T, Half>(x) * (double)Unwrap<T, Half>(y);
        throw NotWovenException.ForCall($"Dot<{typeof(T)}>");
    }

    /// <summary>The Euclidean norm of a tangent, √(Σ xᵢ²) over all numbers in it.</summary>
    /// <typeparam name="T">A differentiable type: a scalar, or a struct, array, container or class that holds some.</typeparam>
    /// <param name="x">The tangent.</param>
    /// <returns>The norm.</returns>
    /// <exception cref="NotWovenException"><typeparamref name="T"/> is not a scalar and the call was not woven.</exception>
    public static double Norm<T>(T x) => IsScalar<T>() ? Math.Sqrt(Dot(x, x)) : throw NotWovenException.ForCall($"Norm<{typeof(T)}>");

    // The type tests are constants to the JIT: for a scalar one branch remains and nothing is boxed.
    private static bool IsScalar<T>() => typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half);

    private static TScalar Unwrap<T, TScalar>(T x) => Unsafe.As<T, TScalar>(ref x);

    private static T Wrap<TScalar, T>(TScalar x) => Unsafe.As<TScalar, T>(ref x);
}
