using System.Numerics;
using AutoDiff.Mathematics;

namespace AutoDiff;

/// <content>Products.</content>
public static partial class Matrices
{
    /// <summary>The product A·B, every number of it summed in the order of the columns of A.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, m × k.</param>
    /// <param name="b">B, k × n.</param>
    /// <returns>A new matrix, m × n.</returns>
    /// <exception cref="ArgumentException">A has not as many columns as B has rows.</exception>
    public static T[,] Multiply<T>(T[,] a, T[,] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotInner(a.GetLength(1), b.GetLength(0));
        var product = new T[a.GetLength(0), b.GetLength(1)];
        ProductPrimitives.Set(a, false, b, false, product);
        return product;
    }

    /// <summary>The product A·B.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, m × k.</param>
    /// <param name="b">B, k × n.</param>
    /// <param name="into">Where the product goes, m × n, another matrix than A and B.</param>
    /// <exception cref="ArgumentException">The dimensions do not fit, or the result would overwrite an operand.</exception>
    public static void Multiply<T>(T[,] a, T[,] b, T[,] into)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(into);
        Shapes.IfNotInner(a.GetLength(1), b.GetLength(0));
        Shapes.IfNotResult(into.GetLength(0), into.GetLength(1), a.GetLength(0), b.GetLength(1));
        ProductPrimitives.Set(a, false, b, false, into);
    }

    /// <summary>The product A·x of a matrix and a vector.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, m × n.</param>
    /// <param name="x">x, n numbers.</param>
    /// <returns>A new vector of m numbers.</returns>
    /// <exception cref="ArgumentException">x is not as long as the rows of A.</exception>
    public static T[] Multiply<T>(T[,] a, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(x);
        Shapes.IfNotInner(a.GetLength(1), x.Length);
        return VectorPrimitives.Multiply(a, false, x);
    }

    /// <summary>The product A·B of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A and rows of B.</param>
    /// <param name="columns">The columns of B.</param>
    /// <returns>A new array, rows × columns.</returns>
    /// <exception cref="ArgumentException">An array has not as many numbers as its dimensions say.</exception>
    public static T[] Multiply<T>(T[] a, T[] b, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var product = new T[Shapes.Size(rows, columns)];
        Product(a, false, b, false, rows, inner, columns, product);
        return product;
    }

    /// <summary>The product A·B of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A and rows of B.</param>
    /// <param name="columns">The columns of B.</param>
    /// <param name="destination">Where the product goes, rows × columns.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite an operand.</exception>
    public static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => Product(a, false, b, false, rows, inner, columns, destination);

    /// <summary>The product A·Bᵀ, without making the transpose.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, m × k.</param>
    /// <param name="b">B, n × k.</param>
    /// <returns>A new matrix, m × n.</returns>
    /// <exception cref="ArgumentException">A and B differ in the number of columns.</exception>
    public static T[,] MultiplyTransposed<T>(T[,] a, T[,] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotInner(a.GetLength(1), b.GetLength(1));
        var product = new T[a.GetLength(0), b.GetLength(0)];
        ProductPrimitives.Set(a, false, b, true, product);
        return product;
    }

    /// <summary>The product A·Bᵀ of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="rows">The rows of A.</param>
    /// <param name="inner">The columns of A and of B.</param>
    /// <param name="columns">The rows of B.</param>
    /// <param name="destination">Where the product goes, rows × columns.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite an operand.</exception>
    public static void MultiplyTransposed<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => Product(a, false, b, true, rows, inner, columns, destination);

    /// <summary>The product Aᵀ·B, without making the transpose.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, k × m.</param>
    /// <param name="b">B, k × n.</param>
    /// <returns>A new matrix, m × n.</returns>
    /// <exception cref="ArgumentException">A and B differ in the number of rows.</exception>
    public static T[,] TransposeMultiply<T>(T[,] a, T[,] b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Shapes.IfNotInner(a.GetLength(0), b.GetLength(0));
        var product = new T[a.GetLength(1), b.GetLength(1)];
        ProductPrimitives.Set(a, true, b, false, product);
        return product;
    }

    /// <summary>The product Aᵀ·x of the transpose of a matrix and a vector.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, m × n.</param>
    /// <param name="x">x, m numbers.</param>
    /// <returns>A new vector of n numbers.</returns>
    /// <exception cref="ArgumentException">x is not as long as the columns of A.</exception>
    public static T[] TransposeMultiply<T>(T[,] a, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(x);
        Shapes.IfNotInner(a.GetLength(0), x.Length);
        return VectorPrimitives.Multiply(a, true, x);
    }

    /// <summary>The product Aᵀ·B of matrices that are given row by row.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="rows">The columns of A.</param>
    /// <param name="inner">The rows of A and of B.</param>
    /// <param name="columns">The columns of B.</param>
    /// <param name="destination">Where the product goes, rows × columns.</param>
    /// <exception cref="ArgumentException">A span has not as many numbers as its dimensions say, or the result would overwrite an operand.</exception>
    public static void TransposeMultiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => Product(a, true, b, false, rows, inner, columns, destination);

    private static void Product<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, int rows, int inner, int columns, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfNotSize(a.Length, rows, inner, nameof(a));
        Shapes.IfNotSize(b.Length, inner, columns, nameof(b));
        Shapes.IfNotSize(destination.Length, rows, columns, nameof(destination));
        ProductPrimitives.Set(a, transposeA, b, transposeB, rows, inner, columns, destination);
    }
}
