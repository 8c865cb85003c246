using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Mathematics;

/// <summary>
/// Factorisations of square matrices in place, in blocks whose updates are products (Golub and van Loan, <i>Matrix Computations</i>, 4th ed. 2013, 3.4 and
/// 4.2).
/// </summary>
internal static class FactorKernel
{
    private const int BlockWidth = 32;

    /// <summary>P·A = L·U with partial pivoting: L below the diagonal, where it has ones, U from there on.</summary>
    /// <param name="a">A, order × order; then the factors.</param>
    /// <param name="order">The number of rows.</param>
    /// <param name="pivots">The row that was put in the place of each, when it was its turn.</param>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <returns>The sign of the permutation; 0 where a pivot is zero, so that the matrix is singular.</returns>
    public static int Lu<T>(Span<T> a, int order, Span<int> pivots)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int sign = 1;
        for (int start = 0; start < order; start += BlockWidth)
        {
            int end = Math.Min(start + BlockWidth, order);
            for (int k = start; k < end; k++)
            {
                int pivot = Largest(a, order, k);
                pivots[k] = pivot;
                if (pivot != k)
                {
                    sign = -sign;
                    Swap(a.Slice(k * order, order), a.Slice(pivot * order, order));
                }

                var divisor = a[(k * order) + k];
                if (T.IsZero(divisor))
                    return 0;
                for (int i = k + 1; i < order; i++)
                {
                    var factor = a[(i * order) + k] /= divisor;
                    Subtract(a[((k * order) + k + 1)..((k * order) + end)], factor, a[((i * order) + k + 1)..((i * order) + end)]);
                }
            }

            if (end == order)
                break;
            for (int i = start + 1; i < end; i++)
            {
                for (int p = start; p < i; p++)
                    Subtract(a[((p * order) + end)..((p + 1) * order)], a[(i * order) + p], a[((i * order) + end)..((i + 1) * order)]);
            }

            var all = Operand<T>.Of(a, order);
            ProductKernel.Add<T, RoundedSum>(
                all.From(end, start), all.From(start, end), all.From(end, end), order - end, end - start, order - end, isSubtracted: true);
        }

        return sign;
    }

    /// <summary>Solves op(A)·X = B from the factors of A.</summary>
    /// <param name="lu">The factors.</param>
    /// <param name="pivots">The permutation.</param>
    /// <param name="transpose">op is the transpose.</param>
    /// <param name="x">B, order × columns; then X.</param>
    /// <param name="order">The number of equations.</param>
    /// <param name="columns">The number of right-hand sides.</param>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void SolveLu<T>(ReadOnlySpan<T> lu, ReadOnlySpan<int> pivots, bool transpose, Span<T> x, int order, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!transpose)
        {
            for (int k = 0; k < order; k++)
                Swap(Row(x, k, columns), Row(x, pivots[k], columns));
            for (int i = 1; i < order; i++)
            {
                for (int p = 0; p < i; p++)
                    Subtract(Row(x, p, columns), lu[(i * order) + p], Row(x, i, columns));
            }

            for (int i = order - 1; i >= 0; i--)
            {
                for (int p = i + 1; p < order; p++)
                    Subtract(Row(x, p, columns), lu[(i * order) + p], Row(x, i, columns));
                Divide(Row(x, i, columns), lu[(i * order) + i]);
            }

            return;
        }

        for (int i = 0; i < order; i++)
        {
            Divide(Row(x, i, columns), lu[(i * order) + i]);
            for (int p = i + 1; p < order; p++)
                Subtract(Row(x, i, columns), lu[(i * order) + p], Row(x, p, columns));
        }

        for (int i = order - 1; i > 0; i--)
        {
            for (int p = 0; p < i; p++)
                Subtract(Row(x, i, columns), lu[(i * order) + p], Row(x, p, columns));
        }

        for (int k = order - 1; k >= 0; k--)
            Swap(Row(x, k, columns), Row(x, pivots[k], columns));
    }

    /// <summary>A = L·Lᵀ, from the lower triangle of A.</summary>
    /// <param name="a">A, order × order; then L, with zeros above the diagonal.</param>
    /// <param name="order">The number of rows.</param>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <returns>False where the matrix is not positive definite.</returns>
    public static bool Cholesky<T>(Span<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int start = 0; start < order; start += BlockWidth)
        {
            int end = Math.Min(start + BlockWidth, order);
            for (int j = start; j < end; j++)
            {
                var pivot = a[(j * order) + j];
                for (int p = start; p < j; p++)
                    pivot -= a[(j * order) + p] * a[(j * order) + p];
                if (!(pivot > T.Zero))
                    return false;
                var root = a[(j * order) + j] = T.Sqrt(pivot);
                for (int i = j + 1; i < order; i++)
                {
                    var sum = a[(i * order) + j];
                    for (int p = start; p < j; p++)
                        sum -= a[(i * order) + p] * a[(j * order) + p];
                    a[(i * order) + j] = sum / root;
                }
            }

            for (int column = end; column < order; column += BlockWidth)
            {
                var all = Operand<T>.Of(a, order);
                var transposed = Operand<T>.Of(a, order, isTransposed: true);
                ProductKernel.Add<T, RoundedSum>(
                    all.From(column, start), transposed.From(start, column), all.From(column, column), order - column, end - start,
                    Math.Min(BlockWidth, order - column), isSubtracted: true);
            }
        }

        for (int i = 0; i < order; i++)
            a[((i * order) + i + 1)..((i + 1) * order)].Clear();
        return true;
    }

    /// <summary>Solves op(L)·X = B, L lower triangular.</summary>
    /// <param name="l">L, order × order.</param>
    /// <param name="transpose">op is the transpose.</param>
    /// <param name="x">B, order × columns; then X.</param>
    /// <param name="order">The number of equations.</param>
    /// <param name="columns">The number of right-hand sides.</param>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    public static void SolveLower<T>(ReadOnlySpan<T> l, bool transpose, Span<T> x, int order, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!transpose)
        {
            for (int i = 0; i < order; i++)
            {
                for (int p = 0; p < i; p++)
                    Subtract(Row(x, p, columns), l[(i * order) + p], Row(x, i, columns));
                Divide(Row(x, i, columns), l[(i * order) + i]);
            }

            return;
        }

        for (int i = order - 1; i >= 0; i--)
        {
            Divide(Row(x, i, columns), l[(i * order) + i]);
            for (int p = 0; p < i; p++)
                Subtract(Row(x, i, columns), l[(i * order) + p], Row(x, p, columns));
        }
    }

    private static Span<T> Row<T>(Span<T> x, int row, int columns) => x.Slice(row * columns, columns);

    private static int Largest<T>(ReadOnlySpan<T> a, int order, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int best = column;
        var largest = T.Abs(a[(column * order) + column]);
        for (int i = column + 1; i < order; i++)
        {
            var size = T.Abs(a[(i * order) + column]);
            if (size > largest)
                (best, largest) = (i, size);
        }

        return best;
    }

    private static void Swap<T>(Span<T> a, Span<T> b)
    {
        for (int i = 0; i < a.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }

    private static void Divide<T>(Span<T> row, T by)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < row.Length; i++)
            row[i] /= by;
    }

    /// <summary>Subtracts a multiple of a row from another.</summary>
    private static void Subtract<T>(ReadOnlySpan<T> row, T factor, Span<T> from)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported && row.Length >= Vector<T>.Count)
        {
            var factors = new Vector<T>(factor);
            ref byte a = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(row)), to = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(from));
            for (; i <= row.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                nint offset = (nint)i * Unsafe.SizeOf<T>();
                var multiple = factors * Unsafe.ReadUnaligned<Vector<T>>(ref Unsafe.Add(ref a, offset));
                ref byte target = ref Unsafe.Add(ref to, offset);
                Unsafe.WriteUnaligned(ref target, Unsafe.ReadUnaligned<Vector<T>>(ref target) - multiple);
            }
        }

        for (; i < row.Length; i++)
            from[i] -= factor * row[i];
    }
}
