using MathNet.Numerics.Providers.LinearAlgebra;

namespace AutoDiff.MathNetRules;

/// <summary>
/// The factorisation A = L·Lᵀ, which reads the lower triangle of A, and what is solved with it. With Φ the lower triangle of Lᵀ·L̅ with half its diagonal,
/// A̅ is the lower triangle of L⁻ᵀ·(Φ + Φᵀ)·L⁻¹ with half its diagonal (Murray, "Differentiation of the Cholesky decomposition", 2016).
/// </summary>
internal static class CholeskyRules
{
    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.CholeskyFactor),
        Writes = [nameof(a)], WithRespectTo = [nameof(a)])]
    internal static void Factor(ILinearAlgebraProvider<double> provider, double[] a, int order, double[] aCotangent)
    {
        double[] half = ColumnMajor.Lower(
            ColumnMajor.Product(a, true, ColumnMajor.Lower(aCotangent, order, 1), false, order, order, order), order, 0.5);
        double[] middle = ColumnMajor.Transposed(half, order, order);
        ColumnMajor.Add(1, half, middle);
        ColumnMajor.SolveLower(a, order, isTransposed: true, hasUnitDiagonal: false, middle, order);
        double[] turned = ColumnMajor.Transposed(middle, order, order);
        ColumnMajor.SolveLower(a, order, isTransposed: true, hasUnitDiagonal: false, turned, order);
        double[] result = ColumnMajor.Lower(turned, order, 0.5);
        Array.Copy(result, aCotangent, result.Length);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.CholeskyFactor),
        Writes = [nameof(a)], WithRespectTo = [nameof(a)])]
    internal static void FactorDifferential(ILinearAlgebraProvider<double> provider, double[] a, int order, double[] aTangent)
    {
        double[] below = ColumnMajor.Lower(aTangent, order, 0.5), middle = ColumnMajor.Transposed(below, order, order);
        ColumnMajor.Add(1, below, middle);
        ColumnMajor.SolveLower(a, order, isTransposed: false, hasUnitDiagonal: false, middle, order);
        double[] turned = ColumnMajor.Transposed(middle, order, order);
        ColumnMajor.SolveLower(a, order, isTransposed: false, hasUnitDiagonal: false, turned, order);
        double[] result = ColumnMajor.Product(a, false, ColumnMajor.Lower(turned, order, 0.5), false, order, order, order);
        Array.Copy(result, aTangent, result.Length);
    }

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.CholeskySolveFactored),
        Writes = [nameof(b)], WithRespectTo = [nameof(a), nameof(b)])]
    internal static void SolveFactored(
        ILinearAlgebraProvider<double> provider, double[] a, int orderA, double[] b, int columnsB, double[]? aCotangent, double[] bCotangent)
    {
        ColumnMajor.SolveLower(a, orderA, isTransposed: false, hasUnitDiagonal: false, bCotangent, columnsB);
        if (aCotangent is not null)
            ColumnMajor.Add(-1, ColumnMajor.Lower(ColumnMajor.Product(b, false, bCotangent, true, orderA, columnsB, orderA), orderA, 1), aCotangent);
        ColumnMajor.SolveLower(a, orderA, isTransposed: true, hasUnitDiagonal: false, bCotangent, columnsB);
        if (aCotangent is not null)
        {
            double[] half = ColumnMajor.Product(a, true, b, false, orderA, orderA, columnsB);
            ColumnMajor.Add(-1, ColumnMajor.Lower(ColumnMajor.Product(bCotangent, false, half, true, orderA, columnsB, orderA), orderA, 1), aCotangent);
        }
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.CholeskySolveFactored),
        Writes = [nameof(b)], WithRespectTo = [nameof(a), nameof(b)])]
    internal static void SolveFactoredDifferential(
        ILinearAlgebraProvider<double> provider, double[] a, int orderA, double[] b, int columnsB, double[]? aTangent, double[] bTangent)
    {
        if (aTangent is not null)
        {
            double[] half = ColumnMajor.Product(a, true, b, false, orderA, orderA, columnsB);
            ColumnMajor.Add(-1, ColumnMajor.Product(ColumnMajor.Lower(aTangent, orderA, 1), false, half, false, orderA, orderA, columnsB), bTangent);
        }
        ColumnMajor.SolveLower(a, orderA, isTransposed: false, hasUnitDiagonal: false, bTangent, columnsB);
        if (aTangent is not null)
            ColumnMajor.Add(-1, ColumnMajor.Product(ColumnMajor.Lower(aTangent, orderA, 1), true, b, false, orderA, orderA, columnsB), bTangent);
        ColumnMajor.SolveLower(a, orderA, isTransposed: true, hasUnitDiagonal: false, bTangent, columnsB);
    }
}
