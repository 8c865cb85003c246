namespace Everyday.BondCurve;

/// Bootstraps a discount curve from deposits and swaps and values a bond on it.
public abstract record Instrument(DateOnly Maturity, double Quote)
{
    public abstract double PresentValue(Curve curve);
}

public sealed record Deposit(DateOnly Maturity, double Quote) : Instrument(Maturity, Quote)
{
    public override double PresentValue(Curve curve) => curve.Discount(Maturity) * (1 + Quote * DayCount.Act360(curve.Settlement, Maturity)) - 1;
}

public sealed record Swap(DateOnly Maturity, double Quote) : Instrument(Maturity, Quote)
{
    public override double PresentValue(Curve curve)
    {
        double annuity = 0;
        var previous = curve.Settlement;
        foreach (var date in Schedule.Annual(curve.Settlement, Maturity))
        {
            annuity += DayCount.Thirty360(previous, date) * curve.Discount(date);
            previous = date;
        }
        return Quote * annuity + curve.Discount(Maturity) - 1;
    }
}

public static class DayCount
{
    public static double Act360(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 360.0;
    public static double Act365(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 365.0;
    public static double Thirty360(DateOnly from, DateOnly to) =>
        (360 * (to.Year - from.Year) + 30 * (to.Month - from.Month) + Math.Min(to.Day, 30) - Math.Min(from.Day, 30)) / 360.0;
}

public static class Schedule
{
    public static IEnumerable<DateOnly> Annual(DateOnly from, DateOnly to)
    {
        for (var date = from.AddYears(1); date < to; date = date.AddYears(1))
            yield return Adjust(date);
        yield return to;
    }

    private static DateOnly Adjust(DateOnly date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(2),
        DayOfWeek.Sunday => date.AddDays(1),
        _ => date,
    };
}

public sealed class Curve(DateOnly settlement)
{
    private readonly List<double> _times = [0];
    private readonly List<double> _logs = [0];
    public DateOnly Settlement { get; } = settlement;

    public double Discount(DateOnly date)
    {
        double t = DayCount.Act365(Settlement, date);
        int i = _times.BinarySearch(t);
        if (i >= 0)
            return Math.Exp(_logs[i]);
        i = Math.Min(~i, _times.Count - 1);
        double w = (t - _times[i - 1]) / (_times[i] - _times[i - 1]);
        return Math.Exp((1 - w) * _logs[i - 1] + w * _logs[i]);
    }

    public void Append(Instrument instrument)
    {
        _times.Add(DayCount.Act365(Settlement, instrument.Maturity));
        _logs.Add(_logs[^1] - 0.01);
        int last = _logs.Count - 1;
        double Residual(double log)
        {
            _logs[last] = log;
            return instrument.PresentValue(this);
        }

        double a = _logs[last], b = a - 0.02, fa = Residual(a), fb = Residual(b);
        for (int k = 0; k < 50 && Math.Abs(fb) > 1e-14 && fa != fb; k++)
        {
            double c = b - fb * (b - a) / (fb - fa);
            (a, fa, b) = (b, fb, c);
            fb = Residual(b);
        }
        if (Math.Abs(fb) > 1e-10)
            throw new ArithmeticException($"no discount factor for {instrument}");
    }

    public static Curve Bootstrap(DateOnly settlement, IEnumerable<Instrument> instruments)
    {
        var curve = new Curve(settlement);
        foreach (var instrument in instruments.OrderBy(i => i.Maturity))
            curve.Append(instrument);
        return curve;
    }
}

public sealed record Bond(DateOnly Maturity, double Coupon, double Face = 100)
{
    public double Price(Curve curve, double spread = 0) =>
        Schedule.Annual(curve.Settlement, Maturity)
            .Select(d => (Flow: d == Maturity ? Face * (1 + Coupon) : Face * Coupon, Date: d))
            .Sum(f => f.Flow * curve.Discount(f.Date) * Math.Exp(-spread * DayCount.Act365(curve.Settlement, f.Date)));
}

public static class Program
{
    static double PriceFromQuotes(double[] q)
    {
        var today = new DateOnly(2024, 3, 15);
        Instrument[] market =
        [
            new Swap(today.AddYears(5), q[4]), new Deposit(today.AddMonths(3), q[0]), new Deposit(today.AddYears(1), q[1]),
            new Swap(today.AddYears(2), q[2]), new Swap(today.AddYears(3), q[3]),
        ];
        var curve = Curve.Bootstrap(today, market);
        return new Bond(today.AddYears(4), 0.045).Price(curve, spread: q[5]) / 100;
    }

    public static void Go() => Check.All(PriceFromQuotes, [0.03, 0.032, 0.033, 0.034, 0.036, 0.004], "bond");
}
