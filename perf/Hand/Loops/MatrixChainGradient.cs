using AutoDiff.Perf.Cases.Loops;

namespace AutoDiff.Perf.Hand.Loops;

/// <summary>The gradient of <see cref="MatrixChain"/>, scalar.</summary>
public static class MatrixChainGradient
{
    private const int Order = MatrixChain.Order;

    public static (double Value, double[] A, double[] B, double[] C) ValueWithGradient(double[] a, double[] b, double[] c)
    {
        double[] ab = MatrixChain.Product(a, b);
        double[] d = MatrixChain.Product(ab, c);
        double sum = 0;
        for (int i = 0; i < d.Length; i++)
            sum += d[i] * d[i];
        var (dab, dc) = Factors(ab, c, d);
        var (da, db) = Factors(a, b, dab);
        return (sum / 2, da, db, dc);
    }

    private static (double[] Left, double[] Right) Factors(double[] left, double[] right, double[] d)
    {
        var (dleft, dright) = (new double[Order * Order], new double[Order * Order]);
        for (int i = 0; i < Order; i++)
        {
            var di = d.AsSpan(i * Order, Order);
            for (int k = 0; k < Order; k++)
            {
                var row = right.AsSpan(k * Order, Order);
                var drow = dright.AsSpan(k * Order, Order);
                double f = left[(i * Order) + k], sum = 0;
                for (int j = 0; j < di.Length; j++)
                {
                    sum += di[j] * row[j];
                    drow[j] += f * di[j];
                }

                dleft[(i * Order) + k] = sum;
            }
        }

        return (dleft, dright);
    }
}
