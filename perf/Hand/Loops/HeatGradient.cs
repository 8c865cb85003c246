using AutoDiff.Perf.Cases.Loops;

namespace AutoDiff.Perf.Hand.Loops;

/// <summary>The gradient of <see cref="Heat"/>, scalar: the steps are linear, and the reverse of a step gathers.</summary>
public static class HeatGradient
{
    private const int Side = Heat.Side;

    public static (double Value, double[] Gradient) ValueWithGradient(double[] start)
    {
        var u = (double[])start.Clone();
        var v = (double[])start.Clone();
        for (int t = 0; t < Heat.Steps; t++)
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

        // What the array of the step before last holds at the edge is the edge of the start too.
        double[] d = (double[])u.Clone(), other = new double[u.Length], part = new double[u.Length];
        for (int t = 0; t < Heat.Steps; t++)
        {
            Step(d, other, part);
            (d, other) = (other, d);
        }

        for (int p = 0; p < d.Length; p++)
            d[p] += other[p];
        return (sum / 2, d);
    }

    private static void Step(double[] d, double[] other, double[] part)
    {
        for (int i = 1; i < Side - 1; i++)
        {
            for (int j = 1; j < Side - 1; j++)
                part[(i * Side) + j] = 0.2 * d[(i * Side) + j];
        }

        for (int i = 1; i < Side - 1; i++)
        {
            for (int j = 1; j < Side - 1; j++)
            {
                int p = (i * Side) + j;
                other[p] += d[p] - (4 * part[p]) + (part[p - 1] + part[p + 1] + part[p - Side] + part[p + Side]);
                d[p] = 0;
            }

            other[i * Side] += part[(i * Side) + 1];
            other[(i * Side) + Side - 1] += part[(i * Side) + Side - 2];
            other[i] += part[Side + i];
            other[((Side - 1) * Side) + i] += part[((Side - 2) * Side) + i];
        }
    }
}
