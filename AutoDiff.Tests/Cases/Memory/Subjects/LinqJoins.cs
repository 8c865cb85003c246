namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Joins and groups over active sequences: keys decide which elements meet.</summary>
public static class LinqJoins
{
    private static readonly int[] Even = [0, 2, 4];

    public static double T_Join(double[] x) => x.Select((v, i) => (i, v)).Join(Even, a => a.i, b => b, (a, b) => a.v * a.v * (b + 1)).Sum();

    public static double[] G_Join(double[] x) => [.. x.Select((v, i) => i % 2 == 0 ? 2 * v * (i + 1) : 0)];

    public static double T_JoinOfBothActive(double[] x) =>
        x.Index().Join(x.Index(), a => a.Index, b => 4 - b.Index, (a, b) => a.Item * Math.Sin(b.Item)).Sum();

    public static double T_JoinWithCaptured(double[] x)
    {
        double scale = x[1] * x[1];
        return x.Index().Join(Even, a => a.Index, b => b, (a, b) => a.Item * scale).Sum();
    }

    public static double T_JoinOfManyToMany(double[] x) => x.Join(x, a => a > 1, b => b > 1, (a, b) => a * b * b).Sum();

    public static double T_JoinByText(double[] x)
    {
        var rates = new[] { (Name: "a", Rate: x[0]), (Name: "b", Rate: x[1] * x[0]) };
        string[] names = ["b", "A", "b", "c"];
        return names.Join(rates, n => n, r => r.Name, (n, r) => r.Rate * r.Rate, StringComparer.OrdinalIgnoreCase).Sum();
    }

    public static double T_JoinByNull(double[] x)
    {
        var left = x.Select((v, i) => (Name: i % 2 == 0 ? null : "k", V: v));
        return left.Join(left.ToArray(), a => a.Name, b => b.Name, (a, b) => a.V * b.V).Sum();
    }

    public static double T_JoinInQuery(double[] x) =>
        (from a in x.Index() join b in x.Index() on a.Index equals b.Index + 1 where a.Item > 0 select a.Item * a.Item * b.Item).Sum();

    public static double T_LeftJoin(double[] x) =>
        x.Index().LeftJoin(x.Index().Skip(2), a => a.Index, b => b.Index, (a, b) => a.Item * (1 + (b.Item * b.Item))).Sum();

    public static double T_LeftJoinOfObjects(double[] x)
    {
        var notes = new List<Note> { new() { Key = 1, Weight = x[0] }, new() { Key = 3, Weight = x[4] * x[0] } };
        return x.Index().LeftJoin(notes, a => a.Index, n => n.Key, (a, n) => a.Item * (n is null ? 1 : n.Weight)).Sum();
    }

    public static double T_RightJoin(double[] x) =>
        x.Index().Skip(3).RightJoin(x.Index(), a => a.Index, b => b.Index, (a, b) => (a.Item * a.Item) + (b.Item * b.Item * b.Item)).Sum();

    public static double T_RightJoinWithComparer(double[] x)
    {
        var left = new[] { ("a", x[0]), ("B", x[1]) };
        var right = new[] { ("A", x[2]), ("b", x[3]), ("c", x[4]) };
        return left.RightJoin(right, l => l.Item1, r => r.Item1, (l, r) => (1 + l.Item2) * r.Item2 * r.Item2, StringComparer.OrdinalIgnoreCase).Sum();
    }

    public static double T_GroupJoin(double[] x) => x.GroupJoin(x, a => a > 1, b => b > 1, (a, all) => a * all.Sum(b => b * b)).Sum();

    public static double T_GroupJoinInQuery(double[] x) =>
        (from a in Even
         join b in x.Index() on a % 2 equals b.Index % 2 into all
         select (a + 1) * all.Select(b => b.Item).Aggregate(1.0, (p, q) => p * q)).Sum();

    public static double T_GroupJoinOfNone(double[] x) =>
        x.Index().GroupJoin(Even, a => a.Index, b => b, (a, all) => all.Any() ? a.Item * a.Item : a.Item).Sum();

    public static double T_JoinInLoop(double[] x)
    {
        double s = 0;
        for (int k = 0; k < 3; k++)
        {
            double scale = s + x[k];
            s += x.Index().Join(Even, a => a.Index, b => (b + k) % 5, (a, b) => a.Item * scale).Sum();
        }

        return s;
    }

    public static double T_GroupByWithComparer(double[] x)
    {
        string[] names = ["a", "A", "b", "B", "c"];
        return names.Select((n, i) => (n, v: x[i])).GroupBy(p => p.n, StringComparer.OrdinalIgnoreCase).Sum(g => g.Sum(p => p.v) * g.First().v);
    }

    public static double T_GroupByWithElementAndResult(double[] x) =>
        x.Select((v, i) => (i, v)).GroupBy(p => p.i % 2, p => p.v * p.v, (k, all) => (k + 1) * all.Sum() * all.First()).Sum();

    public static double T_GroupByWithResultAndComparer(double[] x)
    {
        string[] names = ["a", "A", "b", "B", "c"];
        return x.Index().GroupBy(p => names[p.Index], p => p.Item, (k, all) => all.Aggregate((a, b) => a * b), StringComparer.OrdinalIgnoreCase).Sum();
    }

    public static double T_LookupWithComparer(double[] x)
    {
        string[] names = ["a", "A", "b", "B", "c"];
        var found = x.Index().ToLookup(p => names[p.Index], p => p.Item * p.Item, StringComparer.OrdinalIgnoreCase);
        return (found["A"].Sum() * found["b"].First()) + found["none"].Sum() + found.Count;
    }

    private sealed class Note
    {
        public int Key { get; set; }

        public double Weight { get; set; }
    }
}
