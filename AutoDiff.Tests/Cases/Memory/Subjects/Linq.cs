namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>LINQ over active sequences.</summary>
public static class Linq
{
    public static double T_Sum(double[] x) => x.Sum() * x[0];

    public static double T_SumWithSelector(double[] x) => x.Sum(v => v * v * x[0]);

    public static double T_Select(double[] x)
    {
        double[] y = x.Select(v => Math.Sin(v) * x[1]).ToArray();
        return y[0] * y[4];
    }

    public static double T_SelectWithIndex(double[] x) => x.Select((v, i) => v * v * i).Sum();

    public static double[] G_SelectWithIndex(double[] x) => [.. x.Select((v, i) => 2 * v * i)];

    public static double T_Zip(double[] x, double[] y) => x.Zip(y, (a, b) => a * b * b).Sum();

    public static double[] G_Zip(double[] x, double[] y) => [.. y.Select(b => b * b), .. x.Zip(y, (a, b) => 2 * a * b)];

    public static double T_ZipOfTuples(double[] x) => x.Zip(x.Skip(1)).Sum(p => p.First * p.Second);

    public static double T_ZipOfThree(double[] x) => x.Zip(x.Skip(1), x.Reverse().ToArray()).Sum(t => (t.First * t.Second) + (t.Third * t.First));

    public static double T_Aggregate(double[] x) => x.Aggregate((a, b) => Math.Sin(a) + (a * b));

    public static double T_AggregateWithSeed(double[] x) => x.Aggregate(1.0, (a, b) => a * (1 + b)) + x.Aggregate(0.0, (a, b) => a + b, r => r * r);

    public static double T_Average(double[] x) => x.Average() * x.Average(v => v * v);

    public static double T_MaxAndMin(double[] x) => (x.Max() * x.Min()) + x.Max(v => -v * v) + x.Min(v => v * 3);

    public static double T_MaxByAndMinBy(double[] x)
    {
        var items = x.Select((v, i) => (Value: v, Index: i)).ToArray();
        var best = items.MaxBy(p => p.Value);
        var worst = items.MinBy(p => p.Value);
        return (best.Value * best.Value * (1 + best.Index)) + (worst.Value * worst.Index);
    }

    public static double T_Where(double[] x) => x.Where(v => v > 1.1).Sum(v => v * v) + x.Where((_, i) => i % 2 == 0).Sum();

    public static double T_TakeAndSkip(double[] x) => x.Take(3).Sum(v => v * v) * x.Skip(2).Sum() * x.Skip(1).Take(2).Sum();

    public static double T_TakeWhileAndSkipWhile(double[] x) => x.TakeWhile(v => v < 2.2).Sum(v => v * v) + x.SkipWhile(v => v < 2.2).Sum(v => v * v * v);

    public static double T_Reverse(double[] x)
    {
        double r = 0;
        foreach (double v in x.Reverse())
            r = (0.5 * r) + (v * v);
        return r;
    }

    public static double T_Range(double x) => Enumerable.Range(1, 5).Select(i => Math.Pow(x, i) / i).Sum();

    public static double[] G_Range(double x) => [1 + x + (x * x) + (x * x * x) + (x * x * x * x)];

    public static double T_RangeIntoArray(double[] x)
    {
        double[] y = Enumerable.Range(0, 4).Select(i => x[i] * x[i + 1]).ToArray();
        y[0] *= y[1];
        return y.Sum();
    }

    public static double T_Repeat(double x) => Enumerable.Repeat(x * x, 4).Sum() * Enumerable.Repeat(x, 3).Aggregate((a, b) => a * b);

    public static double T_ToArrayIsACopy(double[] x)
    {
        double[] y = x.ToArray();
        y[0] *= 2;
        return (y[0] * x[0]) + y[1];
    }

    public static double T_ToList(double[] x)
    {
        List<double> list = x.Select(v => v * v).ToList();
        list.Add(list[0] * list[1]);
        return list.Sum() * list[^1];
    }

    public static double T_FirstAndLast(double[] x) =>
        (x.First() * x.Last()) + x.First(v => v > 0.45) + x.LastOrDefault(v => v > 1e9, 2) + (x.ElementAt(2) * x.Single(v => v == x[1]));

    public static double T_Concat(double[] x) => x.Concat([x[0] * x[1], 3]).Append(x[2]).Prepend(x[3] * 2).Sum(v => v * v);

    public static double T_SelectMany(double[][] x) => x.SelectMany(row => row).Sum(v => v * v) + x.SelectMany((row, i) => row.Select(v => v * i)).Sum();

    public static double T_NestedSums(double[][] x) => x.Select(row => row.Sum(v => v * v) * row[0]).Sum();

    public static double T_QuerySyntax(double[] x)
    {
        var products = from a in x
                       from b in x
                       where a > b
                       let d = a - b
                       select d * a;
        return products.Sum();
    }

    public static double T_OrderBy(double[] x)
    {
        double[] sorted = x.OrderBy(v => v).ToArray();
        double[] falling = [.. x.OrderDescending()];
        return (sorted[0] * sorted[1]) + (falling[0] * falling[0]);
    }

    public static double T_Objects(double[] x)
    {
        var shapes = x.Select(v => new Shape { Side = v }).ToList();
        foreach (var s in shapes.Where((_, i) => i > 2))
            s.Side *= 2;
        return shapes.Sum(s => s.Area) * shapes.Average(s => s.Side);
    }

    [MayBeRefused("AD1006")]
    public static double T_DeferredExecution(double[] x)
    {
        double k = x[0];
        var scaled = x.Select(v => v * k);
        double first = scaled.Sum();
        k = x[1] * x[2];
        return first * scaled.Sum();
    }

    [MayBeRefused("AD1006")]
    public static double T_EnumeratedTwice(double[] x)
    {
        var squares = x.Select(v => v * v);
        double before = squares.Sum();
        x[0] *= 3;
        return before * squares.Max();
    }

    public static double T_DotProduct(double[] x, double[] y)
    {
        double norm = Math.Sqrt(x.Sum(v => v * v)) * Math.Sqrt(y.Sum(v => v * v));
        return x.Zip(y, (a, b) => a * b).Sum() / norm;
    }

    public static double T_ListSources(List<double> x) => (x.Sum() * x.Max()) + x.Select(v => v * v).Average();

    public static float T_SingleSum(float[] x) => x.Sum(v => v * v) * x.Average();

    public static double T_ToDictionary(double[] x)
    {
        var d = x.Select((v, i) => (v, i)).ToDictionary(p => "p" + p.i, p => p.v * p.v);
        return d["p0"] * d["p3"];
    }

    [MayBeRefused("AD1002")]
    public static double T_GroupBy(double[] x) => x.Select((v, i) => (v, i)).GroupBy(p => p.i % 2).Select(g => g.Sum(p => p.v)).Aggregate(1.0, (a, b) => a * b);

    public static double T_AnyAndAll(double[] x) => x.Any(v => v > 2) && !x.All(v => v > 2) ? x.Count(v => v > 1) * x[0] * x[0] : x[1];

    public static double T_DefaultIfEmpty(double[] x) => x.Where(v => v > 100).DefaultIfEmpty(x[0] * x[0]).Sum();

    public static double T_Chunk(double[] x) => x.Chunk(2).Sum(c => c.Aggregate((a, b) => a * b));

    public static double T_Cast(double[] x)
    {
        object[] boxed = [x[0], x[1] * x[2]];
        return boxed.Cast<double>().Sum(v => v * v);
    }

    public static double T_Polynomial(double[] x, double t) => x.Select((c, i) => c * Math.Pow(t, i)).Sum();

    public static double T_Residuals(double[] x)
    {
        double[] ts = [0, 0.5, 1, 1.5], ys = [1, 1.4, 2.1, 2.9];
        return ts.Zip(ys).Select(p => (x[0] * Math.Exp(x[1] * p.First)) - p.Second).Sum(r => r * r);
    }

    private sealed class Shape
    {
        public double Side { get; set; }

        public double Area => Side * Side;
    }
}
