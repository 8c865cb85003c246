using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Reuse;

/// <summary>
/// Sums over scenarios of which eight are computed at once: the same as one after the other, to the last bit where no vector function is called.
/// </summary>
public sealed class ScenariosInLanes
{
    private static readonly Pair s_at = new(1.2, 0.7);

    private static readonly Pair[] s_scenarios = Scenarios();

    // Zeros, infinities and NaN among the first eight, the second and the third.
    private static readonly Pair[] s_wild =
    [
        .. s_scenarios[..3], new(0, 0.5), .. s_scenarios[4..9], new(double.PositiveInfinity, 1), new(double.NaN, 1), .. s_scenarios[11..17],
        new(double.PositiveInfinity, 0), new(-1, double.NegativeInfinity), .. s_scenarios[19..],
    ];

    [Test]
    public void WithChoices() => Same(Chosen, isTogether: true);

    /// <summary>One lane after the other where there is no function of vectors.</summary>
    [Test]
    public void WithFunctionsOfNumbers() => Same(Powers, isTogether: true);

    /// <summary>A loop runs for all lanes or for none: scenarios that take another number of rounds are computed one by one.</summary>
    [Test]
    public void WithLoops()
    {
        Same(Interest, isTogether: true);
        Same(UntilTen, isTogether: false);
    }

    /// <summary>Records hold vectors, beside the number of the way that was taken, which is one for all lanes.</summary>
    [Test]
    public void WithTraces()
    {
        Same(Ways, isTogether: true);
        Same(Stored, isTogether: true);
        Pair[] points = [.. s_scenarios];
        var (values, gradients) = ValuesWithGradients(at: points, of: OfPoint);
        Gradients(at: points, into: points, of: OfPoint);
        for (int i = 0; i < points.Length; i++)
        {
            var (value, gradient) = ValueWithGradient(at: s_scenarios[i], of: OfPoint);
            Assert.That(values[i], Is.EqualTo(value), $"{i}");
            Assert.That(gradients[i], Is.EqualTo(gradient), $"{i}");
            Assert.That(points[i], Is.EqualTo(gradient), $"{i}");
        }
    }

    /// <summary>A cotangent of zero stays zero behind an infinite partial.</summary>
    [Test]
    public void WhereZerosMeetInfinity()
    {
        Same(Root, isTogether: true);
        Pair[] zeros = [.. Enumerable.Repeat(new Pair(0, 0), 8)];
        var gradient = ValueWithGradient(at: s_at, over: zeros, of: Root).Gradient;
        Assert.That(gradient, Is.EqualTo(new Pair(0, 0)));
    }

    [Test]
    public void WithFunctionsOfVectors()
    {
        var (value, gradient) = ValueWithGradient(at: s_at, over: s_scenarios, of: Smooth);
        double sum = 0, x = 0, y = 0;
        foreach (var scenario in s_scenarios)
        {
            var (one, (dx, dy)) = ValueWithGradient(at: s_at, of: p => Smooth(p, scenario));
            (sum, x, y) = (sum + one, x + dx, y + dy);
        }

        Assert.That(value, Is.EqualTo(sum).Within(1e-14 * Math.Abs(sum)));
        Assert.That(gradient.X, Is.EqualTo(x).Within(1e-14 * Math.Abs(x)));
        Assert.That(gradient.Y, Is.EqualTo(y).Within(1e-14 * Math.Abs(y)));
        Assert.That(IsTogether(Smooth, s_scenarios), Is.True);
    }

    [Test]
    public void OfNumbers()
    {
        double[] scenarios = [1, 2, 3, 4, 5, -6, 7, 8, 9, 10];
        var (value, slope) = ValueWithGradient(at: 1.5, over: scenarios, of: Quadratic);
        double sum = 0;
        foreach (double scenario in scenarios)
            sum += Quadratic(1.5, scenario);
        Assert.That(value, Is.EqualTo(sum));
        Assert.That(slope, Is.EqualTo(scenarios.Sum(s => (s * s) + Math.Sqrt(Math.Abs(s)))).Within(1e-12));
    }

    [Test]
    public void OneByOneWhereLanesCannotGo()
    {
        Same(Rounded, isTogether: false);
        Same(Staged, isTogether: false);
        s_runs = 0;
        Same(Counted, isTogether: false);
        Assert.That(s_runs, Is.EqualTo(4 * (27 * 28 / 2)), "twice for each of two lists");
        Same(Recursive, isTogether: false);
    }

    /// <summary>What one of them throws comes out, and those before it have been added, as ever.</summary>
    [Test]
    public void WhereOneThrows()
    {
        Same(Checked, isTogether: true);
        var function = (DifferentiableFunction<Pair, Pair, double>)((ScenarioFunc<Pair, Pair, double>)Checked).Target!;
        Pair[] scenarios = [.. Enumerable.Range(1, 8).Select(i => new Pair(i == 6 ? -100 : i, 1))];
        (Pair Sum, Pair Scenario) into = default;
        double sum = 0;
        Assert.That(function.AddGradients(s_at, ref scenarios[0], ref into, ref sum), Is.False);
        Assert.That(into.Sum, Is.EqualTo(default(Pair)));
        Assert.That(() => ValueWithGradient(at: s_at, over: scenarios, of: Checked), Throws.ArgumentException);
    }

    [Test]
    public void OneByOneWhereScenariosAreMoreThanNumbers()
    {
        (string Name, double[] Numbers)[] scenarios = [.. Enumerable.Range(1, 9).Select(i => ("a", new double[] { i, 1 }))];
        var (value, gradient) = ValueWithGradient(at: s_at, over: scenarios, of: (Pair p, (string Name, double[] Numbers) s) =>
            (p.X * s.Numbers[0]) + (p.Y * s.Numbers[1] * s.Name.Length));
        Assert.That(value, Is.EqualTo((1.2 * 45) + (0.7 * 9)).Within(1e-12));
        Assert.That(gradient, Is.EqualTo(new Pair(45, 9)));
    }

    private static Pair[] Scenarios()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 27).Select(_ => new Pair(random.NextDouble() * 3, random.NextDouble()))];
    }

    private static bool IsTogether(ScenarioFunc<Pair, Pair, double> of, Pair[] scenarios)
    {
        (Pair, Pair) into = default;
        double sum = 0;
        return ((DifferentiableFunction<Pair, Pair, double>)of.Target!).AddGradients(s_at, ref scenarios[0], ref into, ref sum);
    }

    private static void Same(ScenarioFunc<Pair, Pair, double> of, bool isTogether)
    {
        Assert.That(IsTogether(of, s_scenarios), Is.EqualTo(isTogether), "eight at once");
        var function = (DifferentiableFunction<Pair, Pair, double>)of.Target!;
        foreach (var all in new[] { s_scenarios, s_wild })
        {
            for (int count = 0; count <= all.Length; count++)
            {
                var (value, gradient) = ValueWithGradient(at: s_at, over: all[..count], of: of);
                double sum = 0;
                (Pair Sum, Pair Scenario) into = default;
                foreach (var scenario in all[..count])
                    sum += function.AddGradient(s_at, scenario, ref into);
                Assert.That(value, Is.EqualTo(sum), $"{count}");
                Assert.That(gradient, Is.EqualTo(into.Sum), $"{count}");
            }
        }
    }

    private static double Chosen(Pair p, Pair s)
    {
        double r = (p.X * s.X) + (p.Y * s.Y);
        double q = s.X > 0.3 ? r * r : -r;
        q = q <= 1 ? q : q / p.Y;
        return Math.Abs(q - p.Y) + (s.X != s.Y ? q : 0);
    }

    /// <summary>Which of three ways it was is kept as a number.</summary>
    private static double Staged(Pair p, Pair s)
    {
        double q = (p.X * s.X) + (p.Y * s.Y);
        return q <= 1 ? q : q >= 2 ? 2 * q : q / p.Y;
    }

    private static double Checked(Pair p, Pair s)
    {
        if (s.X < -50)
            throw new ArgumentException("too small");
        double[] two = new double[2];
        for (int i = 0; i < 2; i++)
            two[i] = p.X * s.X * (i + 1);
        return two[0] * two[1];
    }

    private static double Powers(Pair p, Pair s) => (Math.Pow(p.X, s.X) * p.Y) + Math.Tanh(p.Y * s.Y);

    private static double Interest(Pair p, Pair s)
    {
        double r = (p.X * s.X) + (p.Y * s.Y), q = r;
        for (int i = 0; i < 3; i++)
            q = (q * p.X) + (s.Y / (1 + (r * r)));
        return q;
    }

    private static double Ways(Pair p, Pair s)
    {
        double x = (p.X * s.X) + 0.1;
        for (int i = 3; i > 0; i--)
        {
            if (x > 0)
            {
                switch (i)
                {
                    case 1:
                        x *= Math.Atan(x);
                        break;
                    case 2:
                        x = (x * p.Y) + (s.Y * x * x);
                        break;
                    default:
                        x = Math.Pow(x + 1, p.Y);
                        break;
                }
            }

            x /= 1 + (x * x);
        }

        return x * s.Y;
    }

    private static double Stored(Pair p, Pair s)
    {
        double[] all = new double[5];
        all[0] = p.X * s.X;
        for (int i = 1; i < all.Length; i++)
            all[i] = (all[i - 1] * all[i - 1] * p.Y) + Math.Max(s.Y, all[i - 1]);
        return all[4] - all[2];
    }

    private static double OfPoint(Pair p) => Ways(p, new Pair(p.Y, 1)) + (p.X * p.X * p.Y);

    private static double UntilTen(Pair p, Pair s)
    {
        double y = s.X;
        for (int n = 0; y < 10 && n < 50; n++)
            y = (y * p.X) + p.Y;
        return y * s.Y;
    }

    private static double Root(Pair p, Pair s) => Math.Sqrt(p.X * s.X) * s.Y;

    private static double Smooth(Pair p, Pair s) => Math.Exp(-p.X * s.Y) * Math.Log(1 + (p.Y * s.X)) * Math.Sin(p.X + s.X) / Math.Cos(p.Y * s.Y);

    private static double Quadratic(double p, double s) => (p * s * s) + (Math.Sqrt(Math.Abs(s)) * p);

    private static double Rounded(Pair p, Pair s) => p.X * (int)s.X * s.Y;

    private static int s_runs;

    private static double Counted(Pair p, Pair s)
    {
        s_runs++;
        return p.X * s.X * s.Y;
    }

    private static double Recursive(Pair p, Pair s) => s.Y > 0.1 ? p.X * Recursive(p, new Pair(s.X, s.Y / 2)) : p.Y * s.X;

    private readonly record struct Pair(double X, double Y);
}
