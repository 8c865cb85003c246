namespace AutoDiff.Perf.Cases.Loops;

/// <summary>Rosenbrock's function of many numbers.</summary>
public static class Rosenbrock
{
    public const int Count = 1000;

    public static double Value(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double a = 1 - x[i], b = x[i + 1] - (x[i] * x[i]);
            sum += (a * a) + (100 * b * b);
        }

        return sum;
    }
}
