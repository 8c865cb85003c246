using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Reuse;

/// <summary>Functions of everything that memory can be given for, and what is compared.</summary>
internal static class Subjects
{
    public static readonly double[] At = [1.2, 0.7, -0.4, 2.1];

    public static double Valley(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - (x[i] * x[i]), b = 1 - x[i];
            sum += (100 * a * a) + (b * b);
        }

        return sum;
    }

    public static float Valley(float[] x)
    {
        float sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
            sum += (x[i + 1] - (x[i] * x[i])) * x[i];
        return sum;
    }

    public static double InPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] += x[i - 1] * x[i];
        return x[^1] * x[0];
    }

    public static double Weighted(double[] w, double b)
    {
        double sum = 0;
        foreach (double v in w)
            sum += v * v * b;
        return sum * b;
    }

    /// <summary>Writes to one argument what it reads from another.</summary>
    public static double Across(double[] x, double[] y)
    {
        x[0] *= y[1];
        y[0] += x[0] * x[1];
        return (y[0] * y[0]) + x[0];
    }

    public static double Loss(Model m)
    {
        double sum = m.Bias * m.Bias;
        foreach (double w in m.Weights)
            sum += w * w * m.Bias;
        foreach (var layer in m.Layers)
            sum += layer[0] * layer[1];
        return sum;
    }

    public static double Grown(Model m)
    {
        m.Layers.Add([m.Bias, m.Weights[0]]);
        return Loss(m);
    }

    public static double OfPair(Pair p)
    {
        double sum = p.Factor * p.Factor;
        foreach (double v in p.Values)
            sum += v * v * p.Factor;
        return sum;
    }

    public static double[] Residuals(double[] x) => [x[0] * x[1], x[1] - x[2], Math.Sin(x[3]), x[0] * x[0], x[3]];

    public static Model NewModel() => new() { Weights = [0.5, -1.5], Bias = 1.25, Layers = [[1, 2], [3, -4]] };

    public static Model OtherModel() => new() { Weights = [9, double.NaN], Bias = 9, Layers = [[9, 9], [9, 9]] };

    public static void Same(double[] actual, double[] expected) => Assert.Multiple(() =>
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < expected.Length; i++)
            Expect.Near(actual[i], expected[i]);
    });

    public static void Same(Model actual, Model expected)
    {
        Same(actual.Weights, expected.Weights);
        Expect.Near(actual.Bias, expected.Bias);
        Assert.That(actual.Layers, Has.Count.EqualTo(expected.Layers.Count));
        for (int i = 0; i < expected.Layers.Count; i++)
            Same(actual.Layers[i], expected.Layers[i]);
    }

    /// <summary>Bytes that a call allocates once everything is warm.</summary>
    public static long Bytes(Action call)
    {
        for (int i = 0; i < 3; i++)
            call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public sealed class Model
    {
        public double[] Weights { get; set; } = [];

        public double Bias { get; set; }

        public List<double[]> Layers { get; set; } = [];
    }

    public struct Pair
    {
        public double[] Values;
        public double Factor;
    }
}
