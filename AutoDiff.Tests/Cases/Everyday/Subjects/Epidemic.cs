namespace Everyday.Epidemic;

/// A compartment model written as named compartments and transitions, with interventions and a fit to reported cases.
public sealed record Transition(string From, string To, Func<IReadOnlyDictionary<string, double>, double> Rate);

public sealed record Intervention(int FirstDay, int LastDay, double Effect)
{
    public bool Covers(int day) => day >= FirstDay && day <= LastDay;
}

public sealed class CompartmentModel
{
    private readonly List<Transition> _transitions = new();
    public Dictionary<string, double> Population { get; } = new(StringComparer.OrdinalIgnoreCase);

    public CompartmentModel With(string name, double initial)
    {
        Population[name] = initial;
        return this;
    }

    public CompartmentModel Flow(string from, string to, Func<IReadOnlyDictionary<string, double>, double> rate)
    {
        if (!Population.ContainsKey(from) || !Population.ContainsKey(to))
            throw new KeyNotFoundException($"{from} -> {to}");
        _transitions.Add(new Transition(from, to, rate));
        return this;
    }

    public double Total() => Population.Values.Sum();

    public Dictionary<string, double> Step(double dt)
    {
        var flows = new Dictionary<string, double>();
        foreach (var t in _transitions)
        {
            double amount = dt * t.Rate(Population);
            flows[t.From] = flows.GetValueOrDefault(t.From) - amount;
            flows[t.To] = flows.GetValueOrDefault(t.To) + amount;
        }
        foreach (var (name, change) in flows)
            Population[name] += change;
        return flows;
    }
}

public static class Program
{
    static readonly double[] s_reported = [2.1, 2.8, 3.9, 5.2, 6.9, 8.8, 10.4, 11.9, 13.0, 13.1];

    static double Misfit(double[] p)
    {
        double beta = p[0], sigma = p[1], gamma = p[2], hospital = p[3], effect = p[4];
        var lockdown = new Intervention(4, 8, effect);
        int day = 0;
        var model = new CompartmentModel()
            .With("Susceptible", 990).With("Exposed", 8).With("Infectious", 2).With("Hospital", 0).With("Recovered", 0);
        double n = model.Total();
        model
            .Flow("Susceptible", "Exposed", c =>
            {
                double contact = lockdown.Covers(day) ? beta * (1 - lockdown.Effect) : beta;
                return contact * c["susceptible"] * c["infectious"] / n;
            })
            .Flow("Exposed", "Infectious", c => sigma * c["Exposed"])
            .Flow("Infectious", "Recovered", c => gamma * (1 - hospital) * c["Infectious"])
            .Flow("Infectious", "Hospital", c => gamma * hospital * c["Infectious"])
            .Flow("Hospital", "Recovered", c => 0.1 * c["Hospital"]);

        double misfit = 0, peak = 0;
        for (; day < s_reported.Length; day++)
        {
            double before = model.Population["Infectious"];
            for (int k = 0; k < 4; k++)
                model.Step(0.25);
            double now = model.Population["Infectious"];
            double residual = Math.Log((1 + now) / (1 + s_reported[day]));
            misfit += residual * residual + 1e-3 * (now - before);
            peak = Math.Max(peak, model.Population["Hospital"]);
        }
        return misfit + 0.01 * peak + Math.Abs(model.Total() - n);
    }

    public static void Go() => Check.All(Misfit, [0.9, 0.5, 0.25, 0.1, 0.4], "epidemic");
}
