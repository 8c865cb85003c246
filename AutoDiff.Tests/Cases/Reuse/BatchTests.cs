using static AutoDiff.DifferentialOperators;
using static AutoDiff.Tests.Cases.Reuse.Subjects;

namespace AutoDiff.Tests.Cases.Reuse;

/// <summary>One function at many points, and sums over scenarios.</summary>
public sealed class BatchTests
{
    private static readonly double[] s_numbers = [0.5, 1, 2, -3];
    private static readonly double[][] s_points = [[1, 2, 3], [0.5, -1], [0.1, 0.2, 0.3, 0.4]];

    [Test]
    public void Points()
    {
        double[] expected = [.. s_numbers.Select(x => Gradient(at: x, of: Curve))];
        Assert.That(Gradients(at: s_numbers, of: Curve), Is.EqualTo(expected));
        Assert.That(Gradients(at: s_numbers, of: Curve, parallel: true), Is.EqualTo(expected));
        Assert.That(Gradients(at: (ReadOnlySpan<double>)s_numbers, of: Curve), Is.EqualTo(expected));
        Assert.That(Gradients(at: (float[])[1, 2], of: x => x * x), Is.EqualTo(new float[] { 2, 4 }));
        var (values, gradients) = ValuesWithGradients(at: s_points, of: Valley);
        var (again, parallel) = ValuesWithGradients(at: s_points, of: Valley, parallel: true);
        for (int i = 0; i < s_points.Length; i++)
        {
            Expect.Bits(values[i], Valley(s_points[i]));
            Assert.That(gradients[i], Is.EqualTo(Gradient(at: s_points[i], of: Valley)));
            Assert.That(parallel[i], Is.EqualTo(gradients[i]));
        }

        Assert.That(again, Is.EqualTo(values));
        Assert.That(Gradients(at: Array.Empty<double>(), of: Curve, parallel: true), Is.Empty);
        Assert.That(ValuesWithGradients(at: (ReadOnlySpan<double>)s_numbers, of: Curve).Gradients, Is.EqualTo(expected));
    }

    [Test]
    public void Points_in_memory_of_the_caller()
    {
        double[] numbers = [9, 9, 9, 9], values = new double[3];
        double[][] into = [[9, 9, 9], [9, 9], null!];
        double[] first = into[0];
        ValuesWithGradients(at: s_points, of: Valley, into: (values, into));
        Assert.That(into[0], Is.SameAs(first));
        for (int i = 0; i < s_points.Length; i++)
        {
            Expect.Bits(values[i], Valley(s_points[i]));
            Assert.That(into[i], Is.EqualTo(Gradient(at: s_points[i], of: Valley)));
        }

        Gradients(at: s_points, of: x => 2 * Valley(x), into: into, parallel: true);
        Same(into[1], Gradient(at: s_points[1], of: x => 2 * Valley(x)));
        Gradients(at: s_numbers, of: Curve, into: numbers);
        Assert.That(numbers, Is.EqualTo(Gradients(at: s_numbers, of: Curve)));
        Derivatives(at: s_numbers, of: x => x * x, into: numbers);
        Assert.That(numbers, Is.EqualTo(new double[] { 1, 2, 4, -6 }));
        Assert.Multiple(() =>
        {
            Assert.That(Bytes(() => Gradients(at: s_numbers, of: Curve, into: numbers)), Is.Zero);
            Assert.That(Bytes(() => ValuesWithGradients(at: s_points, of: Valley, into: (values, into))), Is.Zero);
            Assert.That(Bytes(() => Derivatives(at: s_numbers, of: Curve, into: numbers)), Is.Zero);
            Assert.That(Assert.Throws<ArgumentException>(() => Gradients(at: s_points, of: Valley, into: new double[2][]))!.Message,
                Does.Contain("3").And.Contain("2"));
            Assert.Throws<ArgumentException>(() => Gradients(at: s_points, of: Valley, into: [.. s_points]));
        });
    }

    [Test]
    public void Derivatives_of_numbers_and_curves()
    {
        double[] expected = [.. s_numbers.Select(x => Derivative(at: x, of: Curve))];
        Assert.That(Derivatives(at: s_numbers, of: Curve), Is.EqualTo(expected));
        Assert.That(Derivatives(at: s_numbers, of: Curve, parallel: true), Is.EqualTo(expected));
        Assert.That(Derivatives(at: (ReadOnlySpan<double>)s_numbers, of: Curve), Is.EqualTo(expected));
        Assert.That(Derivatives(at: s_numbers, of: t => (t * t, 3 * t))[2], Is.EqualTo((4.0, 3.0)));
    }

    [Test]
    public void Scenarios_add_to_one_gradient()
    {
        double[] at = [0.3, -0.7];
        var scenarios = Enumerable.Range(0, 100).Select(i => new[] { i * 0.01, i * 0.02 }).ToList();
        double value = 0;
        double[] gradient = new double[2];
        foreach (double[] s in scenarios)
        {
            var (v, g) = ValueWithGradient(at: at, of: p => OfScenario(p, s));
            value += v;
            gradient = Add(gradient, g);
        }

        var sum = ValueWithGradient(at: at, over: scenarios, of: OfScenario);
        Expect.Bits(sum.Value, value);
        Same(sum.Gradient, gradient);
        var mean = ValueWithGradient(at: at, over: scenarios.ToArray(), of: (p, s) => OfScenario(p, s), mean: true);
        Expect.Near(mean.Value, value / 100);
        Same(mean.Gradient, Scale(gradient, 0.01));
        Same(ValueWithGradient(at: at, over: scenarios.AsReadOnly(), of: OfScenario).Gradient, gradient);
        Same(ValueWithGradient(at: at, over: (ReadOnlySpan<double[]>)scenarios.ToArray(), of: OfScenario).Gradient, gradient);
        var none = ValueWithGradient(at: at, over: Array.Empty<double[]>(), of: OfScenario);
        Assert.That((none.Value, none.Gradient), Is.EqualTo((0.0, new double[2])));
        Assert.Throws<ArgumentException>(() => ValueWithGradient(at: at, over: Array.Empty<double[]>(), of: OfScenario, mean: true));
        Assert.That(scenarios[7], Is.EqualTo(new[] { 0.07, 0.14 }));
    }

    [Test]
    public void Parameters_of_any_type()
    {
        var number = ValueWithGradient(at: 2.0, over: s_numbers, of: (p, s) => p * p * s);
        Expect.Bits(number.Value, 2.0);
        Expect.Near(number.Gradient, 2);
        var single = ValueWithGradient(at: 2f, over: [1, 2, 3], of: (p, s) => p * p * s);
        Expect.Near(single.Gradient, 24f);
        Same(ValueWithGradient(at: NewModel(), over: s_numbers, of: (p, s) => Loss(p) * s).Gradient, Gradient(at: NewModel(), of: p => Loss(p) * 0.5));
        Same(ValueWithGradient(at: NewModel(), over: s_numbers, of: (p, s) => Grown(p) * s, parallel: true).Gradient,
            Gradient(at: NewModel(), of: p => Grown(p) * 0.5));
        Same(ValueWithGradient(at: At, over: s_numbers, of: (p, s) => InPlace(p) * s).Gradient, Gradient(at: At, of: p => InPlace(p) * 0.5));
        var pair = ValueWithGradient(at: new Pair { Values = At, Factor = 3 }, over: s_numbers, of: (p, s) => OfPair(p) * s, mean: true).Gradient;
        var expected = Gradient(at: new Pair { Values = At, Factor = 3 }, of: p => OfPair(p) * 0.125);
        Same(pair.Values, expected.Values);
        Expect.Near(pair.Factor, expected.Factor);
        var vector = ValueWithGradient(
            at: new System.Numerics.Vector3(1, 2, 3), over: new[] { 1f, 2f }, of: (p, s) => System.Numerics.Vector3.Dot(p, p) * s).Gradient;
        Assert.That(vector, Is.EqualTo(new System.Numerics.Vector3(6, 12, 18)));
        var tuple = ValueWithGradient(at: (2.0, 3.0), over: s_numbers, of: (p, s) => p.Item1 * p.Item2 * s).Gradient;
        Expect.Near(tuple, (1.5, 1));
    }

    [Test]
    public void Nothing_is_allocated_for_a_scenario()
    {
        double[] at = [0.3, -0.7], into = new double[2];
        double[][] many = [.. Enumerable.Range(0, 1000).Select(i => new[] { i * 0.01, i * 0.02 })];
        Assert.That(Bytes(() => ValueWithGradient(at: at, over: many, of: OfScenario, into: into)),
            Is.Zero);
        Assert.That(Assert.Throws<ArgumentException>(() => ValueWithGradient(at: at, over: many, of: OfScenario, into: new double[3]))!.Message,
            Does.Contain("2 elements").And.Contain("3"));
    }

    [Test]
    public void In_parallel_the_result_is_always_the_same()
    {
        double[] at = [0.3, -0.7];
        double[][] scenarios = [.. Enumerable.Range(0, 1000).Select(i => new[] { i * 0.37, i * 0.21 })];
        var first = ValueWithGradient(at: at, over: scenarios, of: OfScenario, parallel: true);
        var ordered = ValueWithGradient(at: at, over: scenarios, of: OfScenario);
        Expect.Near(first.Value, ordered.Value, 1e-12);
        Same(first.Gradient, ordered.Gradient);
        double value = 0;
        double[] gradient = new double[2];
        for (int piece = 0; piece < 64; piece++)
        {
            var part = ValueWithGradient(at: at, over: scenarios[(1000 * piece / 64)..(1000 * (piece + 1) / 64)], of: OfScenario);
            value += part.Value;
            gradient = Add(gradient, part.Gradient);
        }

        for (int i = 0; i < 50; i++)
        {
            var again = ValueWithGradient(at: at, over: scenarios, of: OfScenario, parallel: true);
            Expect.Bits(again.Value, value);
            Assert.That(again.Gradient, Is.EqualTo(gradient));
        }
    }

    [Test]
    public void Exceptions_come_out_as_they_were_thrown()
    {
        double[] at = [0.3, -0.7];
        int[] scenarios = [.. Enumerable.Range(0, 500)];
        for (int i = 0; i < 10; i++)
        {
            var failure = Assert.Throws<KeyNotFoundException>(() => ValueWithGradient(at: at, over: scenarios, of: Failing, parallel: true))!;
            Assert.That(failure.Message, Is.EqualTo("123"));
        }

        Assert.Throws<KeyNotFoundException>(() => ValueWithGradient(at: at, over: scenarios, of: Failing));
        Expect.Near(ValueWithGradient(at: at, over: scenarios[..100], of: Failing, parallel: true).Gradient[0], -70);
    }

    private static double Failing(double[] p, int s) => s is 123 or 400 ? throw new KeyNotFoundException($"{s}") : p[0] * p[1];

    private static double Curve(double x)
    {
        double product = 1;
        for (int i = 0; i < 3; i++)
            product *= Math.Sin(x) + i;
        return product;
    }

    private static double OfScenario(double[] p, double[] s) => (Math.Sin(p[0] * s[0]) * p[1]) + (p[1] * s[1] * p[0]);
}
