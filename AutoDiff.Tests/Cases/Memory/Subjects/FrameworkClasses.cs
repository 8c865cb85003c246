using System.Collections.ObjectModel;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Classes of the framework that are nothing but their fields: tuples that are objects, read-only views of lists.</summary>
public static class FrameworkClasses
{
    [Shape("3")]
    public static double T_Tuple(double[] x)
    {
        var t = Tuple.Create(x[0] * x[1], x[2]);
        return t.Item1 * t.Item2;
    }

    [Shape("3")]
    public static double T_TuplesInAList(double[] x)
    {
        var list = new List<Tuple<double, string>>();
        foreach (var v in x)
            list.Add(new Tuple<double, string>(v * v, "a"));
        return list.Sum(t => t.Item1) * list[0].Item1;
    }

    [Shape("3")]
    public static double T_TupleOfTuples(double[] x)
    {
        var t = Tuple.Create(Tuple.Create(x[0], 2), x, Tuple.Create(x[1]), "d");
        var (first, array, _, name) = t;
        return first.Item1 * first.Item2 * array[2] + t.Item3.Item1 * name.Length;
    }

    [Shape("3")]
    public static double T_TupleChosen(double[] x)
    {
        var t = x[0] > x[1] ? Tuple.Create(x[0], x[1], 1, 2.0, 3f) : new Tuple<double, double, int, double, float>(x[1], x[0], 2, x[2], 4f);
        return t.Item1 / t.Item2 * t.Item3 + t.Item4;
    }

    [Shape("3")]
    public static double T_TuplesReturned(double[] x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            var split = Split(x[i], i);
            s += split.Item1 * split.Item2;
        }

        return s;
    }

    [Shape("3")]
    public static double T_TupleInAField(double[] x)
    {
        var holder = new Holder(Tuple.Create(x[0], x[1]));
        holder.Pair = Tuple.Create(holder.Pair.Item2 * x[2], holder.Pair.Item1);
        return holder.Pair.Item1 * holder.Pair.Item2;
    }

    [Shape("3")]
    public static double T_AsReadOnly(double[] x)
    {
        var view = x.Select(v => v * v).ToList().AsReadOnly();
        return view.Sum() * view[1] + view.Count;
    }

    [Shape("3")]
    public static double T_ViewOfAnArray(double[] x)
    {
        var view = new ReadOnlyCollection<double>(x);
        double s = 0;
        foreach (var v in view)
            s += v * v;
        return s * view[0] + Array.AsReadOnly(x)[2] + view.Select(v => v * v).Sum();
    }

    [Shape("3")]
    public static double T_ViewOfWhatChanges(double[] x)
    {
        var series = new Series();
        var seen = series.Values;
        foreach (var v in x)
            series.Add(v);
        series.Scale(x[2]);
        double s = 0;
        for (int i = 0; i < seen.Count; i++)
            s = s * 0.5 + seen[i] * seen[i];
        return s + seen.Max();
    }

    [Shape("3")]
    public static double T_ViewAsAnArgument(double[] x)
    {
        ReadOnlyCollection<double> view = new(new List<double> { x[0] * x[1], x[2] });
        return Norm(view) * view[0];
    }

    private static double Norm(IReadOnlyList<double> values)
    {
        double s = 0;
        for (int i = 0; i < values.Count; i++)
            s += values[i] * values[i];
        return Math.Sqrt(s);
    }

    private static Tuple<double, double> Split(double v, int i) => i % 2 == 0 ? Tuple.Create(v * v, 2 * v) : Tuple.Create(Math.Sin(v), v);

    private sealed class Holder(Tuple<double, double> pair)
    {
        public Tuple<double, double> Pair { get; set; } = pair;
    }

    private sealed class Series
    {
        private readonly List<double> _values = [];

        public IReadOnlyList<double> Values => _values.AsReadOnly();

        public void Add(double v) => _values.Add(v);

        public void Scale(double by)
        {
            for (int i = 0; i < _values.Count; i++)
                _values[i] *= by;
        }
    }
}
