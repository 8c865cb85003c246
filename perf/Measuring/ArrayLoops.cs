using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Cases.Loops;
using AutoDiff.Perf.Hand;
using AutoDiff.Perf.Hand.Loops;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over arrays, as vectors are made for.</summary>
internal static class ArrayLoops
{
    private const int Dimensions = 1000;

    private static readonly double[] A = Made(4096, 1), B = Made(4096, 2), C = Made(4096, 3), Plate = Made(Heat.Side * Heat.Side, 4),
        Place = Made(Dimensions, 5), FirstBias = Made(Network.Hidden, 6), SecondBias = Made(Network.Outputs, 7);

    private static readonly double[][] First = Rows(Network.Hidden, Network.Inputs, 0.05), Second = Rows(Network.Outputs, Network.Hidden, 0.2),
        Images = Rows(Network.Batch, Network.Inputs, 1);

    private static readonly int[] Labels = [.. Enumerable.Range(0, Network.Batch).Select(i => i * 7 % 10)];

    public static IEnumerable<BenchmarkCase> Cases =>
    [
        new("matrix-chain-64", calls => Sum(calls, A, () => MatrixChain.Loss(A, B, C)), ChainGradients, calls =>
            Sum(calls, A, () => MatrixChainGradient.ValueWithGradient(A, B, C).C[0])),
        new("network-784-64-10", calls => Sum(calls, FirstBias, () => Network.Loss(First, FirstBias, Second, SecondBias, Images, Labels)), NetworkGradients,
            calls => Sum(calls, FirstBias, () => NetworkGradient.ValueWithGradient(First, FirstBias, Second, SecondBias, Images, Labels).FirstBias[0])),
        new("heat-128x200", calls => Sum(calls, Plate, () => Heat.Energy(Plate)), HeatGradients, calls =>
            Sum(calls, Plate, () => HeatGradient.ValueWithGradient(Plate).Gradient[0])),
        new("rosenbrock-1000", calls => Sum(calls, Place, () => Rosenbrock.Value(Place)), RosenbrockGradients, calls =>
            Sum(calls, Place, () => RosenbrockGradient.Gradient(Place)[0])),
    ];

    private static double Sum(int calls, double[] moved, Func<double> of)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            moved[0] = (i & 7) * 0.01;
            sum += of();
        }

        return sum;
    }

    private static double ChainGradients(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            A[0] = (i & 7) * 0.01;
            var (_, _, c) = Gradient(at: (A, B, C), of: MatrixChain.Loss);
            sum += c[0];
        }

        return sum;
    }

    private static double NetworkGradients(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            FirstBias[0] = (i & 7) * 0.01;
            var (_, bias, _, _) = Gradient(at: (First, FirstBias, Second, SecondBias), of: (w, b, v, c) => Network.Loss(w, b, v, c, Images, Labels));
            sum += bias[0];
        }

        return sum;
    }

    private static double HeatGradients(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            Plate[0] = (i & 7) * 0.01;
            sum += Gradient(at: Plate, of: Heat.Energy)[0];
        }

        return sum;
    }

    private static double RosenbrockGradients(int calls)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            Place[0] = (i & 7) * 0.01;
            sum += Gradient(at: Place, of: Rosenbrock.Value)[0];
        }

        return sum;
    }

    private static double[] Made(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static double[][] Rows(int count, int length, double scale) =>
        [.. Enumerable.Range(0, count).Select(i => Made(length, 10 + i).Select(x => scale * x).ToArray())];
}
