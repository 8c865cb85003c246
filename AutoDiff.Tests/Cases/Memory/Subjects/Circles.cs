using System.Numerics;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Methods that call each other in a circle, and data in static fields that they are given beside what varies.</summary>
public static class Circles
{
    private static readonly Share[] s_shares = [new("a", 0.1), new("b", 0.3), new("c", 0.2)];
    private static readonly double[][] s_points = [[0.1, 0.5], [1.2, -0.3], [0.4, 0.9]];
    private static readonly List<Series> s_series = [new(1.5, [0.2, 0.7]), new(0.5, [0.4, 0.1, 0.3])];

    /// <summary>What a part of a part holds is read by a method that was asked about while it was being read itself.</summary>
    public static double T_PartsOfParts(double[] x) => Impedances([new Parallel([new Coil(x[0]), new Coil(x[1])])]).Last.Imaginary;

    public static double T_PartsInSeries(double[] x) =>
        Impedances([new InSeries([new Coil(x[0]), new Parallel([new Coil(x[1]), new Coil(x[2])])]), new Coil(x[2])]).Product.Real;

    public static double T_KernelsOfStaticPoints(double[] x)
    {
        Kernel kernel = new Sum(new Scaled(x[0], new Gauss(x[1])), new Scaled(0.3, new Gauss(x[2])));
        double s = 0;
        foreach (double[] p in s_points)
        {
            foreach (double[] q in s_points)
                s += kernel.Of(p, q);
        }

        return s;
    }

    public static double T_StaticObjectsBesideNumbers(double[] x)
    {
        double s = 0;
        foreach (var (share, weight) in s_shares.Zip(x))
            s += share.Return * weight * weight;
        return s;
    }

    public static double T_StaticObjectsGivenToIterators(double[] x)
    {
        double s = 0;
        foreach (var one in s_series)
            s += Squares(one, x[0]).Zip(one.Samples, (a, b) => (a - b) * (a - b)).Sum() * x[1];
        return s;
    }

    public static double T_DefaultMemberOfAGeneric(double[] x) => Measured(new Line<double>(x[0], x[1]), x[2]);

    public static double T_QueryGivenToAConstructor(double[] x) => new Grid(x.Select(v => Math.Exp(v))).Total();

    public static double T_QueryOverDates(double[] x)
    {
        var curve = new Dictionary<DateTime, double>();
        var days = new List<Quote> { new(new DateTime(2024, 5, 1), x[1]), new(new DateTime(2024, 2, 1), x[0]) };
        foreach (var quote in days.OrderBy(q => q.Day))
            curve[quote.Day.AddDays(1)] = quote.Rate * (curve.Count + 1) + (quote.Day > new DateTime(2024, 3, 1) ? curve.Values.Sum() : 0);
        return curve.Values.Sum(v => v * v);
    }

    public static double T_QueryThatComparesRecords(double[] x)
    {
        List<Placed> all = [new("a", (x[0], 1), null), new("b", (x[1], 2), 0.3), new("c", (x[2], 0), null)];
        double s = 0;
        foreach (var one in all)
            s += all.Where(o => o != one).Sum(o => Math.Pow(o.Place.X - one.Place.X, 2) * (o.Factor ?? 0.8));
        return s;
    }

    private static (Complex Product, Complex Last) Impedances(Part[] parts)
    {
        Complex last = Complex.One, product = 1;
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            last = parts[i].Impedance();
            product *= last;
        }

        return (product, last);
    }

    private static IEnumerable<double> Squares(Series series, double k)
    {
        foreach (double s in series.Samples)
            yield return s * s * k * series.Weight;
    }

    private static T Measured<T>(Line<T> line, T x)
        where T : IFloatingPoint<T>
    {
        Line<T>[] lines = [line, line];
        T sum = T.Zero;
        foreach (var one in lines)
        {
            IFunction<T> function = one;
            sum += function.Twice(x);
        }

        return sum;
    }

    public abstract class Part
    {
        public abstract Complex Impedance();
    }

    private sealed class Coil(double henries) : Part
    {
        public override Complex Impedance() => new(1, henries);
    }

    private sealed class InSeries(Part[] parts) : Part
    {
        public override Complex Impedance() => parts.Aggregate(Complex.Zero, (z, p) => z + p.Impedance());
    }

    private sealed class Parallel(Part[] parts) : Part
    {
        public override Complex Impedance()
        {
            Complex y = 0;
            foreach (var part in parts)
                y += Complex.Reciprocal(part.Impedance());
            return 1 / y;
        }
    }

    public abstract class Kernel
    {
        public abstract double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b);
    }

    private sealed class Sum(Kernel a, Kernel b) : Kernel
    {
        public override double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => a.Of(x, y) + b.Of(x, y);
    }

    private sealed class Scaled(double factor, Kernel kernel) : Kernel
    {
        public override double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => factor * kernel.Of(x, y);
    }

    private sealed class Gauss(double width) : Kernel
    {
        public override double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        {
            double d = 0;
            for (int i = 0; i < x.Length; i++)
                d += (x[i] - y[i]) * (x[i] - y[i]);
            return Math.Exp(-d / (width * width));
        }
    }

    private interface IFunction<T>
        where T : INumber<T>
    {
        T Of(T x);

        T Twice(T x) => Of(Of(x)) + x * Of(x);
    }

    private sealed class Line<T>(T a, T b) : IFunction<T>
        where T : IFloatingPoint<T>
    {
        public T Of(T x) => a * x + b;
    }

    private sealed class Grid
    {
        private readonly List<Cell> cells = [];

        public Grid(IEnumerable<double> values)
        {
            foreach (double value in values)
                cells.Add(new Cell { Value = value });
        }

        public double Total()
        {
            double[] all = new double[cells.Count];
            for (int i = 0; i < all.Length; i++)
                all[i] = cells[i].Value * (i + 1);
            return all.Sum();
        }
    }

    private sealed class Cell
    {
        public double Value { get; init; }
    }

    private sealed record Share(string Name, double Return);

    private sealed record Series(double Weight, IReadOnlyList<double> Samples);

    private sealed record Quote(DateTime Day, double Rate);

    private sealed record Placed(string Name, (double X, double Y) Place, double? Factor);
}
