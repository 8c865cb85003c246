namespace TrustRegion;

/// <summary>Rosenbrock's valley in any number of dimensions: zero where all numbers are one, and hard to walk along.</summary>
internal static class Valley
{
    public static double Height(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double bend = x[i + 1] - (x[i] * x[i]), off = 1 - x[i];
            sum += (100 * bend * bend) + (off * off);
        }

        return sum;
    }
}
