namespace AutoDiff.Perf.Peers;

/// <summary>Central differences, two evaluations for each number.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>The derivatives of all results with respect to one number.</summary>
    public static double[] Column(Func<double[], double[]> function, double[] at, int i)
    {
        double h = Step * (0.1 + Math.Abs(at[i]));
        double[] above = [.. at], below = [.. at];
        above[i] += h;
        below[i] -= h;
        return [.. function(above).Zip(function(below), (a, b) => (a - b) / (2 * h))];
    }
}
