namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Parts of sequences: by range, type, position, order.</summary>
public static class LinqParts
{
    public static double T_TakeRange(double[] x) => x.Take(1..^1).Sum(v => v * v) * x.Take(^2..).Sum() * x.Take(..2).Sum();

    public static double T_TakeRangeBeyond(double[] x) => x.Take(3..99).Sum(v => v * v) + x.Take(4..2).Sum() + x.Take(^99..1).Sum();

    public static double T_Windows(double[] x) => Enumerable.Range(0, 3).Sum(i => x.Take(i..(i + 3)).Average() * x.Take(i..(i + 3)).Max());

    public static double T_WhileWithIndex(double[] x) => x.TakeWhile((v, i) => i < 3).Sum(v => v * v) * x.SkipWhile((v, i) => i < 2).Sum();

    public static double T_ElementFromEnd(double[] x) => x.ElementAtOrDefault(^1) * x.ElementAtOrDefault(^2) * (1 + x.ElementAtOrDefault(^9));

    public static double T_SingleOrDefault(double[] x) =>
        x.Take(1).SingleOrDefault(x[1]) * x.Take(0).SingleOrDefault(x[2]) * x.SingleOrDefault(v => v > 1e9, x[3] * x[3]);

    public static double T_OrderWithComparer(double[] x) => x.Order(Comparer<double>.Create((a, b) => b.CompareTo(a))).First() * x.OrderDescending(null).Last();

    public static double T_Index(double[] x) => x.Index().Sum(p => p.Item * p.Item * (p.Index + 1));

    public static double T_SelectManyWithIndex(double[] x) => x.SelectMany((v, i) => Enumerable.Range(0, i), (v, j) => v * v * (j + 1)).Sum();

    public static double T_OfTypeOfList(double[] x)
    {
        List<Shape> all = [new Circle(x[0]), new Square(x[1]), new Circle(x[2] * x[0])];
        return all.OfType<Circle>().Sum(c => c.R * c.R) + all.OfType<Square>().Sum(s => s.Side * x[3]);
    }

    public static double T_OfTypeOfArray(double[] x)
    {
        Shape[] all = [new Circle(x[0]), null!, new Square(x[1]), new Circle(x[2] * x[0])];
        return all.OfType<Circle>().Sum(c => c.R * c.R) * all.OfType<Shape>().Count();
    }

    public static double T_OfTypeOfQuery(double[] x) =>
        x.Select((v, i) => i % 2 == 0 ? (Shape)new Circle(v) : new Square(v * v)).OfType<Square>().Sum(s => s.Side * s.Side);

    public static double T_OfTypeOfObjects(double[] x)
    {
        object[] all = [x[0], "text", x[1] * x[0]];
        return all.OfType<double>().Sum(v => v * v);
    }

    public static double T_ListOfObjects(double[] x)
    {
        List<object> all = [];
        all.Add("text");
        all.Add(new Circle(x[0]));
        all.Add(new Square(x[1] * x[1]));
        return all.OfType<Circle>().Sum(c => c.R * c.R) + ((Square)all[2]).Side;
    }

    public static double T_FunctionsAmongTexts(double[] x)
    {
        var log = new List<object>();
        Func<double, double> f = v => v * x[0];
        log.Add(f);
        log.Add("made");
        return f(x[1]) * log.Count;
    }

    public static double T_ToDictionaryOfTuples(double[] x)
    {
        var all = x.Select((v, i) => (i, v * v)).ToDictionary();
        return all[0] * all[3];
    }

    public static double T_ToDictionaryOfTuplesWithComparer(double[] x)
    {
        string[] names = ["a", "b", "c", "d", "e"];
        var all = x.Select((v, i) => (names[i], v * v)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return all["A"] * all["d"];
    }

    public static double T_PartsInLoop(double[] x)
    {
        double s = 0;
        for (int k = 0; k < 3; k++)
        {
            double scale = s + x[k];
            s += x.Take(k..^1).Sum(v => v * scale) * x.Index().First(p => p.Index >= k).Item;
        }

        return s;
    }

    private abstract record Shape;

    private sealed record Circle(double R) : Shape;

    private sealed record Square(double Side) : Shape;
}
