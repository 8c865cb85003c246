using AttitudeSample.Model;
using AutoDiff.Manifolds;
using DigitsSample.Model;
using PerceptronSample.Model;
using ThirdPartySample.Model;
using static AutoDiff.DifferentialOperators;
using Layer = PerceptronSample.Model.Perceptron;

namespace AutoDiff.Tests.Cases.Samples;

/// <summary>The programs of the samples: their values, and their derivatives against differences.</summary>
public sealed class SampleTests
{
    [Test]
    public void TheLayerLearnsAndItsTangentHasNoPlaceForUseBias()
    {
        Assert.That(
            typeof(Layer.TangentVector).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Select(p => p.Name),
            Is.EquivalentTo(new[] { "Weight", "Bias" }));
        var layer = new Layer { Weight = new(0.3, -0.2), Bias = 0.1, UseBias = true };
        var pullback = Pullback(at: layer, of: LogicalAnd.Loss);
        var gradient = Gradient(at: layer, of: LogicalAnd.Loss);
        Assert.That(pullback(2), Is.EqualTo(2.0 * gradient));
        Assert.That(pullback(-1), Is.EqualTo(-gradient));
        Assert.That(gradient.Bias, Is.EqualTo(Difference(b => LogicalAnd.Loss(layer with { Bias = b }), 0.1)).Within(1e-8));
        Assert.That(Gradient(at: layer with { UseBias = false }, of: LogicalAnd.Loss).Bias, Is.Zero);
        for (int step = 0; step < 100; step++)
            layer = layer.Moved(-0.25 * Gradient(at: layer, of: LogicalAnd.Loss));
        Assert.That(LogicalAnd.Right(layer), Is.EqualTo(4));
    }

    [Test]
    public void TheFilterFindsTheAttitude()
    {
        var (truth, readings) = Sensors.Tumble(1500);
        var at = UnitQuaternion.Exp(new(0.4, -0.1, 0.9));
        var pullback = Pullback(at: at, of: q => Filter.Misfit(q, readings[0]));
        double slope = Difference(h => Filter.Misfit(at.Moved(new(0, h, 0)), readings[0]), 0);
        Assert.That(pullback(1).AboutY, Is.EqualTo(slope).Within(1e-8));
        Assert.That(pullback(-3).AboutY, Is.EqualTo(-3 * slope).Within(1e-8));
        var filter = new Filter();
        foreach (var reading in readings)
            filter.Take(reading);
        var off = (truth[^1].Inverse() * filter.Attitude).Log();
        Assert.That(Math.Sqrt(Vector3D.Dot(off, off)), Is.LessThan(0.04));
    }

    [Test]
    public void PricesDependOnTheSmile()
    {
        double[] at = [0.22, -0.15, 0.35];
        var pullback = Pullback(at: at, of: p => Smile.Prices(p, [80, 100, 120]));
        for (int k = 0; k < at.Length; k++)
        {
            double Weighted(double x)
            {
                double[] moved = [.. at];
                moved[k] = x;
                double[] prices = Smile.Prices(moved, [80, 100, 120]);
                return prices[0] - (2 * prices[1]) + (0.5 * prices[2]);
            }

            double expected = Difference(Weighted, at[k]);
            Assert.That(pullback([1, -2, 0.5])[k], Is.EqualTo(expected).Within(1e-7));
            Assert.That(pullback([-2, 4, -1])[k], Is.EqualTo(-2 * expected).Within(1e-7));
        }
    }

    [Test]
    public void TheNetworkLearnsToRead()
    {
        var (images, labels) = Glyphs.Draw(600, seed: 1);
        var network = Network.Start(seed: 3);
        var (some, shown) = Batches.Of(images, labels, new Random(5)).First();
        var (value, gradient) = ValueWithGradient(at: network, of: n => n.Loss(some, shown));
        Expect.Bits(value, network.Loss(some, shown));
        Assert.That(gradient.FirstBias[7], Is.EqualTo(Slope(by => network.FirstBias[7] += by)).Within(1e-6));
        Assert.That(gradient.First[44, 7], Is.EqualTo(Slope(by => network.First[44, 7] += by)).Within(1e-6));
        Assert.That(gradient.Second[7, 3], Is.EqualTo(Slope(by => network.Second[7, 3] += by)).Within(1e-6));
        double before = network.Loss(images, labels);
        var random = new Random(4);
        for (int epoch = 0; epoch < 15; epoch++)
        {
            foreach (var (batch, digits) in Batches.Of(images, labels, random))
                Move(ref network, along: Gradient(at: network, of: n => n.Loss(batch, digits)), by: -0.2);
        }

        Assert.That(network.Loss(images, labels), Is.LessThan(before / 3));
        Assert.That(network.Accuracy(images, labels), Is.GreaterThan(0.8));

        double Slope(Action<double> shift)
        {
            const double Step = 1e-6;
            shift(Step);
            double above = network.Loss(some, shown);
            shift(-2 * Step);
            double below = network.Loss(some, shown);
            shift(Step);
            return (above - below) / (2 * Step);
        }
    }

    private static double Difference(Func<double, double> f, double at)
    {
        const double Step = 1e-3;
        return ((8 * (f(at + Step) - f(at - Step))) - (f(at + (2 * Step)) - f(at - (2 * Step)))) / (12 * Step);
    }
}
