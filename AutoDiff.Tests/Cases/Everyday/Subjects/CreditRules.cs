namespace Everyday.CreditRules;

/// A credit decision by rules over applicants and collateral, with pattern matching throughout.
public enum Employment { Employed, SelfEmployed, Retired, Student }

public abstract record Collateral(double Value);
public sealed record Property(double Value, double Mortgage, bool Rented) : Collateral(Value);
public sealed record Vehicle(double Value, int Age) : Collateral(Value);
public sealed record Securities(double Value, double Volatility) : Collateral(Value);

public sealed record Applicant(string Name, Employment Employment, double Income, double Debt, int Years, params Collateral[] Collateral);

public readonly record struct Decision(bool Accepted, double Rate, string Reason);

public sealed class Policy
{
    public required double BaseRate { get; init; }
    public required double MaximumRatio { get; init; }
    public double Haircut { get; init; } = 0.3;
    public double Softness { get; init; } = 0.05;

    private double Lend(Collateral c) => c switch
    {
        Property { Rented: true, Value: var v, Mortgage: var m } when v > m => 0.9 * (v - m) * (1 - Haircut),
        Property(var v, var m, _) when v > m => (v - m) * (1 - Haircut),
        Property => 0,
        Vehicle { Age: < 3 } car => 0.6 * car.Value,
        Vehicle { Age: >= 3 and < 8, Value: > 5 and var v } => 0.35 * v,
        Vehicle => 0,
        Securities s => s.Value * Math.Exp(-2.33 * s.Volatility),
        _ => throw new NotSupportedException(c.GetType().Name),
    };

    private static double Stability(Applicant a) => (a.Employment, a.Years) switch
    {
        (Employment.Student, _) => 0.4,
        (Employment.Retired, _) => 0.9,
        (Employment.SelfEmployed, < 2) => 0.5,
        (Employment.SelfEmployed, var y) => 0.6 + 0.3 * Math.Min(y, 10) / 10.0,
        (_, 0) => 0.6,
        (_, > 0 and < 5) => 0.8,
        _ => 1.0,
    };

    public Decision Decide(Applicant applicant, double amount, int months)
    {
        if (applicant is not { Income: > 0 })
            return new(false, double.NaN, "no income");

        double security = applicant.Collateral switch
        {
            [] => 0,
            [var only] => Lend(only),
            [Property p, .. var others] => Lend(p) + 0.8 * others.Sum(Lend),
            var all => 0.9 * all.Sum(c => Lend(c)),
        };
        double unsecured = Math.Max(0, amount - security);
        double instalment = amount / months + applicant.Debt;
        double ratio = instalment / (applicant.Income * Stability(applicant));
        double strain = 1 / (1 + Math.Exp((MaximumRatio - ratio) / Softness));
        double rate = BaseRate + 0.04 * unsecured / amount + strain switch
        {
            < 0.1 => 0.01 * strain,
            < 0.5 => 0.001 + 0.05 * (strain - 0.1),
            double s => 0.021 + 0.2 * (s - 0.5),
        };
        return ratio > 1.5 * MaximumRatio ? new(false, rate, $"instalment is {ratio:P0} of income") : new(true, rate, "");
    }
}

public static class Program
{
    static double Profit(double[] p)
    {
        var policy = new Policy { BaseRate = p[0], MaximumRatio = p[1], Haircut = p[2] };
        Applicant[] book =
        [
            new("Ada", Employment.Employed, 4.2, 0.5, 7, new Property(250, p[3], Rented: false), new Vehicle(18, 4)),
            new("Ben", Employment.SelfEmployed, 3.1, 0.2, 3, new Vehicle(p[4], 2)),
            new("Cai", Employment.Student, 0.9, 0, 0),
            new("Dee", Employment.Retired, 2.5, 0.1, 0, new Securities(40, p[5]), new Property(120, 0, Rented: true)),
            new("Eve", Employment.Employed, 3.0, p[6], 3, new Securities(15, 0.2)),
        ];
        double profit = 0;
        foreach (var applicant in book)
        {
            double amount = 12 * applicant.Income;
            profit += policy.Decide(applicant, amount, 48) switch
            {
                { Accepted: false } => -0.01,
                { Rate: var r, Reason: "" } => amount * (r - 0.02) - 5 * r * r * amount,
                var other => throw new InvalidOperationException(other.Reason),
            };
        }
        return profit;
    }

    public static void Go() => Check.All(Profit, [0.04, 0.4, 0.3, 180, 22, 0.25, 0.6], "profit");
}
