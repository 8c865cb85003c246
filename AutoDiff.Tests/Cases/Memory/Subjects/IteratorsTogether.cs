namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Several iterators that are handed on to one method: how each makes its elements has to be known there.</summary>
public static class IteratorsTogether
{
    public static double T_Zip(double[] x) => Growing(x, 1.1).Zip(Falling(x)).Sum(p => p.First * p.Second);

    public static double T_ZipInALoop(double[] x)
    {
        double s = 0;
        foreach (var (a, b) in Growing(x, 1.1).Zip(Growing(x, 0.3)))
            s = s * 0.5 + a * b;
        return s;
    }

    public static double T_ZipOfThree(double[] x) => Growing(x, 1.1).Zip(Falling(x), Growing(x, 0.4)).Sum(p => p.First * p.Second * p.Third);

    public static double T_ZipWithAnArray(double[] x) => Growing(x, 1.1).Zip(x).Sum(p => p.First * p.Second);

    public static double T_Concat(double[] x) => Growing(x, 1.1).Concat(Falling(x)).Select(v => v * v).Sum();

    public static double T_ConcatOfConcats(double[] x) => Growing(x, 1.1).Concat(Falling(x)).Concat(Growing(x, 0.7)).Sum(v => Math.Sin(v));

    public static double T_Union(double[] x) => Growing(x, 1.1).Union(Falling(x)).Sum();

    public static double[] T_ToList(double[] x) => [.. Growing(x, 1.1).Zip(Falling(x)).ToList().Select(p => p.First / p.Second)];

    public static double T_OfALargeMethod(double[] x) => Large(Growing(x, 1.1), Falling(x), 0.5) + Large(Falling(x), Growing(x, 0.6), 0.7);

    public static double T_OfALargeMethodInALoop(double[] x)
    {
        double s = 0;
        for (int i = 1; i < 4; i++)
            s += Large(Growing(x, 0.2 * i), Falling(x), 0.05 * i);
        return s;
    }

    public static double T_HandedOnTwice(double[] x) => HandsOn(Growing(x, 1.1), Falling(x)) + HandsOn(Falling(x), Falling(x));

    private static double HandsOn(IEnumerable<double> first, IEnumerable<double> second) => Large(first, second, 0.3) * 2;

    private static IEnumerable<double> Growing(double[] x, double by)
    {
        double v = x[0];
        foreach (double item in x)
        {
            v = v * by + item;
            yield return v;
        }
    }

    private static IEnumerable<double> Falling(double[] x)
    {
        try
        {
            for (int i = x.Length - 1; i >= 0; i--)
                yield return x[i] * x[i] + 0.5;
        }
        finally
        {
            x = [];
        }
    }

    /// <summary>Larger than what is copied to its callers for other reasons.</summary>
    private static double Large(IEnumerable<double> first, IEnumerable<double> second, double factor)
    {
        double s = 0, t = 1, u = 0;
        foreach (double v in first)
        {
            s += v * factor;
            if (s > 3)
                s -= Math.Sin(v);
            else
                t *= 1 + 0.01 * v;
            for (int i = 0; i < 3; i++)
            {
                s += v * i * 0.1;
                t -= s * 0.001;
            }
        }

        foreach (double v in second)
        {
            t += v * s;
            if (t > 10)
                s += Math.Cos(t);
            for (int i = 0; i < 4; i++)
            {
                s = s * 0.99 + v * i * 0.01;
                t += Math.Exp(-s * s);
            }
        }

        for (int i = 0; i < 6; i++)
        {
            u += Math.Tanh(s * i) * t;
            s -= u * 0.01;
        }

        return s + t + u;
    }
}
