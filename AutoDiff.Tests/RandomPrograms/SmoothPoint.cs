namespace AutoDiff.Tests.RandomPrograms;

/// <summary>A point where a function is smooth as far as differences can tell, and its gradient there by differences.</summary>
internal sealed record SmoothPoint(double[] At, double Value, double[] Gradient)
{
    private const double LargeStep = 2e-3;
    private const double SmallStep = 5e-4;
    private const double Agreement = 1e-7;
    private const double Largest = 1e5;
    private const int Attempts = 6;

    /// <summary>
    /// Looks for such a point: five-point differences of two steps must agree, which a kink or a jump between the points that they evaluate prevents,
    /// for they weigh it differently.
    /// </summary>
    /// <returns>Null if there is none among a few random points.</returns>
    public static SmoothPoint? Find(Func<double[], double> f, int arguments, Random random)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double[] at = [.. Enumerable.Range(0, arguments).Select(_ => (2.4 * random.NextDouble()) - 1.2)];
            if (TryDifferentiate(f, at, out double[] gradient))
                return new(at, f(at), gradient);
        }

        return null;
    }

    private static bool TryDifferentiate(Func<double[], double> f, double[] at, out double[] gradient)
    {
        gradient = new double[at.Length];
        if (!(Math.Abs(f(at)) < Largest))
            return false;
        for (int i = 0; i < at.Length; i++)
        {
            double small = FivePoints(f, at, i, SmallStep), large = FivePoints(f, at, i, LargeStep);

            // Written so that a NaN is refused.
            if (!(Math.Abs(small) < Largest && Math.Abs(small - large) <= Agreement * Math.Max(1, Math.Abs(small))))
                return false;
            gradient[i] = small;
        }

        return true;
    }

    private static double FivePoints(Func<double[], double> f, double[] at, int i, double h)
    {
        return ((8 * (Shifted(h) - Shifted(-h))) - (Shifted(2 * h) - Shifted(-2 * h))) / (12 * h);

        double Shifted(double by)
        {
            double[] shifted = [.. at];
            shifted[i] += by;
            return f(shifted);
        }
    }
}
