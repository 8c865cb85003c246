using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// What loops over arrays are made of that work on as many elements at a time as a register of the processor holds. Generated code uses it; users need not.
/// </summary>
/// <remarks>Every operation on the elements is the one of IEEE 754 that the scalar code has in its place, to the last bit.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LoopVectors
{
    /// <summary>How many of a number of iterations fill whole vectors; 0 where the processor has none.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="count">The number of iterations.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Whole<T>(long count)
        where T : struct => Vector.IsHardwareAccelerated && count > 0 ? count & -Vector<T>.Count : 0;

    /// <summary>The number of elements of a vector.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Count<T>()
        where T : struct => Vector<T>.Count;

    /// <summary>Whether elements lie inside an array that is there.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array, or null.</param>
    /// <param name="first">The index of the first element.</param>
    /// <param name="count">The number of elements, at least 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits<T>(T[]? array, long first, long count) => array is not null && first >= 0 && first + count <= array.Length;

    /// <summary>Whether what is written to one array cannot be read from another at a different step of a loop: two arrays, or the same index.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="written">The array that is written to.</param>
    /// <param name="at">Where the loop begins in it.</param>
    /// <param name="other">The other array.</param>
    /// <param name="otherAt">Where the loop begins in that.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Apart<T>(T[]? written, long at, T[]? other, long otherAt) => !ReferenceEquals(written, other) || at == otherAt;

    /// <summary>Whether two arrays are not the same.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="written">The array that is written to.</param>
    /// <param name="other">The other array.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Differ<T>(T[]? written, T[]? other) => !ReferenceEquals(written, other);

    /// <summary>An element, or the default value where there is none.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array, or null.</param>
    /// <param name="index">The index.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Peek<T>(T[]? array, long index) => Fits(array, index, 1) ? array![index] : default!;

    /// <summary>The length of an array, 0 where there is none.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Length<T>(T[]? array) => array is null ? 0 : array.Length;

    /// <summary>The place of an element that is known to be there.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="index">The index.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(T[] array, long index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)index);

    /// <summary>The place of a number that is a number of places away from another.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="first">The other.</param>
    /// <param name="index">The number of places.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Beyond<T>(ref T first, long index) => ref Unsafe.Add(ref first, (nint)index);

    /// <summary>Reads a vector.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="first">The first element of the loop.</param>
    /// <param name="index">How far the loop is.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ref T first, long index)
        where T : struct => Vector.LoadUnsafe(ref first, (nuint)index);

    /// <summary>Writes a vector.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="first">The first element of the loop.</param>
    /// <param name="index">How far the loop is.</param>
    /// <param name="value">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(ref T first, long index, Vector<T> value)
        where T : struct => value.StoreUnsafe(ref first, (nuint)index);

    /// <summary>The same number in every lane.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Broadcast<T>(T value)
        where T : struct => new(value);

    /// <summary>The sum of the lanes.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector<T> value)
        where T : struct => Vector.Sum(value);

    /// <summary><paramref name="left"/> + <paramref name="right"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add<T>(Vector<T> left, Vector<T> right)
        where T : struct => left + right;

    /// <summary><paramref name="left"/> - <paramref name="right"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Subtract<T>(Vector<T> left, Vector<T> right)
        where T : struct => left - right;

    /// <summary><paramref name="left"/> times <paramref name="right"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Multiply<T>(Vector<T> left, Vector<T> right)
        where T : struct => left * right;

    /// <summary><paramref name="left"/> divided by <paramref name="right"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Divide<T>(Vector<T> left, Vector<T> right)
        where T : struct => left / right;

    /// <summary>The other sign, of zeros too.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">The operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Negate<T>(Vector<T> value)
        where T : struct => Vector.Xor(value, NegativeZero<T>());

    /// <summary>Square roots, correctly rounded.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">The operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sqrt<T>(Vector<T> value)
        where T : struct => Vector.SquareRoot(value);

    /// <summary>Without the sign.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">The operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Abs<T>(Vector<T> value)
        where T : struct => Vector.AndNot(value, NegativeZero<T>());

    /// <summary>The larger, as <see cref="Math.Max(double, double)"/> has it: NaN where one is, 0 of the zeros.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Max<T>(Vector<T> left, Vector<T> right)
        where T : struct =>
        Select(
            Vector.Equals(left, right), Vector.BitwiseAnd(left, right),
            Select(Vector.LessThan(right, left), left, Select(Vector.Equals(left, left), right, left)));

    /// <summary>The smaller, as <see cref="Math.Min(double, double)"/> has it: NaN where one is, -0 of the zeros.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Min<T>(Vector<T> left, Vector<T> right)
        where T : struct =>
        Select(
            Vector.Equals(left, right), Vector.BitwiseOr(left, right),
            Select(Vector.LessThan(left, right), left, Select(Vector.Equals(left, left), right, left)));

    /// <summary>All bits of the lanes in which the operands are equal.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Equal<T>(Vector<T> left, Vector<T> right)
        where T : struct => Vector.Equals(left, right);

    /// <summary>All bits of the lanes in which the left operand is less.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Less<T>(Vector<T> left, Vector<T> right)
        where T : struct => Vector.LessThan(left, right);

    /// <summary>All bits of the lanes in which the left operand is less or equal.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LessOrEqual<T>(Vector<T> left, Vector<T> right)
        where T : struct => Vector.LessThanOrEqual(left, right);

    /// <summary>The one or the other, lane by lane.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="condition">All bits of a lane, or none.</param>
    /// <param name="yes">What the lanes with all bits get.</param>
    /// <param name="no">What the others get.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Select<T>(Vector<T> condition, Vector<T> yes, Vector<T> no)
        where T : struct => Vector.ConditionalSelect(condition, yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> NegativeZero<T>()
        where T : struct => typeof(T) == typeof(double) ? Vector.As<double, T>(new(-0.0)) : Vector.As<float, T>(new(-0f));
}
