namespace Everyday.Taxes;

/// Income tax of households by brackets, allowances, credits and benefits; revenue under a reform.
public readonly record struct Bracket(double Threshold, double Rate);

public sealed class Schedule
{
    private readonly Bracket[] _brackets;
    public Schedule(params IEnumerable<Bracket> brackets) => _brackets = [.. brackets.OrderBy(b => b.Threshold)];

    public double Tax(double income)
    {
        double tax = 0;
        for (int i = 0; i < _brackets.Length && income > _brackets[i].Threshold; i++)
        {
            double upper = i + 1 < _brackets.Length ? Math.Min(income, _brackets[i + 1].Threshold) : income;
            tax += _brackets[i].Rate * (upper - _brackets[i].Threshold);
        }
        return tax;
    }

    public double Marginal(double income) => _brackets.LastOrDefault(b => b.Threshold < income).Rate;

    public Schedule Indexed(double inflation) => new(_brackets.Select(b => b with { Threshold = b.Threshold * (1 + inflation) }));
}

public enum Source { Wage, Business, Capital, Rent }

public sealed record Income(Source Source, double Amount, double? Withheld = null);

public sealed record Person(int Age, params Income[] Incomes)
{
    public double Total(Func<Source, bool>? filter = null) => Incomes.Where(i => filter?.Invoke(i.Source) ?? true).Sum(i => i.Amount);
}

public sealed record Household(Person Head, Person? Partner, int Children)
{
    public IEnumerable<Person> Adults => Partner is null ? [Head] : [Head, Partner];
}

public sealed record Assessment(double Taxable, double Tax, double Credits)
{
    public double Due => Math.Max(0, Tax - Credits);
    public static Assessment operator +(Assessment a, Assessment b) => new(a.Taxable + b.Taxable, a.Tax + b.Tax, a.Credits + b.Credits);
}

public sealed class TaxCode
{
    public required Schedule Schedule { get; init; }
    public double CapitalRate { get; init; } = 0.25;
    public double ChildCredit { get; init; }
    public decimal ChurchRate { get; init; } = 0.09m;

    private double Allowance(Person p) => p switch
    {
        { Age: >= 65 } => 11.5,
        { Age: < 25 } when p.Total() < 20 => 10.2,
        _ when p.Incomes.Any(i => i.Source == Source.Business) => 9.6,
        _ => 9.0,
    };

    private Assessment Assess(Person p)
    {
        double ordinary = p.Total(s => s is not Source.Capital), taxable = Math.Max(0, ordinary - Allowance(p));
        double flat = CapitalRate * p.Incomes.Where(i => i.Source == Source.Capital).Aggregate(0.0, (sum, i) => sum + i.Amount);
        double withheld = p.Incomes.Sum(i => i.Withheld ?? 0);
        return new Assessment(taxable, Schedule.Tax(taxable) + flat, withheld);
    }

    public Assessment Assess(Household h)
    {
        var separate = h.Adults.Select(Assess).Aggregate((a, b) => a + b);
        if (h.Partner is { } partner)
        {
            // Splitting: twice the tax on half of the common income, if that is less.
            double half = (h.Head.Total() + partner.Total()) / 2 - 9.0;
            double joint = 2 * Schedule.Tax(Math.Max(0, half));
            if (joint < separate.Tax)
                separate = separate with { Tax = joint };
        }
        double credit = h.Children * ChildCredit * double.Clamp((90 - separate.Taxable) / 40, 0, 1);
        return separate with { Credits = separate.Credits + credit, Tax = separate.Tax * (1 + (h.Children % 2 == 0 ? (double)ChurchRate : 0)) };
    }
}

public static class Program
{
    static double Welfare(double[] p)
    {
        var code = new TaxCode
        {
            Schedule = new Schedule(new(0, p[0]), new(30, p[1]), new(12, 0.24), new(60, p[2])).Indexed(p[3]),
            CapitalRate = p[4],
            ChildCredit = p[5],
        };
        Household[] sample =
        [
            new(new(40, new Income(Source.Wage, 52, 9.5), new Income(Source.Capital, 4)), new(38, new Income(Source.Wage, 18)), 2),
            new(new(67, new Income(Source.Rent, 25)), null, 0),
            new(new(23, new Income(Source.Wage, 19)), null, 0),
            new(new(51, new Income(Source.Business, 110), new Income(Source.Rent, 12)), new(50, new Income(Source.Business, 95, 20)), 1),
            new(new(30, new Income(Source.Wage, p[6])), null, 3),
        ];
        double revenue = 0, welfare = 0;
        foreach (var (h, a) in sample.Select(h => (h, code.Assess(h))))
        {
            double gross = h.Adults.Sum(x => x.Total());
            double response = Math.Pow(1 - code.Schedule.Marginal(a.Taxable / h.Adults.Count()), 0.25);
            revenue += a.Due * response;
            welfare += Math.Log(Math.Max(1, gross - a.Due)) / Math.Sqrt(1 + h.Children);
        }
        return welfare + 0.02 * revenue;
    }

    public static void Go() => Check.All(Welfare, [0.14, 0.33, 0.42, 0.03, 0.26, 2.3, 44], "welfare");
}
