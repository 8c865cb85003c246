using System.Buffers;
using System.Numerics;

namespace AutoDiff.Mathematics;

/// <summary>
/// Solutions of linear equations, inverses, determinants and Cholesky factors of matrices given row by row, with the rules of Giles, "Collected matrix
/// derivative results for forward and reverse mode algorithmic differentiation" (2008), and for the Cholesky factor of Murray, "Differentiation of the Cholesky
/// decomposition" (2016).
/// </summary>
/// <remarks>The rules are made of the same and of <see cref="ProductPrimitives"/>, so that they are differentiated again by their own rules.</remarks>
internal static class SystemPrimitives
{
    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static void Solve<T>(ReadOnlySpan<T> a, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfOverlapping(a, x);
        Shapes.IfOverlapping(b, x);
        T[] lu = ArrayPool<T>.Shared.Rent(order * order);
        int[] pivots = ArrayPool<int>.Shared.Rent(order);
        a.CopyTo(lu);
        int sign = FactorKernel.Lu(lu.AsSpan(0, order * order), order, pivots);
        if (sign != 0)
        {
            b.CopyTo(x);
            FactorKernel.SolveLu<T>(lu, pivots, transpose, x, order, columns);
        }

        ArrayPool<T>.Shared.Return(lu);
        ArrayPool<int>.Shared.Return(pivots);
        if (sign == 0)
            throw Singular();
    }

    public static void SolveLower<T>(ReadOnlySpan<T> l, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        b.CopyTo(x);
        FactorKernel.SolveLower(l, transpose, x, order, columns);
    }

    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static void Invert<T>(ReadOnlySpan<T> a, int order, Span<T> inverse)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfOverlapping(a, inverse);
        T[] identity = ArrayPool<T>.Shared.Rent(order * order);
        identity.AsSpan().Clear();
        for (int i = 0; i < order; i++)
            identity[(i * order) + i] = T.One;
        Solve(a, false, identity.AsSpan(0, order * order), order, order, inverse);
        ArrayPool<T>.Shared.Return(identity);
    }

    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Factorise<T>(ReadOnlySpan<T> a, int order, Span<T> factor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shapes.IfOverlapping(a, factor);
        a.CopyTo(factor);
        if (!FactorKernel.Cholesky(factor, order))
            throw new ArithmeticException("The matrix is not positive definite.");
    }

    public static T Determinant<T>(ReadOnlySpan<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] lu, int sign) = Factors(a, order);
        var product = sign < 0 ? -T.One : T.One;
        for (int i = 0; i < order && sign != 0; i++)
            product *= lu[(i * order) + i];
        return sign == 0 ? T.Zero : product;
    }

    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public static T LogDeterminant<T>(ReadOnlySpan<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] lu, int sign) = Factors(a, order);
        if (sign == 0)
            throw Singular();
        var sum = T.Zero;
        for (int i = 0; i < order; i++)
            sum += T.Log(T.Abs(lu[(i * order) + i]));
        return sum;
    }

    [Pullback(typeof(SystemPrimitives), nameof(Solve), Writes = [nameof(x)])]
    internal static void SolvePullback<T>(
        ReadOnlySpan<T> a, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x, Span<T> aCotangent, Span<T> bCotangent, Span<T> xCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var solved = new T[order * columns];
        Solve(a, !transpose, xCotangent, order, columns, solved);
        AddTo(bCotangent, solved);
        if (!aCotangent.IsEmpty && transpose)
            ProductPrimitives.Add(x, false, solved, true, order, columns, order, aCotangent, true);
        else if (!aCotangent.IsEmpty)
            ProductPrimitives.Add(solved, false, x, true, order, columns, order, aCotangent, true);
        xCotangent.Clear();
    }

    [Differential(typeof(SystemPrimitives), nameof(Solve), Writes = [nameof(x)])]
    internal static void SolveDifferential<T>(
        ReadOnlySpan<T> a, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x,
        ReadOnlySpan<T> aTangent, ReadOnlySpan<T> bTangent, Span<T> xTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var right = new T[order * columns];
        AddTo(right, bTangent);
        if (!aTangent.IsEmpty)
            ProductPrimitives.Add(aTangent, transpose, x, false, order, order, columns, right, true);
        Solve(a, transpose, right, order, columns, xTangent);
    }

    [Pullback(typeof(SystemPrimitives), nameof(SolveLower), Writes = [nameof(x)])]
    internal static void SolveLowerPullback<T>(
        ReadOnlySpan<T> l, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x, Span<T> lCotangent, Span<T> bCotangent, Span<T> xCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var solved = new T[order * columns];
        SolveLower(l, !transpose, xCotangent, order, columns, solved);
        AddTo(bCotangent, solved);
        if (!lCotangent.IsEmpty)
        {
            var full = new T[order * order];
            if (transpose)
                ProductPrimitives.Add(x, false, solved, true, order, columns, order, full, true);
            else
                ProductPrimitives.Add(solved, false, x, true, order, columns, order, full, true);
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j <= i; j++)
                    lCotangent[(i * order) + j] += full[(i * order) + j];
            }
        }

        xCotangent.Clear();
    }

    [Differential(typeof(SystemPrimitives), nameof(SolveLower), Writes = [nameof(x)])]
    internal static void SolveLowerDifferential<T>(
        ReadOnlySpan<T> l, bool transpose, ReadOnlySpan<T> b, int order, int columns, Span<T> x,
        ReadOnlySpan<T> lTangent, ReadOnlySpan<T> bTangent, Span<T> xTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var right = new T[order * columns];
        AddTo(right, bTangent);
        if (!lTangent.IsEmpty)
        {
            var lower = new T[order * order];
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j <= i; j++)
                    lower[(i * order) + j] = lTangent[(i * order) + j];
            }

            ProductPrimitives.Add(lower, transpose, x, false, order, order, columns, right, true);
        }

        SolveLower(l, transpose, right, order, columns, xTangent);
    }

    [Pullback(typeof(SystemPrimitives), nameof(Invert), Writes = [nameof(inverse)])]
    internal static void InvertPullback<T>(ReadOnlySpan<T> a, int order, Span<T> inverse, Span<T> aCotangent, Span<T> inverseCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!aCotangent.IsEmpty)
        {
            var left = new T[order * order];
            ProductPrimitives.Add(inverse, true, inverseCotangent, false, order, order, order, left, false);
            ProductPrimitives.Add(left, false, inverse, true, order, order, order, aCotangent, true);
        }

        inverseCotangent.Clear();
    }

    [Differential(typeof(SystemPrimitives), nameof(Invert), Writes = [nameof(inverse)])]
    internal static void InvertDifferential<T>(ReadOnlySpan<T> a, int order, Span<T> inverse, ReadOnlySpan<T> aTangent, Span<T> inverseTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        inverseTangent.Clear();
        if (aTangent.IsEmpty)
            return;
        var left = new T[order * order];
        ProductPrimitives.Add(inverse, false, aTangent, false, order, order, order, left, false);
        ProductPrimitives.Add(left, false, inverse, false, order, order, order, inverseTangent, true);
    }

    [Pullback(typeof(SystemPrimitives), nameof(Factorise), Writes = [nameof(factor)])]
    internal static void FactorisePullback<T>(ReadOnlySpan<T> a, int order, Span<T> factor, Span<T> aCotangent, Span<T> factorCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!aCotangent.IsEmpty)
        {
            var lower = new T[order * order];
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j <= i; j++)
                    lower[(i * order) + j] = factorCotangent[(i * order) + j];
            }

            var product = new T[order * order];
            ProductPrimitives.Add(factor, true, lower, false, order, order, order, product, false);
            T[] symmetric = Mirrored(product, order);
            var half = new T[order * order];
            SolveLower(factor, true, symmetric, order, order, half);
            var both = new T[order * order];
            SolveLower(factor, true, Transposed(half, order), order, order, both);
            for (int i = 0; i < order; i++)
            {
                // Of what is symmetric, only this half is read: it counts for both, but for the diagonal.
                for (int j = 0; j < i; j++)
                    aCotangent[(i * order) + j] += both[(i * order) + j];
                aCotangent[(i * order) + i] += both[(i * order) + i] / (T.One + T.One);
            }
        }

        factorCotangent.Clear();
    }

    [Differential(typeof(SystemPrimitives), nameof(Factorise), Writes = [nameof(factor)])]
    internal static void FactoriseDifferential<T>(ReadOnlySpan<T> a, int order, Span<T> factor, ReadOnlySpan<T> aTangent, Span<T> factorTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        factorTangent.Clear();
        if (aTangent.IsEmpty)
            return;
        T[] symmetric = Mirrored(aTangent, order);
        var half = new T[order * order];
        SolveLower(factor, false, symmetric, order, order, half);
        var both = new T[order * order];
        SolveLower(factor, false, Transposed(half, order), order, order, both);
        for (int i = 0; i < order; i++)
        {
            both[(i * order) + i] /= T.One + T.One;
            for (int j = i + 1; j < order; j++)
                both[(i * order) + j] = T.Zero;
        }

        ProductPrimitives.Add(factor, false, both, false, order, order, order, factorTangent, false);
    }

    [Pullback(typeof(SystemPrimitives), nameof(Determinant))]
    internal static void DeterminantPullback<T>(ReadOnlySpan<T> a, int order, T result, T cotangent, Span<T> aCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (aCotangent.IsEmpty || cotangent == T.Zero)
            return;
        T[] cofactors = Cofactors(a, order, result);
        for (int i = 0; i < cofactors.Length; i++)
            aCotangent[i] += cotangent * cofactors[i];
    }

    [Differential(typeof(SystemPrimitives), nameof(Determinant))]
    internal static T DeterminantDifferential<T>(ReadOnlySpan<T> a, int order, T result, ReadOnlySpan<T> aTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = T.Zero;
        if (aTangent.IsEmpty)
            return sum;
        T[] cofactors = Cofactors(a, order, result);
        for (int i = 0; i < cofactors.Length; i++)
            sum += cofactors[i] * aTangent[i];
        return sum;
    }

    [Pullback(typeof(SystemPrimitives), nameof(LogDeterminant))]
    internal static void LogDeterminantPullback<T>(ReadOnlySpan<T> a, int order, T result, T cotangent, Span<T> aCotangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (aCotangent.IsEmpty || cotangent == T.Zero)
            return;
        var inverse = new T[order * order];
        Invert(a, order, inverse);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
                aCotangent[(i * order) + j] += cotangent * inverse[(j * order) + i];
        }
    }

    [Differential(typeof(SystemPrimitives), nameof(LogDeterminant))]
    internal static T LogDeterminantDifferential<T>(ReadOnlySpan<T> a, int order, T result, ReadOnlySpan<T> aTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trace = T.Zero;
        if (aTangent.IsEmpty)
            return trace;
        var inverse = new T[order * order];
        Invert(a, order, inverse);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
                trace += inverse[(j * order) + i] * aTangent[(i * order) + j];
        }

        return trace;
    }

    /// <summary>
    /// The derivatives of the determinant: det A·A⁻ᵀ, or, where that does not exist, the determinants of what is left without a row and a column.
    /// </summary>
    private static T[] Cofactors<T>(ReadOnlySpan<T> a, int order, T determinant)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cofactors = new T[order * order];
        if (determinant != T.Zero)
        {
            var inverse = new T[order * order];
            Invert(a, order, inverse);
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j < order; j++)
                    cofactors[(i * order) + j] = determinant * inverse[(j * order) + i];
            }

            return cofactors;
        }

        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                var minor = Determinant<T>(Without(a, order, i, j), order - 1);
                cofactors[(i * order) + j] = (i + j) % 2 == 0 ? minor : -minor;
            }
        }

        return cofactors;
    }

    private static T[] Without<T>(ReadOnlySpan<T> a, int order, int row, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rest = new T[(order - 1) * (order - 1)];
        int at = 0;
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                if (i != row && j != column)
                    rest[at++] = a[(i * order) + j];
            }
        }

        return rest;
    }

    /// <summary>The symmetric matrix with this lower triangle.</summary>
    private static T[] Mirrored<T>(ReadOnlySpan<T> lower, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var symmetric = new T[order * order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                symmetric[(i * order) + j] = lower[(i * order) + j];
                symmetric[(j * order) + i] = lower[(i * order) + j];
            }
        }

        return symmetric;
    }

    private static T[] Transposed<T>(T[] a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var transposed = new T[order * order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
                transposed[(j * order) + i] = a[(i * order) + j];
        }

        return transposed;
    }

    /// <summary>Where either is nothing, nothing is added.</summary>
    private static void AddTo<T>(Span<T> into, ReadOnlySpan<T> more)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < Math.Min(into.Length, more.Length); i++)
            into[i] += more[i];
    }

    private static (T[] Factors, int Sign) Factors<T>(ReadOnlySpan<T> a, int order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] lu = a.ToArray();
        return (lu, FactorKernel.Lu<T>(lu, order, new int[order]));
    }

    private static ArithmeticException Singular() => new("The matrix is singular.");
}
