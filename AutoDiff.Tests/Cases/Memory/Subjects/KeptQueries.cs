namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Queries that objects keep, and that run when what they read has changed.</summary>
public static class KeptQueries
{
    [MayBeRefused("AD1006")]
    public static double T_KeptByConstructor(double[] x)
    {
        double k = x[0];
        var box = new Box(x.Select(v => v * k));
        double before = box.Sum();
        k = 0.3 * x[^1] * x[^1];
        return before + (2 * box.Sum());
    }

    [MayBeRefused("AD1006")]
    public static double T_KeptByBaseClass(double[] x)
    {
        double k = x[0];
        var box = new NamedBox("a", x.Select(v => v * k).Concat(x));
        double before = box.Sum();
        k = 0.3 * x[^1] * x[^1];
        return before + (box.Name.Length * box.Sum());
    }

    [MayBeRefused("AD1006")]
    public static double T_KeptByRecord(double[] x)
    {
        double k = x[0];
        var one = new Kept("a", x.Select(v => v * k));
        var other = one with { Name = "b" };
        double before = one.Items.Sum();
        k = 0.3 * x[^1] * x[^1];
        return before + (2 * other.Items.Sum());
    }

    [MayBeRefused("AD1006")]
    public static double T_KeptByStruct(double[] x)
    {
        double k = x[0];
        var one = new KeptInStruct(x.Select(v => v * k));
        double before = one.Sum();
        k = 0.3 * x[^1] * x[^1];
        return before + (2 * one.Sum());
    }

    [MayBeRefused("AD1006")]
    public static double T_KeptByWhatIsReturned(double[] x)
    {
        double[] k = [x[0]];
        var box = Made(x, k);
        double before = box.Sum();
        k[0] = 0.3 * x[^1] * x[^1];
        return before + (2 * box.Sum());
    }

    public static double T_KeptAndNothingChanges(double[] x)
    {
        var box = new Ordered(x.Select(v => v * v).OrderBy(v => v));
        return box.Total() * box.Total();
    }

    private static Box Made(double[] x, double[] k) => new(x.Select(v => v * k[0]));

    private sealed class Box(IEnumerable<double> items)
    {
        public double Sum()
        {
            double sum = 0;
            foreach (double v in items)
                sum += v;
            return sum;
        }
    }

    private class Basis(IEnumerable<double> items)
    {
        public double Sum()
        {
            double sum = 0;
            foreach (double v in items)
                sum += v;
            return sum;
        }
    }

    private sealed class NamedBox(string name, IEnumerable<double> items) : Basis(items)
    {
        public string Name { get; } = name;
    }

    private sealed record Kept(string Name, IEnumerable<double> Items);

    private readonly struct KeptInStruct(IEnumerable<double> items)
    {
        public double Sum()
        {
            double sum = 0;
            foreach (double v in items)
                sum += v;
            return sum;
        }
    }

    private sealed class Ordered(IOrderedEnumerable<double> items)
    {
        public double Total() => items.First() + items.Sum();
    }
}
