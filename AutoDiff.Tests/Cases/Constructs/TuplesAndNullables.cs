using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Tuples, deconstruction, and numbers that may be missing.</summary>
public sealed class TuplesAndNullables
{
    [Test]
    public void TupleArgument()
    {
        var (value, g) = ValueWithGradient(at: (2.0, 3.0), of: ((double X, double Y) p) => p.X * p.X * p.Y);
        Expect.Bits(value, 12);
        Expect.Near(g, (12, 4));
    }

    [Test]
    public void TupleResult()
    {
        var (value, pullback) = ValueWithPullback(at: (2.0, 3.0), of: (double x, double y) => (x * y, x + y));
        Assert.That(value, Is.EqualTo((6.0, 5.0)));
        Expect.Near(pullback((1, 0)), (3, 2));
        Expect.Near(pullback((0, 1)), (1, 1));
        Expect.Near(pullback((10, -1)), (29, 19));
    }

    [Test]
    public void SwapByDeconstruction()
    {
        static double F(double x, double y)
        {
            for (int i = 0; i < 3; i++)
                (x, y) = (y, x * y);
            (double a, (double b, _)) = (x, (y, 7));
            return a - (b * b);
        }

        Numeric.Agrees(ValueWithGradient(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
        Numeric.Agrees(ValueWithPullback(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
    }

    [Test]
    public void UserDeconstruct()
    {
        static double F(double x, double y)
        {
            var (sum, product) = new Two(x, y);
            return sum * product;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
        Numeric.Agrees(ValueWithPullback(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
    }

    [Test]
    public void TupleWithMoreThanSevenElements()
    {
        static double F(double x, double y)
        {
            var t = (x, y, x * y, 1.0, x, y, 2.0, x + y, y);
            return (t.Item3 * t.Item8) + (t.Item9 * t.Item1);
        }

        Numeric.Agrees(ValueWithGradient(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
    }

    [Test]
    public void TupleReturningCalls()
    {
        static (double Min, double Max) Sorted(double a, double b) => a < b ? (a, b) : (b, a);

        static double F(double x, double y)
        {
            var (low, high) = Sorted(x, y);
            var range = Sorted(low * high, high);
            return range.Max - (range.Min * low);
        }

        foreach (var at in new[] { (0.9, 1.4), (1.4, 0.9) })
            Numeric.Agrees(ValueWithPullback(at: at, of: F), F, at);
    }

    [Test]
    public void TupleEquality()
    {
        static double F(double x, double y) => (x, y) == (1.0, 2.0) ? x * y : (x, y) != (y, x) ? x - y : x;

        Expect.ValueAndGradient(ValueWithGradient(at: (1.0, 2.0), of: F), 2, (2, 1));
        Expect.ValueAndGradient(ValueWithGradient(at: (3.0, 2.0), of: F), 1, (1, -1));
        Expect.ValueAndGradient(ValueWithGradient(at: (2.0, 2.0), of: F), 2, (1, 0));
    }

    [TestCase(2.0, null)]
    [TestCase(2.0, 5.0)]
    public void OptionalFactor(double x, double? factor)
    {
        static double F(double x, double? factor)
        {
            double k = factor ?? 3;
            double? product = factor * x;
            return (k * x * x) + (product ?? 1) + (factor.HasValue ? factor.Value * x : 0) + factor.GetValueOrDefault(2);
        }

        Numeric.Agrees(ValueWithGradient(at: x, of: x => F(x, factor)), x => F(x, factor), x);
    }

    [TestCase(2)]
    [TestCase(-2)]
    public void OptionalIntermediate(double x)
    {
        static double? Root(double x) => x < 0 ? null : Math.Sqrt(x);

        static double F(double x)
        {
            double? root = Root(x);
            return root is { } r ? r * x : -x;
        }

        Numeric.Agrees(ValueWithGradient(at: x, of: F), F, x);
        Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    private readonly struct Two(double a, double b)
    {
        public void Deconstruct(out double sum, out double product)
        {
            sum = a + b;
            product = a * b;
        }
    }
}
