using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>The operators of forward mode: closed forms, what they take and return, and that they allocate nothing for numbers and structs.</summary>
public sealed class ForwardDerivatives
{
    private const double X = 0.7;

    [Test]
    public void OfOneNumber()
    {
        Expect.Near(Derivative(at: X, of: x => Math.Sin(x) * x), (Math.Cos(X) * X) + Math.Sin(X));
        Expect.Near(Derivative(at: X, of: x => 3 / x), -3 / (X * X));
        Expect.Near(Derivative(at: X, of: x => x / (1 + (x * x))), (1 - (X * X)) / ((1 + (X * X)) * (1 + (X * X))));
        Expect.Near(Derivative(at: X, of: x => Math.Pow(x, 3) + Math.Exp(2 * x)), (3 * X * X) + (2 * Math.Exp(2 * X)));
        Expect.Near(Derivative(at: X, of: x => Math.Max(x, 1 - x) + (x % 0.3)), 2);
        Expect.Near(Derivative(at: 0.7f, of: (float x) => MathF.Sqrt(x) * x), 1.5f * MathF.Sqrt(0.7f));
        Expect.Near(Derivative(at: 0.7f, of: (float x) => (float)((double)x * x)), 1.4f);
    }

    [Test]
    public void BranchesLoopsAndCalls()
    {
        Expect.Near(Derivative(at: X, of: x => x > 0.5 ? x * x : -x), 2 * X);
        Expect.Near(Derivative(at: X, of: x => Power(x, 5)), 5 * Math.Pow(X, 4));
        Expect.Near(Derivative(at: X, of: x => Recursive(x, 4)), Derivative(at: X, of: x => Math.Sin(Math.Sin(Math.Sin(Math.Sin(x))))));
        Expect.Near(Derivative(at: X, of: x => Swapped(x, 3)), (6 * X) - (3 / (X * X)));
        Expect.Near(Derivative(at: 0.5, of: Caught), 6 * 0.25);
        Expect.Near(Derivative(at: 1.5, of: Caught), (3 * 2.25) + (6 * 1.5));
    }

    [Test]
    public void TheValueIsTheOriginals()
    {
        var (value, derivative) = ValueWithDerivative(at: X, of: Slowly);
        Expect.Bits(value, Slowly(X));
        Expect.Near(derivative, Gradient(at: X, of: Slowly));
    }

    [Test]
    public void OfCurves()
    {
        var (x, y) = Derivative(at: X, of: t => (Math.Cos(t), Math.Sin(t)));
        Expect.Near(x, -Math.Sin(X));
        Expect.Near(y, Math.Cos(X));
        Assert.That(Derivative(at: X, of: t => new[] { t, t * t, 3 }), Is.EqualTo(new[] { 1, 2 * X, 0 }).Within(1e-12));
        var (at, along) = ValueWithDerivative(at: X, of: t => new Pair { A = t * t, B = 2 });
        Expect.Near(at.A, X * X);
        Expect.Near(along.A, 2 * X);
        Expect.Near(along.B, 0);
    }

    [Test]
    public void AsFunctions()
    {
        Expect.Near(Derivative(of: x => x * x * x)(X), 3 * X * X);
        Expect.Near(Derivative(of: Slowly)(X), Derivative(at: X, of: Slowly));
        Expect.Near(ValueWithDerivative(of: (float x) => x * x)(0.7f).Derivative, 1.4f);
        double factor = 3;
        Expect.Near(Derivative(of: x => factor * x)(X), 3);
    }

    [Test]
    public void InDirections()
    {
        Expect.Near(JacobianVectorProduct(at: (X, 0.2), along: (1, 2), of: (double x, double y) => x * y), 0.2 + (2 * X));
        Expect.Near(JacobianVectorProduct(at: (1.0, 2.0, 3.0), along: (1, 0, -1), of: (double x, double y, double z) => x * y * z), 6 - 2);
        var turned = JacobianVectorProduct(at: new Pair { A = 1, B = 2 }, along: new Pair { A = 3, B = 4 },
            of: (Pair p) => new Pair { A = -p.B, B = p.A * p.B });
        Expect.Near((turned.A, turned.B), (-4.0, 10.0));
        double[] at = [1, 2, 3], along = [1, 0, 2];
        Assert.That(JacobianVectorProduct(at: at, along: along, of: (double[] x) => new[] { x[0] * x[1], x[2] }), Is.EqualTo(new[] { 2.0, 2 }));
        Expect.Near(JacobianVectorProduct(at: at, along: along, of: InPlace), (2 * 1 * 2 * 3) + (2 * 2 * 1));
        Assert.That((at, along), Is.EqualTo((new double[] { 1, 2, 3 }, new double[] { 1, 0, 2 })), "the inputs are read only");
        var (value, tangent) = ValueWithJacobianVectorProduct(at: at, along: along, of: (double[] x) => x.Where(v => v > 1).Select(v => v * v).Sum());
        Expect.Near((value, tangent), (13.0, 12.0));
    }

    [Test]
    public void WhatIsReturnedIsNotWhatWasGiven()
    {
        double[] along = [1, 2];
        double[] same = JacobianVectorProduct(at: [3.0, 4.0], along: along, of: (double[] x) => x);
        Assert.That(same, Is.EqualTo(along).And.Not.SameAs(along));
    }

    [Test]
    public void DifferentialsCanBeCalledAgain()
    {
        double[] at = [1, 2];
        var (value, differential) = ValueWithDifferential(at: at, of: (double[] x) => new[] { x[0] * x[1], x[0] });
        at[0] = 100;
        Assert.That(value, Is.EqualTo(new double[] { 2, 1 }));
        Assert.That(differential([1, 1]), Is.EqualTo(new double[] { 3, 1 }));
        Assert.That(differential([0, 1]), Is.EqualTo(new double[] { 1, 0 }));
        Expect.Near(Differential(at: (2.0, 3.0), of: (double x, double y) => x * y)((1, 10)), 23);
    }

    [Test]
    public void FunctionsCarryTheirDifferentials()
    {
        DifferentiableFunc<double, double> cube = x => x * x * x;
        Expect.Near(Derivative(at: 2.0, of: cube), 12);
        Expect.Near(Derivative(at: 2.0, of: Twice(cube)), 24);
        Expect.Near(Derivative(of: cube)(3), 27);
    }

    [Test]
    public void DerivativesOfDerivatives()
    {
        Expect.Near(Derivative(at: 2.0, of: x => x * Derivative(at: 3.0, of: y => x + y)), 1);
        Expect.Near(Derivative(at: X, of: x => Derivative(at: x, of: y => Math.Sin(y))), -Math.Sin(X));
        Expect.Near(Derivative(at: X, of: x => Derivative(at: x, of: y => Derivative(at: y, of: z => Math.Sin(z)))), -Math.Cos(X));
        Expect.Near(Derivative(at: X, of: x => Derivative(at: 2.0, of: y => x * x * y * y)), 8 * X);
        Expect.Near(Derivative(at: 2.0, of: x => Gradient(at: x, of: y => y * y * y)), 12);
        Expect.Near(Gradient(at: 2.0, of: x => Derivative(at: x, of: y => y * y * y)), 12);
    }

    [Test]
    public void ZeroTimesAnythingIsZero()
    {
        Expect.Near(JacobianVectorProduct(at: [0.0, 4], along: [0.0, 1], of: (double[] x) => Math.Sqrt(x[0]) + Math.Sqrt(x[1])), 0.25);
        Expect.Near(JacobianVectorProduct(at: (0.0, 4.0), along: (0, 1), of: (double x, double y) => Math.Sqrt(x) + Math.Pow(x, 0.5) + Math.Sqrt(y)), 0.25);
        Expect.Near(Derivative(at: 0.0, of: x => (0 * Math.Sqrt(x)) + x), 1);
        Expect.Near(Derivative(at: 0.0, of: x => x > 0.5 ? Math.Sqrt(x) : 1), 0);
        Assert.That(Derivative(at: 0.0, of: x => Math.Sqrt(x)), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Jacobians()
    {
        double[,] tall = Jacobian(at: [2.0, 3], of: (double[] x) => new[] { x[0] * x[1], x[0], Math.Exp(x[1]) });
        Assert.That(tall, Is.EqualTo(new[,] { { 3, 2 }, { 1, 0 }, { 0, Math.Exp(3) } }).Within(1e-12));
        double[,] wide = Jacobian(at: [2.0, 3, 5], of: (double[] x) => new[] { x[0] * x[1] * x[2] });
        Assert.That(wide, Is.EqualTo(new double[,] { { 15, 10, 6 } }).Within(1e-12));
    }

    [Test]
    public void NumbersAndStructsAllocateNothing()
    {
        long Bytes(Func<double> run)
        {
            run();
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Multiple(() =>
        {
            Assert.That(Bytes(() => Derivative(at: X, of: Slowly)), Is.Zero);
            Assert.That(Bytes(() => ValueWithDerivative(at: X, of: Slowly).Derivative), Is.Zero);
            Assert.That(Bytes(() => Derivative(at: X, of: x => Recursive(x, 4))), Is.Zero);
            Assert.That(Bytes(() => JacobianVectorProduct(at: new Pair { A = 1 }, along: new Pair { B = 2 }, of: (Pair p) => p.A * p.B)), Is.Zero);
        });
    }

    [Test]
    public void RulesInDifferentialForm()
    {
        Expect.Near(JacobianVectorProduct(at: (0.5, 0.3), along: (1, 2), of: (double x, double y) => Hidden(x, y)), 100);
        Expect.Near(Derivative(at: 2.0, of: x => HiddenCube(x * 2)), 1400);
    }

    /// <summary>Deliberately not the derivative.</summary>
    [Derivative(typeof(ForwardDerivatives), nameof(Hidden))]
    internal static (double Value, Func<double, double, double> Differential) HiddenRule(double x, double y) => (x * y, (dx, dy) => (20 * dx) + (40 * dy));

    /// <summary>Deliberately not the derivative.</summary>
    [Derivative(typeof(ForwardDerivatives), nameof(HiddenCube))]
    internal static (double Value, Func<double, double> Pullback) HiddenCubeRule(double x) => (x * x * x, c => 700 * c);

    private static double Hidden(double x, double y) => x * y;

    private static double HiddenCube(double x) => x * x * x;

    private static DifferentiableFunc<double, double> Twice(DifferentiableFunc<double, double> f) => x => f(x) + f(x);

    private static double Slowly(double x)
    {
        double s = 1;
        for (int i = 0; i < 20; i++)
            s = x * i > 3 ? s + Math.Sin(x * s) : (s * x) + (1 / (1 + x));
        return s;
    }

    private static double Power(double x, int n)
    {
        double result = 1;
        while (n-- > 0)
            result *= x;
        return result;
    }

    private static double Recursive(double x, int n) => n == 0 ? x : Math.Sin(Recursive(x, n - 1));

    private static double Swapped(double x, double y)
    {
        (x, y) = (y, x);
        return (x * y * y) + (x / y);
    }

    private static double InPlace(double[] x)
    {
        x[1] = x[0] * x[1];
        x[0] *= x[1];
        return x[0] * x[2];
    }

    private static double Caught(double x)
    {
        double r = 0;
        try
        {
            r = x * x;
            if (x > 1)
                throw new InvalidOperationException();
            r *= 2;
        }
        catch (InvalidOperationException)
        {
            r += 3 * x;
        }
        finally
        {
            r *= x;
        }

        return r;
    }

    private struct Pair
    {
        public double A;
        public double B;
    }
}
