using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Derivatives that the user provides, and stops. Where a rule is to be seen at work it is deliberately not the true derivative.</summary>
public sealed class UserRules
{
    private static int s_differentials;

    [Test]
    public void PullbackOfOneArgument()
    {
        Expect.Near(Gradient(at: 2.0, of: Tenfold), 1000);
        Expect.Near(Gradient(at: 2.0, of: x => x * Tenfold(x)), 20 + (2 * 1000));
        Expect.Near(Pullback(at: 2.0, of: Tenfold)(-3), -3000);
    }

    [Test]
    public void PullbackOfSeveralArguments()
    {
        static double F(double x, double y) => Mixed(x * x, 3, y);

        var (value, gradient) = ValueWithGradient(at: (2.0, 5.0), of: F);
        Expect.Bits(value, F(2, 5));
        Expect.Near(gradient, (300 * 4, 30));
        Expect.Near(Gradient(at: 2.0, of: x => F(x, 5)), 1200);
    }

    [Test]
    public void PullbackThatReadsTheResult()
    {
        Expect.ValueAndGradient(ValueWithGradient(at: 9.0, of: Root), 3, 1 / 6.0);
        static double Loop(double x)
        {
            for (int i = 0; i < 3; i++)
                x = Root(x) + x;
            return x;
        }

        Numeric.Agrees(ValueWithGradient(at: 9.0, of: Loop), Loop, 9);
        Numeric.Agrees(ValueWithPullback(at: 9.0, of: Loop), Loop, 9);
    }

    [Test]
    public void DerivativeReturningPullback()
    {
        Expect.Near(Gradient(at: 2.0, of: WithClosure), 700);
        Expect.Near(Gradient(at: 2.0, of: x => WithClosure(x) * x), (8 + (700 * 2)));
        Expect.Near(Pullback(at: 2.0, of: WithClosure)(2), 1400);
    }

    [Test]
    public void DerivativeReturningPullbackOfTwo()
    {
        Expect.Near(Gradient(at: (2.0, 3.0), of: TwoWithClosure), (33, 22));
        Expect.Near(Gradient(at: 2.0, of: x => TwoWithClosure(x, 3)), 33);
    }

    [Test]
    public void DerivativeReturningDifferential()
    {
        Expect.Near(Gradient(at: 2.0, of: WithDifferential), 40);
        Expect.Near(Gradient(at: 2.0, of: x => WithDifferential(x * x)), 80 * 4);
        Assert.That(s_differentials, Is.Positive);
    }

    [Test]
    public void RuleForInstanceMethodAndOperator()
    {
        static double F(double x)
        {
            var d = new Distance(x);
            return (d + d).Doubled();
        }

        Expect.Near(Gradient(at: 5.0, of: F), 2 * 10 * 7);
    }

    [Test]
    public void MethodWithoutDerivative()
    {
        static double F(double x) => x * Constant(x);

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: F), 27, 9);
    }

    [Test]
    public void ParameterWithoutDerivative()
    {
        static double Weighted(double x, [NoDerivative] double weight) => x * weight;

        static double F(double x) => Weighted(x, x * x);

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: F), 27, 9);
    }

    [Test]
    public void PropertyWithoutDerivative()
    {
        var part = new Part { Length = 2, Density = 5 };
        var g = Gradient(at: part, of: p => p.Length * p.Length * p.Density);
        Expect.Near((g.Length, g.Density), (20, 0));
    }

    [Test]
    public void WithDerivativeScalesClipsAndPrints()
    {
        var seen = new List<double>();
        double F(double x)
        {
            double y = WithDerivative(x * x, d =>
            {
                seen.Add(d);
                return Math.Clamp(d, -1, 1);
            });
            return 5 * y;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: 3.0, of: F), 45, 6);
        Assert.That(seen, Is.EqualTo(new[] { 5.0 }));
        var (_, pullback) = ValueWithPullback(at: 3.0, of: F);
        Expect.Near(pullback(0.1), 0.5 * 6);
        Expect.Near(pullback(-10), -6);
    }

    [Test]
    public void WithDerivativeInLoop()
    {
        static double F(double x)
        {
            double r = x;
            for (int i = 0; i < 4; i++)
                r = WithDerivative(r, d => 0.5 * d) * x;
            return r;
        }

        // r(n+1) = r(n)·x, of which the cotangent to r(n) is halved.
        double r = 1.5, slope = 1;
        for (int i = 0; i < 4; i++)
            (r, slope) = (r * 1.5, (0.5 * slope * 1.5) + r);
        Expect.ValueAndGradient(ValueWithGradient(at: 1.5, of: F), r, slope);
    }

    [Test]
    public void WithoutDerivativeOfStruct()
    {
        static double F(Part p)
        {
            var constant = WithoutDerivative(p);
            return constant.Length * p.Length;
        }

        Expect.Near(Gradient(at: new Part { Length = 3 }, of: F).Length, 3);
    }

    [Pullback(typeof(UserRules), nameof(Tenfold))]
    internal static double TenfoldPullback(double x, double result, double cotangent) => 1000 * cotangent;

    internal static double Tenfold(double x) => 10 * x;

    [Pullback(typeof(UserRules), nameof(Mixed))]
    internal static (double, double) MixedPullback(double x, int n, double y, double result, double cotangent) => (100 * n * cotangent, 10 * n * cotangent);

    internal static double Mixed(double x, int n, double y) => (x * n) + y;

    [Pullback(typeof(UserRules), nameof(Root))]
    internal static double RootPullback(double x, double result, double cotangent) => cotangent / (2 * result);

    internal static double Root(double x) => Math.Sqrt(x);

    [Derivative(typeof(UserRules), nameof(WithClosure))]
    internal static (double Value, Func<double, double> Pullback) WithClosureDerivative(double x)
    {
        double value = WithClosure(x);
        return (value, d => 7 * d * 100);
    }

    internal static double WithClosure(double x) => x * x * x;

    [Derivative(typeof(UserRules), nameof(TwoWithClosure))]
    internal static (double Value, Func<double, (double, double)> Pullback) TwoDerivative(double x, double y) =>
        (x * y, d => (11 * y * d, 11 * x * d));

    internal static double TwoWithClosure(double x, double y) => x * y;

    [Derivative(typeof(UserRules), nameof(WithDifferential))]
    internal static (double Value, Func<double, double> Differential) WithDifferentialDerivative(double x)
    {
        s_differentials++;
        return (x * x, dx => 20 * x * dx);
    }

    internal static double WithDifferential(double x) => x * x;

    [NoDerivative]
    internal static double Constant(double x) => x * x;

    internal readonly struct Distance(double metres)
    {
        public double Metres { get; } = metres;

        public static Distance operator +(Distance a, Distance b) => new(a.Metres + b.Metres);

        public double Doubled() => 2 * Metres;

        [Pullback(typeof(Distance), nameof(Doubled))]
        internal static Distance DoubledPullback(Distance self, double result, double cotangent) => new(7 * cotangent);

        [Pullback(typeof(Distance), "op_Addition")]
        internal static (Distance, Distance) AdditionPullback(Distance a, Distance b, Distance result, Distance cotangent) =>
            (new(10 * cotangent.Metres), new(10 * cotangent.Metres));
    }

    private struct Part
    {
        public double Length { get; set; }

        [NoDerivative]
        public double Density { get; set; }
    }
}
