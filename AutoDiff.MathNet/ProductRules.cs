using MathNet.Numerics.Providers.LinearAlgebra;

namespace AutoDiff.MathNetRules;

/// <summary>
/// Products of dense matrices, Y = α·op(A)·op(B) + β·C: A̅ += α·Y̅·op(B)ᵀ and B̅ += α·op(A)ᵀ·Y̅, transposed where the operand is; C̅ = β·Y̅, α̅ and β̅ the
/// sums of Y̅ with the product and with C (Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008). Where
/// β is 0, C is forgotten, and the derivative with respect to β is no number.
/// </summary>
internal static class ProductRules
{
    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.MatrixMultiply),
        Writes = [nameof(result)], WithRespectTo = [nameof(x), nameof(y), nameof(result)])]
    internal static void Multiply(
        ILinearAlgebraProvider<double> provider, double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result,
        double[]? xCotangent, double[]? yCotangent, double[] resultCotangent)
    {
        AddCotangents(1, x, false, xCotangent, y, false, yCotangent, rowsX, columnsX, columnsY, resultCotangent);
        Array.Clear(resultCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.MatrixMultiply),
        Writes = [nameof(result)], WithRespectTo = [nameof(x), nameof(y), nameof(result)])]
    internal static void MultiplyDifferential(
        ILinearAlgebraProvider<double> provider, double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result,
        double[]? xTangent, double[]? yTangent, double[] resultTangent)
    {
        Array.Clear(resultTangent);
        AddTangents(1, x, false, xTangent, y, false, yTangent, rowsX, columnsX, columnsY, resultTangent);
    }

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.MatrixMultiplyWithUpdate),
        Writes = [nameof(c)], WithRespectTo = [nameof(alpha), nameof(a), nameof(b), nameof(beta), nameof(c)])]
    internal static (double Alpha, double Beta) MultiplyWithUpdate(
        ILinearAlgebraProvider<double> provider, Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA,
        double[] b, int rowsB, int columnsB, double beta, double[] c, double[]? aCotangent, double[]? bCotangent, double[] cCotangent)
    {
        bool isTransposedA = transposeA != Transpose.DontTranspose, isTransposedB = transposeB != Transpose.DontTranspose;
        int rows = isTransposedA ? columnsA : rowsA, inner = isTransposedA ? rowsA : columnsA, columns = isTransposedB ? rowsB : columnsB;
        double alphaCotangent = 0, betaCotangent = 0, whole = 0;
        for (int i = 0; i < c.Length; i++)
            whole += cCotangent[i] * c[i];
        if (beta == 0 && alpha != 0)
        {
            (alphaCotangent, betaCotangent) = (whole / alpha, double.NaN);
        }
        else
        {
            double[] product = ColumnMajor.Product(a, isTransposedA, b, isTransposedB, rows, inner, columns);
            for (int i = 0; i < product.Length; i++)
                alphaCotangent += cCotangent[i] * product[i];
            betaCotangent = beta == 0 ? double.NaN : (whole - (alpha * alphaCotangent)) / beta;
        }
        AddCotangents(alpha, a, isTransposedA, aCotangent, b, isTransposedB, bCotangent, rows, inner, columns, cCotangent);
        for (int i = 0; i < cCotangent.Length; i++)
            cCotangent[i] = beta == 0 ? 0 : beta * cCotangent[i];
        return (alphaCotangent, betaCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.MatrixMultiplyWithUpdate),
        Writes = [nameof(c)], WithRespectTo = [nameof(alpha), nameof(a), nameof(b), nameof(beta), nameof(c)])]
    internal static void MultiplyWithUpdateDifferential(
        ILinearAlgebraProvider<double> provider, Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA,
        double[] b, int rowsB, int columnsB, double beta, double[] c,
        double alphaTangent, double[]? aTangent, double[]? bTangent, double betaTangent, double[] cTangent)
    {
        bool isTransposedA = transposeA != Transpose.DontTranspose, isTransposedB = transposeB != Transpose.DontTranspose;
        int rows = isTransposedA ? columnsA : rowsA, inner = isTransposedA ? rowsA : columnsA, columns = isTransposedB ? rowsB : columnsB;
        for (int i = 0; i < cTangent.Length; i++)
            cTangent[i] = beta == 0 ? 0 : beta * cTangent[i];
        if (alphaTangent != 0 || betaTangent != 0)
        {
            double[] product = ColumnMajor.Product(a, isTransposedA, b, isTransposedB, rows, inner, columns);
            ColumnMajor.Add(alphaTangent, product, cTangent);
            for (int i = 0; i < cTangent.Length && betaTangent != 0; i++)
                cTangent[i] += beta == 0 ? double.NaN : betaTangent * (c[i] - (alpha * product[i])) / beta;
        }
        AddTangents(alpha, a, isTransposedA, aTangent, b, isTransposedB, bTangent, rows, inner, columns, cTangent);
    }

    private static void AddCotangents(
        double by, double[] a, bool isTransposedA, double[]? aCotangent, double[] b, bool isTransposedB, double[]? bCotangent,
        int rows, int inner, int columns, double[] cotangent)
    {
        if (aCotangent is not null)
            ColumnMajor.Add(by, isTransposedA
                ? ColumnMajor.Product(b, isTransposedB, cotangent, true, inner, columns, rows)
                : ColumnMajor.Product(cotangent, false, b, !isTransposedB, rows, columns, inner), aCotangent);
        if (bCotangent is not null)
            ColumnMajor.Add(by, isTransposedB
                ? ColumnMajor.Product(cotangent, true, a, isTransposedA, columns, rows, inner)
                : ColumnMajor.Product(a, !isTransposedA, cotangent, false, inner, rows, columns), bCotangent);
    }

    private static void AddTangents(
        double by, double[] a, bool isTransposedA, double[]? aTangent, double[] b, bool isTransposedB, double[]? bTangent,
        int rows, int inner, int columns, double[] tangent)
    {
        if (aTangent is not null)
            ColumnMajor.Add(by, ColumnMajor.Product(aTangent, isTransposedA, b, isTransposedB, rows, inner, columns), tangent);
        if (bTangent is not null)
            ColumnMajor.Add(by, ColumnMajor.Product(a, isTransposedA, bTangent, isTransposedB, rows, inner, columns), tangent);
    }
}
