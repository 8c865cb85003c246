using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Where operators are called from, what they are given, and how what they return behaves.</summary>
public sealed class Operators
{
    private static readonly Func<double, double> s_slope = Gradient(of: x => x * x * x);

    private readonly double _fromConstructor;

    public Operators() => _fromConstructor = Gradient(at: 3.0, of: Square);

    private static double Slope => Gradient(at: 5.0, of: Square);

    [Test]
    public void InConstructorsPropertiesFieldsAndLambdas()
    {
        Expect.Near(_fromConstructor, 6);
        Expect.Near(Slope, 10);
        Expect.Near(s_slope(2), 12);
        Func<double, double> lambda = x => Gradient(at: x, of: Square);
        Expect.Near(lambda(7), 14);
        Expect.Near(new[] { 1.0, 2 }.Select(x => Gradient(at: x, of: y => Math.Exp(y))).Sum(), Math.E + Math.Exp(2));
    }

    [Test]
    public void LambdasInLoopsWhoseClosureKeepsTheDelegate()
    {
        double scale = 2;
        double sum = 0;
        for (int i = 1; i < 4; i++)
        {
            sum += Gradient(at: i * 1.0, of: x => scale * x * x);
            var (value, gradient) = ValueWithGradient(at: new[] { 1.0, i }, of: x => scale * x[0] * x[1]);
            sum += value + gradient[1];
            scale += 1;
        }

        Expect.Near(sum, 4 + 4 + 12 + 9 + 24 + 16);
    }

    [Test]
    public void LambdaInLoopThatIsAlsoStored()
    {
        double scale = 2;
        double sum = 0;
        for (int i = 1; i < 3; i++)
        {
            DifferentiableFunc<double, double> f = x => scale * x * x;
            sum += Gradient(at: i * 1.0, of: f) + f(1);
            scale += 1;
        }

        Expect.Near(sum, 4 + 2 + 12 + 3);
    }

    [Test]
    public void Curried()
    {
        var gradient = Gradient(of: (double x) => Math.Sin(x) * x);
        Expect.Near(gradient(0.5), Math.Sin(0.5) + (0.5 * Math.Cos(0.5)));
        Expect.Near(gradient(1.5), Math.Sin(1.5) + (1.5 * Math.Cos(1.5)));
        var pair = Gradient(of: (double x, double y) => x * y);
        Expect.Near(pair(3, 4), (4, 3));
        var both = ValueWithGradient(of: (double x) => x * x);
        Expect.ValueAndGradient(both(3), 9, 6);
    }

    [Test]
    public void StoredFunctions()
    {
        DifferentiableFunc<double, double> f = x => x * x;
        DifferentiableFunc<double, double>[] functions = [Square, Math.Sin, x => 3 * x, f];
        Expect.Near(functions.Select(g => Gradient(at: 2.0, of: g)).Sum(), 4 + Math.Cos(2) + 3 + 4);
        Expect.Near(f(3), 9);
        Func<double, double> plain = f.Invoke;
        Expect.Near(plain(3), 9);
    }

    [Test]
    public void FunctionsOfFunctions()
    {
        static double SlopeOf(DifferentiableFunc<double, double> f, double x) => Gradient(at: x, of: f);

        Expect.Near(SlopeOf(x => x * x, 3), 6);
        Expect.Near(SlopeOf(Square, 4), 8);
        double k = 5;
        Expect.Near(SlopeOf(x => k * x, 4), 5);
    }

    [Test]
    public void CapturedVariablesAreConstants()
    {
        double k = 3;
        var (value, slope) = ValueWithGradient(at: 2.0, of: x => k * x * x);
        Expect.ValueAndGradient((value, slope), 12, 12);
        k = 10;
        Expect.Near(Gradient(at: 2.0, of: x => k * x * x), 40);
        Expect.Near(Gradient(at: 2.0, of: Scaled), 4 * _fromConstructor);

        double Scaled(double x) => _fromConstructor * x * x;
    }

    [Test]
    public void InstanceMethodGroup() => Expect.Near(Gradient(at: 2.0, of: TimesField), 6);

    [Test]
    public void PullbacksKeepTheirPoint()
    {
        var pullbacks = new List<Pullback<double, double>>();
        for (int i = 1; i <= 3; i++)
            pullbacks.Add(Pullback(at: (double)i, of: Repeated));
        for (int i = 3; i >= 1; i--)
            Numeric.Slope(Repeated, i, pullbacks[i - 1](1));
        for (int i = 1; i <= 3; i++)
            Expect.Near(pullbacks[i - 1](-2), -2 * Gradient(at: (double)i, of: Repeated));
    }

    [Test]
    public void PullbackSurvivesGradientsInBetween()
    {
        var pullback = Pullback(at: 1.2, of: Repeated);
        double before = pullback(1);
        Gradient(at: 0.3, of: Repeated);
        Pullback(at: 0.4, of: Repeated)(1);
        Expect.Bits(pullback(1), before);
    }

    [Test]
    public void ExceptionLeavesTheNextGradientRight()
    {
        static double F(double x, double limit)
        {
            double r = x;
            for (int i = 0; i < 10; i++)
            {
                r = Math.Sin(r) * r * x;
                if (i == 5 && x > limit)
                    throw new InvalidOperationException("too large");
            }

            return r;
        }

        double expected = Gradient(at: 1.1, of: x => F(x, 2));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(() => Gradient(at: 1.1, of: x => F(x, 1)), Throws.InvalidOperationException.With.Message.EqualTo("too large"));
            Assert.That(() => ValueWithPullback(at: 1.1, of: x => F(x, 1)), Throws.InvalidOperationException);
            Expect.Bits(Gradient(at: 1.1, of: x => F(x, 2)), expected);
        }

        Numeric.Slope(x => F(x, 2), 1.1, expected);
    }

    [Test]
    public void ExceptionOutOfRecursion()
    {
        static double F(double x, int depth) =>
            depth == 0 ? (x > 5 ? throw new ArgumentException("deep") : x) : Math.Sin(F(x + 1, depth - 1)) * x;

        Assert.That(() => Gradient(at: 4.0, of: x => F(x, 3)), Throws.ArgumentException);
        Numeric.Agrees(ValueWithGradient(at: 1.0, of: x => F(x, 3)), x => F(x, 3), 1);
    }

    [Test]
    public void OnSeveralThreads()
    {
        double expected = Gradient(at: 1.2, of: Repeated);
        Parallel.For(0, 200, _ => Expect.Bits(Gradient(at: 1.2, of: Repeated), expected));
    }

    [Test]
    public void GradientDescent()
    {
        double x = 5, y = -3;
        for (int i = 0; i < 200; i++)
        {
            var (dx, dy) = Gradient(at: (x, y), of: (x, y) => ((x - 1) * (x - 1)) + (2 * (y + 0.5) * (y + 0.5)));
            x -= 0.1 * dx;
            y -= 0.1 * dy;
        }

        Expect.Near((x, y), (1, -0.5));
    }

    private static double Square(double x) => x * x;

    private double TimesField(double x) => _fromConstructor * x;

    private static double Repeated(double x)
    {
        double r = x;
        for (int i = 0; i < 5; i++)
            r = (Math.Sin(r) * x) + (r * 0.5);
        return r;
    }
}
