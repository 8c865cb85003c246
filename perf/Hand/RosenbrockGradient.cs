using AutoDiff.Perf.Cases;

namespace AutoDiff.Perf.Hand;

/// <summary>The gradient of <see cref="Rosenbrock"/>.</summary>
public static class RosenbrockGradient
{
    /// <summary>In an array of its own, without the value.</summary>
    /// <param name="x">The point.</param>
    public static double[] Gradient(double[] x)
    {
        double[] d = new double[x.Length];
        for (int i = 0; i < x.Length - 1; i++)
        {
            double b = 200 * (x[i + 1] - (x[i] * x[i]));
            d[i] += (2 * (x[i] - 1)) - (2 * x[i] * b);
            d[i + 1] = b;
        }

        return d;
    }

    /// <summary>Written to memory in one pass, with the value.</summary>
    /// <param name="x">The point.</param>
    /// <param name="gradient">Where it is written.</param>
    public static double ValueWithGradient(double[] x, double[] gradient)
    {
        double sum = 0;
        double carried = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double bend = x[i + 1] - (x[i] * x[i]);
            double distance = 1 - x[i];
            sum += (100 * bend * bend) + (distance * distance);
            gradient[i] = carried - (400 * bend * x[i]) - (2 * distance);
            carried = 200 * bend;
        }

        gradient[x.Length - 1] = carried;
        return sum;
    }
}
