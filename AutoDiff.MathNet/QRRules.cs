using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace AutoDiff.MathNetRules;

/// <summary>
/// The factorisation A = Q·R and what is solved with it. With M = R·R̅ᵀ − Q̅ᵀ·Q and its lower triangle copied above its diagonal, A̅ = (Q̅ + Q·M)·R⁻ᵀ
/// (Walter and Lehmann, "Algorithmic differentiation of linear algebra functions", 2010). Only the first columns of Q, as many as A has, are functions of A.
/// </summary>
internal static class QRRules
{
    private const string Undetermined = "the columns of Q beyond those of the matrix are not determined by it and have no derivative: use QRMethod.Thin";

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.ThinQRFactor),
        Writes = [nameof(a), nameof(r), nameof(tau)], WithRespectTo = [nameof(a), nameof(r), nameof(tau)])]
    internal static void ThinFactor(
        ILinearAlgebraProvider<double> provider, double[] a, int rowsA, int columnsA, double[] r, double[] tau,
        double[] aCotangent, double[]? rCotangent, double[]? tauCotangent)
    {
        RefuseReflections(tauCotangent);
        double[] result = Cotangent(a, r, rowsA, columnsA, aCotangent, rCotangent ?? new double[columnsA * columnsA]);
        Array.Copy(result, aCotangent, result.Length);
        if (rCotangent is not null)
            Array.Clear(rCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.ThinQRFactor),
        Writes = [nameof(a), nameof(r), nameof(tau)], WithRespectTo = [nameof(a), nameof(r), nameof(tau)])]
    internal static void ThinFactorDifferential(
        ILinearAlgebraProvider<double> provider, double[] a, int rowsA, int columnsA, double[] r, double[] tau,
        double[] aTangent, double[]? rTangent, double[]? tauTangent)
    {
        Forget(tauTangent);
        var (q, upper) = Tangents(a, r, rowsA, columnsA, aTangent);
        Array.Copy(q, aTangent, q.Length);
        if (rTangent is not null)
            Array.Copy(upper, rTangent, upper.Length);
    }

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.QRFactor),
        Writes = [nameof(a), nameof(q), nameof(tau)], WithRespectTo = [nameof(a), nameof(q), nameof(tau)])]
    internal static void Factor(
        ILinearAlgebraProvider<double> provider, double[] a, int rowsA, int columnsA, double[] q, double[] tau,
        double[] aCotangent, double[]? qCotangent, double[]? tauCotangent)
    {
        RefuseReflections(tauCotangent);
        if (qCotangent is not null)
        {
            for (int i = rowsA * columnsA; i < qCotangent.Length; i++)
            {
                if (qCotangent[i] != 0)
                    throw new NotDifferentiableException(Undetermined);
            }
        }
        double[] cotangent = new double[rowsA * columnsA];
        if (qCotangent is not null)
            Array.Copy(qCotangent, cotangent, cotangent.Length);
        double[] upper = ColumnMajor.FirstRows(a, rowsA, columnsA, columnsA);
        double[] ofUpper = ColumnMajor.FirstRows(aCotangent, rowsA, columnsA, columnsA);
        double[] result = Cotangent(FirstColumns(q, rowsA, columnsA), upper, rowsA, columnsA, cotangent, ofUpper);
        Array.Copy(result, aCotangent, result.Length);
        if (qCotangent is not null)
            Array.Clear(qCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.QRFactor),
        Writes = [nameof(a), nameof(q), nameof(tau)], WithRespectTo = [nameof(a), nameof(q), nameof(tau)])]
    internal static void FactorDifferential(
        ILinearAlgebraProvider<double> provider, double[] a, int rowsA, int columnsA, double[] q, double[] tau,
        double[] aTangent, double[]? qTangent, double[]? tauTangent)
    {
        Forget(tauTangent);
        double[] first = FirstColumns(q, rowsA, columnsA), upper = ColumnMajor.FirstRows(a, rowsA, columnsA, columnsA);
        var (qPart, rPart) = Tangents(first, upper, rowsA, columnsA, aTangent);
        Array.Clear(aTangent);
        for (int j = 0; j < columnsA; j++)
        {
            for (int i = 0; i < columnsA; i++)
                aTangent[i + (rowsA * j)] = rPart[i + (columnsA * j)];
        }
        if (qTangent is null)
            return;
        // The columns beyond are not a function of the matrix: no number stands for their tangent.
        for (int i = 0; i < qTangent.Length; i++)
            qTangent[i] = i < qPart.Length ? qPart[i] : double.NaN;
    }

    [Pullback(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.QRSolveFactored),
        Writes = [nameof(x)], WithRespectTo = [nameof(q), nameof(r), nameof(tau), nameof(b), nameof(x)])]
    internal static void SolveFactored(
        ILinearAlgebraProvider<double> provider, double[] q, double[] r, int rowsA, int columnsA, double[] tau, double[] b, int columnsB, double[] x,
        QRMethod method, double[]? qCotangent, double[]? rCotangent, double[]? tauCotangent, double[]? bCotangent, double[] xCotangent)
    {
        int rows = method == QRMethod.Full ? rowsA : columnsA;
        double[] upper = ColumnMajor.FirstRows(r, rows, columnsA, columnsA);
        ColumnMajor.SolveUpper(upper, columnsA, isTransposed: true, xCotangent, columnsB);
        if (rCotangent is not null)
        {
            double[] product = ColumnMajor.Product(xCotangent, false, x, true, columnsA, columnsB, columnsA);
            for (int j = 0; j < columnsA; j++)
            {
                for (int i = 0; i <= j; i++)
                    rCotangent[i + (rows * j)] -= product[i + (columnsA * j)];
            }
        }
        if (qCotangent is not null)
            ColumnMajor.Add(1, ColumnMajor.Product(b, false, xCotangent, true, rowsA, columnsB, columnsA), qCotangent);
        if (bCotangent is not null)
            ColumnMajor.Add(1, ColumnMajor.Product(FirstColumns(q, rowsA, columnsA), false, xCotangent, false, rowsA, columnsA, columnsB), bCotangent);
        Array.Clear(xCotangent);
    }

    [Differential(typeof(ILinearAlgebraProvider<double>), nameof(ILinearAlgebraProvider<double>.QRSolveFactored),
        Writes = [nameof(x)], WithRespectTo = [nameof(q), nameof(r), nameof(tau), nameof(b), nameof(x)])]
    internal static void SolveFactoredDifferential(
        ILinearAlgebraProvider<double> provider, double[] q, double[] r, int rowsA, int columnsA, double[] tau, double[] b, int columnsB, double[] x,
        QRMethod method, double[]? qTangent, double[]? rTangent, double[]? tauTangent, double[]? bTangent, double[] xTangent)
    {
        int rows = method == QRMethod.Full ? rowsA : columnsA;
        Array.Clear(xTangent);
        if (qTangent is not null)
            ColumnMajor.Add(1, ColumnMajor.Product(FirstColumns(qTangent, rowsA, columnsA), true, b, false, columnsA, rowsA, columnsB), xTangent);
        if (bTangent is not null)
            ColumnMajor.Add(1, ColumnMajor.Product(FirstColumns(q, rowsA, columnsA), true, bTangent, false, columnsA, rowsA, columnsB), xTangent);
        if (rTangent is not null)
        {
            double[] change = ColumnMajor.Upper(ColumnMajor.FirstRows(rTangent, rows, columnsA, columnsA), columnsA);
            ColumnMajor.Add(-1, ColumnMajor.Product(change, false, x, false, columnsA, columnsA, columnsB), xTangent);
        }
        ColumnMajor.SolveUpper(ColumnMajor.FirstRows(r, rows, columnsA, columnsA), columnsA, isTransposed: false, xTangent, columnsB);
    }

    private static void RefuseReflections(double[]? tauCotangent)
    {
        if (tauCotangent is not null && tauCotangent.Any(t => t != 0))
            throw new NotDifferentiableException("the factors of the reflections of a QR factorisation have no derivative");
    }

    /// <summary>No number stands for the tangents of the reflections.</summary>
    private static void Forget(double[]? tauTangent)
    {
        if (tauTangent is not null)
            Array.Fill(tauTangent, double.NaN);
    }

    private static double[] FirstColumns(double[] q, int rows, int columns)
    {
        if (q.Length == rows * columns)
            return q;
        double[] result = new double[rows * columns];
        Array.Copy(q, result, result.Length);
        return result;
    }

    private static double[] Cotangent(double[] q, double[] r, int rows, int columns, double[] qCotangent, double[] rCotangent)
    {
        double[] middle = ColumnMajor.Product(r, false, ColumnMajor.Upper(rCotangent, columns), true, columns, columns, columns);
        ColumnMajor.Add(-1, ColumnMajor.Product(qCotangent, true, q, false, columns, rows, columns), middle);
        double[] below = ColumnMajor.Lower(middle, columns, 0.5), symmetric = ColumnMajor.Transposed(below, columns, columns);
        ColumnMajor.Add(1, below, symmetric);
        double[] sum = ColumnMajor.Product(q, false, symmetric, false, rows, columns, columns);
        ColumnMajor.Add(1, qCotangent, sum);
        double[] turned = ColumnMajor.Transposed(sum, rows, columns);
        ColumnMajor.SolveUpper(r, columns, isTransposed: false, turned, rows);
        return ColumnMajor.Transposed(turned, columns, rows);
    }

    /// <summary>
    /// dR = (S − Ω)·R and dQ = dA·R⁻¹ − Q·(S − Ω), where S = Qᵀ·dA·R⁻¹ and Ω is the antisymmetric matrix with the part of S below its diagonal.
    /// </summary>
    private static (double[] Q, double[] R) Tangents(double[] q, double[] r, int rows, int columns, double[] tangent)
    {
        double[] turned = ColumnMajor.Transposed(tangent, rows, columns);
        ColumnMajor.SolveUpper(r, columns, isTransposed: true, turned, rows);
        double[] change = ColumnMajor.Transposed(turned, columns, rows);
        double[] part = ColumnMajor.Product(q, true, change, false, columns, rows, columns);
        double[] below = ColumnMajor.Lower(part, columns, 0);
        ColumnMajor.Add(-1, below, part);
        ColumnMajor.Add(1, ColumnMajor.Transposed(below, columns, columns), part);
        ColumnMajor.Add(-1, ColumnMajor.Product(q, false, part, false, rows, columns, columns), change);
        return (change, ColumnMajor.Product(part, false, r, false, columns, columns, columns));
    }
}
