namespace Everyday.Garch;

/// Quasi-likelihood of an ARMA mean with GARCH or EGARCH volatility, models composed by generics and interfaces.
public readonly record struct Innovation(double Residual, double Variance)
{
    public double Standardised => Residual / Math.Sqrt(Variance);
}

public interface IVolatility
{
    double Unconditional { get; }
    double Next(in Innovation last);
}

public readonly struct GarchProcess(double omega, double alpha, double beta) : IVolatility
{
    public double Unconditional => omega / (1 - alpha - beta);
    public double Next(in Innovation last) => omega + alpha * last.Residual * last.Residual + beta * last.Variance;
}

public readonly struct EGarchProcess(double omega, double alpha, double gamma, double beta) : IVolatility
{
    public double Unconditional => Math.Exp(omega / (1 - beta));
    public double Next(in Innovation last)
    {
        double z = last.Standardised;
        return Math.Exp(omega + alpha * (Math.Abs(z) - Math.Sqrt(2 / Math.PI)) + gamma * z + beta * Math.Log(last.Variance));
    }
}

public sealed class Arma(double constant, double[] ar, double[] ma)
{
    public double Predict(LinkedList<double> values, LinkedList<double> residuals)
    {
        double mean = constant;
        var v = values.Last;
        foreach (double phi in ar)
        {
            if (v is null) break;
            mean += phi * v.Value;
            v = v.Previous;
        }
        var e = residuals.Last;
        for (int i = 0; i < ma.Length && e is not null; i++, e = e.Previous)
            mean += ma[i] * e.Value;
        return mean;
    }
}

public static class Estimation
{
    public static IEnumerable<Innovation> Filter<TVolatility>(IReadOnlyList<double> series, Arma mean, TVolatility volatility)
        where TVolatility : struct, IVolatility
    {
        var values = new LinkedList<double>();
        var residuals = new LinkedList<double>();
        double variance = volatility.Unconditional;
        foreach (double y in series)
        {
            var innovation = new Innovation(y - mean.Predict(values, residuals), variance);
            yield return innovation;
            values.AddLast(y);
            residuals.AddLast(innovation.Residual);
            if (values.Count > 2)
            {
                values.RemoveFirst();
                residuals.RemoveFirst();
            }
            variance = volatility.Next(in innovation);
        }
    }

    public static double LogLikelihood(this IEnumerable<Innovation> innovations, double degrees)
    {
        double sum = 0;
        foreach (var (e, h) in innovations)
            sum -= 0.5 * Math.Log(h) + 0.5 * (degrees + 1) * Math.Log(1 + e * e / (h * (degrees - 2)));
        return sum;
    }
}

public static class Program
{
    static readonly double[] s_returns = [.. Enumerable.Range(0, 40).Select(t => Math.Sin(2.3 * t * t) * (0.5 + 0.4 * Math.Cos(0.2 * t)) + 0.05)];

    static double Plain(double[] p) => -Estimation
        .Filter(s_returns, new Arma(p[0], [p[1], p[2]], [p[3]]), new GarchProcess(p[4], p[5], p[6]))
        .Skip(3)
        .LogLikelihood(p[7]) / 10;

    static double Exponential(double[] p)
    {
        var arma = new Arma(p[0], [p[1]], [p[2], 0.1 * p[3]]);
        var innovations = Estimation.Filter(s_returns.Select(r => r * 1.1).ToList(), arma, new EGarchProcess(p[4], p[5], p[6], p[7])).ToArray();
        double skew = innovations.Average(i => Math.Pow(i.Standardised, 3));
        return -innovations.LogLikelihood(8) / 10 + 0.1 * skew;
    }

    public static void Go()
    {
        Check.All(Plain, [0.02, 0.1, -0.05, 0.2, 0.05, 0.1, 0.7, 6.5], "GARCH");
        Check.All(Exponential, [0.02, 0.1, 0.2, 0.3, -0.3, 0.2, -0.1, 0.7], "EGARCH");
    }
}
