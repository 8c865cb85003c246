namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Sums, averages and extremes that are whole, decimal, of other things than numbers, or may be null.</summary>
public static class LinqNumbers
{
    public static double T_SumOfIntegers(double[] x) => x.Sum(v => v > 1 ? 1 : 2) * x[0] * x[0];

    public static double T_SumOfLongs(double[] x) => x.Sum(v => v > 1 ? 1L : 2L) * x[0] * x[0];

    public static double T_SumOfDecimals(double[] x) => (double)x.Sum(v => 1.5m) * x[0] * x[1];

    public static double T_AverageOfIntegers(double[] x) => x.Average(v => v > 1 ? 1 : 2) * x[0] * x[0];

    public static double T_AverageOfDecimals(double[] x) => (double)x.Average(v => 1.5m) * x[0] * x[1];

    public static double T_AverageOfRange(double[] x) => (Enumerable.Range(1, 5).Average() * x[0]) + (Enumerable.Range(1, 5).Average(i => i * x[1]) * x[2]);

    public static double T_SumOfNullable(double[] x) => x.Select(v => v > 1 ? v * v : (double?)null).Sum() ?? 0;

    public static double T_SumOfNullableFunction(double[] x) => (x.Sum(v => v > 1 ? v * v * x[0] : (double?)null) ?? 0) * x[1];

    public static double T_AverageOfNullable(double[] x) => x.Average(v => v > 1 ? v * v : (double?)null) ?? x[0];

    public static double T_AverageOfNone(double[] x) => x.Average(v => v > 1e9 ? v * v : (double?)null) ?? x[0] * x[1];

    public static double T_MaxOfNullable(double[] x) => x.Max(v => v > 1 ? v * v : (double?)null) ?? x[0];

    public static double T_MinOfNullable(double[] x) => x.Select(v => v > 1 ? v * v : (double?)null).Min() ?? x[0];

    public static double T_MinOfDates(double[] x)
    {
        var flows = x.Select((v, i) => (At: new DateTime(2026, 1, 1 + (2 * i)), Value: v)).ToList();
        var start = flows.Min(f => f.At);
        return flows.Sum(f => f.Value * f.Value / Math.Pow(1.1 + (0.01 * x[0]), (f.At - start).TotalDays));
    }

    public static double T_MinByDates(double[] x)
    {
        var flows = x.Select((v, i) => (At: new DateTime(2026, 1, 9 - i), Value: v)).ToArray();
        return flows.MinBy(f => f.At).Value * x[1];
    }

    public static double T_MaxOfIntegers(double[] x) => x.Select((v, i) => (v, i)).Max(p => p.v > 0 ? p.i : -1) * x[0] * x[0];

    public static double T_MaxOfComparable(double[] x)
    {
        var best = x.Select((v, i) => new Ranked(i % 3, v)).Max()!;
        return best.Value * best.Value;
    }

    public static double T_MinWithComparer(double[] x) => x.Min(Comparer<double>.Create((a, b) => b.CompareTo(a))) * x[0];

    public static double T_LongCount(double[] x) => (x.LongCount() + x.LongCount(v => v > 1)) * x[0] * x[1];

    public static double T_Progression(double[] x) => Enumerable.Sequence(x[0], x[0] + (4.5 * Math.Abs(x[1])), Math.Abs(x[1])).Sum(v => v * v);

    public static double T_ProgressionDownwards(double[] x) => Enumerable.Sequence(x[0] * 1.0, x[0] - 2.2, -1.0).Aggregate((a, b) => a * b);

    public static double T_NumbersInLoop(double[] x)
    {
        double s = 0;
        for (int k = 0; k < 3; k++)
        {
            double scale = s + x[k];
            s += (x.Sum(v => v > k ? v * scale : (double?)null) ?? 0) * x.Sum(v => v > 1 ? 1 : 2);
        }

        return s;
    }

    private sealed record Ranked(int Rank, double Value) : IComparable<Ranked>
    {
        public int CompareTo(Ranked? other) => other is null ? 1 : Rank.CompareTo(other.Rank);
    }
}
