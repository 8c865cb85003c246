using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Hand;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over a product of matrices.</summary>
internal static class MatrixLoops
{
    private static readonly double[,] A = MatrixLoss.Made(256, 1), B = MatrixLoss.Made(256, 2);

    public static IEnumerable<BenchmarkCase> Cases => [new("matrices-multiply-256", Values, Gradients, ByHand)];

    private static double Values(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            A[0, 0] = (i & 7) * 0.01;
            sum += MatrixLoss.Value(A, B);
        }

        return sum;
    }

    private static double Gradients(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            A[0, 0] = (i & 7) * 0.01;
            var (byA, byB) = Gradient(at: (A, B), of: MatrixLoss.Value);
            sum += byA[0, 0] + byB[0, 0];
        }

        return sum;
    }

    private static double ByHand(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            A[0, 0] = (i & 7) * 0.01;
            var (_, byA, byB) = MatrixLossGradient.ValueWithGradient(A, B);
            sum += byA[0, 0] + byB[0, 0];
        }

        return sum;
    }
}
