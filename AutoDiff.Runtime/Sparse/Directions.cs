namespace AutoDiff;

/// <summary>Directions whose numbers have nothing to do with each other.</summary>
internal static class Directions
{
    /// <summary>Numbers between 0.5 and 1.5, of either sign; the same ones for a seed at all times.</summary>
    public static double[] Random(int length, int seed)
    {
        var random = new Random(seed);
        double[] direction = new double[length];
        for (int i = 0; i < length; i++)
            direction[i] = (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1);
        return direction;
    }

    /// <summary>
    /// A point near by: numbers change by up to a hundredth of themselves, zeros become small positive numbers. What is zero by accident at the point, such as
    /// the derivative of a square at zero, is not so there.
    /// </summary>
    public static double[] Near(double[] at, int seed)
    {
        var random = new Random(seed);
        double[] near = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double part = 0.1 + (0.9 * random.NextDouble());
            near[i] = at[i] == 0 ? 1e-4 * part : at[i] * (1 + (0.01 * (random.Next(2) == 0 ? part : -part)));
        }

        return near;
    }
}
