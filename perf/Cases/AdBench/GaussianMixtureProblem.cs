namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>The points that a Gaussian mixture is fitted to, and the Wishart prior of its precision matrices.</summary>
public sealed class GaussianMixtureProblem
{
    /// <param name="dimension">The dimension d.</param>
    /// <param name="components">The number k of components.</param>
    /// <param name="points">n points of d numbers each, one after the other.</param>
    /// <param name="gamma">The scale γ of the prior, positive.</param>
    /// <param name="degrees">The degrees of freedom m of the prior beyond d + 1, not negative.</param>
    public GaussianMixtureProblem(int dimension, int components, double[] points, double gamma, int degrees)
    {
        Dimension = dimension;
        Components = components;
        Count = points.Length / dimension;
        Points = points;
        Gamma = gamma;
        Degrees = degrees;
        FactorSize = dimension * (dimension + 1) / 2;
        int freedom = dimension + degrees + 1;
        double prior = (freedom * dimension * (Math.Log(gamma) - (0.5 * Math.Log(2)))) - LogGammaMultivariate(freedom, dimension);
        Constant = (-0.5 * Count * dimension * Math.Log(2 * Math.PI)) - (components * prior);
    }

    /// <summary>The dimension d.</summary>
    public int Dimension { get; }

    /// <summary>The number k of components.</summary>
    public int Components { get; }

    /// <summary>The number n of points.</summary>
    public int Count { get; }

    /// <summary>n·d numbers, point by point.</summary>
    public double[] Points { get; }

    /// <summary>The scale γ of the prior.</summary>
    public double Gamma { get; }

    /// <summary>The degrees of freedom m of the prior beyond d + 1.</summary>
    public int Degrees { get; }

    /// <summary>Numbers in the factor of a component, d(d+1)/2.</summary>
    public int FactorSize { get; }

    /// <summary>What the objective adds for any parameters: -½·n·d·log 2π - k·(N·d·(log γ - ½·log 2) - log Γ_d(N/2)) with N = d + m + 1.</summary>
    public double Constant { get; }

    /// <summary>log Γ_d(a/2) = d(d-1)/4·log π + Σ_{j=1..d} log Γ((a + 1 - j)/2).</summary>
    private static double LogGammaMultivariate(int a, int dimension)
    {
        double sum = 0.25 * dimension * (dimension - 1) * Math.Log(Math.PI);
        for (int j = 1; j <= dimension; j++)
            sum += LogGammaOfHalf(a + 1 - j);
        return sum;
    }

    /// <summary>log Γ(a/2) for a positive integer a, by Γ(x) = (x - 1)·Γ(x - 1) down to Γ(1) = 1 or Γ(½) = √π.</summary>
    private static double LogGammaOfHalf(int a)
    {
        double sum = int.IsOddInteger(a) ? 0.5 * Math.Log(Math.PI) : 0;
        for (int i = a - 2; i > 0; i -= 2)
            sum += Math.Log(0.5 * i);
        return sum;
    }
}
