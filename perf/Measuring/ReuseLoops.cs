using AutoDiff.Perf.Cases;
using AutoDiff.Perf.Hand;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops whose gradients go into memory that is there.</summary>
internal static class ReuseLoops
{
    [ThreadStatic]
    private static KeptGradient<double[], double>? s_kept;

    public static IEnumerable<BenchmarkCase> Cases =>
    [
        Into("rosenbrock-1k-into", 1_000),
        Into("rosenbrock-100k-into", 100_000),
        Into("rosenbrock-1m-into", 1_000_000),
        Kept("rosenbrock-1k-kept", 1_000),
        Kept("rosenbrock-100k-kept", 100_000),
    ];

    private static BenchmarkCase Into(string name, int length)
    {
        var (at, into) = (new Lazy<double[]>(() => Rosenbrock.Point(length)), new Lazy<double[]>(() => new double[length]));
        return new(name, calls => Values(calls, at.Value), calls => Gradients(calls, at.Value, into.Value), calls => ByHand(calls, at.Value, into.Value));
    }

    private static BenchmarkCase Kept(string name, int length)
    {
        var (at, into) = (new Lazy<double[]>(() => Rosenbrock.Point(length)), new Lazy<double[]>(() => new double[length]));
        return new(name, calls => Values(calls, at.Value), calls => KeptGradients(calls, at.Value), calls => ByHand(calls, at.Value, into.Value));
    }

    private static double Values(int calls, double[] at)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            at[0] = (i & 7) * 0.01;
            sum += Rosenbrock.Value(at);
        }

        return sum;
    }

    private static double Gradients(int calls, double[] at, double[] into)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            at[0] = (i & 7) * 0.01;
            sum += Gradient(at: at, into: into, of: Rosenbrock.Value)[1];
        }

        return sum;
    }

    private static double KeptGradients(int calls, double[] at)
    {
        var kept = s_kept ??= GradientOf<double[], double>(Rosenbrock.Value);
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            at[0] = (i & 7) * 0.01;
            sum += kept.ValueAt(at, out double[] gradient) + gradient[1];
        }

        return sum;
    }

    private static double ByHand(int calls, double[] at, double[] into)
    {
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            at[0] = (i & 7) * 0.01;
            sum += RosenbrockGradient.ValueWithGradient(at, into) + into[1];
        }

        return sum;
    }
}
