namespace AutoDiff.Perf.Cases;

/// <summary>Half the sum of the squares of the numbers in a product of two matrices.</summary>
public static class MatrixLoss
{
    public static double Value(double[,] a, double[,] b)
    {
        double[,] product = Matrices.Multiply(a, b);
        double sum = 0;
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
                sum += product[i, j] * product[i, j];
        }

        return sum / 2;
    }

    /// <summary>A square matrix of numbers between -1 and 1.</summary>
    /// <param name="order">The number of rows.</param>
    /// <param name="seed">Where the numbers come from.</param>
    public static double[,] Made(int order, int seed)
    {
        var random = new Random(seed);
        var made = new double[order, order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
                made[i, j] = (2 * random.NextDouble()) - 1;
        }

        return made;
    }
}
