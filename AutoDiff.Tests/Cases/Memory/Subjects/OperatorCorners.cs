using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Operators where exceptions end a sweep, cotangents do not fit, arguments share, and classes derive from containers.</summary>
public static class OperatorCorners
{
    private static int s_armed;

    public static void C_CotangentThatDoesNotFitIsForgotten()
    {
        static (double[] First, double[] Second) F(double[] x) => ([x[0] * x[1], x[0]], [x[1] * x[1]]);
        var pullback = Pullback(at: new[] { 2.0, 3 }, of: F);
        Check.Throws<ArgumentException>(() => pullback(([1, 1], [1, 2])));
        Check.Near(pullback(([1, 1], [1])), 4, 8);
    }

    public static void C_CotangentThatDoesNotFitWithLinksIsForgotten()
    {
        static double[][] F(double[][] x)
        {
            x[0][0] *= 2;
            return [x[0], x[1], [x[0][0] * x[1][0]]];
        }

        var pullback = Pullback(at: new double[][] { [2], [3] }, of: F);
        double[][][] unfit = [[[1], [1], [1, 2]], [[1], [1]], [[1], [1, 3], [1]]];
        foreach (double[][] cotangent in unfit)
        {
            Check.Throws<ArgumentException>(() => pullback(cotangent));
            double[][] g = pullback([[1], [1], [1]]);
            Check.Near(g[0], 8);
            Check.Near(g[1], 5);
        }
    }

    /// <summary>What the sweep left in shadows that only it knows would be added to the next cotangent.</summary>
    public static void C_PullbackThatThrewInTheMiddle()
    {
        s_armed = 0;
        var (_, pullback) = ValueWithPullback(at: Ring(), of: Relink);
        var before = pullback(2);
        for (int steps = 1; steps <= 4; steps++)
        {
            var other = Pullback(at: Ring(), of: Relink);
            s_armed = steps;
            Check.Throws<ArithmeticException>(() => other(3));
            s_armed = 0;
            Check.That(Check.Throws<InvalidOperationException>(() => other(2)).Message.Contains("exception", StringComparison.Ordinal), "the message says why");
            var again = pullback(2);
            Check.Bits(again.Value, before.Value);
            Check.Bits(again.Next!.Value, before.Next!.Value);
        }
    }

    /// <summary>All that was left is in the argument's shadow, which is cleared.</summary>
    public static void C_PullbackOfArraysThatThrewInTheMiddle()
    {
        static double F(double[] x)
        {
            double product = 1;
            for (int i = 0; i < x.Length; i++)
                x[i] = product = (product * x[i]) + Armed(x[i] * product);
            return product * x[0];
        }

        s_armed = 0;
        double[] at = [0.3, 0.4, 0.5, 0.6];
        double[] gradient = Gradient(at: at, of: F);
        var pullback = Pullback(at: at, of: F);
        for (int steps = 1; steps <= 4; steps++)
        {
            s_armed = steps;
            Check.Throws<ArithmeticException>(() => pullback(3));
            Check.Near(pullback(1), gradient);
            s_armed = steps;
            Check.Throws<ArithmeticException>(() => Gradient(at: at, of: F));
            Check.Bits(Gradient(at: at, of: F), gradient);
        }
    }

    public static void C_PullbackReturnsOnceWhatArgumentsShare()
    {
        static double F(double[] a, List<double[]> rows, Cell c)
        {
            a[0] *= 2;
            rows[1][1] += a[0] * c.Value;
            return rows[0][0] * a[1];
        }

        double[] shared = [1.5, 2.5];
        List<double[]> both = [shared, shared];
        var cell = new Cell { Value = 3 };
        var (gradient, _, _) = Gradient(at: (shared, both, cell), of: F);
        var pullback = Pullback(at: (shared, both, cell), of: F);
        for (int times = 1; times < 3; times++)
        {
            var (a, rows, c) = pullback(times);
            Check.Same(rows[0], a);
            Check.Same(rows[1], a);
            Check.Near(a, gradient[0] * times, gradient[1] * times);
            Check.Near(c.Value, 9.0 * times);
        }

        Check.That(!ReferenceEquals(pullback(1).Item1, pullback(1).Item1), "each call returns arrays of its own");
    }

    public static void C_ClassesDerivedFromContainers()
    {
        var prices = new Prices { ["a"] = 1, ["b"] = 2 };
        _ = prices.Values.Count;
        var g = Gradient<Dictionary<string, double>>(at: prices, of: d => d["a"] * d["b"] * d["b"]);
        Check.Near(g.Values, 4, 4);
        Check.Near(((Prices)g).Rate, 0);
        Check.Bits(prices.Values, 1, 2);

        var ranks = new Ranks { [3] = 1, [1] = 2 };
        var h = Gradient<SortedDictionary<int, double>>(at: ranks, of: d => d.Values.Sum(x => x * x));
        Check.Near(h.Values, 4, 2);
        Check.Bits(ranks.Values, 2, 1);
        Check.That(h is Ranks, "the gradient is of the same class");

        var sorted = new Sorted { [3] = 1, [1] = 2 };
        Check.Near(Gradient<SortedList<int, double>>(at: sorted, of: d => d.Values.Sum(x => x * x)).Values, 4, 2);
        Check.Bits(sorted.Values, 2, 1);
    }

    public static void C_ClassDerivedFromLinkedList()
    {
        var chain = new Chain();
        chain.AddLast(2);
        chain.AddLast(3);
        static double F(LinkedList<double> l)
        {
            double product = 1;
            for (var node = l.First; node is not null; node = node.Next)
                product *= node.Value;
            l.First!.Value = product;
            return product * l.First.Value;
        }

        var (value, g) = ValueWithGradient<LinkedList<double>>(at: chain, of: F);
        Check.Bits(value, 36);
        Check.Near(g, 36, 24);
        Check.Bits(chain, 2, 3);
        Check.Same(g.First!.List, g);
        var pullback = ValueWithPullback<LinkedList<double>, double>(at: chain, of: F).Pullback;
        Check.Near(pullback(1), 36, 24);
        Check.Near(pullback(-2), -72, -48);
    }

    public static void C_ClassesDerivedFromContainersInObjects()
    {
        var book = new Book { Values = new Ranks { [1] = 2, [2] = 3 }, Factors = new Stretched { 1, 2 } };
        static double F(Book b)
        {
            b.Values[1] *= b.Factors[1];
            b.Factors.Add(b.Values[1]);
            return b.Values[1] * b.Values[2] * b.Factors[^1];
        }

        var (value, g) = ValueWithGradient(at: book, of: F);
        Check.Bits(value, 48);
        Check.Near(g.Values.Values, 48, 16);
        Check.Near(g.Factors, 0, 48);
        Check.Bits(book.Values.Values, 2, 3);
        Check.Equal(book.Factors.Count, 2);
        var moved = Moved(book, along: g, by: 0.5);
        Check.Near(moved.Values.Values, 26, 11);
        Check.Near(((Stretched)moved.Factors).By, 2);
    }

    public static void C_FieldsOfManyKinds()
    {
        var item = new Special(1.25) { Start = 1.5, Rows = new List<double> { 1, 2 }, More = new[] { 3.0 }, Any = new[] { 4.0 }, Extra = (2, 0.5) };
        static double F(Special s) => s.All() * s.Rows[1] * s.More.Sum() * ((double[])s.Any)[0] * s.Extra!.Value.Factor;
        var (value, g) = ValueWithGradient(at: item, of: F);
        Check.Near(value, 1.25 * 2.5 * 1.5 * 2 * 3 * 4 * 0.5);
        Check.Near(g.Start, value / 1.5);
        Check.Near(g.Hidden, value / 1.25);
        Check.Near(g.OwnHidden, value / 2.5);
        Check.Near(g.Rows, 0, value / 2);
        Check.Near(g.More, value / 3);
        Check.Near((double[])g.Any, value / 4);
        Check.Near(g.Extra!.Value.Factor, value / 0.5);
        Check.Equal(g.Extra.Value.Count, 2);
        Check.Equal(g.Name, "special");
    }

    [Pullback(typeof(OperatorCorners), nameof(Armed))]
    private static double ArmedPullback(double x, double result, double cotangent) =>
        s_armed-- == 1 ? throw new ArithmeticException() : cotangent * Math.Cos(x);

    private static double Armed(double x) => Math.Sin(x);

    private static Cell Ring()
    {
        var first = new Cell { Value = 0.3 };
        first.Next = new Cell { Value = 0.5, Next = first };
        return first;
    }

    private static double Relink(Cell c)
    {
        double sum = 1;
        for (int i = 0; i < 4; i++)
        {
            var made = new Cell { Value = sum * c.Value, Next = c.Next };
            c.Next = made;
            sum += Armed(made.Value * (made.Next?.Value ?? 1));
            c.Value = sum;
            if (c.Next.Next is { } next)
            {
                next.Value *= sum;
                c = next;
            }
        }

        return sum * c.Value;
    }

    public sealed class Cell
    {
        public double Value { get; set; }

        public Cell? Next { get; set; }
    }

    public sealed class Prices : Dictionary<string, double>
    {
        public double Rate { get; set; } = 3;
    }

    public sealed class Ranks : SortedDictionary<int, double>;

    public sealed class Sorted : SortedList<int, double>;

    public sealed class Chain : LinkedList<double>;

    public sealed class Stretched : List<double>
    {
        public double By { get; set; } = 2;
    }

    public sealed class Book
    {
        public required SortedDictionary<int, double> Values { get; set; }

        public required List<double> Factors { get; set; }
    }

    public class Plain(double x)
    {
        private readonly double x = x;

        public double Hidden => x;

        public double Start { get; init; }

        public virtual double All() => x * Start;
    }

    public sealed class Special(double x) : Plain(x)
    {
        private readonly double x = x * 2;

        public double OwnHidden => x;

        public string Name { get; } = "special";

        public required IList<double> Rows { get; set; }

        public required IEnumerable<double> More { get; set; }

        public required object Any { get; set; }

        public (int Count, double Factor)? Extra { get; set; }

        public override double All() => base.All() * x;
    }
}
