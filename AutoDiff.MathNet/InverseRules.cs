using MathNet.Numerics.Providers.LinearAlgebra;

namespace AutoDiff.MathNetRules;

/// <summary>The inverse C = A⁻¹ of a matrix given by its factors P·A = L·U: A̅ = −Cᵀ·C̅·Cᵀ (Giles 2008), L̅ = tril(P·A̅·Uᵀ, −1), U̅ = triu(Lᵀ·P·A̅).</summary>
internal static class InverseRules
{
    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUInverseFactored),
        Writes = [nameof(a)], WithRespectTo = [nameof(a)])]
    internal static void Inverse(ILinearAlgebraProvider<double> provider, double[] a, int order, int[] ipiv, double[] aCotangent)
    {
        var (lower, upper) = Factors(a, order, ipiv);
        double[] left = ColumnMajor.Product(a, true, aCotangent, false, order, order, order);
        double[] both = ColumnMajor.Product(left, false, a, true, order, order, order);
        ColumnMajor.Permute(ipiv, isInverse: false, both, order, order);
        double[] below = ColumnMajor.Product(both, false, upper, true, order, order, order);
        double[] above = ColumnMajor.Product(lower, true, both, false, order, order, order);
        Array.Clear(aCotangent);
        ColumnMajor.Add(-1, ColumnMajor.Lower(below, order, 0), aCotangent);
        ColumnMajor.Add(-1, ColumnMajor.Upper(above, order), aCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.LUInverseFactored),
        Writes = [nameof(a)], WithRespectTo = [nameof(a)])]
    internal static void InverseDifferential(ILinearAlgebraProvider<double> provider, double[] a, int order, int[] ipiv, double[] aTangent)
    {
        var (lower, upper) = Factors(a, order, ipiv);
        double[] change = ColumnMajor.Product(ColumnMajor.Lower(aTangent, order, 0), false, upper, false, order, order, order);
        ColumnMajor.Add(1, ColumnMajor.Product(lower, false, ColumnMajor.Upper(aTangent, order), false, order, order, order), change);
        ColumnMajor.Permute(ipiv, isInverse: true, change, order, order);
        double[] result = ColumnMajor.Product(ColumnMajor.Product(a, false, change, false, order, order, order), false, a, false, order, order, order);
        Array.Clear(aTangent);
        ColumnMajor.Add(-1, result, aTangent);
    }

    /// <summary>
    /// The factors again, which the inverse has overwritten: C·Pᵀ = U⁻¹·L⁻¹, whose rows from the last one up are eliminated without exchanges, since those
    /// were made already.
    /// </summary>
    private static (double[] Lower, double[] Upper) Factors(double[] inverse, int order, int[] pivots)
    {
        // The columns of C·Pᵀ are those of C in the order of the exchanged rows: the rows of (C·Pᵀ)ᵀ = P·Cᵀ.
        double[] turned = ColumnMajor.Transposed(inverse, order, order);
        ColumnMajor.Permute(pivots, isInverse: false, turned, order, order);
        double[] product = ColumnMajor.Transposed(turned, order, order);
        double[] upperInverse = Identity(order);
        for (int k = order - 1; k > 0; k--)
        {
            for (int i = 0; i < k; i++)
            {
                double factor = product[i + (order * k)] / product[k + (order * k)];
                for (int j = 0; j < order; j++)
                    product[i + (order * j)] -= factor * product[k + (order * j)];
                upperInverse[i + (order * k)] = factor;
            }
        }
        // What is left is D·L⁻¹ with L⁻¹ of unit diagonal; U⁻¹ has D in its columns.
        double[] lowerInverse = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            double diagonal = product[i + (order * i)];
            for (int j = 0; j <= i; j++)
                lowerInverse[i + (order * j)] = product[i + (order * j)] / diagonal;
            for (int j = 0; j <= i; j++)
                upperInverse[j + (order * i)] *= diagonal;
        }
        double[] lower = Identity(order), upper = Identity(order);
        ColumnMajor.SolveLower(lowerInverse, order, isTransposed: false, hasUnitDiagonal: true, lower, order);
        ColumnMajor.SolveUpper(upperInverse, order, isTransposed: false, upper, order);
        return (lower, upper);
    }

    private static double[] Identity(int order)
    {
        double[] result = new double[order * order];
        for (int i = 0; i < order; i++)
            result[i + (order * i)] = 1;
        return result;
    }
}
