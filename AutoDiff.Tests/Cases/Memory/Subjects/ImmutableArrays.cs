using System.Collections.Immutable;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Immutable arrays where they are kept: in fields, records, structs, containers, each other, captured variables.</summary>
public static class ImmutableArrays
{
    [Shape("3")]
    public static double T_InAField(double[] x)
    {
        var holder = new Holder { Items = x.Select(v => v * v).ToImmutableArray() };
        double s = 0;
        foreach (var v in holder.Items)
            s += v * v;
        return s * holder.Items[1];
    }

    [Shape("3")]
    public static double T_InARecord(double[] x)
    {
        var state = new State([.. x], 0);
        for (int i = 0; i < 5; i++)
            state = state.Step(0.1 * x[0]);
        return state.Y.Sum() * state.Time;
    }

    [Shape("3")]
    public static double T_InAStruct(double[] x)
    {
        var p = new Polynomial(ImmutableArray.Create(x));
        return p.At(1.5) * p.Derivative().At(0.3);
    }

    [Shape("3")]
    public static double T_InADictionary(double[] x)
    {
        var d = new Dictionary<string, ImmutableArray<double>> { ["a"] = [x[0], x[1]], ["b"] = [x[2]] };
        return d["a"].Sum() * d["b"][0] + d.Values.Sum(a => a[0]);
    }

    [Shape("3")]
    public static double T_InAList(double[] x)
    {
        var list = new List<ImmutableArray<double>>();
        foreach (var v in x)
            list.Add(ImmutableArray.Create(v, v * v));
        double s = 0;
        foreach (var a in list)
            s += a[0] * a[1];
        return s;
    }

    [Shape("3")]
    public static double T_InAnArray(double[] x)
    {
        var a = new ImmutableArray<double>[2];
        a[0] = [x[0], x[1]];
        a[1] = a[0];
        return a[0][0] * a[1][1] * x[2];
    }

    [Shape("3")]
    public static double T_InEachOther(double[] x)
    {
        var holder = new Holder { Rows = [[x[0]], [x[1], x[2]]] };
        double s = 1;
        foreach (var row in holder.Rows)
            s *= row.Sum() + row.Length;
        return s;
    }

    [Shape("3")]
    public static double T_AsAList(double[] x)
    {
        var holder = new Holder { Items = [x[0], x[1] * x[2]] };
        return OfList(holder.Items);
    }

    [Shape("3")]
    public static double T_Changed(double[] x)
    {
        var made = Tripled(x).Add(x[0]).SetItem(1, x[2] * x[2]);
        var builder = ImmutableArray.CreateBuilder<double>();
        foreach (var v in made)
            builder.Add(v * x[1]);
        return builder.ToImmutable().Max() + made.AsSpan()[2];
    }

    [Shape("3")]
    public static double T_Captured(double[] x)
    {
        var a = x.ToImmutableArray();
        Func<double, double> line = t => a[0] * t + a[1];
        return line(x[2]) * line(1);
    }

    [Shape("3")]
    public static double T_InATuple(double[] x)
    {
        var holder = new Holder();
        if (holder.Items.IsDefault)
            holder.Items = [x[0] * x[1]];
        var t = (holder.Items, x[2]);
        return t.Items[0] * t.Item2;
    }

    [Shape("3")]
    public static double T_Optional(double[] x)
    {
        ImmutableArray<double>? maybe = x[0] > 0 ? [x[0] * x[1]] : null;
        return maybe is { } a ? a[0] * a[0] : x[2];
    }

    private static double OfList(IReadOnlyList<double> list)
    {
        double s = 0;
        for (int i = 0; i < list.Count; i++)
            s += list[i] * list[i];
        return s;
    }

    private static ImmutableArray<double> Tripled(double[] x) => ImmutableArray.CreateRange(x.Select(v => v * 3));

    private sealed class Holder
    {
        public ImmutableArray<double> Items;

        public ImmutableArray<ImmutableArray<double>> Rows;
    }

    private sealed record State(ImmutableArray<double> Y, double Time)
    {
        public State Step(double h) => this with { Y = [.. Y.Select(v => v + h * Math.Sin(v))], Time = Time + h };
    }

    private readonly record struct Polynomial(ImmutableArray<double> Coefficients)
    {
        public double At(double t)
        {
            double r = 0;
            for (int i = Coefficients.Length - 1; i >= 0; i--)
                r = r * t + Coefficients[i];
            return r;
        }

        public Polynomial Derivative() => new(Coefficients.Skip(1).Select((c, i) => c * (i + 1)).ToImmutableArray());
    }
}
