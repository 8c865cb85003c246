using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Roots, fixed points and minima: the value is the solver's, the derivatives are those of the implicit function.</summary>
public sealed class ImplicitFunctions
{
    private const double C = 2.3;

    /// <summary>y³ + y = c has dy/dc = 1/(3y² + 1).</summary>
    [Test]
    public void ARootThatWasSearched()
    {
        double y = Bisected(C), slope = (3 * y * y) + 1;
        Expect.Bits(Cubic(C), y);
        Expect.Near(Gradient(at: C, of: Cubic), 1 / slope);
        Expect.Near(Derivative(at: C, of: Cubic), 1 / slope);
        Expect.Near(Pullback(at: C, of: Cubic)(-3), -3 / slope);
        Expect.Near(Hessian(at: C, of: Cubic), -6 * y / Math.Pow(slope, 3));
        Expect.Near(
            Derivative(at: C, of: a => Derivative(at: a, of: b => Derivative(at: b, of: Cubic))),
            ((108 * y * y) - (6 * slope)) / Math.Pow(slope, 5));
    }

    [Test]
    public void ARootOfSeveralEquations()
    {
        double[] at = [2.0, 1.0];
        double[] slopes = Gradient(at: at, of: Crossing);
        Assert.That(slopes, Is.EqualTo(Differences(Crossing, at)).Within(1e-7));
        Assert.That(HessianVectorProduct(at: at, along: [1, -2], of: Crossing)[0], Is.EqualTo(
            (Gradient(at: (double[])[2 + 1e-5, 1 - 2e-5], of: Crossing)[0] - Gradient(at: (double[])[2 - 1e-5, 1 + 2e-5], of: Crossing)[0]) / 2e-5)
                .Within(1e-6));
    }

    /// <summary>Kepler's equation, E = m + e sin E: dE/dm = 1/(1 − e cos E).</summary>
    [Test]
    public void AFixedPoint()
    {
        var (e, m) = Gradient(at: (0.3, 1.1), of: Anomaly);
        double found = Anomaly(0.3, 1.1);
        Expect.Near(e, Math.Sin(found) / (1 - (0.3 * Math.Cos(found))));
        Expect.Near(m, 1 / (1 - (0.3 * Math.Cos(found))));
        Assert.That(Gradient(at: (double[])[0.2, 0.1], of: Settled), Is.EqualTo(Differences(Settled, [0.2, 0.1])).Within(1e-7));
    }

    [Test]
    public void AMinimum()
    {
        Assert.That(Gradient(at: 1.4, of: Lowest), Is.EqualTo((Lowest(1.4 + 1e-5) - Lowest(1.4 - 1e-5)) / 2e-5).Within(1e-7));
        Assert.That(Hessian(at: 1.4, of: Lowest),
            Is.EqualTo((Gradient(at: 1.4 + 1e-5, of: Lowest) - Gradient(at: 1.4 - 1e-5, of: Lowest)) / 2e-5).Within(1e-6));
        Assert.That(Gradient(at: (double[])[1.4], of: Valley), Is.EqualTo(Differences(Valley, [1.4])).Within(1e-6));
    }

    [Test]
    public void InALoopOverWhatItReturned()
    {
        Assert.That(Gradient(at: C, of: Chained), Is.EqualTo((Chained(C + 1e-5) - Chained(C - 1e-5)) / 2e-5).Within(1e-7));
    }

    private static double Bisected(double c)
    {
        double low = 0, high = 10;
        while (true)
        {
            double middle = (low + high) / 2;
            if (middle == low || middle == high)
                return low;
            if ((middle * middle * middle) + middle > c)
                high = middle;
            else
                low = middle;
        }
    }

    private static double Cubic(double c) => Root(at: Bisected(c), of: y => (y * y * y) + y - c);

    private static double Chained(double c)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            c = 1 + Cubic(c);
            sum += c * c;
        }

        return sum;
    }

    private static double Crossing(double[] p)
    {
        double x = 1, y = 1;
        for (int i = 0; i < 100; i++)
        {
            x = Math.Sqrt(p[0] - (0.1 * y * y));
            y = Math.Sqrt(p[1] + (0.2 * x));
        }

        double[] found = Root(at: [x, y], of: z => new[] { (z[0] * z[0]) + (0.1 * z[1] * z[1]) - p[0], (z[1] * z[1]) - (0.2 * z[0]) - p[1] });
        return found[0] * found[1] * found[1];
    }

    private static double Anomaly(double e, double m)
    {
        double found = m;
        for (int i = 0; i < 200; i++)
            found = m + (e * Math.Sin(found));
        return FixedPoint(at: found, of: x => m + (e * Math.Sin(x)));
    }

    private static double Settled(double[] p)
    {
        double[] state = [0, 0];
        for (int i = 0; i < 200; i++)
            state = [Math.Cos(p[0] * state[1]), (p[1] * state[0]) + 0.3];
        double[] found = FixedPoint(at: state, of: s => new[] { Math.Cos(p[0] * s[1]), (p[1] * s[0]) + 0.3 });
        return found[0] * found[1];
    }

    private static double Lowest(double p)
    {
        double x = 1;
        for (int i = 0; i < 100; i++)
            x -= ((2 * (x - p)) + (0.4 * x * x * x)) / (2 + (1.2 * x * x));
        return Minimum(at: x, of: q => ((q - p) * (q - p)) + (0.1 * q * q * q * q));
    }

    private static double Valley(double[] p)
    {
        double[] x = [1, 1];
        for (int i = 0; i < 500; i++)
        {
            double[] slopes = Gradient(at: x, of: q => Height(q, p[0]));
            x = [x[0] - (0.2 * slopes[0]), x[1] - (0.2 * slopes[1])];
        }

        double[] found = Minimum(at: x, of: q => Height(q, p[0]));
        return found[0] * found[1];
    }

    private static double Height(double[] q, double p) => ((q[0] - p) * (q[0] - p)) + (0.5 * q[0] * q[1]) + (q[1] * q[1]) + (0.1 * Math.Pow(q[1], 4));

    private static double[] Differences(DifferentiableFunc<double[], double> f, double[] at)
    {
        double[] slopes = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double[] more = [.. at], less = [.. at];
            more[i] += 1e-5;
            less[i] -= 1e-5;
            slopes[i] = (f(more) - f(less)) / 2e-5;
        }

        return slopes;
    }
}
