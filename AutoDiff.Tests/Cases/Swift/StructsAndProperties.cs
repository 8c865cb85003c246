using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Swift;

/// <summary>Group F of the cases restated from differentiable Swift: structs, methods and properties.</summary>
public sealed class StructsAndProperties
{
    [Test]
    public void F1_Constructor()
    {
        var (value, pullback) = ValueWithPullback(at: 4.0, of: x => new Scalar(x));
        Expect.Bits(value.X, 4);
        Expect.Near(pullback(new Scalar(10)), 10);
        Expect.Near(pullback(new Scalar(1)), 1);
    }

    [Test]
    public void F3_ComputedProperties()
    {
        var (value, gradient) = ValueWithGradient(at: new Scalar(4), of: s => s.Squared);
        Expect.Bits(value, 16);
        Expect.Near(gradient.X, 8);
        Expect.Near(Gradient(at: new Scalar(4), of: s => s.Cubed).X, 48);
    }

    [Test]
    public void F5_Operator()
    {
        var (value, pullback) = ValueWithPullback(at: 4.0, of: x => new Point(x, x, x) + new Point(x, x, x));
        Assert.That(value, Is.EqualTo(new Point(8, 8, 8)));
        Expect.Near(pullback(new Point(1, 1, 1)), 6);
        Expect.Near(pullback(new Point(1, 0, -3)), -4);
    }

    [Test]
    public void F7_Bias()
    {
        static double Apply(Model m, double input)
        {
            double tmp = input;
            tmp += m.Bias;
            return tmp;
        }

        var (model, input) = Gradient(at: (new Model { Bias = 2 }, 1.0), of: Apply);
        Expect.Near(model.Bias, 1);
        Expect.Near(input, 1);
    }

    [Test]
    public void F9_MethodAndField() => Expect.Near(Gradient(at: new Model { Bias = 3 }, of: m => m.Call() + m.Bias).Bias, 2);

    [Test]
    public void F11_MethodOfTwoStructs()
    {
        var (p, o) = Gradient(at: (new Scalar(200), new Scalar(100)), of: (Scalar p, Scalar o) => p.MultipliedWith(o));
        Expect.Near(p.X, 100);
        Expect.Near(o.X, 200);
    }

    [TestCase(2, 4)]
    [TestCase(20, 10)]
    public void F13_ClippedGradient(double x, double slope)
    {
        static double Square(double x)
        {
            double clipped = Clipping(x);
            return clipped * clipped;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: Square), x * x, slope);
    }

    [Test]
    public void F15_PropertyWithRule()
    {
        var point = new RuledPoint { X = 0, Y = 0 };
        var byX = Gradient(at: point, of: p => 2 * p.X);
        Expect.Near((byX.X, byX.Y), (2, 0));
        var byY = Gradient(at: point, of: p => 3 * p.Y);
        Expect.Near((byY.X, byY.Y), (0, 3));
    }

    [TestCase(3, 9, 6)]
    [TestCase(4, 16, 8)]
    public void F17_CompoundAssignmentToMembers(double x, double value, double slope)
    {
        static double F(double x)
        {
            var s = new Settable { X = 1 };
            s.X *= x;
            s.Computed *= x;
            return s.X;
        }

        Expect.ValueAndGradient(ValueWithGradient(at: x, of: F), value, slope);
    }

    [Test]
    public void F19_ThreeLinearLayers()
    {
        var one = new Linear { W = 1, B = 0 };
        var model = new Three { First = one, Second = one, Third = one };
        var (loss, g) = ValueWithGradient(at: model, of: m => SquaredError(m.Apply(1), 3));
        Expect.Bits(loss, 4);
        Expect.Near((g.First.W, g.First.B), (-4, -4));
        Expect.Near((g.Second.W, g.Second.B), (-4, -4));
        Expect.Near((g.Third.W, g.Third.B), (-4, -4));
    }

    [Test]
    public void F21_PropertiesAroundFields()
    {
        static double Set(Wrapped s, double k)
        {
            s.First = s.First * k * s.Z;
            return s.First;
        }

        var point = new Wrapped { X = 10, Y = 20, Z = 30 };
        var got = Gradient(at: point, of: s => s.First);
        Expect.Near((got.X, got.Y, got.Z), (1, 0, 0));
        var (set, k) = Gradient(at: (point, 2.0), of: Set);
        Expect.Near((set.X, set.Y, set.Z), (60, 0, 20));
        Expect.Near(k, 300);
    }

    [Test]
    public void F23_FieldsWithoutDerivative()
    {
        var (value, pullback) = ValueWithPullback(at: new Subset { X = 2, Ignored = 5 }, of: s => s.X * s.Ignored);
        Expect.Bits(value, 10);
        var zero = pullback(0);
        Expect.Near((zero.X, zero.Ignored), (0, 0));
        var one = pullback(1);
        Expect.Near((one.X, one.Ignored), (5, 0));
    }

    [Pullback(typeof(StructsAndProperties), nameof(Clipping))]
    internal static double ClippingPullback(double x, double result, double cotangent) => Math.Clamp(cotangent, -10, 10);

    internal static double Clipping(double x) => x;

    private static double SquaredError(double prediction, double label)
    {
        double error = label - prediction;
        return error * error;
    }

    private readonly record struct Point(double X, double Y, double Z)
    {
        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    }

    private readonly struct Scalar(double x)
    {
        public double X { get; } = x;

        public double Squared => X * X;

        public double Cubed => Squared * X;

        public double MultipliedWith(Scalar other) => X * other.X;
    }

    private struct Model
    {
        public double Bias;

        public readonly double Call() => Bias;
    }

    internal struct RuledPoint
    {
        public double Y;

        private double _x;

        public double X
        {
            readonly get => _x;
            set => _x = value;
        }

        [Pullback(typeof(RuledPoint), nameof(X))]
        internal static RuledPoint XPullback(RuledPoint self, double result, double cotangent) => new() { X = cotangent };
    }

    private struct Settable
    {
        public double X;

        public double Computed
        {
            readonly get => X;
            set => X = value;
        }
    }

    private struct Linear
    {
        public double W;
        public double B;

        public readonly double Apply(double x) => (W * x) + B;
    }

    private struct Three
    {
        public Linear First;
        public Linear Second;
        public Linear Third;

        public readonly double Apply(double x) => Third.Apply(Second.Apply(First.Apply(x)));
    }

    private struct Wrapped
    {
        public double X;
        public double Y;
        public double Z;

        public double First
        {
            readonly get => X;
            set => X = value;
        }
    }

    private struct Subset
    {
        public double X;

        [NoDerivative]
        public double Ignored;
    }
}
