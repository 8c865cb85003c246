using static AutoDiff.DifferentialOperators;

namespace TrustRegion;

/// <summary>Steps against the gradient, halved until the value falls enough (Armijo).</summary>
internal static class SteepestDescent
{
    private const double Fraction = 1e-4;

    public static Course Minimise(double[] start, int steps)
    {
        double[] x = start;
        var (value, slopes) = ValueWithGradient(at: x, of: Valley.Height);
        var norms = new List<double> { Norm(slopes) };
        double length = 1e-3;
        for (int step = 0; step < steps; step++)
        {
            double square = slopes.Sum(s => s * s);
            length *= 2;
            double[] next = Moved(x, slopes, length);
            while (Valley.Height(next) > value - (Fraction * length * square))
            {
                length /= 2;
                next = Moved(x, slopes, length);
            }

            x = next;
            (value, slopes) = ValueWithGradient(at: x, of: Valley.Height);
            norms.Add(Norm(slopes));
        }

        return new Course(value, norms, steps + 1, 0);
    }

    private static double[] Moved(double[] x, double[] slopes, double length) => [.. x.Zip(slopes, (a, s) => a - (length * s))];

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(e => e * e));
}
