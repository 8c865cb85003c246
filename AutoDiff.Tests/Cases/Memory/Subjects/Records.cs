namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Record classes and structs that hold numbers, arrays and one another.</summary>
public static class Records
{
    public static double T_Positional(double x, double y)
    {
        var p = new Point(x, y);
        var (a, b) = p;
        return (a * p.Y) + (b * b);
    }

    public static double T_With(double x, double y)
    {
        var p = new Point(x, y);
        var q = p with { X = p.Y * 2 };
        var r = q with { };
        return (p.X * q.X) + (r.Y * r.X);
    }

    public static double T_WithSharesReferences(double[] x)
    {
        var a = new Layer(x, x[0] * x[1]);
        var b = a with { Bias = a.Bias * 2 };
        b.Weights[0] *= b.Bias;
        return a.Weights[0] * a.Bias;
    }

    public static double T_MutableProperties(double x, double y)
    {
        var m = new Mutable { A = x };
        m.B = m.A * y;
        var n = m with { A = m.B };
        n.B += m.B;
        m.A = 0;
        return (m.B * n.B) + (n.A * m.A);
    }

    public static double T_Inheritance(double x, double y)
    {
        Shape[] shapes = [new Circle("c", x), new Rectangle("r", x, y), new Circle("d", y)];
        double sum = 0;
        foreach (var s in shapes)
        {
            sum += s switch
            {
                Circle(_, var radius) => radius * radius * 3,
                Rectangle { Width: var w, Height: var h } => w * h,
                _ => 0,
            };
        }

        Shape copy = shapes[1] with { Name = "s" };
        return sum * ((Rectangle)copy).Width;
    }

    public static double T_RecordStructs(double x, double y)
    {
        var s = new State(x, y);
        for (int i = 0; i < 4; i++)
            s = s with { Position = s.Position + (0.1 * s.Velocity), Velocity = s.Velocity - (0.1 * Math.Sin(s.Position)) };
        return s.Position * s.Velocity;
    }

    public static double T_RecordStructsInArray(double[] x)
    {
        State[] states = [new(x[0], x[1]), new(x[2], x[3])];
        states[0] = states[1] with { Position = states[0].Velocity };
        states[1].Velocity *= states[0].Position;
        return states[0].Velocity * states[1].Velocity;
    }

    public static double T_RecordStructHoldingArray(double[] x)
    {
        var a = new Series(x, 2);
        var b = a with { Scale = x[0] };
        b.Values[1] *= b.Scale;
        return a.Mean() + (b.Mean() * a.Values[1]);
    }

    public static double T_Nested(double x, double y)
    {
        var car = new Car(new Body(x), new Wheel(y, 0.3));
        var heavier = car with { Body = car.Body with { Mass = car.Body.Mass * car.Wheel.Inertia } };
        return heavier.Energy(2) + (car.Energy(x) * heavier.Body.Mass);
    }

    public static double T_Generic(double x, double y)
    {
        var p = new Two<double>(x, y);
        var q = new Two<Point>(new Point(p.First, p.Second), new Point(p.Second, 1));
        return q.First.X * q.Second.X * (q.First with { Y = 3 }).Y * q.First.Y;
    }

    public static double T_Equality(double x)
    {
        var p = new Point(x, 1);
        var q = p with { };
        return p == q && p.Equals(q) && !ReferenceEquals(p, q) ? x * p.X : x;
    }

    public static double T_ImmutableUpdateInLoop(double[] x)
    {
        var layer = new Layer(x, 0.5);
        for (int i = 0; i < 3; i++)
            layer = new Layer(Array.ConvertAll(layer.Weights, w => w * layer.Bias), layer.Bias + layer.Weights[i]);
        return layer.Bias * layer.Weights[4];
    }

    public static double T_LinkedRecords(double[] x)
    {
        Item? list = null;
        foreach (double v in x)
            list = new Item(v * (list?.Value ?? 1), list);
        double sum = 0;
        for (; list is { } item; list = item.Rest)
            sum += item.Value;
        return sum;
    }

    private sealed record Point(double X, double Y);

    private sealed record Layer(double[] Weights, double Bias);

    private sealed record Mutable
    {
        public double A { get; set; }

        public double B { get; set; }
    }

    private abstract record Shape(string Name);

    private sealed record Circle(string Name, double Radius) : Shape(Name);

    private sealed record Rectangle(string Name, double Width, double Height) : Shape(Name);

    private record struct State(double Position, double Velocity);

    private readonly record struct Series(double[] Values, double Scale)
    {
        public double Mean()
        {
            double sum = 0;
            foreach (double v in Values)
                sum += v * v;
            return Scale * sum / Values.Length;
        }
    }

    private sealed record Body(double Mass);

    private readonly record struct Wheel(double Inertia, double Radius);

    private sealed record Car(Body Body, Wheel Wheel)
    {
        public double Energy(double speed) => (Body.Mass * speed * speed / 2) + (Wheel.Inertia * speed / Wheel.Radius);
    }

    private sealed record Two<T>(T First, T Second);

    private sealed record Item(double Value, Item? Rest);
}
