using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Calls: recursion, local functions, extension methods, many parameters.</summary>
public sealed class Calls
{
    private const double Gravity = 9.81;

    private static readonly double s_scale = 1.5;
    private static double s_offset = 0.25;

    [Test]
    public void LocalFunctionCapturingActiveVariables()
    {
        static double F(double x, double y)
        {
            double a = x * y;
            return Inner(2) + Inner(x);

            double Inner(double t) => (a * t) + (y * t * t);
        }

        Numeric.Agrees(ValueWithGradient(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
        Numeric.Agrees(ValueWithPullback(at: (0.9, 1.4), of: F), F, (0.9, 1.4));
    }

    [Test]
    public void LocalFunctionChangingCapturedVariable()
    {
        static double F(double x)
        {
            double state = 1;
            for (int i = 0; i < 4; i++)
                Advance(i);
            return state;

            void Advance(int i) => state = (state * x) + Math.Sin(state + i);
        }

        Numeric.Agrees(ValueWithGradient(at: 0.9, of: F), F, 0.9);
        Numeric.Agrees(ValueWithPullback(at: 0.9, of: F), F, 0.9);
    }

    [Test]
    public void MutualRecursion()
    {
        Numeric.Agrees(ValueWithGradient(at: 0.9, of: x => Even(x, 7)), x => Even(x, 7), 0.9);
        Numeric.Agrees(ValueWithPullback(at: 0.9, of: x => Even(x, 7)), x => Even(x, 7), 0.9);
    }

    [Test]
    public void TreeRecursion()
    {
        static double Fibonacci(double x, int n) => n < 2 ? x + n : (Fibonacci(x, n - 1) * x) + Math.Sin(Fibonacci(x, n - 2));

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: x => Fibonacci(x, 9)), x => Fibonacci(x, 9), 0.6);
    }

    [Test]
    public void RecursionWithLoopInside()
    {
        static double F(double x, int depth)
        {
            double sum = x;
            for (int i = 0; i < depth; i++)
                sum += x * F(sum / 3, depth - 1 - i);
            return Math.Sin(sum);
        }

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: x => F(x, 4)), x => F(x, 4), 0.6);
        Numeric.Agrees(ValueWithPullback(at: 0.6, of: x => F(x, 4)), x => F(x, 4), 0.6);
    }

    [Test]
    public void DeepRecursion()
    {
        static double F(double x, int n) => n == 0 ? x : Math.Sin(F(x, n - 1)) + (0.4 * x);

        Numeric.Agrees(ValueWithGradient(at: 0.6, of: x => F(x, 2000)), x => F(x, 2000), 0.6);
    }

    [Test]
    public void AdaptiveQuadrature()
    {
        static double Simpson(double p, double a, double b) => (b - a) / 6 * (F(p, a) + (4 * F(p, (a + b) / 2)) + F(p, b));

        static double F(double p, double t) => Math.Exp(-p * t * t);

        static double Integral(double p, double a, double b)
        {
            double middle = (a + b) / 2;
            double whole = Simpson(p, a, b), halves = Simpson(p, a, middle) + Simpson(p, middle, b);
            return Math.Abs(whole - halves) < 1e-9 ? halves : Integral(p, a, middle) + Integral(p, middle, b);
        }

        var (_, slope) = ValueWithGradient(at: 1.3, of: p => Integral(p, 0, 2));
        Numeric.Slope(p => Integral(p, 0, 2), 1.3, slope);
    }

    [Test]
    public void EightArguments()
    {
        static double F(double a, double b, double c, double d, double e, double f, double g, double h) =>
            (a * b) + (c * d * e) - (f / g) + Math.Pow(h, 3);

        var at = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
        var (value, gradient) = ValueWithGradient(at: at, of: F);
        Expect.Bits(value, F(1, 2, 3, 4, 5, 6, 7, 8));
        var expected = (2.0, 1.0, 20.0, 15.0, 12.0, -1 / 7.0, 6 / 49.0, 192.0);
        Expect.Near((gradient.Item1, gradient.Item2, gradient.Item3), (expected.Item1, expected.Item2, expected.Item3));
        Expect.Near((gradient.Item4, gradient.Item5, gradient.Item6), (expected.Item4, expected.Item5, expected.Item6));
        Expect.Near((gradient.Item7, gradient.Item8), (expected.Item7, expected.Item8));
    }

    [Test]
    public void StaticFieldsAreConstants()
    {
        static double F(double x) => (s_scale * x * x) + (s_offset * x) - (Gravity * x);

        s_offset = 0.25;
        Expect.Near(Gradient(at: 2.0, of: F), (2 * 1.5 * 2) + 0.25 - Gravity);
        s_offset = 4;
        Expect.Near(Gradient(at: 2.0, of: F), (2 * 1.5 * 2) + 4 - Gravity);
    }

    [Test]
    public void ExtensionMethodsAndOptionalArguments()
    {
        static double F(double x) => x.Cubed() + x.Polynomial(c: 2) + x.Polynomial(1, b: x);

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
        Numeric.Agrees(ValueWithPullback(at: 0.7, of: F), F, 0.7);
    }

    [Test]
    public void SameArgumentTwice()
    {
        static double G(double a, double b, double c) => (a * b) - (c / a);

        static double F(double x) => G(x, x, x) + G(x, 2, x * x);

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
    }

    /// <summary>The outer call's first argument is active only through the result of the inner one, whose own first argument is not.</summary>
    [Test]
    public void CallOfTheResultOfACall()
    {
        static double F(double x) => Outer(Outer(0.4, x), x);

        Numeric.Agrees(ValueWithGradient(at: 0.7, of: F), F, 0.7);
        Numeric.Agrees(ValueWithPullback(at: 0.7, of: F), F, 0.7);
    }

    [Test]
    public void ResultThatIsNotUsed()
    {
        static double F(double x)
        {
            _ = Math.Sin(x);
            double unused = x.Cubed();
            return unused > 1000 ? 0 : x * x;
        }

        Numeric.Agrees(ValueWithPullback(at: 0.7, of: F), F, 0.7);
    }

    /// <summary>Too large to be inlined.</summary>
    private static double Outer(double a, double y)
    {
        double v = Inner(y, Inner(0.3, y)) + Inner(Inner(y, y), 0.7);
        return Inner(v, y) + (Inner(v, Inner(y, v)) * Math.Sin(v)) + (0.5 * a);
    }

    private static double Inner(double x, double y)
    {
        double r = x;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (r > y)
                    r = Math.Sin(r) + (0.1 * j);
                else
                    r = (r * 0.7) + Math.Atan(x + (r * y));
                if (j % 2 == 0)
                    continue;
                r += Math.Cos(y * Math.Tanh(r)) / (2 + (r * r));
            }

            r = r > 2 ? Math.Log(1 + r) : r * Math.Exp(-0.1 * r);
        }

        return Math.Atan2(r, 3 + Math.Cos(y)) + Math.Sqrt(1 + (r * r));
    }

    private static double Even(double x, int n) => n == 0 ? x : x * Odd(x + 0.1, n - 1);

    private static double Odd(double x, int n) => n == 0 ? Math.Sin(x) : Math.Cos(Even(x * x, n - 1));
}

/// <summary>Extension methods for numbers.</summary>
internal static class NumberExtensions
{
    public static double Cubed(this double x) => x * x * x;

    public static double Polynomial(this double x, double a = 3, double b = 5, double c = 7) => (((a * x) + b) * x) + c;
}
