namespace Everyday.Population;

/// A fish stock by age classes with harvest and a predator: generations come from iterators.
public sealed record AgeClass(int Age, double Number)
{
    public double Weight => 1.2 * Math.Pow(1 - Math.Exp(-0.3 * (Age + 0.5)), 3);
    public double Maturity => Age switch { 0 => 0, 1 => 0.3, 2 => 0.8, _ => 1 };
}

public sealed record Stock(IReadOnlyList<AgeClass> Classes, double Predators)
{
    public double SpawningBiomass => Classes.Sum(c => c.Number * c.Weight * c.Maturity);
    public double Biomass => Classes.Sum(c => c.Number * c.Weight);
}

public interface IRecruitment
{
    double Recruits(double spawners);
}

public sealed class BevertonHolt(double a, double b) : IRecruitment
{
    public double Recruits(double s) => a * s / (1 + b * s);
}

public sealed class Ricker(double a, double b) : IRecruitment
{
    public double Recruits(double s) => a * s * Math.Exp(-b * s);
}

public sealed class Fishery
{
    public required IRecruitment Recruitment { get; init; }
    public double NaturalMortality { get; init; } = 0.2;
    public double Attack { get; init; } = 0.02;
    public Func<int, double> Selectivity { get; init; } = age => age >= 2 ? 1 : 0.4;

    public IEnumerable<(Stock Stock, double Catch)> Run(Stock stock, IEnumerable<double> efforts)
    {
        foreach (double effort in efforts)
        {
            double landed = 0;
            var survivors = new List<AgeClass> { new(0, Recruitment.Recruits(stock.SpawningBiomass)) };
            double eaten = Attack * stock.Predators;
            foreach (var c in stock.Classes)
            {
                double f = effort * Selectivity(c.Age), z = f + NaturalMortality + eaten / (1 + c.Age);
                landed += f / z * c.Number * (1 - Math.Exp(-z)) * c.Weight;
                if (c.Age < stock.Classes.Count - 1)
                    survivors.Add(new AgeClass(c.Age + 1, c.Number * Math.Exp(-z)));
                else
                    survivors[^1] = survivors[^1] with { Number = survivors[^1].Number + c.Number * Math.Exp(-z) };
            }
            double predators = stock.Predators * Math.Exp(0.02 * stock.Biomass - 0.15);
            yield return (stock, landed);
            stock = new Stock(survivors, predators);
        }
    }

    public static IEnumerable<double> Ramp(double start, double growth, int years)
    {
        double effort = start;
        while (years-- > 0)
        {
            yield return effort;
            effort *= 1 + growth;
            if (effort > 0.9)
                yield break;
        }
    }
}

public static class Sequences
{
    public static IEnumerable<(T Previous, T Current)> Pairwise<T>(this IEnumerable<T> source)
    {
        using var e = source.GetEnumerator();
        if (!e.MoveNext()) yield break;
        for (var previous = e.Current; e.MoveNext(); previous = e.Current)
            yield return (previous, e.Current);
    }

    public static IEnumerable<double> Discounted(this IEnumerable<double> values, double rate)
    {
        double factor = 1;
        foreach (double v in values)
        {
            yield return v * factor;
            factor /= 1 + rate;
        }
    }
}

public static class Program
{
    static double Value(double[] p, Func<double, double, IRecruitment> recruitment)
    {
        var fishery = new Fishery { Recruitment = recruitment(p[0], p[1]), Attack = p[4] };
        var stock = new Stock([.. new[] { 10.0, 6, 3, 1.5 }.Select((n, age) => new AgeClass(age, n))], Predators: 2);
        var years = fishery.Run(stock, Fishery.Ramp(p[2], p[3], 12)).ToList();
        double revenue = years.Select(y => y.Catch).Discounted(0.05).Sum();
        double variation = years.Pairwise().Sum(q => Math.Pow(q.Current.Catch - q.Previous.Catch, 2));
        double trough = years.Min(y => y.Stock.SpawningBiomass);
        return (revenue - 0.1 * variation + trough + years[^1].Stock.Predators) / 10;
    }

    public static void Go()
    {
        Check.All(p => Value(p, (a, b) => new BevertonHolt(a, b)), [2.1, 0.15, 0.2, 0.1, 0.03], "Beverton-Holt");
        Check.All(p => Value(p, (a, b) => new Ricker(a, b)), [2.1, 0.15, 0.3, 0.19, 0.03], "Ricker");
    }
}
