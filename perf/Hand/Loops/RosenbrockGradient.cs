namespace AutoDiff.Perf.Hand.Loops;

/// <summary>The gradient of Rosenbrock's function, scalar.</summary>
public static class RosenbrockGradient
{
    public static double[] Gradient(double[] x)
    {
        var d = new double[x.Length];
        for (int i = 0; i < x.Length - 1; i++)
        {
            double b = 200 * (x[i + 1] - (x[i] * x[i]));
            d[i] += (2 * (x[i] - 1)) - (2 * x[i] * b);
            d[i + 1] = b;
        }

        return d;
    }
}
