namespace Everyday.Pharmacokinetics;

/// A two-compartment model with oral and intravenous doses: weighted least squares on plasma concentrations.
public abstract record Dose(double Time, double Amount);
public sealed record Oral(double Time, double Amount) : Dose(Time, Amount);
public sealed record Bolus(double Time, double Amount) : Dose(Time, Amount);
public sealed record Infusion(double Time, double Amount, double Duration) : Dose(Time, Amount)
{
    public double Rate => Amount / Duration;
    public bool IsRunning(double t) => t >= Time && t < Time + Duration;
}

public sealed record Subject(string Id, double Weight, IReadOnlyList<Dose> Doses, IReadOnlyList<(double Time, double Concentration)> Samples);

public readonly struct Amounts(double gut, double central, double peripheral)
{
    public readonly double Gut = gut, Central = central, Peripheral = peripheral;
    public Amounts Plus(Amounts d, double h) => new(Gut + h * d.Gut, Central + h * d.Central, Peripheral + h * d.Peripheral);
    public void Deconstruct(out double gut, out double central, out double peripheral) => (gut, central, peripheral) = (Gut, Central, Peripheral);
}

public sealed record Parameters(double Clearance, double Volume, double Ka, double K12, double K21, double Bioavailability)
{
    /// Allometric scaling by body weight.
    public Parameters For(Subject s) => this with
    {
        Clearance = Clearance * Math.Pow(s.Weight / 70, 0.75),
        Volume = Volume * (s.Weight / 70),
    };
}

public sealed class Simulation(Parameters p, Subject subject)
{
    private Amounts Rate(double t, Amounts a)
    {
        var (gut, central, peripheral) = a;
        double infusion = subject.Doses.OfType<Infusion>().Where(i => i.IsRunning(t)).Sum(i => i.Rate);
        double absorbed = p.Ka * gut;
        return new(-absorbed, infusion + absorbed - (p.Clearance / p.Volume + p.K12) * central + p.K21 * peripheral, p.K12 * central - p.K21 * peripheral);
    }

    private IEnumerable<(double Time, Amounts State)> Trajectory(double until, double h)
    {
        var a = default(Amounts);
        int steps = (int)Math.Round(until / h);
        for (int k = 0; k <= steps; k++)
        {
            double t = k * h;
            foreach (var dose in subject.Doses)
            {
                if (Math.Abs(dose.Time - t) >= h / 2)
                    continue;
                a = dose switch
                {
                    Oral o => new(a.Gut + p.Bioavailability * o.Amount, a.Central, a.Peripheral),
                    Bolus b => new(a.Gut, a.Central + b.Amount, a.Peripheral),
                    _ => a,
                };
            }
            yield return (t, a);
            var k1 = Rate(t, a);
            var k2 = Rate(t + h / 2, a.Plus(k1, h / 2));
            a = a.Plus(k2, h);
        }
    }

    public IEnumerable<double> ConcentrationsAt(IEnumerable<double> times)
    {
        const double h = 0.25;
        var queue = new Queue<double>(times.OrderBy(t => t));
        foreach (var (t, a) in Trajectory(24, h))
        {
            while (queue.TryPeek(out double next) && next <= t + 1e-9)
            {
                queue.Dequeue();
                yield return a.Central / p.Volume;
            }
            if (queue.Count == 0)
                yield break;
        }
    }
}

public static class Program
{
    static readonly Subject[] s_subjects =
    [
        new("A", 62, [new Oral(0, 100), new Oral(8, 50)], [(1, 1.6), (2, 2.3), (4, 2.1), (9, 2.2), (12, 1.6)]),
        new("B", 81, [new Bolus(0, 80), new Infusion(4, 60, 2)], [(0.5, 2.5), (3, 1.4), (6, 2.4), (10, 1.5)]),
    ];

    static double Objective(double[] x)
    {
        var typical = new Parameters(Math.Exp(x[0]), Math.Exp(x[1]), Math.Exp(x[2]), x[3], x[4], 1 / (1 + Math.Exp(-x[5])));
        return s_subjects.Sum(s => new Simulation(typical.For(s), s)
            .ConcentrationsAt(s.Samples.Select(m => m.Time))
            .Zip(s.Samples, (predicted, m) => Math.Pow((m.Concentration - predicted) / (0.1 + 0.15 * m.Concentration), 2))
            .Sum()) / 100;
    }

    public static void Go() => Check.All(Objective, [1.2, 3.4, 0.1, 0.3, 0.2, 0.8], "concentrations");
}
