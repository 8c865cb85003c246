using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Vector-space operations on any type that has a tangent.</summary>
public sealed class VectorSpaces
{
    private static readonly Model s_model = new() { Weight = new Point { X = 1, Y = 2 }, Bias = 3, Layers = 4, Rate = 5 };
    private static readonly Model s_step = new() { Weight = new Point { X = 10, Y = 20 }, Bias = 30 };

    [Test]
    public void Scalars()
    {
        Expect.Near(Moved(1.0, along: 2.0), 3);
        Expect.Near(Moved(1.0, along: 2.0, by: -0.5), 0);
        Expect.Near(Add(1.0, 2.0), 3);
        Expect.Near(DifferentialOperators.Scale(3.0, 2), 6);
        Expect.Near(Dot(3.0, 2.0), 6);
        Expect.Near(Norm(-3.0), 3);
        Expect.Near(Zero(3.0), 0);
        Expect.Near(Moved(1f, along: 2f, by: 3), 7f);
    }

    [Test]
    public void MovedStruct()
    {
        var moved = Moved(s_model, along: s_step, by: 0.1);
        Expect.Near((moved.Weight.X, moved.Weight.Y, moved.Bias), (2, 4, 6));
        Assert.That(moved.Layers, Is.EqualTo(4), "members without a tangent stay");
        Expect.Near(moved.Rate, 5);
        Expect.Near(Moved(s_model, along: s_step).Weight.X, 11);
    }

    [Test]
    public void MoveInPlace()
    {
        var model = s_model;
        Move(ref model, along: s_step, by: -1);
        Expect.Near((model.Weight.X, model.Weight.Y, model.Bias), (-9, -18, -27));
        Assert.That(model.Layers, Is.EqualTo(4));
        Expect.Near(s_model.Weight.X, 1);
    }

    [Test]
    public void AddScaleZero()
    {
        var sum = Add(s_model, s_step);
        Expect.Near((sum.Weight.X, sum.Weight.Y, sum.Bias), (11, 22, 33));
        var scaled = DifferentialOperators.Scale(s_step, -0.5);
        Expect.Near((scaled.Weight.X, scaled.Weight.Y, scaled.Bias), (-5, -10, -15));
        var zero = Zero(s_model);
        Expect.Near((zero.Weight.X, zero.Weight.Y, zero.Bias), (0, 0, 0));
    }

    [Test]
    public void DotAndNorm()
    {
        Expect.Near(Dot(s_model, s_step), 10 + 40 + 90);
        Expect.Near(Norm(s_step), Math.Sqrt(1400));
    }

    [Test]
    public void Tuples()
    {
        Expect.Near(Moved((1.0, 2.0), along: (10.0, 20.0), by: 0.1), (2, 4));
        Expect.Near(Add((1.0, 2.0), (10.0, 20.0)), (11, 22));
        Expect.Near(DifferentialOperators.Scale((1.0, 2.0), 3), (3, 6));
        Expect.Near(Dot((1.0, 2.0), (10.0, 20.0)), 50);
        Expect.Near(Norm((3.0, 4.0)), 5);
        var mixed = Moved((new Point { X = 1, Y = 2 }, 3.0), along: (new Point { X = 1, Y = 1 }, 1.0), by: 2);
        Expect.Near((mixed.Item1.X, mixed.Item1.Y, mixed.Item2), (3, 4, 5));
    }

    [Test]
    public void SinglePrecisionMembers()
    {
        var moved = Moved((1f, 2.0), along: (10f, 20.0), by: 0.5);
        Expect.Near(moved.Item1, 6f);
        Expect.Near(moved.Item2, 12);
        Expect.Near(Dot((1f, 2.0), (10f, 20.0)), 50);
    }

    [Test]
    public void GradientDescentOnStruct()
    {
        var model = new Model { Weight = new Point { X = 5, Y = -4 }, Bias = 2, Layers = 1 };
        for (int i = 0; i < 300; i++)
        {
            var gradient = Gradient(at: model, of: Loss);
            Move(ref model, along: gradient, by: -0.1);
        }

        Expect.Near((model.Weight.X, model.Weight.Y, model.Bias), (1, 2, -1));
        Assert.That(model.Layers, Is.EqualTo(1));

        static double Loss(Model m) =>
            ((m.Weight.X - 1) * (m.Weight.X - 1)) + ((m.Weight.Y - 2) * (m.Weight.Y - 2)) + ((m.Bias + 1) * (m.Bias + 1));
    }

    private struct Point
    {
        public double X;
        public double Y;
    }

    private struct Model
    {
        public Point Weight;
        public double Bias;
        public int Layers;

        [NoDerivative]
        public double Rate;
    }
}
