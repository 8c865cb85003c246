using MathNet.Numerics.Providers.LinearAlgebra;

namespace AutoDiff.MathNetRules;

/// <summary>
/// The factorisation P·A = L·U and what is solved with it; L and U stand in one array. With M = tril(Lᵀ·L̅, −1) + triu(U̅·Uᵀ), A̅ = Pᵀ·L⁻ᵀ·M·U⁻ᵀ (de Hoog,
/// Anderssen and Lukas, "Differentiation of matrix functionals using triangular factorization", 2011); the others by Giles (2008).
/// </summary>
internal static class LURules
{
    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUFactor),
        Writes = [nameof(data)], WithRespectTo = [nameof(data)])]
    internal static void Factor(ILinearAlgebraProvider<double> provider, double[] data, int order, int[] ipiv, double[] dataCotangent)
    {
        double[] lower = ColumnMajor.UnitLower(data, order), upper = ColumnMajor.Upper(data, order);
        double[] middle = ColumnMajor.Lower(ColumnMajor.Product(lower, true, ColumnMajor.Lower(dataCotangent, order, 0), false, order, order, order), order, 0);
        ColumnMajor.Add(
            1, ColumnMajor.Upper(ColumnMajor.Product(ColumnMajor.Upper(dataCotangent, order), false, upper, true, order, order, order), order), middle);
        ColumnMajor.SolveLower(data, order, isTransposed: true, hasUnitDiagonal: true, middle, order);
        double[] turned = ColumnMajor.Transposed(middle, order, order);
        ColumnMajor.SolveUpper(data, order, isTransposed: false, turned, order);
        double[] result = ColumnMajor.Transposed(turned, order, order);
        ColumnMajor.Permute(ipiv, isInverse: true, result, order, order);
        Array.Copy(result, dataCotangent, result.Length);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUFactor),
        Writes = [nameof(data)], WithRespectTo = [nameof(data)])]
    internal static void FactorDifferential(ILinearAlgebraProvider<double> provider, double[] data, int order, int[] ipiv, double[] dataTangent)
    {
        double[] middle = (double[])dataTangent.Clone();
        ColumnMajor.Permute(ipiv, isInverse: false, middle, order, order);
        ColumnMajor.SolveLower(data, order, isTransposed: false, hasUnitDiagonal: true, middle, order);
        double[] turned = ColumnMajor.Transposed(middle, order, order);
        ColumnMajor.SolveUpper(data, order, isTransposed: true, turned, order);
        middle = ColumnMajor.Transposed(turned, order, order);
        double[] lower = ColumnMajor.Product(
            ColumnMajor.UnitLower(data, order), false, ColumnMajor.Lower(middle, order, 0), false, order, order, order);
        double[] upper = ColumnMajor.Product(ColumnMajor.Upper(middle, order), false, ColumnMajor.Upper(data, order), false, order, order, order);
        ColumnMajor.Add(1, ColumnMajor.Upper(upper, order), lower);
        Array.Copy(lower, dataTangent, lower.Length);
    }

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUSolveFactored),
        Writes = [nameof(b)], WithRespectTo = [nameof(a), nameof(b)])]
    internal static void SolveFactored(
        ILinearAlgebraProvider<double> provider, int columnsOfB, double[] a, int order, int[] ipiv, double[] b, double[]? aCotangent, double[] bCotangent)
    {
        ColumnMajor.SolveUpper(a, order, isTransposed: true, bCotangent, columnsOfB);
        if (aCotangent is not null)
            ColumnMajor.Add(-1, ColumnMajor.Upper(ColumnMajor.Product(bCotangent, false, b, true, order, columnsOfB, order), order), aCotangent);
        ColumnMajor.SolveLower(a, order, isTransposed: true, hasUnitDiagonal: true, bCotangent, columnsOfB);
        if (aCotangent is not null)
        {
            double[] half = ColumnMajor.Product(ColumnMajor.Upper(a, order), false, b, false, order, order, columnsOfB);
            ColumnMajor.Add(-1, ColumnMajor.Lower(ColumnMajor.Product(bCotangent, false, half, true, order, columnsOfB, order), order, 0), aCotangent);
        }
        ColumnMajor.Permute(ipiv, isInverse: true, bCotangent, order, columnsOfB);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUSolveFactored),
        Writes = [nameof(b)], WithRespectTo = [nameof(a), nameof(b)])]
    internal static void SolveFactoredDifferential(
        ILinearAlgebraProvider<double> provider, int columnsOfB, double[] a, int order, int[] ipiv, double[] b, double[]? aTangent, double[] bTangent)
    {
        ColumnMajor.Permute(ipiv, isInverse: false, bTangent, order, columnsOfB);
        if (aTangent is not null)
        {
            double[] half = ColumnMajor.Product(ColumnMajor.Upper(a, order), false, b, false, order, order, columnsOfB);
            ColumnMajor.Add(-1, ColumnMajor.Product(ColumnMajor.Lower(aTangent, order, 0), false, half, false, order, order, columnsOfB), bTangent);
        }
        ColumnMajor.SolveLower(a, order, isTransposed: false, hasUnitDiagonal: true, bTangent, columnsOfB);
        if (aTangent is not null)
            ColumnMajor.Add(-1, ColumnMajor.Product(ColumnMajor.Upper(aTangent, order), false, b, false, order, order, columnsOfB), bTangent);
        ColumnMajor.SolveUpper(a, order, isTransposed: false, bTangent, columnsOfB);
    }
}
