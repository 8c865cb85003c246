namespace Everyday.Portfolio;

/// Risk of a portfolio under constraints in the weights' logits: covariance from factors, CVaR of scenarios, turnover, transaction costs.
public sealed record Asset(string Ticker, string Sector, double ExpectedReturn, double Specific, ImmutableLoadings Loadings);

public readonly record struct ImmutableLoadings(double Market, double Value, double Momentum)
{
    public double this[int i] => i switch { 0 => Market, 1 => Value, 2 => Momentum, _ => throw new IndexOutOfRangeException() };
}

public interface IConstraint
{
    double Violation(IReadOnlyDictionary<string, double> weights);
}

public sealed class SectorLimit(ILookup<string, string> sectors, string sector, double limit) : IConstraint
{
    public double Violation(IReadOnlyDictionary<string, double> weights) => Math.Max(0, sectors[sector].Sum(t => weights[t]) - limit);
}

public sealed class Floor(double minimum) : IConstraint
{
    public double Violation(IReadOnlyDictionary<string, double> weights) => weights.Values.Where(w => w < minimum).Sum(w => minimum - w);
}

public sealed class RiskModel(IReadOnlyList<Asset> assets, double[][] factorCovariance)
{
    private readonly Lazy<double[][]> _covariance = new(() =>
        [.. assets.Select((a, i) => assets.Select((b, j) => Covariance(a, b, factorCovariance) + (i == j ? a.Specific * a.Specific : 0)).ToArray())]);

    private static double Covariance(Asset a, Asset b, double[][] f)
    {
        double sum = 0;
        for (int k = 0; k < f.Length; k++)
            for (int l = 0; l < f.Length; l++)
                sum += a.Loadings[k] * f[k][l] * b.Loadings[l];
        return sum;
    }

    public double Variance(IReadOnlyList<double> w) =>
        (from i in Enumerable.Range(0, w.Count) from j in Enumerable.Range(0, w.Count) select w[i] * w[j] * _covariance.Value[i][j]).Sum();

    /// Marginal contributions to risk; they add up to the volatility.
    public IEnumerable<(Asset Asset, double Contribution)> Contributions(IReadOnlyList<double> w)
    {
        double volatility = Math.Sqrt(Variance(w));
        foreach (var (i, asset) in assets.Index())
            yield return (asset, w[i] * _covariance.Value[i].Zip(w, (c, v) => c * v).Sum() / volatility);
    }
}

public static class Program
{
    static readonly double[][] s_factors = [[0.04, 0.004, -0.002], [0.004, 0.01, 0.001], [-0.002, 0.001, 0.02]];

    static double ConditionalValueAtRisk(IEnumerable<double> losses, double level)
    {
        var sorted = losses.ToList();
        sorted.Sort((a, b) => b.CompareTo(a));
        int tail = Math.Max(1, (int)((1 - level) * sorted.Count));
        return sorted.Take(tail).Average();
    }

    static double Objective(double[] logits)
    {
        var assets = new List<Asset>
        {
            new("AAA", "tech", 0.09, 0.15, new(1.3, -0.2, 0.4)), new("BBB", "tech", 0.08, 0.2, new(1.1, -0.4, 0.1)),
            new("CCC", "energy", 0.06, 0.18, new(0.9, 0.5, -0.3)),
            new("DDD", "utility", 0.04, 0.1, new(0.5, 0.3, 0)), new("EEE", "utility", 0.05, 0.12, new(0.6, 0.1, 0.2)),
        };
        double max = logits.Max(), total = logits.Sum(l => Math.Exp(l - max));
        double[] w = [.. logits.Select(l => Math.Exp(l - max) / total)];
        var byTicker = assets.Zip(w).ToDictionary(p => p.First.Ticker, p => p.Second);
        IConstraint[] constraints = [new SectorLimit(assets.ToLookup(a => a.Sector, a => a.Ticker), "tech", 0.35), new Floor(0.12)];

        var model = new RiskModel(assets, s_factors);
        double expected = assets.Sum(a => a.ExpectedReturn * byTicker[a.Ticker]);
        var losses = Enumerable.Range(0, 30)
            .Select(s => -assets.Sum(a => byTicker[a.Ticker] * (a.ExpectedReturn + a.Specific * Math.Sin(s * s + a.Ticker[0]))));
        double penalty = constraints.Sum(c => Math.Pow(c.Violation(byTicker), 2));
        double turnover = w.Sum(v => Math.Pow(Math.Abs(v - 0.2), 1.5));
        double concentration = model.Contributions(w).Where(c => c.Asset.Sector == "tech").Max(c => c.Contribution);
        return 5 * model.Variance(w) - expected + ConditionalValueAtRisk(losses, 0.9) + 10 * penalty + 0.1 * turnover + concentration;
    }

    public static void Go() => Check.All(Objective, [0.5, 0.2, -0.3, 0.1, -0.6], "portfolio");
}
