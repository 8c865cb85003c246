using System.ComponentModel;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Implementations;

/// <summary>
/// Values that are given by an equation, with the derivatives of the function which that defines. The weaver reads these as it reads any other code.
/// </summary>
/// <remarks>
/// Where F(y, p) = 0, the chord iteration y ← y − J⁻¹F(y, p), with J = ∂F/∂y held constant, stands still; its derivative with respect to p is that of y after
/// one step, and each further step gets one more order right (A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed. (2008), chapter 15). The value is
/// the one that was given.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImplicitFunctions
{
    /// <summary>Derivatives up to this order are those of the function.</summary>
    private const int Orders = 3;

    /// <summary>y with f(y) = 0.</summary>
    public static double Root(double at, Func<double, double> of, Func<double, double, double> differential)
    {
        double found = WithoutDerivative(at), slope = WithoutDerivative(differential(found, 1)), y = found;
        for (int order = 0; order < Orders; order++)
            y -= of(y) / slope;
        return found + (y - WithoutDerivative(y));
    }

    /// <summary>y with g(y) = y.</summary>
    public static double FixedPoint(double at, Func<double, double> of, Func<double, double, double> differential)
    {
        double found = WithoutDerivative(at), slope = 1 - WithoutDerivative(differential(found, 1)), y = found;
        for (int order = 0; order < Orders; order++)
            y -= (y - of(y)) / slope;
        return found + (y - WithoutDerivative(y));
    }

    /// <summary>y with f′(y) = 0.</summary>
    public static double Minimum(double at, Func<double, double> gradient, Func<double, double, double> product) => Root(at, gradient, product);

    /// <inheritdoc cref="Root(double, Func{double, double}, Func{double, double, double})"/>
    public static double[] Root(double[] at, Func<double[], double[]> of, Func<double[], double[], double[]> differential)
    {
        double[] found = Constant(at);
        var (factors, order) = Factorise(found, differential, isFixedPoint: false);
        double[] y = Sequences.Copied(found);
        for (int step = 0; step < Orders; step++)
        {
            double[] correction = Solve(factors, order, of(Sequences.Copied(y)));
            for (int i = 0; i < y.Length; i++)
                y[i] -= correction[i];
        }

        return AtValue(found, y);
    }

    /// <inheritdoc cref="FixedPoint(double, Func{double, double}, Func{double, double, double})"/>
    public static double[] FixedPoint(double[] at, Func<double[], double[]> of, Func<double[], double[], double[]> differential)
    {
        double[] found = Constant(at);
        var (factors, order) = Factorise(found, differential, isFixedPoint: true);
        double[] y = Sequences.Copied(found);
        for (int step = 0; step < Orders; step++)
        {
            double[] next = of(Sequences.Copied(y)), residual = new double[y.Length];
            for (int i = 0; i < y.Length; i++)
                residual[i] = y[i] - next[i];
            double[] correction = Solve(factors, order, residual);
            for (int i = 0; i < y.Length; i++)
                y[i] -= correction[i];
        }

        return AtValue(found, y);
    }

    /// <inheritdoc cref="Minimum(double, Func{double, double}, Func{double, double, double})"/>
    public static double[] Minimum(double[] at, Func<double[], double[]> gradient, Func<double[], double[], double[]> product) => Root(at, gradient, product);

    private static double[] Constant(double[] values)
    {
        double[] constant = new double[values.Length];
        for (int i = 0; i < constant.Length; i++)
            constant[i] = WithoutDerivative(values[i]);
        return constant;
    }

    private static double[] AtValue(double[] found, double[] y)
    {
        double[] result = new double[found.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = found[i] + (y[i] - WithoutDerivative(y[i]));
        return result;
    }

    /// <summary>The factors L and U of the matrix, in one, and the order of its rows; by Gauss, with the largest pivot of each column.</summary>
    [NoDerivative]
    private static (double[,] Factors, int[] Order) Factorise(double[] at, Func<double[], double[], double[]> differential, bool isFixedPoint)
    {
        int n = at.Length;
        double[,] a = new double[n, n];
        for (int column = 0; column < n; column++)
        {
            double[] unit = new double[n];
            unit[column] = 1;
            double[] slopes = differential(Sequences.Copied(at), unit);
            if (slopes.Length != n)
                throw new ArgumentException($"{slopes.Length} equations for {n} unknowns: there has to be one for each.");
            for (int row = 0; row < n; row++)
                a[row, column] = isFixedPoint ? (row == column ? 1 : 0) - slopes[row] : slopes[row];
        }

        int[] order = new int[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[i, k]) > Math.Abs(a[pivot, k]))
                    pivot = i;
            }

            (order[k], order[pivot]) = (order[pivot], order[k]);
            for (int j = 0; j < n; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            for (int i = k + 1; i < n; i++)
            {
                a[i, k] /= a[k, k];
                for (int j = k + 1; j < n; j++)
                    a[i, j] -= a[i, k] * a[k, j];
            }
        }

        return (a, order);
    }

    private static double[] Solve(double[,] factors, int[] order, double[] right)
    {
        double[] x = new double[right.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double sum = right[order[i]];
            for (int j = 0; j < i; j++)
                sum -= factors[i, j] * x[j];
            x[i] = sum;
        }

        for (int i = x.Length - 1; i >= 0; i--)
        {
            double sum = x[i];
            for (int j = i + 1; j < x.Length; j++)
                sum -= factors[i, j] * x[j];
            x[i] = sum / factors[i, i];
        }

        return x;
    }
}
