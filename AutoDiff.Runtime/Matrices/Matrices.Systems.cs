using System.Numerics;
using AutoDiff.Mathematics;

namespace AutoDiff;

/// <content>Linear equations, inverses, determinants and factorisations.</content>
public static partial class Matrices
{
    /// <summary>The solution x of A·x = b, by elimination with partial pivoting.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n.</param>
    /// <param name="b">b, n numbers.</param>
    /// <returns>A new vector of n numbers.</returns>
    /// <exception cref="ArgumentException">A is not square, or b not as long as its columns.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T[] Solve<T>(T[,] a, T[] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        Shapes.IfNotEquations(a.GetLength(0), b.Length);
        return Solution(Storage.Flat(a), b, b.Length, 1);
    }

    /// <summary>The solution X of A·X = B, by elimination with partial pivoting.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n.</param>
    /// <param name="b">B, n × m.</param>
    /// <returns>A new matrix, n × m.</returns>
    /// <exception cref="ArgumentException">A is not square, or B has not as many rows.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T[,] Solve<T>(T[,] a, T[,] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        Shapes.IfNotEquations(a.GetLength(0), b.GetLength(0));
        return Storage.Table(Solution(Storage.Flat(a), Storage.Flat(b), b.GetLength(0), b.GetLength(1)), b.GetLength(0), b.GetLength(1));
    }

    /// <summary>The solution X of A·X = B of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order.</param>
    /// <param name="b">B, order × columns.</param>
    /// <param name="order">The number of equations.</param>
    /// <param name="columns">The number of right-hand sides.</param>
    /// <returns>A new array, order × columns.</returns>
    /// <exception cref="ArgumentException">An array has not as many numbers as its dimensions say.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T[] Solve<T>(T[] a, T[] b, int order, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        Shapes.IfNotSize(b.Length, order, columns, nameof(b));
        return Solution(a, b, order, columns);
    }

    /// <summary>The solution X of A·X = B of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order.</param>
    /// <param name="b">B, order × columns.</param>
    /// <param name="order">The number of equations.</param>
    /// <param name="columns">The number of right-hand sides.</param>
    /// <param name="destination">Where X goes, order × columns.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite an operand.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static void Solve<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int order, int columns, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        Shapes.IfNotSize(b.Length, order, columns, nameof(b));
        Shapes.IfNotSize(destination.Length, order, columns, nameof(destination));
        SystemPrimitives.Solve(a, false, b, order, columns, destination);
    }

    /// <summary>The inverse A⁻¹. Where it is only multiplied with, <see cref="Solve{T}(T[,], T[])"/> is faster and more exact.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n.</param>
    /// <returns>A new matrix, n × n.</returns>
    /// <exception cref="ArgumentException">A is not square.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T[,] Inverse<T>(T[,] a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        int order = a.GetLength(0);
        var inverse = new T[order * order];
        SystemPrimitives.Invert(Storage.Flat(a), order, inverse);
        return Storage.Table(inverse, order, order);
    }

    /// <summary>The inverse A⁻¹ of a matrix that is given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order.</param>
    /// <param name="order">The number of rows.</param>
    /// <param name="destination">Where the inverse goes, order × order.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite the operand.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static void Inverse<T>(ReadOnlySpan<T> a, int order, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        Shapes.IfNotSize(destination.Length, order, order, nameof(destination));
        SystemPrimitives.Invert(a, order, destination);
    }

    /// <summary>The lower triangular factor L of a symmetric positive definite matrix, A = L·Lᵀ.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n, of which only the diagonal and what is below is read; so the derivative is zero above.</param>
    /// <returns>A new matrix, n × n, with zeros above the diagonal.</returns>
    /// <exception cref="ArgumentException">A is not square.</exception>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static T[,] Cholesky<T>(T[,] a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        int order = a.GetLength(0);
        var factor = new T[order * order];
        SystemPrimitives.Factorise(Storage.Flat(a), order, factor);
        return Storage.Table(factor, order, order);
    }

    /// <summary>The lower triangular factor L of a symmetric positive definite matrix that is given row by row, A = L·Lᵀ.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order, of which only the diagonal and what is below is read; so the derivative is zero above.</param>
    /// <param name="order">The number of rows.</param>
    /// <param name="destination">Where L goes, order × order, with zeros above the diagonal.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite the operand.</exception>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static void Cholesky<T>(ReadOnlySpan<T> a, int order, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        Shapes.IfNotSize(destination.Length, order, order, nameof(destination));
        SystemPrimitives.Factorise(a, order, destination);
    }

    /// <summary>The determinant of a square matrix, by elimination with partial pivoting.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n.</param>
    /// <returns>det A; 0 for a singular matrix, 1 for one without rows.</returns>
    /// <exception cref="ArgumentException">A is not square.</exception>
    public static T Determinant<T>(T[,] a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        return SystemPrimitives.Determinant<T>(Storage.Flat(a), a.GetLength(0));
    }

    /// <summary>The determinant of a square matrix that is given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order.</param>
    /// <param name="order">The number of rows.</param>
    /// <returns>det A; 0 for a singular matrix, 1 for one without rows.</returns>
    /// <exception cref="ArgumentException">The span has not as many numbers as its dimensions say.</exception>
    public static T Determinant<T>(ReadOnlySpan<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        return SystemPrimitives.Determinant(a, order);
    }

    /// <summary>
    /// The logarithm of the magnitude of the determinant of a square matrix, log |det A|, without making the determinant, which may be too large.
    /// </summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, n × n; it need not be symmetric.</param>
    /// <returns>log |det A|.</returns>
    /// <exception cref="ArgumentException">A is not square.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T LogDeterminant<T>(T[,] a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        Shapes.IfNotSquare(a.GetLength(0), a.GetLength(1));
        return SystemPrimitives.LogDeterminant<T>(Storage.Flat(a), a.GetLength(0));
    }

    /// <summary>The logarithm of the magnitude of the determinant of a square matrix that is given row by row, log |det A|.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, order × order; it need not be symmetric.</param>
    /// <param name="order">The number of rows.</param>
    /// <returns>log |det A|.</returns>
    /// <exception cref="ArgumentException">The span has not as many numbers as its dimensions say.</exception>
    /// <exception cref="ArithmeticException">A is singular: a pivot is exactly zero.</exception>
    public static T LogDeterminant<T>(ReadOnlySpan<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, order, order, nameof(a));
        return SystemPrimitives.LogDeterminant(a, order);
    }

    private static T[] Solution<T>(T[] a, T[] b, int order, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[order * columns];
        SystemPrimitives.Solve(a, false, b, order, columns, x);
        return x;
    }
}
