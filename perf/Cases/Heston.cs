namespace AutoDiff.Perf.Cases;

/// <summary>A market whose variance goes back to its mean: how fast, to what mean, how volatile it is, and its correlation with the price.</summary>
public readonly record struct VarianceModel(double Reversion, double Mean, double Volatility, double Correlation);

/// <summary>One path: the variance and the price it begins with, and the phase of its shocks.</summary>
public readonly record struct VariancePath(double Variance, double Spot, double Phase);

/// <summary>The model of Heston, by Euler's method with full truncation (Lord, Koekkoek and van Dijk, 2010).</summary>
public static class Heston
{
    private const int Steps = 32;
    private const double Step = 1.0 / Steps, Strike = 100;

    /// <summary>What a call option pays at the end of a path.</summary>
    public static double Payoff(VarianceModel model, VariancePath path)
    {
        double variance = path.Variance, logarithm = 0, independent = Math.Sqrt(1 - (model.Correlation * model.Correlation));
        for (int i = 1; i <= Steps; i++)
        {
            double shock = Math.Sin(path.Phase * i), other = Math.Cos(path.Phase * i);
            double positive = Math.Max(variance, 0);
            double deviation = Math.Sqrt(positive * Step);
            logarithm += (deviation * ((model.Correlation * shock) + (independent * other))) - (positive * Step / 2);
            variance += (model.Reversion * (model.Mean - positive) * Step) + (model.Volatility * deviation * shock);
        }

        double gain = (path.Spot * Math.Exp(logarithm)) - Strike;
        return gain > 0 ? gain : 0;
    }

    /// <summary>Paths that differ in all they begin with.</summary>
    /// <param name="count">How many.</param>
    public static VariancePath[] Paths(int count)
    {
        var paths = new VariancePath[count];
        for (int i = 0; i < count; i++)
            paths[i] = new(0.04 + (0.01 * (i % 7)), 100 + (i % 5), 0.3 + i);
        return paths;
    }
}
