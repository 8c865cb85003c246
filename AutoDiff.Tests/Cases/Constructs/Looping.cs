using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Ways of repeating.</summary>
public sealed class Looping
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    public void TripCounts(int n)
    {
        static double F(double x, int n)
        {
            double r = 1;
            for (int i = 0; i < n; i++)
                r = (r * x) + i;
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 1.2, of: x => F(x, n)), x => F(x, n), 1.2);
        Numeric.Agrees(ValueWithPullback(at: 1.2, of: x => F(x, n)), x => F(x, n), 1.2);
    }

    [Test]
    public void DoWhileWithContinue()
    {
        static double F(double x)
        {
            double r = x;
            int i = 0;
            do
            {
                i++;
                if (i % 3 == 0)
                    continue;
                r = Math.Sin(r) + (x * i);
            }
            while (i < 10);
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.4, of: F), F, 0.4);
        Numeric.Agrees(ValueWithPullback(at: 0.4, of: F), F, 0.4);
    }

    [Test]
    public void NestedWithBreakAndContinue()
    {
        static double F(double x, double y)
        {
            double sum = 0;
            for (int i = 0; i < 6; i++)
            {
                if (i == 4)
                    continue;
                double p = 1;
                for (int j = 0; ; j++)
                {
                    if (j > i)
                        break;
                    p *= x + (j * y);
                    if (p > 40)
                    {
                        p = Math.Sqrt(p);
                        break;
                    }
                }

                sum += p * y;
            }

            return sum;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.1, 0.6), of: F), F, (1.1, 0.6));
        Numeric.Agrees(ValueWithPullback(at: (1.1, 0.6), of: F), F, (1.1, 0.6));
    }

    [TestCase(2)]
    [TestCase(10)]
    [TestCase(0.01)]
    public void NewtonUntilConvergence(double a)
    {
        static double SquareRoot(double a)
        {
            double x = a > 1 ? a : 1;
            while (Math.Abs((x * x) - a) > 1e-14 * a)
            {
                double next = 0.5 * (x + (a / x));
                if (next == x)
                    break;
                x = next;
            }

            return x;
        }

        Numeric.Agrees(ValueWithGradient(at: a, of: SquareRoot), SquareRoot, a);
        Expect.Near(Gradient(at: a, of: SquareRoot), 0.5 / Math.Sqrt(a), 1e-9);
    }

    [Test]
    public void ReturnFromInnerLoop()
    {
        static double F(double x)
        {
            double r = x;
            for (int i = 0; i < 5; i++)
            {
                for (int j = 0; j < 5; j++)
                {
                    r += x * x;
                    if (r > 9)
                        return r * i * x;
                }

                r *= 0.9;
            }

            return -r;
        }

        foreach (double x in new[] { 0.3, 1.0, 1.4, 4.0 })
            Numeric.Agrees(ValueWithPullback(at: x, of: F), F, x);
    }

    [Test]
    public void CountersOfOtherTypes()
    {
        static double F(double x)
        {
            double r = 0;
            for (long i = 10; i > 0; i -= 3)
                r += x * i;
            for (uint i = 0; i < 4; i++)
                r *= x + i;
            for (byte i = 250; i != 2; i++)
                r += Math.Sin(x * i) / 100;
            for (double t = 0; t < 1; t += 0.25)
                r += x * t * r;
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.2, of: F), F, 0.2);
        Numeric.Agrees(ValueWithPullback(at: 0.2, of: F), F, 0.2);
    }

    [Test]
    public void StatesThatExchange()
    {
        static double F(double x, double y)
        {
            double a = x, b = y;
            for (int i = 0; i < 6; i++)
            {
                double t = a + (b * x);
                a = b;
                b = t / (1 + (a * a));
            }

            return a * b;
        }

        Numeric.Agrees(ValueWithGradient(at: (0.9, 1.7), of: F), F, (0.9, 1.7));
        Numeric.Agrees(ValueWithPullback(at: (0.9, 1.7), of: F), F, (0.9, 1.7));
    }

    [Test]
    public void LoopWhoseBoundDependsOnTheValue()
    {
        static double F(double x)
        {
            double r = x;
            int steps = (int)Math.Ceiling(x * 3);
            for (int i = 0; i < steps && r < 100; i++)
                r = (r * r) + (x / (i + 1));
            return r;
        }

        foreach (double x in new[] { 0.5, 1.1, 1.9, 2.2 })
            Numeric.Agrees(ValueWithGradient(at: x, of: F), F, x);
    }

    [Test]
    public void TriangularNest()
    {
        static double F(double x)
        {
            double sum = 0;
            for (int i = 0; i < 5; i++)
            {
                for (int j = i; j < 5; j += 2)
                {
                    for (int k = 0; k < j; k++)
                        sum += Math.Exp(-x * (i + j + k)) * x;
                }
            }

            return sum;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.3, of: F), F, 0.3);
        Numeric.Agrees(ValueWithPullback(at: 0.3, of: F), F, 0.3);
    }

    [Test]
    public void ManyIterations()
    {
        static double F(double x)
        {
            double r = x;
            for (int i = 0; i < 100_000; i++)
                r = Math.Sin(r) + (0.3 * x);
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
        Numeric.Agrees(ValueWithPullback(at: 0.7, of: F), F, 0.7);
    }

    [Test]
    public void CallsInLoops()
    {
        static double Inner(double x, double y)
        {
            double r = y;
            for (int i = 0; i < 3; i++)
                r = Math.Cos(r * x);
            return r;
        }

        static double F(double x)
        {
            double r = 1;
            for (int i = 0; i < 4; i++)
                r += Inner(x, r) * Inner(r, x);
            return r;
        }

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: F), F, 0.6);
        Numeric.Agrees(ValueWithPullback(at: 0.6, of: F), F, 0.6);
    }

    [Test]
    public void SeriesUntilTermsVanish()
    {
        static double Exponential(double x)
        {
            double sum = 1, term = 1;
            for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= x / n;
                sum += term;
            }

            return sum;
        }

        foreach (double x in new[] { 0.1, 1, 3 })
            Expect.Near(Gradient(at: x, of: Exponential), Math.Exp(x), 1e-12);
    }

    /// <summary>Where the factors of a recurrence do not change, the reverse sweep multiplies with their product.</summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(20)]
    public void FactorsThatDoNotChange(int n)
    {
        double Damped(double x, double a, double b)
        {
            double y = x, sum = 0;
            for (int i = 0; i < n; i++)
            {
                y = (y * a * 0.3 / ((b * b) + 1)) + (Math.Sin(y) * b * a * 0.25);
                if (i % 3 == 0)
                    sum += y * a * b;
            }

            return sum - y;
        }

        foreach (var at in new[] { (0.7, 1.3, -0.4), (1.9, 0.0, 2.1) })
        {
            Numeric.Agrees(ValueWithGradient(at: at, of: Damped), Damped, at);
            Numeric.Agrees(ValueWithPullback(at: at, of: Damped), Damped, at);
        }
    }

    /// <summary>
    /// The product of two factors is nothing, or has lost its digits, or is beyond all numbers, where the cotangent times one after the other is an ordinary
    /// number.
    /// </summary>
    [TestCase(1e-180, 1e-180, 1e100, 1e200)]
    [TestCase(1e-180, 1e-138, 1e100, 1e200)]
    [TestCase(-1e200, 1e180, 1e-250, 1e-200)]
    [TestCase(0, 1e180, 1, 1)]
    public void FactorsWhoseProductIsOutOfRange(double a, double b, double start, double scale)
    {
        double Scaled(double x, int n)
        {
            double y = x * start;
            for (int i = 0; i < n; i++)
                y = y * a * b;
            return y * scale;
        }

        foreach (int n in new[] { 0, 1 })
        {
            double exact = start * scale;
            exact = n == 0 ? exact : scale * b * a * start;
            Assert.That(Gradient(at: 1.5, of: x => Scaled(x, n)), Is.EqualTo(exact).Within(1e-12 * Math.Abs(exact)));
            Assert.That(Pullback(at: 1.5, of: x => Scaled(x, n))(2), Is.EqualTo(2 * exact).Within(2e-12 * Math.Abs(exact)));
        }
    }

    /// <summary>A cotangent of zero stays zero, whatever the factors.</summary>
    [Test]
    public void NoCotangentTimesLargeFactors()
    {
        static double F(double x, double a, double b, int n)
        {
            double y = x;
            for (int i = 0; i < n; i++)
                y = y * a * b;
            return y < 1 ? y * 0 : x;
        }

        Assert.That(Gradient(at: (0.0, 1e200, 1e200), of: (x, a, b) => F(x, a, b, 1)), Is.EqualTo((0.0, 0.0, 0.0)));
    }
}
