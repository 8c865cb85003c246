namespace AutoDiff.Perf.Cases;

/// <summary>Rosenbrock's valley in many dimensions: a function whose gradient costs little more than the memory it is written to.</summary>
public static class Rosenbrock
{
    public static double Value(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double bend = x[i + 1] - (x[i] * x[i]);
            double distance = 1 - x[i];
            sum += (100 * bend * bend) + (distance * distance);
        }

        return sum;
    }

    /// <summary>A point off the valley.</summary>
    /// <param name="length">The number of dimensions.</param>
    public static double[] Point(int length)
    {
        double[] point = new double[length];
        for (int i = 0; i < length; i++)
            point[i] = ((i * 37 % 101) * 0.02) - 1;
        return point;
    }
}
