using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Constructs;

/// <summary>Structs as engineers write them: records, constructors, properties, methods that change the receiver.</summary>
public sealed class Structs
{
    [Test]
    public void RecordStructWith()
    {
        static double F(double x, double y)
        {
            var a = new State(x, y, 3);
            var b = a with { Velocity = a.Position * y };
            var c = b with { Position = b.Position + b.Velocity, Steps = 4 };
            return c.Position * c.Velocity * c.Steps;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.2, 0.7), of: F), F, (1.2, 0.7));
        Numeric.Agrees(ValueWithPullback(at: (1.2, 0.7), of: F), F, (1.2, 0.7));
    }

    [Test]
    public void GradientOfRecordStruct()
    {
        var (value, g) = ValueWithGradient(at: new State(2, 5, 3), of: s => s.Position * s.Position * s.Velocity * s.Steps);
        Expect.Bits(value, 60);
        Expect.Near((g.Position, g.Velocity), (60, 12));
        Assert.That(g.Steps, Is.Zero);
    }

    [Test]
    public void ConstructorsThatCompute()
    {
        static double F(double radius, double angle)
        {
            var p = new Polar(radius, angle);
            var q = new Polar(p.X * 2);
            return (p.X * p.Y) + q.Radius + q.X;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.5, 0.6), of: F), F, (1.5, 0.6));
        Numeric.Agrees(ValueWithPullback(at: (1.5, 0.6), of: F), F, (1.5, 0.6));
    }

    [Test]
    public void MethodsThatChangeTheReceiver()
    {
        static double F(double x, double y)
        {
            var sum = default(Accumulator);
            for (int i = 0; i < 5; i++)
                sum.Include(x + (y * i));
            var copy = sum;
            copy.Include(100);
            return sum.Mean + sum.Variance;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.5, 0.6), of: F), F, (1.5, 0.6));
        Numeric.Agrees(ValueWithPullback(at: (1.5, 0.6), of: F), F, (1.5, 0.6));
    }

    [Test]
    public void NestedStructParameter()
    {
        static double F(Car car) => (car.Body.Mass * car.Speed * car.Speed / 2) + (4 * car.Wheel.Inertia * (car.Speed / car.Wheel.Radius));

        var car = new Car { Body = new Body { Mass = 900 }, Wheel = new Wheel { Inertia = 2, Radius = 0.3 }, Speed = 20 };
        var (value, g) = ValueWithGradient(at: car, of: F);
        Expect.Bits(value, F(car));
        Expect.Near(g.Body.Mass, 200);
        Expect.Near(g.Wheel.Inertia, 4 * 20 / 0.3);
        Expect.Near(g.Wheel.Radius, -4 * 2 * 20 / (0.3 * 0.3));
        Expect.Near(g.Speed, (900 * 20) + (4 * 2 / 0.3));
    }

    [Test]
    public void StructOverwrittenField()
    {
        static double F(Car car)
        {
            car.Body.Mass = car.Speed;
            car.Wheel = new Wheel { Inertia = car.Wheel.Radius, Radius = 2 };
            return car.Body.Mass * car.Wheel.Inertia * car.Wheel.Radius;
        }

        var g = Gradient(at: new Car { Body = new Body { Mass = 9 }, Wheel = new Wheel { Inertia = 2, Radius = 3 }, Speed = 5 }, of: F);
        Expect.Near(g.Body.Mass, 0);
        Expect.Near(g.Wheel.Inertia, 0);
        Expect.Near(g.Wheel.Radius, 10);
        Expect.Near(g.Speed, 6);
    }

    [Test]
    public void StructChosenByCondition()
    {
        static double F(double x, double y)
        {
            var a = new State(x, y, 1);
            var b = new State(y * y, x, 2);
            var c = x > y ? a : b;
            State d;
            if (c.Velocity > 1)
                d = c with { Position = 1 };
            else
                d = a;
            return (c.Position * d.Velocity) + d.Position;
        }

        foreach (var at in new[] { (1.2, 0.7), (0.7, 1.2), (3.0, 2.0) })
            Numeric.Agrees(ValueWithPullback(at: at, of: F), F, at);
    }

    [Test]
    public void StructsCarriedByLoops()
    {
        static double F(double x, double y)
        {
            var s = new State(x, y, 0);
            while (s.Steps < 10)
            {
                double force = -s.Position - (0.1 * s.Velocity);
                s = new State(s.Position + (0.1 * s.Velocity), s.Velocity + (0.1 * force), s.Steps + 1);
            }

            return s.Position * s.Position;
        }

        Numeric.Agrees(ValueWithGradient(at: (1.2, 0.7), of: F), F, (1.2, 0.7));
        Numeric.Agrees(ValueWithPullback(at: (1.2, 0.7), of: F), F, (1.2, 0.7));
    }

    [Test]
    public void ComputedPropertiesOfProperties()
    {
        var box = new Box { Width = 2, Height = 3, Depth = 4 };
        var g = Gradient(at: box, of: b => b.Volume + b.Surface);
        Expect.Near((g.Width, g.Height, g.Depth), (12 + 14, 8 + 12, 6 + 10));
    }

    [Test]
    public void PullbackOfStructResult()
    {
        var (value, pullback) = ValueWithPullback(at: (3.0, 0.5), of: (double r, double a) => new Polar(r, a));
        Expect.Bits(value.X, 3 * Math.Cos(0.5));
        var one = pullback(new Polar { X = 2, Y = -1, Radius = 0.5 });
        Expect.Near(one.Item1, (2 * Math.Cos(0.5)) - Math.Sin(0.5) + 0.5);
        Expect.Near(one.Item2, (-6 * Math.Sin(0.5)) - (3 * Math.Cos(0.5)));
        Assert.That(pullback(new Polar { X = 2, Y = -1, Radius = 0.5 }), Is.EqualTo(one));
    }

    private readonly record struct State(double Position, double Velocity, int Steps);

    private struct Polar
    {
        public double X;
        public double Y;
        public double Radius;

        public Polar(double radius, double angle)
        {
            Radius = radius;
            X = radius * Math.Cos(angle);
            Y = radius * Math.Sin(angle);
        }

        public Polar(double x)
            : this(x * x, 0.5)
        {
            X += x;
        }
    }

    private struct Accumulator
    {
        private int _count;
        private double _sum;
        private double _squares;

        public readonly double Mean => _sum / _count;

        public readonly double Variance => (_squares / _count) - (Mean * Mean);

        public void Include(double x)
        {
            _count++;
            _sum += x;
            _squares += x * x;
        }
    }

    private struct Body
    {
        public double Mass;
    }

    private struct Wheel
    {
        public double Inertia;
        public double Radius;
    }

    private struct Car
    {
        public Body Body;
        public Wheel Wheel;
        public double Speed;
    }

    private struct Box
    {
        public double Width { get; init; }

        public double Height { get; set; }

        public required double Depth { get; init; }

        public readonly double Base => Width * Height;

        public readonly double Volume => Base * Depth;

        public readonly double Surface => 2 * (Base + (Depth * (Width + Height)));
    }
}
