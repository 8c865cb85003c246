using System.Numerics;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Tangents;

/// <summary>Structs whose tangent type is generated.</summary>
public sealed class GeneratedTangents
{
    [Test]
    public void ALayer()
    {
        var layer = new Perceptron { Weight = 2, Bias = 0.5, UseBias = true };
        Perceptron.TangentVector gradient = Gradient(at: layer, of: p => p.Apply(3) * p.Apply(3));
        Assert.That(gradient, Is.EqualTo(new Perceptron.TangentVector(2 * 6.5 * 3, 2 * 6.5)));
        layer = layer.Moved(-0.1 * gradient);
        Expect.Near(layer.Weight, 2 - 3.9);
        Expect.Near(layer.Bias, 0.5 - 1.3);
        Assert.That(layer.UseBias, "what does not vary stays");
        var unbiased = Gradient(at: new Perceptron { Weight = 2, Bias = 0.5 }, of: p => p.Apply(3));
        Assert.That(unbiased, Is.EqualTo(new Perceptron.TangentVector(3, 0)));
        Assert.That(gradient - gradient + Perceptron.TangentVector.Zero, Is.EqualTo(Perceptron.TangentVector.Zero));
        Assert.That(-(2 * gradient) * 0.5, Is.EqualTo(-gradient));
    }

    [Test]
    public void LayersInAModel()
    {
        var model = new Network { First = new() { Weight = 1, Bias = 2, UseBias = true }, Second = new() { Weight = 3, Bias = 4, UseBias = true }, Scale = 2 };
        var (value, gradient) = ValueWithGradient(at: model, of: m => m.Apply(0.5f));
        Expect.Bits(value, 2 * ((3 * 2.5) + 4));
        Assert.That(gradient, Is.EqualTo(new Network.TangentVector(new(3, 6), new(5, 2), 11.5f)));
        var pullback = Pullback(at: model, of: m => m.Apply(0.5f));
        Assert.That(pullback(2), Is.EqualTo(2.0 * gradient));
        Assert.That(pullback(-1), Is.EqualTo(-gradient));
        model = Moved(model, along: gradient);
        Expect.Near(model.First.Weight, 4);
        Expect.Near(model.Scale, 13.5);
    }

    [Test]
    public void GenericPoints()
    {
        var gradient = Gradient(at: new Spot<double>(2, 3), of: p => p.X * p.X * p.Y);
        Assert.That(gradient, Is.EqualTo(new Spot<double>.TangentVector(12, 4)));
        Expect.Near(Gradient(at: new Spot<float>(2, 3), of: p => p.X * p.Y).X, 3);
        var moved = new Spot<double>(2, 3).Moved(gradient * 0.5);
        Assert.That(moved, Is.EqualTo(new Spot<double>(8, 5)));
    }

    [Test]
    public void NestedAndInternal()
    {
        var gradient = Gradient(at: new Outer.Inner { A = 2, B = 3, Count = 4 }, of: i => i.A * i.B * i.Count);
        Assert.That(gradient, Is.EqualTo(new Outer.Inner.TangentVector(12, 8)));
    }
}

/// <summary>The layer of one neuron.</summary>
[Differentiable]
public partial struct Perceptron
{
    public double Weight { get; set; }

    public double Bias { get; set; }

    public bool UseBias { get; set; }

    public readonly double Apply(double x) => UseBias ? (Weight * x) + Bias : Weight * x;
}

[Differentiable]
public partial record struct Network(Perceptron First, Perceptron Second, float Scale)
{
    [NoDerivative]
    public double Rate = 0.1;

    public readonly double Apply(float x) => Scale * Second.Apply(First.Apply(x));
}

[Differentiable]
public readonly partial record struct Spot<T>(T X, T Y)
    where T : INumber<T>;

public static partial class Outer
{
    [Differentiable]
    internal partial struct Inner
    {
        public double A;
        public double B;
        public int Count;
    }
}
