namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Queries that may run where they are made, since nobody can tell: those that methods return, and those over iterators with effects.</summary>
public static class QueriesAtOnce
{
    public static double T_ReturnedInLoop(double[] x)
    {
        double s = 0;
        foreach (double v in Scaled(x, x[0]))
            s += v * v;
        return s;
    }

    public static double T_ReturnedTwice(double[] x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            double[] y = [.. Clipped(Scaled(x, x[0] + i), 2)];
            s += y[0] * y[^1];
            x = y;
        }

        return s;
    }

    public static double T_ReturnedGroups(double[] x)
    {
        double s = 0;
        foreach (var group in ByPlace(x))
            s += group.Sum() * group.Average() * group.Count();
        return s;
    }

    public static double T_IntoListOfDictionary(double[] x)
    {
        Dictionary<int, List<double>> lists = [];
        for (int i = 0; i < 3; i++)
        {
            lists[i] = [];
            foreach (double v in x.Select((v, j) => v * (i + j)))
                lists[i].Add(v * v);
        }

        return lists.Values.SelectMany(l => l).Sum();
    }

    public static double T_RangeIntoListOfDictionary(double[] x)
    {
        Dictionary<int, List<double>> lists = [];
        for (int i = 0; i < 3; i++)
        {
            var scores = x.Select((v, j) => v * (i + j));
            if (!lists.TryGetValue(i % 2, out var list))
                lists[i % 2] = list = [];
            list.AddRange(scores);
            list.Add(scores.Max());
        }

        return lists.Values.SelectMany(l => l).Select(v => v * v).Sum();
    }

    public static double T_Taken(double x)
    {
        List<double> log = [];
        double s = Steps(x, log).Take(2).Sum();
        return s + log.Sum() * log.Count;
    }

    public static double T_Kept(double x)
    {
        List<double> log = [];
        double s = Steps(x, log).Where(v => v > 0.2).Sum(v => v * v);
        return s + log.Sum() * log.Count;
    }

    public static double T_ZippedWithShorter(double x)
    {
        List<double> log = [];
        double[] weights = [2];
        double s = Steps(x, log).Zip(weights, (v, w) => v * w).Sum();
        return s + log.Sum() * log.Count;
    }

    public static double T_ZippedWithLonger(double x)
    {
        List<double> log = [];
        double[] weights = [2, 3, 4, 5];
        double s = Steps(x, log).Zip(weights, (v, w) => v * w).ToArray().Sum();
        return s + log.Sum() * log.Count;
    }

    public static double T_ZippedWithoutEnd(double x)
    {
        double[] weights = [2, 3, 4];
        return Halves(x).Zip(weights, (v, w) => v * v * w).Sum();
    }

    public static double T_Ordered(double x)
    {
        List<double> log = [];
        double s = Steps(x, log).OrderByDescending(v => v).Take(1).Sum();
        return s + log.Sum() * log.Count;
    }

    public static double T_Summed(double x)
    {
        List<double> log = [];
        double s = Steps(x, log).Sum(v => v * v);
        return s + log.Sum() * log.Count;
    }

    public static double T_OfFilter(double[] x)
    {
        Filter filter = new(x[0]);
        double[] window = [0.5, 1, 0.5];
        double[] y = [.. Through(x, filter).Zip(window, (v, w) => v * w)];
        return y.Select((v, i) => v * i).Sum() / y.Sum();
    }

    private static IEnumerable<double> Scaled(double[] x, double factor) => x.Select(v => v * factor);

    private static IEnumerable<double> Clipped(IEnumerable<double> x, double most) => x.Where(v => v != 0).Select(v => Math.Min(v, most));

    private static IEnumerable<IGrouping<int, double>> ByPlace(double[] x) => x.Select((v, i) => (v, i)).GroupBy(p => p.i % 2, p => p.v);

    private static IEnumerable<double> Steps(double x, List<double> log)
    {
        for (int i = 0; i < 3; i++)
        {
            x = x * x + 0.1;
            log.Add(x);
            yield return x;
        }
    }

    private static IEnumerable<double> Halves(double x)
    {
        while (true)
        {
            x *= 0.5;
            yield return x;
        }
    }

    private static IEnumerable<double> Through(IEnumerable<double> x, Filter filter)
    {
        foreach (double v in x)
            yield return filter.Next(v);
    }

    private sealed class Filter(double factor)
    {
        private double _state;

        public double Next(double v)
        {
            _state = factor * _state + v;
            return _state;
        }
    }
}
