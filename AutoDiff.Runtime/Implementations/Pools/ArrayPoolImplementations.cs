using System.Buffers;
using System.ComponentModel;

namespace AutoDiff.Implementations;

/// <summary>
/// <see cref="ArrayPool{T}"/>: what is rented is a new array, of the length that the framework would hand out. The trace may need an array after it is
/// returned, and whoever rented it next would find what its shadow holds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayPoolImplementations
{
    private const int Shortest = 16;

    /// <summary>Implements <see cref="ArrayPool{T}.Shared"/>.</summary>
    [Implementation(typeof(ArrayPool<>), "get_Shared")]
    [NoDerivative]
    public static ArrayPool<T> Shared<T>() => ArrayPool<T>.Shared;

    /// <summary>Implements <see cref="ArrayPool{T}.Create()"/>.</summary>
    [Implementation(typeof(ArrayPool<>), nameof(ArrayPool<int>.Create))]
    [NoDerivative]
    public static ArrayPool<T> Create<T>() => ArrayPool<T>.Create();

    /// <summary>Implements <see cref="ArrayPool{T}.Create(int, int)"/>.</summary>
    [Implementation(typeof(ArrayPool<>), nameof(ArrayPool<int>.Create))]
    [NoDerivative]
    public static ArrayPool<T> Create<T>(int maxArrayLength, int maxArraysPerBucket) => ArrayPool<T>.Create(maxArrayLength, maxArraysPerBucket);

    /// <summary>Implements <see cref="ArrayPool{T}.Rent"/>.</summary>
    [Implementation(typeof(ArrayPool<>), nameof(ArrayPool<int>.Rent))]
    public static T[] Rent<T>([NoDerivative] ArrayPool<T> pool, int minimumLength) => new T[LengthOf(pool, minimumLength)];

    /// <summary>Implements <see cref="ArrayPool{T}.Return"/>.</summary>
    [Implementation(typeof(ArrayPool<>), nameof(ArrayPool<int>.Return))]
    public static void Return<T>([NoDerivative] ArrayPool<T> pool, T[] array, bool clearArray)
    {
        Throw.IfNull(pool, nameof(pool));
        Throw.IfNull(array, nameof(array));
        if (clearArray)
            ArrayImplementations.Clear(array, 0, array.Length);
    }

    /// <summary>The length of an array of a pool: the next power of two.</summary>
    /// <exception cref="NotDifferentiableException">The pool is not one of the framework's: what it hands out is not known.</exception>
    [NoDerivative]
    public static int LengthOf<T>([NoDerivative] ArrayPool<T> pool, int minimumLength)
    {
        Throw.IfNull(pool, nameof(pool));
        if (pool.GetType().Assembly != typeof(ArrayPool<T>).Assembly)
            throw new NotDifferentiableException($"cannot differentiate through arrays of the pool {pool.GetType()}: which it hands out is not known.");
        Throw.IfNegative(minimumLength, nameof(minimumLength));
        if (minimumLength == 0)
            return 0;
        return minimumLength > 1 << 30 ? minimumLength : Math.Max(Shortest, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)minimumLength));
    }
}
