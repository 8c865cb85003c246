namespace AutoDiff.Perf.Cases.Loops;

/// <summary>Explicit steps of the heat equation on a square; half the sum of the squares at the end.</summary>
public static class Heat
{
    public const int Side = 128, Steps = 200;

    public static double Energy(double[] start)
    {
        var u = (double[])start.Clone();
        var v = (double[])start.Clone();
        for (int t = 0; t < Steps; t++)
        {
            for (int i = 1; i < Side - 1; i++)
            {
                for (int j = 1; j < Side - 1; j++)
                {
                    int p = (i * Side) + j;
                    v[p] = u[p] + (0.2 * (u[p - 1] + u[p + 1] + u[p - Side] + u[p + Side] - (4 * u[p])));
                }
            }

            (u, v) = (v, u);
        }

        double sum = 0;
        for (int i = 0; i < u.Length; i++)
            sum += u[i] * u[i];
        return sum / 2;
    }
}
