using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Functions that use derivatives inside: steps of gradients, forces of energies, equations with derivatives in them.</summary>
public sealed class NestedDerivatives
{
    private static readonly double[] s_at = [1.1, 0.9];

    [Test]
    public void AStepAlongAGradient() => Check(x =>
    {
        double[] slopes = Gradient(at: x, of: Bent);
        double[] next = new double[x.Length];
        for (int i = 0; i < next.Length; i++)
            next[i] = x[i] - (0.01 * slopes[i]);
        return Bent(next);
    });

    [Test]
    public void APenaltyOnAGradient() => Check(x =>
    {
        var (value, slopes) = ValueWithGradient(at: x, of: Bent);
        return value + slopes.Select(e => e * e).Sum();
    });

    [Test]
    public void APenaltyOnAHessian() => Check(x =>
    {
        double[,] hessian = Hessian(at: x, of: Bent);
        return hessian[0, 0] + (hessian[1, 1] * hessian[0, 1]);
    });

    [Test]
    public void TheForcesOfAnEnergy()
    {
        double expected = (Moved(3 + 1e-6) - Moved(3 - 1e-6)) / 2e-6;
        Assert.That(Gradient(at: 3.0, of: Moved), Is.EqualTo(expected).Within(1e-6));
        Expect.Near(Derivative(at: 3.0, of: Moved), Gradient(at: 3.0, of: Moved));
    }

    [Test]
    public void NewtonsMethod()
    {
        Expect.Near(Gradient(at: 3.0, of: Root), 0.5 / Math.Sqrt(3));
        Expect.Near(Derivative(at: 3.0, of: Root), 0.5 / Math.Sqrt(3));
    }

    [Test]
    public void ADifferentialEquation() => Check(Residual);

    [Test]
    public void GradientSteps()
    {
        double expected = (Trained(0.01 + 1e-6) - Trained(0.01 - 1e-6)) / 2e-6;
        Assert.That(Gradient(at: 0.01, of: Trained), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void WhatIsCapturedVaries()
    {
        Expect.Near(Derivative(at: 0.7, of: x => x * Derivative(at: 2.0, of: y => x + y)), 1);
        Expect.Near(Gradient(at: 0.7, of: x => x * Gradient(at: 2.0, of: y => x * y * y)), 2 * 0.7 * 4);
        Check(w =>
        {
            double[] slopes = Gradient(at: new double[] { 1, 2 }, of: q =>
            {
                double sum = 0;
                for (int i = 0; i < q.Length; i++)
                {
                    for (int j = 0; j < q.Length; j++)
                        sum += w[i] * q[i] * q[j] * w[j];
                }

                return sum;
            });
            return slopes[0] * slopes[1];
        });
    }

    /// <summary>Memory of its own, containers, recursion, dispatch and handlers change nothing that is seen: such a function may run several times.</summary>
    [Test]
    public void OfFunctionsThatKeepToThemselves()
    {
        Check(x => Gradient(at: x, of: Collected)[0]);
        Check(x => Gradient(at: x, of: Named)[1]);
        Check(x => Gradient(at: x, of: y => Nested(y, 0))[0]);
        Check(x => Gradient(at: x, of: Handled)[1]);
        Check(x => Gradient(at: x, of: InPlace)[1]);
        Check(x => Gradient(at: x, of: y => y.Select((e, i) => e * e * e * i).Where(e => e > 0).Zip(y, (a, b) => a * b).Sum())[1]);
    }

    private static double Collected(double[] x)
    {
        var list = new List<double>();
        foreach (double e in x)
            list.Add(e * e);
        list.Sort();
        return list.Sum(e => e * e);
    }

    private static double Named(double[] x)
    {
        var named = new Dictionary<string, double>();
        for (int i = 0; i < x.Length; i++)
            named["x" + i] = x[i] * x[i];
        double sum = 0;
        foreach (var pair in named)
            sum += pair.Value * pair.Value;
        return sum;
    }

    private static double Nested(double[] x, int i) => i == x.Length ? 1 : x[i] * x[i] * Nested(x, i + 1);

    private static double Handled(double[] x)
    {
        double sum = 0;
        foreach (double e in x)
        {
            try
            {
                if (e > 1)
                    throw new ArgumentException($"{e} is large");
                sum += e * e * e;
            }
            catch (ArgumentException)
            {
                sum += e * e;
            }
        }

        return sum * sum;
    }

    private static double InPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] *= x[i - 1];
        return x[^1] * x[^1];
    }

    /// <summary>In one method the compiler keeps the delegate in a static field that another method uses, too, and puts it by in a local.</summary>
    [Test]
    public void OfAMethodThatIsNamedTwice()
    {
        Expect.Near(Applied(Bent), Bent([1, 2]));
        Check(x => HessianVectorProduct(at: x, along: [1, 0], of: Bent)[1]);
    }

    private static double Applied(DifferentiableFunc<double[], double> f) => f([1, 2]);

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

    private static double Bent(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
            sum += (x[i] * x[i] * x[i] * x[i + 1]) + Math.Sin(x[i + 1] * x[i]);
        return sum;
    }

    private static double Energy(double[] q, double stiffness)
    {
        double energy = 0;
        for (int i = 0; i + 1 < q.Length; i++)
        {
            double stretch = q[i + 1] - q[i] - 1;
            energy += (0.5 * stiffness * stretch * stretch) + (0.01 * stretch * stretch * stretch * stretch);
        }

        return energy;
    }

    private static double Moved(double stiffness)
    {
        double[] q = [0, 1.2, 2.1, 3.5], p = new double[4];
        for (int step = 0; step < 20; step++)
        {
            double[] slopes = Gradient(at: q, of: (double[] z) => Energy(z, stiffness));
            for (int i = 0; i < 4; i++)
                p[i] -= 0.05 * slopes[i];
            for (int i = 0; i < 4; i++)
                q[i] += 0.05 * p[i];
        }

        return (q[0] * q[0]) + q[3];
    }

    private static double Root(double a)
    {
        double x = 1;
        for (int i = 0; i < 6; i++)
            x -= ((x * x) - a) / Gradient(at: x, of: y => (y * y) - a);
        return x;
    }

    private static double Ansatz(double t, double[] weights)
    {
        double sum = 0;
        for (int k = 0; k < weights.Length; k++)
            sum += weights[k] * Math.Tanh((k + 1) * t);
        return sum;
    }

    /// <summary>u″ + u = 0 at a few points.</summary>
    private static double Residual(double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < 5; i++)
        {
            double bend = Derivative(at: 0.2 * i, of: a => Derivative(at: a, of: b => Ansatz(b, weights)));
            double error = bend + Ansatz(0.2 * i, weights);
            sum += error * error;
        }

        return sum;
    }

    private static double Trained(double rate)
    {
        double[] weights = [0.3, -0.2];
        for (int step = 0; step < 3; step++)
        {
            double[] slopes = Gradient(at: weights, of: Residual);
            weights = [.. weights.Zip(slopes, (w, d) => w - (rate * d))];
        }

        return Residual(weights);
    }
}
