using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group A of the cases restated from differentiable Swift: simple arithmetic and data flow.</summary>
public sealed class SimpleArithmetic
{
    private static double s_global;

    [Test]
    public void A1_Product()
    {
        Expect.Near(Gradient(at: (3.0, 4.0), of: Product), (4, 3));
        Expect.ValueAndGradient(ValueWithGradient(at: (3.0, 4.0), of: (double x, double y) => x * y), 12, (4, 3));
    }

    [Test]
    public void A3_NegatedPlus() => Expect.ValueAndGradient(ValueWithGradient(at: (3.0, 4.0), of: (x, y) => -x + y), 1, (-1, 1));

    [Test]
    public void A5_SameOperandTwice() => Expect.ValueAndGradient(ValueWithGradient(at: 100.0, of: x => x + x), 200, 2);

    [Test]
    public void A7_LocalFunctionAppliedToConstant()
    {
        static double Triple(double x, double y)
        {
            double h(double u) => 3 * u;
            return (3 * x) + (h(3) * y);
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (3.0, 4.0), of: Triple), Triple(3, 4), (3, 9));
        Expect.Near(Gradient(at: 3.0, of: x => Triple(x, 4)), 3);
    }

    [Test]
    public void A7_DelegateAppliedToConstant()
    {
        static double Triple(double x, double y)
        {
            Func<double, double> h = u => 3 * u;
            return (3 * x) + (h(3) * y);
        }

        Expect.ValueAndGradient(ValueWithGradient(at: (3.0, 4.0), of: Triple), Triple(3, 4), (3, 9));
    }

    [Test]
    public void A9_SumWithCotangentTen()
    {
        var (value, pullback) = ValueWithPullback(at: (4.0, 5.0), of: (double x, double y) => x + y);
        Expect.Bits(value, 9);
        Expect.Near(pullback(1), (1, 1));
        Expect.Near(pullback(10), (10, 10));
    }

    [Test]
    public void A11_ProductWithCotangentTen()
    {
        var (value, pullback) = ValueWithPullback(at: (4.0, 5.0), of: Product);
        Expect.Bits(value, 20);
        Expect.Near(pullback(10), (50, 40));
        Expect.Near(Pullback(at: (4.0, 5.0), of: Product)(10), (50, 40));
    }

    [Test]
    public void A13_AddingProduct()
    {
        static double AddingProduct(double a, double b, double c) => a + (b * c);

        Expect.Near(Gradient(at: (10.0, 3.0, 2.0), of: AddingProduct), (1, 2, 3));
        Expect.Near(Pullback(at: (10.0, 3.0, 2.0), of: AddingProduct)(2), (2, 4, 6));
    }

    [Test]
    public void A13_FusedMultiplyAdd()
    {
        static double AddingProduct(double a, double b, double c) => Math.FusedMultiplyAdd(b, c, a);

        Expect.Near(Gradient(at: (10.0, 3.0, 2.0), of: AddingProduct), (1, 2, 3));
        Expect.Near(Pullback(at: (10.0, 3.0, 2.0), of: AddingProduct)(2), (2, 4, 6));
    }

    [Test]
    public void A17_SameCalleeTwice() => Expect.ValueAndGradient(ValueWithGradient(at: 0.0, of: Quadruple), 0, 4);

    [Test]
    public void A19_GenericPair()
    {
        Expect.Near(Gradient(at: (3.0, 3.0), of: (x, y) => new Pair<double, double>(x, y).First), (1, 0));
        Expect.Near(Gradient(at: (3.0, 3.0), of: (x, y) => new Pair<double, double>(x, y).Second), (0, 1));
    }

    [Test]
    public void A21_SwapByTuple()
    {
        Expect.Near(Gradient(at: (3.0, 4.0), of: ProductOfSwapped), (4, 3));
        Expect.Near(Gradient(at: (5.0, 10.0), of: ProductOfSwapped), (10, 5));
    }

    [Test]
    public void A21_SwapByRule()
    {
        Expect.Near(Gradient(at: (3.0, 4.0), of: ProductOfSwappedByRule), (4, 3));
        Expect.Near(Gradient(at: (5.0, 10.0), of: ProductOfSwappedByRule), (10, 5));
    }

    [Test]
    public void A23_NestedTuple()
    {
        static double Inner(double x)
        {
            var t = (1.0, 1.0, ((x, 1.0), 1.0));
            return t.Item3.Item1.Item1;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: Inner), 3, 1);
    }

    [Test]
    public void A25_TupleElementsReassigned()
    {
        static double Fifth(double x)
        {
            var t = (x, 1.0);
            t.Item1 = t.Item1 * x;
            t.Item2 = t.Item1 * x;
            return t.Item1 * t.Item2;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: Fifth), 243, 405);
    }

    [Test]
    public void A27_GenericTuple()
    {
        static (T, T) Twice<T>(T x) => (x, x);

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: x => Twice(x).Item1), 3, 1);
    }

    [Test]
    public void A29_TupleWithIntegers()
    {
        static double Square(double x)
        {
            var t = (1, (1, x), x);
            return t.Item2.Item2 * t.Item3;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 4.0, of: Square), 16, 8);
    }

    [Test]
    public void A31_GlobalReadAfterSideEffect()
    {
        static double Scaled(double x)
        {
            s_global += 20;
            return s_global * x;
        }

        s_global = 10;
        Expect.ValueAndGradient(ValueWithGradient(at: 0.0, of: Scaled), 0, 30);
        Assert.That(s_global, Is.EqualTo(30));
    }

    [Test]
    public void A33_IntegerArgument()
    {
        static double Plus(double x, [NoDerivative] int y) => x + y;

        Expect.ValueAndGradient(ValueWithGradient(at: 2.0, of: x => Plus(x * x, 10)), 14, 4);
    }

    [Pullback(typeof(SimpleArithmetic), nameof(SwappedByRule))]
    internal static (double, double) SwappedPullback(double x, double y, (double, double) result, (double, double) cotangent) =>
        (cotangent.Item2, cotangent.Item1);

    internal static (double, double) SwappedByRule(double x, double y) => (y, x);

    private static double Product(double x, double y) => x * y;

    private static double Twice(double x) => 2 * x;

    private static double Quadruple(double x) => Twice(Twice(x));

    private static (double, double) Swapped(double x, double y) => (y, x);

    private static double ProductOfSwapped(double x, double y)
    {
        var (a, b) = Swapped(x, y);
        return a * b;
    }

    private static double ProductOfSwappedByRule(double x, double y)
    {
        var (a, b) = SwappedByRule(x, y);
        return a * b;
    }

    private readonly struct Pair<T1, T2>(T1 first, T2 second)
    {
        public T1 First { get; } = first;

        public T2 Second { get; } = second;
    }
}
