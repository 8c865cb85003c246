namespace Everyday.Heston;

/// Calibration error of the Heston model: semi-analytic prices by the characteristic function.
public readonly record struct HestonParameters(double V0, double Kappa, double Theta, double Sigma, double Rho)
{
    public static HestonParameters FromUnconstrained(ReadOnlySpan<double> x) => new(
        Math.Exp(x[0]), Math.Exp(x[1]), Math.Exp(x[2]), Math.Exp(x[3]), Math.Tanh(x[4]));

    public double FellerRatio => 2 * Kappa * Theta / (Sigma * Sigma);
}

public enum OptionKind { Call, Put }

public sealed record Quote(OptionKind Kind, double Strike, double Maturity, double Price, double Weight = 1);

public interface IPricer
{
    double Price(Quote option);
}

public sealed class HestonPricer(HestonParameters p, double spot, double rate) : IPricer
{
    private static readonly (double X, double W)[] s_nodes = GaussLegendre(24);

    private Complex Characteristic(Complex u, double t)
    {
        var i = Complex.ImaginaryOne;
        Complex b = p.Kappa - p.Rho * p.Sigma * i * u;
        Complex d = Complex.Sqrt(b * b + p.Sigma * p.Sigma * (i * u + u * u));
        Complex g = (b - d) / (b + d), e = Complex.Exp(-d * t);
        Complex c = p.Kappa * p.Theta / (p.Sigma * p.Sigma) * ((b - d) * t - 2 * Complex.Log((1 - g * e) / (1 - g)));
        Complex f = p.V0 / (p.Sigma * p.Sigma) * (b - d) * (1 - e) / (1 - g * e);
        return Complex.Exp(c + f + i * u * (Math.Log(spot) + rate * t));
    }

    private double Probability(int j, double strike, double t)
    {
        var i = Complex.ImaginaryOne;
        double sum = 0;
        foreach (var (x, w) in s_nodes)
        {
            double u = 30 * (x + 1) + 1e-6;
            Complex phi = j == 1 ? Characteristic(u - i, t) / Characteristic(-i, t) : Characteristic(u, t);
            sum += w * 30 * (Complex.Exp(-i * u * Math.Log(strike)) * phi / (i * u)).Real;
        }
        return 0.5 + sum / Math.PI;
    }

    public double Price(Quote option)
    {
        double discounted = option.Strike * Math.Exp(-rate * option.Maturity);
        double call = spot * Probability(1, option.Strike, option.Maturity) - discounted * Probability(2, option.Strike, option.Maturity);
        return option.Kind switch
        {
            OptionKind.Call => call,
            OptionKind.Put => call - spot + discounted,
            _ => throw new ArgumentOutOfRangeException(nameof(option)),
        };
    }

    private static (double, double)[] GaussLegendre(int n)
    {
        var nodes = new (double, double)[n];
        for (int k = 0; k < n; k++)
        {
            double x = Math.Cos(Math.PI * (k + 0.75) / (n + 0.5)), derivative;
            while (true)
            {
                double p0 = 1, p1 = x;
                for (int m = 2; m <= n; m++)
                    (p0, p1) = (p1, ((2 * m - 1) * x * p1 - (m - 1) * p0) / m);
                derivative = n * (x * p1 - p0) / (x * x - 1);
                double step = p1 / derivative;
                x -= step;
                if (Math.Abs(step) < 1e-15) break;
            }
            nodes[k] = (x, 2 / ((1 - x * x) * derivative * derivative));
        }
        return nodes;
    }
}

public static class Program
{
    static readonly List<Quote> s_quotes =
    [
        new(OptionKind.Put, 90, 0.5, 2.9), new(OptionKind.Call, 100, 0.5, 6.9, Weight: 2), new(OptionKind.Call, 110, 0.5, 2.7),
        new(OptionKind.Put, 85, 1.5, 5.1), new(OptionKind.Call, 100, 1.5, 12.3, Weight: 2), new(OptionKind.Call, 120, 1.5, 4.6),
    ];

    static double CalibrationError(double[] x)
    {
        var parameters = HestonParameters.FromUnconstrained(x);
        IPricer pricer = new HestonPricer(parameters, spot: 100, rate: 0.02);
        double error = s_quotes.Sum(q => q.Weight * Math.Pow((pricer.Price(q) - q.Price) / q.Price, 2));
        double feller = parameters.FellerRatio;
        return error / s_quotes.Sum(q => q.Weight) + (feller < 1 ? 0.01 * (1 - feller) * (1 - feller) : 0);
    }

    public static void Go() => Check.All(CalibrationError, [-3.2, 0.4, -3.0, -0.7, -0.8], "heston");
}
