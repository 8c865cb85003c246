namespace Everyday.Reserving;

/// Claims triangles: chain ladder, Bornhuetter-Ferguson, Mack's standard error, on jagged arrays.
public sealed class Triangle
{
    private readonly double[][] _cumulative;
    private Triangle(double[][] cumulative) => _cumulative = cumulative;

    public int Years => _cumulative.Length;
    public double this[int origin, int development] => _cumulative[origin][development];
    public double Latest(int origin) => _cumulative[origin][^1];

    public static Triangle FromIncremental(double[][] payments)
    {
        var rows = new double[payments.Length][];
        for (int i = 0; i < payments.Length; i++)
        {
            rows[i] = (double[])payments[i].Clone();
            for (int j = 1; j < rows[i].Length; j++)
                rows[i][j] += rows[i][j - 1];
        }
        return new Triangle(rows);
    }

    public IEnumerable<(double From, double To)> Links(int development) =>
        _cumulative.Where(row => row.Length > development + 1).Select(row => (row[development], row[development + 1]));
}

public interface IReservingMethod
{
    string Name { get; }
    double[] Ultimates(Triangle triangle);
}

public class ChainLadder : IReservingMethod
{
    public virtual string Name => "chain ladder";
    public double Tail { get; init; } = 1;

    public double[] Factors(Triangle t)
    {
        var factors = new double[t.Years];
        for (int j = 0; j < t.Years - 1; j++)
        {
            var (from, to) = t.Links(j).Aggregate((From: 0.0, To: 0.0), (s, l) => (s.From + l.From, s.To + l.To));
            factors[j] = to / from;
        }
        factors[^1] = Tail;
        return factors;
    }

    protected double ToUltimate(double[] factors, int development)
    {
        double product = 1;
        foreach (double f in factors[development..])
            product *= f;
        return product;
    }

    public virtual double[] Ultimates(Triangle t)
    {
        var factors = Factors(t);
        return [.. Enumerable.Range(0, t.Years).Select(i => t.Latest(i) * ToUltimate(factors, t.Years - 1 - i))];
    }

    public double StandardError(Triangle t)
    {
        var f = Factors(t);
        double total = 0;
        for (int j = 0; j < t.Years - 2; j++)
        {
            var links = t.Links(j).ToArray();
            double sigma2 = links.Sum(l => l.From * Math.Pow(l.To / l.From - f[j], 2)) / Math.Max(1, links.Length - 1);
            total += sigma2 / (f[j] * f[j] * links.Sum(l => l.From));
        }
        return Math.Sqrt(total);
    }
}

public sealed class BornhuetterFerguson(double[] premiums, double lossRatio) : ChainLadder
{
    public override string Name => $"{base.Name} with prior";

    public override double[] Ultimates(Triangle t)
    {
        var factors = Factors(t);
        var ultimates = base.Ultimates(t);
        for (int i = 0; i < ultimates.Length; i++)
        {
            double open = 1 - 1 / ToUltimate(factors, t.Years - 1 - i);
            ultimates[i] = t.Latest(i) + open * premiums[i] * lossRatio;
        }
        return ultimates;
    }
}

public static class Program
{
    static double[][] Payments(double[] p)
    {
        const int n = 5;
        var rows = new double[n][];
        int k = 0;
        for (int i = 0; i < n; i++)
        {
            rows[i] = new double[n - i];
            for (int j = 0; j < rows[i].Length; j++)
                rows[i][j] = p[k++];
        }
        return rows;
    }

    static double Reserve(double[] p)
    {
        var triangle = Triangle.FromIncremental(Payments(p));
        double[] premiums = [130, 135, 142, 150, 161];
        var mack = new ChainLadder { Tail = 1.02 };
        List<(IReservingMethod Method, double Credibility)> methods = [(mack, 0.6), (new BornhuetterFerguson(premiums, 0.75) { Tail = 1.02 }, 0.4)];
        double paid = Enumerable.Range(0, triangle.Years).Sum(triangle.Latest), reserve = 0;
        foreach (var (method, credibility) in methods)
        {
            double ultimate = method.Ultimates(triangle).Sum();
            reserve += credibility * (ultimate - paid) * (method.Name.EndsWith("prior") ? 1.01 : 1);
        }
        return reserve / 100 * (1 + mack.StandardError(triangle));
    }

    public static void Go() => Check.All(Reserve, [50, 28, 14, 6, 2, 53, 27, 16, 5, 57, 32, 13, 60, 30, 66], "reserve");
}
