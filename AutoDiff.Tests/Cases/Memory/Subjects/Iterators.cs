namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Iterators: yields under conditions and in nested loops, chained, recursive, with cleanup, over lists, under queries.</summary>
public static class Iterators
{
    public static double T_Conditional(double[] x)
    {
        double sum = 0;
        foreach (double v in Positive(x))
            sum += (v * sum) + v;
        return sum;
    }

    public static double T_SeveralYields(double a)
    {
        double sum = 0;
        foreach (double v in Several(a, 4))
            sum += v * v;
        return sum;
    }

    public static double T_YieldBreak(double[] x)
    {
        double sum = 0;
        foreach (double v in Until(x, 1.2))
            sum += v * v;
        return sum;
    }

    public static double T_Nested(double[] x, double[] y)
    {
        double sum = 0;
        foreach (double v in Products(x, y))
            sum += v * v;
        return sum;
    }

    public static double T_List(double[] x)
    {
        double sum = 0;
        foreach (double v in Positive(new List<double>(x)))
            sum += v * v;
        return sum;
    }

    public static double T_CleanupThatCounts(double[] x)
    {
        var total = new Total();
        double sum = 0;
        foreach (double v in Counting(x, total))
        {
            sum += v * v;
            if (sum > 2)
                break;
        }

        return sum * total.Sum;
    }

    public static double T_CleanupThroughAnother(double[] x, double k)
    {
        var total = new Total();
        double sum = 0;
        foreach (double v in Counting(x, total).Scaled(k))
        {
            sum += v * v;
            if (sum > 2)
                break;
        }

        return sum * total.Sum;
    }

    public static double T_Chained(double[] x, double k)
    {
        double sum = 0;
        foreach (double v in Positive(x).Twice().Scaled(k))
            sum += v * Math.Sin(0.1 * sum * k) + v;
        return sum;
    }

    public static double T_ChainedWithQueries(double[] x, double k) =>
        x.Scaled(k).Select(v => v * v).Scaled(k).Sum() + Positive(x).Scaled(k).Where(v => v > 1).Sum();

    public static double T_Pairwise(double[] x, double[] y, double k)
    {
        double sum = 1;
        foreach (double v in Pairwise(x.Scaled(k), y.Twice()))
            sum += v * Math.Sin(0.1 * sum);
        return sum;
    }

    public static double T_Endless(double x)
    {
        double last = 0;
        int n = 0;
        foreach (double y in Newton((x * x) + 1))
        {
            last = y;
            if (++n > 6)
                break;
        }

        return last + Newton((x * x) + 2).Take(5).Last() + Newton((x * x) + 3).First();
    }

    public static double T_Objects(double[] x)
    {
        double sum = 0;
        foreach (var item in Items(x))
        {
            item.Sum *= 2;
            sum += (item.Sum * x[0]) + (item.Sum * item.Sum);
        }

        return sum;
    }

    public static double T_WritesBetweenElements(double[] x)
    {
        double sum = 0;
        var prefixes = Prefixes(x);
        foreach (double v in prefixes)
            sum += v * v;
        foreach (double v in prefixes)
            sum += v;
        return sum + (x[1] * x[2]);
    }

    public static double T_ByHand(double[] x)
    {
        using var e = Prefixes(x).GetEnumerator();
        double sum = 0;
        while (e.MoveNext())
        {
            sum += e.Current;
            if (e.MoveNext())
                sum *= e.Current;
        }

        return sum;
    }

    public static double T_Tree(double[] x)
    {
        var tree = Build(x, 0, x.Length - 1);
        double sum = 0;
        foreach (var n in Nodes(tree))
        {
            n.V *= n.V;
            sum = (sum * 0.5) + n.V;
        }

        foreach (var n in Nodes(tree))
            sum += n.V * n.V;
        return sum;
    }

    public static double T_Interface(double a, double b)
    {
        IShape[] shapes = [new Square(a), new Triangle(a, b)];
        double sum = 0;
        foreach (var shape in shapes)
        {
            foreach (double side in shape.Sides())
                sum += side * side * a;
        }

        return sum;
    }

    public static double T_LaterThanMade(double[] x, double k)
    {
        var scale = new Scale();
        var scaled = scale.Of(x);
        scale.Factor = k;
        return scaled.Sum();
    }

    [MayBeRefused("AD1006")]
    public static double T_QueryLaterThanMade(double[] x, double k)
    {
        var scale = new Scale();
        var doubled = scale.Of(x).Select(v => v * 2);
        scale.Factor = k;
        return doubled.Sum();
    }

    [MayBeRefused("AD1006")]
    public static double T_EffectsUnderTake(double[] x)
    {
        var total = new Total();
        double sum = Counting(x, total).Take(2).Sum();
        return sum * total.Sum;
    }

    [MayBeRefused("AD1006")]
    public static double T_EffectsUnderSelect(double[] x)
    {
        var total = new Total();
        double sum = 0;
        foreach (double v in Counting(x, total).Select(v => v * 2))
            sum += v * total.Sum;
        return sum;
    }

    public static double T_EffectsOfTheWhole(double[] x)
    {
        var total = new Total();
        double sum = Counting(x, total).Sum();
        return sum * total.Sum;
    }

    public static double T_EffectsOfTheFirst(double[] x)
    {
        var total = new Total();
        return Counting(x, total).First() * total.Sum;
    }

    private static IEnumerable<double> Positive(double[] x)
    {
        foreach (double v in x)
        {
            if (v > 0)
                yield return v * v;
        }
    }

    private static IEnumerable<double> Positive(List<double> x)
    {
        foreach (double v in x)
        {
            if (v > 0)
                yield return v * v;
        }
    }

    private static IEnumerable<double> Several(double a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            yield return a * i;
            if (i % 2 == 0)
                yield return a * a;
            else
                yield return Math.Sin(a * i);
        }

        yield return a;
    }

    private static IEnumerable<double> Until(double[] x, double limit)
    {
        foreach (double v in x)
        {
            if (v > limit)
                yield break;
            yield return v * v * v;
        }

        yield return 3;
    }

    private static IEnumerable<double> Products(double[] x, double[] y)
    {
        foreach (double v in x)
        {
            foreach (double w in y)
            {
                if (v < w)
                    yield return v * w;
                yield return w;
            }
        }
    }

    private static IEnumerable<double> Counting(double[] x, Total total)
    {
        try
        {
            foreach (double v in x)
            {
                total.Sum += v * v;
                yield return v;
            }
        }
        finally
        {
            total.Sum *= 2;
        }
    }

    private static IEnumerable<double> Scaled(this IEnumerable<double> source, double k)
    {
        foreach (double v in source)
            yield return v * k;
    }

    private static IEnumerable<T> Twice<T>(this IEnumerable<T> source)
    {
        foreach (var v in source)
        {
            yield return v;
            yield return v;
        }
    }

    private static IEnumerable<double> Pairwise(IEnumerable<double> a, IEnumerable<double> b)
    {
        using var i = a.GetEnumerator();
        using var j = b.GetEnumerator();
        while (i.MoveNext() && j.MoveNext())
            yield return i.Current * j.Current;
    }

    private static IEnumerable<double> Newton(double x)
    {
        double y = x;
        while (true)
        {
            y -= ((y * y) - x) / (2 * y);
            yield return y;
        }
    }

    private static IEnumerable<Total> Items(double[] x)
    {
        int k = 0;
        foreach (double v in x)
        {
            if (k % 2 == 0)
                yield return new Total { Sum = v * v };
            k++;
        }
    }

    private static IEnumerable<double> Prefixes(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
            yield return sum;
            x[i] *= sum;
        }
    }

    private static IEnumerable<Node> Nodes(Node? n)
    {
        if (n is null)
            yield break;
        foreach (var m in Nodes(n.Left))
            yield return m;
        yield return n;
        foreach (var m in Nodes(n.Right))
            yield return m;
    }

    private static Node Build(double[] x, int low, int high)
    {
        int middle = (low + high) / 2;
        return new Node
        {
            V = x[middle],
            Left = low < middle ? Build(x, low, middle - 1) : null,
            Right = middle < high ? Build(x, middle + 1, high) : null,
        };
    }

    private interface IShape
    {
        IEnumerable<double> Sides();
    }

    private sealed class Square(double a) : IShape
    {
        public IEnumerable<double> Sides()
        {
            for (int i = 0; i < 4; i++)
                yield return a;
        }
    }

    private sealed class Triangle(double a, double b) : IShape
    {
        public IEnumerable<double> Sides()
        {
            yield return a;
            yield return b;
            yield return a * b;
        }
    }

    private sealed class Scale
    {
        public double Factor { get; set; } = 1;

        public IEnumerable<double> Of(double[] x)
        {
            foreach (double v in x)
                yield return v * Factor;
        }
    }

    private sealed class Total
    {
        public double Sum { get; set; }
    }

    private sealed class Node
    {
        public double V { get; set; }

        public Node? Left { get; init; }

        public Node? Right { get; init; }
    }
}
