using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>
/// The reference-parameter rows of group G of the cases restated from differentiable Swift, and those of its generic rows that concern structs.
/// </summary>
public sealed class References
{
    [TestCase(3, 4)]
    [TestCase(5, 10)]
    public void G1_Swap(double x, double y)
    {
        static void Swap(ref double a, ref double b) => (a, b) = (b, a);

        static double F(double x, double y)
        {
            var t = (x, y);
            Swap(ref t.x, ref t.y);
            return t.x * t.y;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (x, y), of: F), x * y, (y, x));
    }

    [TestCase(3, 4)]
    [TestCase(5, 10)]
    public void G1_GenericSwap(double x, double y)
    {
        static double F(double x, double y)
        {
            Swap(ref x, ref y);
            return x * y;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (x, y), of: F), x * y, (y, x));
    }

    [TestCase(3, 4)]
    [TestCase(5, 10)]
    public void G1_SwapReturningProduct(double x, double y)
    {
        static double SwapAndMultiply(ref double a, ref double b)
        {
            double t = a;
            a = b;
            b = t;
            return a * b;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (x, y), of: (x, y) => SwapAndMultiply(ref x, ref y)), x * y, (y, x));
    }

    [Test]
    public void G3_AddInPlace()
    {
        static void AddTo(ref double r, double y) => r += y;

        static double F(double x, double y)
        {
            double r = x;
            AddTo(ref r, y);
            return r;
        }

        Expect.Near(Gradient(at: (4.0, 5.0), of: F), (1, 1));
        Expect.Near(Pullback(at: (4.0, 5.0), of: F)(10), (10, 10));
    }

    [Test]
    public void G3_Identity()
    {
        static void Nothing(ref double r)
        {
        }

        static double F(double x)
        {
            double r = x;
            Nothing(ref r);
            return r;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 4.0, of: F), 4, 1);
        Expect.Near(Pullback(at: 4.0, of: F)(10), 10);
    }

    [Test]
    public void G5_AdjustStruct()
    {
        static double Adjusted(Two m)
        {
            Adjust(ref m, 5);
            return m.First;
        }

        static double AdjustedAsSecondParameter(Two m)
        {
            AdjustSecond(5, ref m);
            return m.First;
        }

        var first = Gradient(at: new Two { First = 1, Second = 3 }, of: Adjusted);
        Expect.Near((first.First, first.Second), (0, 5));
        var second = Gradient(at: new Two { First = 1, Second = 3 }, of: AdjustedAsSecondParameter);
        Expect.Near((second.First, second.Second), (0, 5));
    }

    [Test]
    public void G7_GenericAssignment()
    {
        static T Assign<T>(T x, ref T y)
        {
            y = x;
            return y;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (2.0, 3.0), of: (x, y) => Assign(x, ref y)), 2, (1, 0));
    }

    [TestCase(0, 0, 0, 12)]
    [TestCase(1, 1, 1, 34)]
    [TestCase(2, 4, 2, 56)]
    public void G9_QuadraticByInterface(double x, double da, double db, double slope)
    {
        var (q, dx) = Gradient(at: (new Quadratic { A = 11, B = 12, C = 13 }, x), of: (Quadratic q, double x) => Apply(q, x));
        Expect.Near((q.A, q.B, q.C), (da, db, 1));
        Expect.Near(dx, slope);
    }

    [Test]
    public void G11_ScaleByInterface() => Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => Apply(new Fivefold(), x)), 15, 5);

    private static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);

    private static void Adjust(ref Two m, double k)
    {
        m.First = m.Second * k;
        if (k > 1000)
            m.First = 0;
    }

    private static void AdjustSecond(double k, ref Two m)
    {
        m.First = m.Second * k;
        if (k > 1000)
            m.First = 0;
    }

    private static double Apply<TFunction>(TFunction f, double x)
        where TFunction : struct, IFunction => f.Of(x);

    private interface IFunction
    {
        double Of(double x);
    }

    private struct Two
    {
        public double First;
        public double Second;
    }

    private struct Quadratic : IFunction
    {
        public double A;
        public double B;
        public double C;

        public readonly double Of(double x) => (A * x * x) + (B * x) + C;
    }

    private readonly struct Fivefold : IFunction
    {
        public double Of(double x) => 5 * x;
    }
}
