using System.Numerics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Jacobians and Hessians of functions of any type, and inside of functions that are differentiated themselves.</summary>
public sealed class Jacobians
{
    private static readonly double[] s_at = [0.7, 1.3];

    [Test]
    public void OfArrays()
    {
        Near(Jacobian(at: [1, 2], of: Curve), new[,] { { 2, 1 }, { 4, 4 }, { Math.Cos(1), 0 } });
        Near(Jacobian(at: [1, 2, 3], of: Few), new double[,] { { 2, 4, 6 }, { 16, 4, 6 } });
        float[,] single = Jacobian(at: [1f, 2f], of: (float[] x) => [x[0] * x[1], x[0], 3]);
        Assert.That(single, Is.EqualTo(new[,] { { 2f, 1f }, { 1f, 0f }, { 0f, 0f } }));
        float[,] shorter = Jacobian(at: [1f, 2f], of: (float[] x) => [x[0] * x[1]]);
        Assert.That(shorter, Is.EqualTo(new[,] { { 2f, 1f } }));
        Assert.That(Jacobian(at: new double[0], of: x => new double[2]).Length, Is.Zero);
        double[] at = [1, 2];
        Near(Jacobian(at: at, of: InPlace), new double[,] { { 2, 1 }, { 0, 4 } });
        Assert.That(at, Is.EqualTo(new double[] { 1, 2 }), "the point is read only");
    }

    [Test]
    public void OfSpans()
    {
        Near(Jacobian(at: [1, 2], of: x =>
        {
            double[] residuals = new double[3];
            Residuals(x, residuals);
            return residuals;
        }), new double[,] { { 2, 1 }, { 2, 0 }, { 0, 12 } });
    }

    [Test]
    public void OfNumbersTuplesAndStructs()
    {
        Near(Jacobian(at: (1.0, 2.0), of: (double a, double b) => (a * b, a + b, a * a)), new double[,] { { 2, 1 }, { 1, 1 }, { 2, 0 } });
        Near(Jacobian(at: (1.0, new double[] { 2, 3 }), of: (double a, double[] b) => a * b[0] * b[1]), new double[,] { { 6, 3, 2 } });
        Near(Jacobian(at: 2.0, of: (double x) => new[] { x, x * x, x * x * x }), new double[,] { { 1 }, { 4 }, { 12 } });
        Near(Jacobian(at: new Vector2(1, 2), of: v => v * v.X), new double[,] { { 2, 0 }, { 2, 1 } });
        Near(
            Jacobian(at: new Mixed { X = 1, Y = 2, W = [3, 4] }, of: p => new Mixed { X = p.X * p.Y, Y = p.W[0], W = [p.W[1] * p.X] }),
            new double[,] { { 2, 1, 0, 0 }, { 0, 0, 1, 0 }, { 4, 0, 0, 1 } });
        Near(
            Jacobian(at: (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), of: (double a, double b, double c, double d, double e, double f, double g, double h) =>
                (a * b, c * d, e * f, g * h)),
            new double[,] { { 2, 1, 0, 0, 0, 0, 0, 0 }, { 0, 0, 4, 3, 0, 0, 0, 0 }, { 0, 0, 0, 0, 6, 5, 0, 0 }, { 0, 0, 0, 0, 0, 0, 8, 7 } });
    }

    /// <summary>What an object leads to counts where the reference stands.</summary>
    [Test]
    public void OfObjects()
    {
        Near(
            Jacobian(at: new Net(), of: n => new[] { n.First.A[0], 2 * n.First.A[1], 3 * n.First.B, 4 * n.C, 5 * n.Second.A[0], 6 * n.Second.B }),
            new double[,]
            {
                { 1, 0, 0, 0, 0, 0 }, { 0, 2, 0, 0, 0, 0 }, { 0, 0, 3, 0, 0, 0 }, { 0, 0, 0, 4, 0, 0 }, { 0, 0, 0, 0, 5, 0 }, { 0, 0, 0, 0, 0, 6 },
            });
        double[,] hessian = Hessian(at: new Net(), of: n => (n.First.A[0] * n.C * n.Second.B) + (n.First.B * n.First.B));
        Assert.That((hessian[0, 3], hessian[0, 5], hessian[3, 5], hessian[2, 2]), Is.EqualTo((6.0, 4.0, 1.0, 2.0)));
        Near(Jacobian(at: new List<double> { 2, 3 }, of: l => l[0] * l[1]), new double[,] { { 3, 2 } });
    }

    [Test]
    public void HessiansOfTuplesAndStructs()
    {
        Near(Hessian(at: (2.0, new double[] { 2, 3 }), of: (double a, double[] b) => a * a * b[0] * b[1]),
            new double[,] { { 12, 12, 8 }, { 12, 0, 4 }, { 8, 4, 0 } });
        double[,] five = Hessian(at: (1.0, 2.0, 3.0, 4.0, 5.0), of: (double a, double b, double c, double d, double e) => a * b * c * d * e);
        Assert.That((five[0, 4], five[3, 4], five[2, 2]), Is.EqualTo((24.0, 6.0, 0.0)));
        Near(Hessian(at: new Mixed { X = 1, Y = 2, W = [3] }, of: p => p.X * p.Y * p.W[0]), new double[,] { { 0, 3, 2 }, { 3, 0, 1 }, { 2, 1, 0 } });
        Assert.That(Hessian(at: 2f, of: (float x) => x * x * x), Is.EqualTo(12f));
    }

    [Test]
    public void TheIdentityOfBothModes()
    {
        double[] u = [0.3, -1.2, 0.8], v = [1.5, -0.4];
        double[,] jacobian = Jacobian(at: s_at, of: Curve);
        double[] back = Pullback(at: s_at, of: Curve)(u), along = JacobianVectorProduct(at: s_at, along: v, of: Curve);
        double left = 0, right = 0, full = 0;
        for (int i = 0; i < 3; i++)
        {
            left += u[i] * along[i];
            for (int j = 0; j < 2; j++)
                full += u[i] * jacobian[i, j] * v[j];
        }

        for (int j = 0; j < 2; j++)
            right += back[j] * v[j];
        Assert.That(left, Is.EqualTo(right).Within(1e-12));
        Assert.That(full, Is.EqualTo(right).Within(1e-12));
    }

    /// <summary>The sum of the squares of a Jacobian, and what comes with a Hessian, in a loss.</summary>
    [Test]
    public void InsideOfWhatIsDifferentiated()
    {
        Check(Penalty);
        Check(x =>
        {
            double sum = 0;
            foreach (double e in Jacobian(at: x, of: Few))
                sum += e * e * x[0];
            return sum;
        });
        Check(x =>
        {
            var (value, gradient, hessian) = ValueGradientAndHessian(at: x, of: Cubic);
            return value + (gradient[0] * gradient[1]) + (hessian[0, 1] * hessian[1, 1]);
        });
        Expect.Near(Gradient(at: 2.0, of: (double a) => Jacobian(at: new[] { 1.0, 2 }, of: (double[] z) => new[] { z[0] * z[1] * a * a, a })[0, 1]), 4);
        float slope = Gradient(at: 2f, of: (float a) => Jacobian(at: new[] { 3f }, of: (float[] z) => new[] { z[0] * z[0] * a })[0, 0]);
        Assert.That(slope, Is.EqualTo(6f));
    }

    [Test]
    public void InsideOfForwardModeAndOfHessians()
    {
        double[] gradient = Gradient(at: s_at, of: Penalty);
        Expect.Near(JacobianVectorProduct(at: s_at, along: [1, 0], of: Penalty), gradient[0]);
        double[,] hessian = Hessian(at: s_at, of: Penalty);
        Expect.Near(hessian[0, 1], hessian[1, 0]);
        double[] more = Gradient(at: Shifted(1e-6), of: Penalty), less = Gradient(at: Shifted(-1e-6), of: Penalty);
        Assert.That(hessian[0, 1], Is.EqualTo((more[0] - less[0]) / 2e-6).Within(1e-6));
    }

    private static double[] Shifted(double by) => [s_at[0], s_at[1] + by];

    private static double Penalty(double[] x)
    {
        double[,] jacobian = Jacobian(at: x, of: Curve);
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
                sum += jacobian[i, j] * jacobian[i, j];
        }

        return sum;
    }

    private static void Check(DifferentiableFunc<double[], double> f)
    {
        double[] slopes = Gradient(at: s_at, of: f);
        for (int i = 0; i < s_at.Length; i++)
        {
            double[] more = [.. s_at], less = [.. s_at];
            more[i] += 1e-6;
            less[i] -= 1e-6;
            Assert.That(slopes[i], Is.EqualTo((f(more) - f(less)) / 2e-6).Within(1e-6 * Math.Max(1, Math.Abs(slopes[i]))));
        }
    }

    private static void Near(double[,] actual, double[,] expected) => Assert.That(actual, Is.EqualTo(expected).Within(1e-12));

    private static double[] Curve(double[] x) => [x[0] * x[1], x[1] * x[1] * x[0], Math.Sin(x[0])];

    private static double[] Few(double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i];
        return [sum, sum * x[0]];
    }

    private static double[] InPlace(double[] x)
    {
        x[0] *= x[1];
        x[1] *= x[1];
        return x;
    }

    private static void Residuals(ReadOnlySpan<double> x, Span<double> residuals)
    {
        residuals[0] = x[0] * x[1];
        residuals[1] = x[0] * x[0];
        residuals[2] = x[1] * x[1] * x[1];
    }

    private static double Cubic(double[] z)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
            sum += z[i] * z[i] * z[i] * z[0];
        return sum;
    }

    private struct Mixed
    {
        public double X;
        public double Y;
        public double[] W;
    }

    private sealed class Net
    {
        public Layer First { get; set; } = new() { A = [1, 2], B = 3 };

        public double C { get; set; } = 4;

        public Layer Second { get; set; } = new() { A = [5], B = 6 };
    }

    private sealed class Layer
    {
        public double[] A { get; set; } = [];

        public double B { get; set; }
    }
}
