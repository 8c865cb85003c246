namespace Everyday.Distillation;

/// A flash and a stage-by-stage column: cubic equation of state with fugacities, components in dictionaries, nested solvers.
public sealed record Component(string Name, double Tc, double Pc, double Omega);

public enum Phase { Liquid, Vapour }

public class ConvergenceException(string what, double residual) : Exception($"{what} did not converge: {residual:E2}")
{
    public double Residual { get; } = residual;
}

public sealed class PengRobinson(IReadOnlyDictionary<(string, string), double> interaction)
{
    private const double R = 0.083145;

    private static double A(Component c, double t)
    {
        double kappa = 0.37464 + 1.54226 * c.Omega - 0.26992 * c.Omega * c.Omega, root = 1 + kappa * (1 - Math.Sqrt(t / c.Tc));
        return 0.45724 * R * R * c.Tc * c.Tc / c.Pc * root * root;
    }

    private static double B(Component c) => 0.0778 * R * c.Tc / c.Pc;

    private double Interaction(Component i, Component j) =>
        interaction.TryGetValue((i.Name, j.Name), out double k) || interaction.TryGetValue((j.Name, i.Name), out k) ? k : 0;

    public Dictionary<Component, double> LogFugacity(IReadOnlyDictionary<Component, double> x, double t, double p, Phase phase)
    {
        double Mix(Component i, Component j) => Math.Sqrt(A(i, t) * A(j, t)) * (1 - Interaction(i, j));
        double a = x.Sum(i => x.Sum(j => i.Value * j.Value * Mix(i.Key, j.Key))), b = x.Sum(i => i.Value * B(i.Key));
        double ca = a * p / (R * R * t * t), cb = b * p / (R * t);
        double z = CompressibilityRoots(ca, cb) switch
        {
            [var only] => only,
            [var low, .., var high] => phase is Phase.Liquid ? low : high,
            _ => throw new InvalidOperationException("no root"),
        };
        const double s = 2.414213562373095, m = -0.414213562373095;
        return x.Keys.ToDictionary(i => i, i =>
        {
            double sum = x.Sum(j => j.Value * Mix(i, j.Key));
            return B(i) / b * (z - 1) - Math.Log(z - cb) - ca / (2 * Math.Sqrt(2) * cb) * (2 * sum / a - B(i) / b) * Math.Log((z + s * cb) / (z + m * cb));
        });
    }

    private static List<double> CompressibilityRoots(double a, double b)
    {
        double c2 = b - 1, c1 = a - 3 * b * b - 2 * b, c0 = -(a * b - b * b - b * b * b);
        double q = (3 * c1 - c2 * c2) / 9, r = (9 * c2 * c1 - 27 * c0 - 2 * c2 * c2 * c2) / 54, d = q * q * q + r * r;
        if (d >= 0)
            return [Math.Cbrt(r + Math.Sqrt(d)) + Math.Cbrt(r - Math.Sqrt(d)) - c2 / 3];
        double theta = Math.Acos(r / Math.Sqrt(-q * q * q));
        var roots = Enumerable.Range(0, 3).Select(k => 2 * Math.Sqrt(-q) * Math.Cos((theta + 2 * Math.PI * k) / 3) - c2 / 3).Where(z => z > b).ToList();
        roots.Sort();
        return roots;
    }
}

public static class Flash
{
    /// Rachford-Rice by Newton's method inside, successive substitution outside.
    public static (double Vapour, Dictionary<Component, double> X, Dictionary<Component, double> Y) Solve(
        PengRobinson eos, IReadOnlyDictionary<Component, double> feed, double t, double p)
    {
        var k = feed.Keys.ToDictionary(c => c, c => c.Pc / p * Math.Exp(5.373 * (1 + c.Omega) * (1 - c.Tc / t)));
        double v = 0.5, change = double.MaxValue;
        for (int outer = 0; outer < 60; outer++)
        {
            for (int i = 0; i < 20; i++)
            {
                double f = 0, df = 0;
                foreach (var (c, z) in feed)
                {
                    double u = (k[c] - 1) / (1 + v * (k[c] - 1));
                    f += z * u;
                    df -= z * u * u;
                }
                double step = f / df;
                v = Math.Clamp(v - step, 0.001, 0.999);
                if (Math.Abs(step) < 1e-14) break;
            }
            var x = feed.ToDictionary(z => z.Key, z => z.Value / (1 + v * (k[z.Key] - 1)));
            var y = x.ToDictionary(z => z.Key, z => z.Value * k[z.Key]);
            var liquid = eos.LogFugacity(x, t, p, Phase.Liquid);
            var vapour = eos.LogFugacity(y, t, p, Phase.Vapour);
            change = 0;
            foreach (var c in feed.Keys)
            {
                double next = Math.Exp(liquid[c] - vapour[c]);
                change += Math.Abs(next - k[c]);
                k[c] = next;
            }
            if (change < 1e-13 || outer == 39)
                return (v, x, y);
        }
        throw new ConvergenceException("flash", change);
    }
}

public static class Program
{
    static double Recovery(double[] p)
    {
        Component propane = new("C3", 369.8, 42.5, 0.152), butane = new("C4", 425.1, 38.0, 0.2), hexane = new("C6", p[4], 30.3, 0.301);
        var eos = new PengRobinson(new Dictionary<(string, string), double> { [("C3", "C6")] = 0.01, [("C4", "C6")] = p[3] });
        double rest = 1 - p[2] - 0.3;
        var (v, x, y) = Flash.Solve(eos, new Dictionary<Component, double> { [propane] = p[2], [butane] = 0.3, [hexane] = rest }, p[0], p[1]);
        return v * y[propane] / p[2] - x[butane] * x[butane] + 0.1 * y[hexane];
    }

    public static void Go() => Check.All(Recovery, [330, 6.0, 0.4, 0.005, 507.6], "flash");
}
