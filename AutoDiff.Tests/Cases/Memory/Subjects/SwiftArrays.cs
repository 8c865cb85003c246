using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Group E of the cases restated from differentiable Swift: arrays.</summary>
public static class SwiftArrays
{
    public static void C_E1_Identity()
    {
        static double[] Identity(double[] x) => x;
        var (value, pullback) = ValueWithPullback(at: new[] { 5.0, 6, 7, 8 }, of: Identity);
        Check.Bits(value, 5, 6, 7, 8);
        Check.Near(pullback([1, 2, 3, 4]), 1, 2, 3, 4);
    }

    public static void C_E3_Literal()
    {
        static double[] TwoElements(double x, double y) => [x, y];
        var (value, pullback) = ValueWithPullback(at: (1.0, 1.0), of: TwoElements);
        Check.Bits(value, 1, 1);
        Expect(pullback([1, 2]), (1, 2));
    }

    public static void C_E5_ElementsTwice()
    {
        static double Twice(double x, double y)
        {
            double[] a = [x * y, x * y];
            double[] b = [a[0], a[1]];
            return b[0] + b[1];
        }

        Expect(Gradient(at: (3.0, 4.0), of: Twice), (8, 6));
    }

    public static void C_E7_ElementsOfStruct()
    {
        static double First(S s)
        {
            double[] a = [s.X, s.Y];
            return a[0];
        }

        static double Product(S s)
        {
            double[] a = [s.X, s.Y];
            return a[0] * a[1];
        }

        var g = Gradient(at: new S { X = 3, Y = 4 }, of: First);
        Expect((g.X, g.Y), (1, 0));
        g = Gradient(at: new S { X = 3, Y = 4 }, of: Product);
        Expect((g.X, g.Y), (4, 3));
    }

    public static void C_E9_Nested()
    {
        static double NestedArray(double x, double y)
        {
            double[][][][] a = [[[[x, y]]]];
            return a[0][0][0][0] + a[0][0][0][1];
        }

        Expect(Gradient(at: (3.0, 4.0), of: NestedArray), (1, 1));
    }

    public static void C_E11_Convoluted()
    {
        static double[] Convoluted(double x, double y)
        {
            double[] a = [.. (double[])[x], .. (double[])[]];
            double[] b = [.. a, .. (double[])[y]];
            List<double> c = [.. b];
            return [.. c.Take(1), .. b[1..]];
        }

        var (value, pullback) = ValueWithPullback(at: (3.0, 4.0), of: Convoluted);
        Check.Bits(value, 3, 4);
        Expect(pullback([1, 1]), (1, 1));
    }

    public static void C_E13_TypeInitialisedByElements()
    {
        static double F(double x, double y)
        {
            FirstOnly first = [x, y];
            return first.Element;
        }

        Expect(Gradient(at: (1.0, 1.0), of: F), (1, 0));
    }

    public static void C_E15_CompoundConcatenation()
    {
        static double[] F(double x, double y)
        {
            List<double> a = [];
            a.AddRange([x]);
            a.AddRange([y]);
            return [.. a];
        }

        var (value, pullback) = ValueWithPullback(at: (3.0, 4.0), of: F);
        Check.Bits(value, 3, 4);
        Expect(pullback([1, 1]), (1, 1));
    }

    public static void C_E17_IdentityByLoops()
    {
        static double[] ByConcatenation(double[] x)
        {
            double[] r = [];
            for (int i = 0; i < x.Length; i++)
                r = [.. r, x[i]];
            return r;
        }

        static double[] ByResize(double[] x)
        {
            double[] r = [];
            foreach (double v in x)
            {
                Array.Resize(ref r, r.Length + 1);
                r[^1] = v;
            }

            return r;
        }

        static List<double> ByAdding(double[] x)
        {
            var r = new List<double>();
            foreach (double v in x)
                r.Add(v);
            return r;
        }

        double[] at = [1, 2, 3];
        Check.Near(Pullback(at: at, of: ByConcatenation)([4, -5, 6]), 4, -5, 6);
        Check.Near(Pullback(at: at, of: ByResize)([4, -5, 6]), 4, -5, 6);
        Check.Near(Pullback(at: at, of: ByAdding)([4, -5, 6]), 4, -5, 6);
    }

    public static void C_E19_RepeatedValue()
    {
        static double Filled(double x)
        {
            var a = new double[10];
            Array.Fill(a, x);
            double sum = 0;
            foreach (double v in a)
                sum += v;
            return sum;
        }

        static double Repeated(double x) => Enumerable.Repeat(x, 10).ToArray().Sum();

        Check.Near(Gradient(at: 0.0, of: Filled), 10);
        Check.Near(Pullback(at: 0.0, of: Filled)(2), 20);
        Check.Near(Gradient(at: 0.0, of: Repeated), 10);
        Check.Near(Pullback(at: 0.0, of: Repeated)(2), 20);
    }

    public static void C_E21_ProductByReduction()
    {
        static double Product(double[] x) => x.Aggregate(1.0, (a, b) => a * b);
        Check.Near(Gradient(at: new double[] { 0 }, of: Product), 1);
        Check.Near(Gradient(at: new double[] { 1 }, of: Product), 1);
        Check.Near(Gradient(at: new double[] { 1, 2, 3, 4, 5 }, of: Product), 120, 60, 40, 30, 24);
    }

    public static void C_E23_MovedByZero()
    {
        double[] x = [1, 2];
        Check.Bits(Moved(x, along: Zero(x)), 1, 2);
        double[] none = [];
        Check.Bits(Moved(none, along: Zero(none)));
        Move(ref x, along: [0, 0]);
        Check.Bits(x, 1, 2);
    }

    public static void C_E25_ArrayOfWrappers()
    {
        static double F(double[] x)
        {
            var wrapped = new List<Wrapper>();
            foreach (double v in x)
                wrapped.Add(new Wrapper(v));
            return wrapped[0].Stored;
        }

        Check.Near(Gradient(at: new double[] { 10 }, of: F), 1);
    }

    public static void C_E27_Gather()
    {
        int[] index = [0, 2, 2, 1, 2];
        double[] Gather(double[] a)
        {
            var r = new double[index.Length];
            for (int i = 0; i < r.Length; i++)
                r[i] = a[index[i]];
            return r;
        }

        var (value, pullback) = ValueWithPullback(at: new[] { 10.0, 20, 30, 40 }, of: Gather);
        Check.Bits(value, 10, 30, 30, 20, 30);
        Check.Near(pullback([1, 2, 3, 4, 5]), 1, 4, 10, 0);
    }

    private static void Expect((double X, double Y) actual, (double X, double Y) expected)
    {
        Check.Near(actual.X, expected.X);
        Check.Near(actual.Y, expected.Y);
    }

    private struct S
    {
        public double X;
        public double Y;
    }

    private sealed class Wrapper(double stored)
    {
        public double Stored { get; } = stored;
    }

    [System.Runtime.CompilerServices.CollectionBuilder(typeof(SwiftArrays), nameof(MakeFirstOnly))]
    private sealed class FirstOnly(double element)
    {
        public double Element { get; } = element;

        public IEnumerator<double> GetEnumerator()
        {
            yield return Element;
        }
    }

    private static FirstOnly MakeFirstOnly(ReadOnlySpan<double> elements) => new(elements[0]);
}
