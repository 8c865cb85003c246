namespace Everyday.ChemicalKinetics;

/// A reactor with mass action kinetics: reactions are written as text, rates follow Arrhenius, temperature rises.
public sealed record Species(string Name, int Index, double Enthalpy);

public sealed record Reaction(IReadOnlyDictionary<Species, int> Reactants, IReadOnlyDictionary<Species, int> Products, double LogA, double Energy)
{
    public double Heat => Products.Sum(p => p.Value * p.Key.Enthalpy) - Reactants.Sum(r => r.Value * r.Key.Enthalpy);

    public double Rate(ReadOnlySpan<double> concentrations, double temperature)
    {
        double rate = Math.Exp(LogA - Energy / (8.314e-3 * temperature));
        foreach (var (species, order) in Reactants)
            rate *= Math.Pow(concentrations[species.Index], order);
        return rate;
    }
}

public sealed class Mechanism
{
    private readonly Dictionary<string, Species> _species = [];
    private readonly List<Reaction> _reactions = [];
    public int Count => _species.Count;

    public Mechanism Define(string name, double enthalpy)
    {
        _species[name] = new Species(name, _species.Count, enthalpy);
        return this;
    }

    public Mechanism React(string equation, double logA, double energy)
    {
        if (equation.Split("->", StringSplitOptions.TrimEntries) is not [var left, var right])
            throw new FormatException(equation);
        _reactions.Add(new Reaction(Side(left), Side(right), logA, energy));
        return this;
    }

    private Dictionary<Species, int> Side(string text)
    {
        var side = new Dictionary<Species, int>();
        foreach (string term in text.Split('+', StringSplitOptions.TrimEntries))
        {
            int digits = term.TakeWhile(char.IsDigit).Count();
            int count = digits == 0 ? 1 : int.Parse(term[..digits]);
            side[_species[term[digits..]]] = count;
        }
        return side;
    }

    /// The last entry of the state is the temperature.
    public void Derivative(ReadOnlySpan<double> y, Span<double> dy)
    {
        dy.Clear();
        double temperature = y[^1];
        foreach (var reaction in _reactions)
        {
            double rate = reaction.Rate(y[..^1], temperature);
            foreach (var (s, n) in reaction.Reactants) dy[s.Index] -= n * rate;
            foreach (var (s, n) in reaction.Products) dy[s.Index] += n * rate;
            dy[^1] -= reaction.Heat * rate / 0.15;
        }
    }
}

public static class Program
{
    /// Dormand-Prince pairs would be overkill: Heun with step control by the embedded Euler step.
    static double[] Integrate(Mechanism m, double[] y, double until, double tolerance)
    {
        int n = y.Length;
        double[] k1 = new double[n], k2 = new double[n], trial = new double[n];
        double t = 0, h = 0.05;
        while (t < until)
        {
            double step = Math.Min(h, until - t);
            m.Derivative(y, k1);
            for (int i = 0; i < n; i++) trial[i] = y[i] + step * k1[i];
            m.Derivative(trial, k2);
            double error = 0;
            for (int i = 0; i < n; i++)
                error = Math.Max(error, WithoutDerivative(Math.Abs(step / 2 * (k2[i] - k1[i])) / (1 + Math.Abs(y[i]))));
            if (error > tolerance)
            {
                h = step / 2;
                continue;
            }
            for (int i = 0; i < n; i++) y[i] += step / 2 * (k1[i] + k2[i]);
            t += step;
            if (error < tolerance / 8) h = 2 * step;
        }
        return y;
    }

    static double Yield(double[] p)
    {
        var mechanism = new Mechanism()
            .Define("A", 0).Define("B", -2).Define("C", -12).Define("D", p[4])
            .React("A + B -> C", p[0], p[1])
            .React("C -> A + B", 4, 30)
            .React("2C -> D", p[2], p[3]);
        var start = new double[mechanism.Count + 1];
        (start[0], start[1], start[^1]) = (1.0, p[5], p[6]);
        var end = Integrate(mechanism, start, until: 2.0, tolerance: 0.02);
        return -end[2] + 0.2 * end[3] * end[3] + end[^1] / 1000;
    }

    public static void Go() => Check.All(Yield, [6.0, 18.0, 7.0, 22.0, -25.0, 0.9, 320.0], "kinetics");
}
