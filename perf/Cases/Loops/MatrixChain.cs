namespace AutoDiff.Perf.Cases.Loops;

/// <summary>Half the sum of the squares of the product of three square matrices, written as loops over flat arrays.</summary>
public static class MatrixChain
{
    public const int Order = 64;

    public static double Loss(double[] a, double[] b, double[] c)
    {
        double[] d = Product(Product(a, b), c);
        double sum = 0;
        for (int i = 0; i < d.Length; i++)
            sum += d[i] * d[i];
        return sum / 2;
    }

    public static double[] Product(double[] a, double[] b)
    {
        var c = new double[Order * Order];
        for (int i = 0; i < Order; i++)
        {
            for (int k = 0; k < Order; k++)
            {
                double f = a[(i * Order) + k];
                for (int j = 0; j < Order; j++)
                    c[(i * Order) + j] += f * b[(k * Order) + j];
            }
        }

        return c;
    }
}
