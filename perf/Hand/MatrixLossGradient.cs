using AutoDiff.Perf.Cases;

namespace AutoDiff.Perf.Hand;

/// <summary>The gradient of <see cref="MatrixLoss"/>: the cotangent of the product C is C itself, so that A gets C·Bᵀ and B gets Aᵀ·C.</summary>
public static class MatrixLossGradient
{
    public static (double Value, double[,] ByA, double[,] ByB) ValueWithGradient(double[,] a, double[,] b)
    {
        double[,] product = Matrices.Multiply(a, b);
        double sum = 0;
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
                sum += product[i, j] * product[i, j];
        }

        return (sum / 2, Matrices.MultiplyTransposed(product, b), Matrices.TransposeMultiply(a, product));
    }
}
