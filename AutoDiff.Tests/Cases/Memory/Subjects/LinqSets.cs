namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Elements told apart by equality or by key: derivatives follow those that are kept.</summary>
public static class LinqSets
{
    public static double T_Distinct(double[] x) => x.Distinct().Sum(v => v * v);

    public static double T_DistinctOfEqual(double[] x)
    {
        double[] twice = [x[0], x[1], x[0], x[2], x[1]];
        return twice.Distinct().Sum(v => v * v) * x[3];
    }

    public static double[] G_DistinctOfEqual(double[] x) =>
        [2 * x[0] * x[3], 2 * x[1] * x[3], 2 * x[2] * x[3], (x[0] * x[0]) + (x[1] * x[1]) + (x[2] * x[2]), 0];

    public static double T_DistinctIntegers(double[] x) => x.Sum() * x.Select((_, i) => i / 2).Distinct().Count();

    public static double T_DistinctOfObjects(double[] x)
    {
        var a = new Holder(x[0]);
        var b = new Holder(x[1] * x[0]);
        return new[] { a, b, a, b }.Distinct().Sum(h => h.Value * h.Value);
    }

    public static double T_DistinctWithComparer(double[] x) => x.Distinct(new ByFloor()).Sum(v => v * v);

    public static double T_DistinctBy(double[] x) => x.Index().DistinctBy(p => p.Index % 3).Sum(p => p.Item * p.Item * x[1]);

    public static double T_DistinctByText(double[] x)
    {
        string[] names = ["a", "A", "b", "B", "c"];
        return x.Index().DistinctBy(p => names[p.Index], StringComparer.OrdinalIgnoreCase).Sum(p => Math.Sin(p.Item));
    }

    public static double T_Union(double[] x) => x.Take(3).Union(x.Skip(1)).Aggregate((a, b) => (a * 0.5) + (b * a));

    public static double T_UnionBy(double[] x) =>
        x.Index().Take(2).UnionBy(x.Index().Select(p => (p.Index, Item: p.Item * p.Item)), p => p.Index).Sum(p => p.Item * x[0]);

    public static double T_Except(double[] x) => x.Except(x.Take(2)).Sum(v => v * v);

    public static double[] G_Except(double[] x) => [0, 0, 2 * x[2], 2 * x[3], 2 * x[4]];

    public static double T_ExceptBy(double[] x) => x.Index().ExceptBy([1, 3], p => p.Index).Sum(p => p.Item * p.Item);

    public static double T_Intersect(double[] x) => x.Intersect(x.Skip(2).Concat([x[0]])).Sum(v => v * v * v);

    public static double T_IntersectBy(double[] x) => x.Index().IntersectBy([4, 0, 0, 7], p => p.Index).Sum(p => p.Item * p.Item * (p.Index + 1));

    public static double T_Contains(double[] x) => x.Contains(x[2]) ? x[2] * x[2] : x[0];

    public static double T_ContainsWithComparer(double[] x) => (x.Select(v => v * 2).Contains(1e9, new ByFloor()) ? 3 : 2) * x[0] * x[1];

    public static double T_SequenceEqual(double[] x) => x.SequenceEqual(x.Select(v => v)) ? x[0] * x[1] : x[2];

    public static double T_SequenceEqualOfOthers(double[] x) => x.SequenceEqual(x.Reverse().ToArray()) ? x[2] : x[0] * x[1] * x[1];

    public static double T_ToHashSet(double[] x)
    {
        var odd = x.Select((_, i) => i % 3).ToHashSet();
        double s = 0;
        foreach (int i in odd)
            s += x[i] * x[i];
        return s * odd.Count;
    }

    public static double T_SetInLoop(double[] x)
    {
        double s = 0;
        for (int k = 1; k < 4; k++)
        {
            double scale = s + x[k];
            s += x.Index().DistinctBy(p => p.Index % k).Sum(p => p.Item * scale);
        }

        return s;
    }

    public static double T_CountBy(double[] x) => x.Index().CountBy(p => p.Index % 2).Sum(p => p.Value * (p.Key + 1)) * x[0] * x[0];

    public static double T_CopiedIntoSet(double[] x) => new HashSet<int>(x.Select((_, i) => i / 2)).Count * x[0] * x[1];

    public static void C_EqualityAsksThePrimal()
    {
        double[] gradient = Gradient(at: new[] { 1.0, 1.0, 2.0 }, of: x => x.Distinct().Sum());
        Check.Near(gradient, 1, 0, 1);
    }

    private sealed class Holder(double value)
    {
        public double Value { get; } = value;
    }

    private sealed class ByFloor : IEqualityComparer<double>
    {
        public bool Equals(double a, double b) => Math.Floor(a) == Math.Floor(b);

        public int GetHashCode(double a) => Math.Floor(a).GetHashCode();
    }
}
