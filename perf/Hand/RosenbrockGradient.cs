using AutoDiff.Perf.Cases;

namespace AutoDiff.Perf.Hand;

/// <summary>The gradient of <see cref="Rosenbrock"/>, written to memory in one pass.</summary>
public static class RosenbrockGradient
{
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
