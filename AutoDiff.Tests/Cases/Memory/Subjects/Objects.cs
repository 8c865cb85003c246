namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Classes: fields, properties, constructors, mutation through methods and through aliases, virtual calls, arrays of objects.</summary>
public static class Objects
{
    public static double T_StructOverwrittenInObject(double[] x)
    {
        var pairs = new[] { new HoldsPair(), new HoldsPair() };
        var one = pairs[x[0] > 1 ? 1 : 0];
        one.Pair.X = x[1];
        double before = one.Pair.X;
        one.Pair = new PlainPair { X = x[2], Y = x[0] };
        return (before * one.Pair.X) + pairs[0].Pair.X;
    }

    private static readonly Settings s_settings = new() { Rate = 0.3, Offsets = [1, -0.5, 2] };
    private static readonly Workspace s_workspace = new();

    public static double T_Field(double x)
    {
        var box = new Box { Content = x };
        box.Content *= x;
        return box.Content + x;
    }

    public static double[] G_Field(double x) => [(2 * x) + 1];

    public static double T_Properties(double x, double y)
    {
        var p = new Particle { Position = x, Velocity = y };
        p.Velocity += 2 * p.Position;
        p.Position = p.Velocity * p.Velocity;
        return p.Position * p.Energy;
    }

    public static double T_PrimaryConstructor(double x, double y)
    {
        var line = new Line(x, y);
        return line.At(2) * line.At(y);
    }

    public static double T_ConstructorThatComputes(double radius, double angle)
    {
        var p = new Polar(radius, angle);
        var q = new Polar(p.X * p.Y);
        return p.X + (q.Radius * q.Y);
    }

    public static double T_InitialisersOfFields(double x)
    {
        var d = new Defaults(x);
        d.Sum += d.Scale * x;
        return d.Sum * d.Values[1];
    }

    public static double T_RequiredAndInit(double x, double y)
    {
        var c = new Car { Mass = x, Speed = y };
        return c.Mass * c.Speed * c.Speed / 2;
    }

    public static double T_MethodsThatMutate(double[] x)
    {
        var mean = new RunningMean();
        foreach (double v in x)
            mean.Include(v);
        return mean.Mean + (mean.Variance * x[0]);
    }

    public static double T_Alias(double x, double y)
    {
        var a = new Box { Content = x };
        var b = a;
        b.Content *= y;
        a.Content += 1;
        return b.Content * a.Content;
    }

    public static double T_AliasBehindCondition(double x, double y)
    {
        var a = new Box { Content = x };
        var b = new Box { Content = y };
        var c = x > y ? a : b;
        c.Content *= c.Content;
        var d = y > 100 ? a : b;
        d.Content += a.Content;
        return a.Content * b.Content * c.Content;
    }

    public static double T_AliasInCallee(double x, double y)
    {
        static void Pour(Box from, Box to)
        {
            to.Content += from.Content * 0.5;
            from.Content *= 0.5;
        }

        var a = new Box { Content = x };
        var b = new Box { Content = y };
        Pour(a, b);
        Pour(b, b);
        Pour(b, a);
        return a.Content * b.Content;
    }

    public static double T_ObjectReplacedInLoop(double x)
    {
        var state = new Box { Content = x };
        for (int i = 0; i < 5; i++)
        {
            var next = new Box { Content = Math.Sin(state.Content) + (0.5 * x) };
            if (i % 2 == 0)
                state.Content = 0;
            state = next;
        }

        return state.Content * state.Content;
    }

    public static double T_ObjectReturned(double x, double y)
    {
        static Box Make(double v) => new() { Content = v * v };
        static Box Larger(Box a, Box b) => a.Content > b.Content ? a : b;
        var larger = Larger(Make(x), Make(y));
        larger.Content *= x;
        return larger.Content;
    }

    public static double T_ArrayOfObjects(double[] x)
    {
        var boxes = new Box[3];
        for (int i = 0; i < boxes.Length; i++)
            boxes[i] = new Box { Content = x[i] };
        boxes[1] = boxes[0];
        boxes[1].Content += boxes[2].Content * x[3];
        double product = 1;
        foreach (var box in boxes)
            product *= box.Content;
        return product;
    }

    public static double T_ObjectsHoldingArrays(double[] x)
    {
        var layer = new Layer { Weights = [x[0], x[1], x[2]], Bias = x[3] };
        var other = new Layer { Weights = layer.Weights, Bias = layer.Bias * 2 };
        other.Weights[0] *= other.Bias;
        layer.Weights = [layer.Weights[0], 1, x[4]];
        layer.Weights[0] += 1;
        return layer.Apply(x[1]) * other.Apply(x[2]);
    }

    public static double T_ArgumentArrayStoredInTwoObjects(double[] x)
    {
        var a = new Layer { Weights = x, Bias = 1 };
        var b = new Layer { Weights = x, Bias = x[0] };
        a.Weights[1] = b.Weights[2] * 2;
        b.Weights[2] += a.Weights[1] * x[1];
        return a.Apply(0.5) * b.Bias;
    }

    public static double T_ObjectsInObjects(double x, double y)
    {
        var car = new Vehicle { Engine = new Engine { Power = x }, Name = "car" };
        var engine = car.Engine;
        car.Engine.Tune(y);
        car.Engine = new Engine { Power = engine.Power * engine.Power };
        engine.Power = 3;
        return car.Engine.Power * car.Name.Length * engine.Power;
    }

    public static double T_StructInObject(double x, double y)
    {
        var h = new Holder();
        h.Pair.A = x;
        h.Pair.B = h.Pair.A * y;
        var copy = h.Pair;
        copy.A = 100;
        h.Pair.Swap();
        ref double a = ref h.Pair.A;
        a *= x;
        h.Property = new Pair { A = h.Pair.A, B = copy.B };
        return (h.Pair.A * h.Pair.B) + (h.Property.A * h.Property.B);
    }

    public static double T_ObjectInStruct(double x, double y)
    {
        var first = new Tagged { Box = new Box { Content = x }, Weight = y };
        var second = first;
        second.Box.Content *= 2;
        second.Weight += 1;
        first.Box.Content += second.Weight;
        return first.Box.Content * second.Box.Content * first.Weight;
    }

    public static double T_FieldByReference(double x, double y)
    {
        static void Scale(ref double v, double by) => v *= by;
        var box = new Box { Content = x };
        Scale(ref box.Content, y);
        Scale(ref box.Content, box.Content);
        ref double content = ref box.Content;
        content += x;
        return box.Content;
    }

    public static double T_ReferenceReturnedByMethod(double[] x)
    {
        var grid = new Grid(x);
        grid.Cell(1) *= grid.Cell(0);
        grid[2] += grid.Cell(1);
        ref double last = ref grid[^1];
        last = grid[2] * last;
        return x[1] + x[4];
    }

    public static double T_VirtualMethods(double[] x)
    {
        Shape[] shapes = [new Square(x[0]), new Circle { Radius = x[1] }, new Square(x[2]), new Scaled(new Circle { Radius = x[3] }, x[4])];
        double area = 0;
        foreach (var shape in shapes)
            area += shape.Area() * shape.Area();
        return area;
    }

    public static double T_Interfaces(double[] x)
    {
        IStep[] steps = [new Euler { Damping = x[0] }, new Leap { Stiffness = x[1] }, new Euler { Damping = x[2] }];
        var state = new Particle { Position = x[3], Velocity = x[4] };
        for (int i = 0; i < 6; i++)
            steps[i % steps.Length].Advance(state, 0.2);
        return state.Position * state.Velocity;
    }

    public static double T_DefaultInterfaceMethod(double x)
    {
        ICost cost = new Quadratic { Scale = x };
        return cost.Total(x) + cost.Total(2);
    }

    public static double T_BaseCalls(double x, double y)
    {
        var d = new Derived(x) { Extra = y };
        d.Update();
        return d.Value() * d.Extra;
    }

    public static double T_AbstractTemplate(double x, double y)
    {
        Solver solver = new Newton { Target = y };
        return solver.Solve(x);
    }

    public static double T_TypePatterns(double[] x)
    {
        object[] things = [new Box { Content = x[0] }, new Particle { Position = x[1], Velocity = x[2] }, "text", new Box { Content = x[3] }];
        double sum = 0;
        foreach (object thing in things)
        {
            sum += thing switch
            {
                Box { Content: > 1 } large => large.Content * large.Content,
                Box box => box.Content,
                Particle p when p.Velocity > 0 => p.Energy,
                string s => s.Length * x[4],
                _ => 0,
            };
        }

        return sum * x[0];
    }

    public static double T_NullHandling(double x)
    {
        Box? none = x > 1e9 ? new Box { Content = 5 } : null;
        Box some = new() { Content = x };
        none ??= some;
        none.Content *= 2;
        return (some?.Content ?? 0) * x;
    }

    public static double T_Generics(double x, double y)
    {
        var a = new Node<double> { Item = x };
        var b = new Node<Box> { Item = new Box { Content = y } };
        a.Item *= b.Item.Content;
        b.Replace(new Box { Content = a.Item });
        return b.Item.Content * b.Previous!.Content;
    }

    public static double T_StaticSettingsAreConstants(double x)
    {
        double r = x;
        for (int i = 0; i < s_settings.Offsets.Length; i++)
            r = (r * s_settings.Rate) + (s_settings.Offsets[i] * x * x);
        return r;
    }

    [MayBeRefused("AD1005", "AD1006")]
    public static double T_ScratchInStaticObject(double[] x)
    {
        double[] buffer = s_workspace.Buffer;
        for (int i = 0; i < x.Length; i++)
            buffer[i] = x[i] * x[i];
        double sum = 0;
        for (int i = 1; i < x.Length; i++)
            sum += buffer[i] * buffer[i - 1];
        return sum;
    }

    public static double T_ScratchInObject(double[] x)
    {
        var work = new Workspace();
        double total = 0;
        for (int pass = 0; pass < 3; pass++)
        {
            for (int i = 0; i < x.Length; i++)
                work.Buffer[i] = Math.Sin(x[i] * (pass + 1));
            total += work.Dot(x);
        }

        return total * work.Buffer[0];
    }

    public static double T_Indexers(double[] x)
    {
        var v = new Vector(3);
        v[0] = x[0];
        v[1] = x[1] * v[0];
        v[2] += v[1];
        v["first"] *= x[2];
        return v[0] + (v[1] * v[2]);
    }

    public static double T_OperatorsOfClasses(double[] x)
    {
        var a = new Vector(x[0], x[1]);
        var b = new Vector(x[2], x[3]);
        var c = (a + b) * x[4];
        c += a;
        var d = -c;
        return d.Dot(b) + (double)new Angle(x[0]);
    }

    public static double T_FluentMethods(double x)
    {
        var b = new Builder().Add(x).Times(x).Add(1);
        b.Times(b.Value);
        return b.Value;
    }

    public static double T_ThisCapturedAsArgument(double x, double y)
    {
        var owner = new Owner { Level = x };
        owner.Adopt(new Owner { Level = y });
        owner.Child!.Raise();
        return owner.Level * owner.Child.Level;
    }

    public static double T_ObjectsMadeInRecursion(double x)
    {
        static Box Nest(double v, int depth)
        {
            if (depth == 0)
                return new Box { Content = v };
            var inner = Nest(v * 0.9, depth - 1);
            inner.Content = Math.Sin(inner.Content) + v;
            return inner;
        }

        return Nest(x, 5).Content * Nest(2 * x, 2).Content;
    }

    public static double T_LazyProperty(double x)
    {
        var m = new Measured { Side = x };
        double first = m.Area;
        m.Side = 10;
        return first + (m.Area * x);
    }

    public static double T_ExtensionMethods(double x, double y)
    {
        var box = new Box { Content = x };
        box.ScaledBy(y).ScaledBy(box.Content);
        return box.Content;
    }

    private sealed class Box
    {
        public double Content;
    }

    private static Box ScaledBy(this Box box, double by)
    {
        box.Content *= by;
        return box;
    }

    private sealed class Particle
    {
        public double Position { get; set; }

        public double Velocity { get; set; }

        public double Energy => (Velocity * Velocity / 2) + Math.Cos(Position);
    }

    private sealed class Line(double slope, double offset)
    {
        public double At(double x) => (slope * x) + offset;
    }

    private sealed class Polar
    {
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

        public double Radius { get; }

        public double X { get; private set; }

        public double Y { get; }
    }

    private sealed class Defaults(double x)
    {
        public readonly double Scale = 2 * x;
        public readonly double[] Values = [1, x * x, 3];
        public double Sum = x;
    }

    private sealed class Car
    {
        public required double Mass { get; init; }

        public double Speed { get; init; } = 1;
    }

    private sealed class RunningMean
    {
        private int _count;
        private double _sum;
        private double _squares;

        public double Mean => _sum / _count;

        public double Variance => (_squares / _count) - (Mean * Mean);

        public void Include(double x)
        {
            _count++;
            _sum += x;
            _squares += x * x;
        }
    }

    private sealed class Layer
    {
        public required double[] Weights { get; set; }

        public double Bias { get; set; }

        public double Apply(double x)
        {
            double r = Bias;
            foreach (double w in Weights)
                r = (r * x) + w;
            return r;
        }
    }

    private sealed class Engine
    {
        public double Power;

        public void Tune(double by) => Power += by * Power;
    }

    private sealed class Vehicle
    {
        public required Engine Engine { get; set; }

        public string Name { get; init; } = "";
    }

    private struct Pair
    {
        public double A;
        public double B;

        public void Swap() => (A, B) = (B, A);
    }

    private sealed class Holder
    {
        public Pair Pair;

        public Pair Property { get; set; }
    }

    private struct Tagged
    {
        public Box Box;
        public double Weight;
    }

    private sealed class Grid(double[] cells)
    {
        public ref double this[Index i] => ref cells[i];

        public ref double Cell(int i) => ref cells[i];
    }

    private abstract class Shape
    {
        public abstract double Area();
    }

    private sealed class Square(double side) : Shape
    {
        public override double Area() => side * side;
    }

    private sealed class Circle : Shape
    {
        public double Radius { get; init; }

        public override double Area() => Math.PI * Radius * Radius;
    }

    private sealed class Scaled(Shape inner, double by) : Shape
    {
        public override double Area() => inner.Area() * by;
    }

    private interface IStep
    {
        void Advance(Particle p, double dt);
    }

    private sealed class Euler : IStep
    {
        public double Damping;

        public void Advance(Particle p, double dt)
        {
            p.Position += p.Velocity * dt;
            p.Velocity *= 1 - (Damping * dt);
        }
    }

    private sealed class Leap : IStep
    {
        public double Stiffness;

        public void Advance(Particle p, double dt)
        {
            p.Velocity -= Stiffness * Math.Sin(p.Position) * dt;
            p.Position += p.Velocity * dt;
        }
    }

    private interface ICost
    {
        double Of(double x);

        double Total(double x) => Of(x) + (2 * Of(x * x));
    }

    private sealed class Quadratic : ICost
    {
        public double Scale;

        public double Of(double x) => Scale * x * x;
    }

    private class Base(double start)
    {
        protected double Level = start;

        public virtual void Update() => Level *= Level;

        public virtual double Value() => Level + 1;
    }

    private sealed class Derived(double start) : Base(start * 2)
    {
        public double Extra { get; set; }

        public override void Update()
        {
            base.Update();
            Level += Extra;
            Extra = Level * 0.5;
        }

        public override double Value() => base.Value() * Extra;
    }

    private abstract class Solver
    {
        public double Solve(double start)
        {
            double x = 1.5 + (start * start);
            for (int i = 0; i < 3; i++)
                x -= Residual(x) / Slope(x);
            return x + (0.1 * start);
        }

        protected abstract double Residual(double x);

        protected abstract double Slope(double x);
    }

    private sealed class Newton : Solver
    {
        public double Target { get; init; }

        protected override double Residual(double x) => (x * x) - 2 - (Target * Target);

        protected override double Slope(double x) => 2 * x;
    }

    private sealed class Node<T>
    {
        public required T Item { get; set; }

        public T? Previous { get; private set; }

        public void Replace(T item)
        {
            Previous = Item;
            Item = item;
        }
    }

    private sealed class Settings
    {
        public double Rate { get; init; }

        public double[] Offsets { get; init; } = [];
    }

    private sealed class Workspace
    {
        public double[] Buffer { get; } = new double[8];

        public double Dot(double[] x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += Buffer[i] * x[i];
            return sum;
        }
    }

    private sealed class Vector(params double[] items)
    {
        public Vector(int size)
            : this(new double[size])
        {
        }

        public double this[int i]
        {
            get => items[i];
            set => items[i] = value;
        }

        public double this[string name]
        {
            get => items[name == "first" ? 0 : 1];
            set => items[name == "first" ? 0 : 1] = value;
        }

        public static Vector operator +(Vector a, Vector b) => new(a[0] + b[0], a[1] + b[1]);

        public static Vector operator -(Vector a) => new(-a[0], -a[1]);

        public static Vector operator *(Vector a, double by) => new(a[0] * by, a[1] * by);

        public double Dot(Vector other) => (items[0] * other[0]) + (items[1] * other[1]);
    }

    private sealed class Angle(double degrees)
    {
        public static explicit operator double(Angle a) => a.Radians;

        public double Radians { get; } = degrees * Math.PI / 180;
    }

    private sealed class Builder
    {
        public double Value { get; private set; }

        public Builder Add(double x)
        {
            Value += x;
            return this;
        }

        public Builder Times(double x)
        {
            Value *= x;
            return this;
        }
    }

    private sealed class Owner
    {
        public double Level;
        private Owner? _parent;

        public Owner? Child { get; private set; }

        public void Adopt(Owner child)
        {
            Child = child;
            child._parent = this;
        }

        public void Raise()
        {
            if (_parent is { } parent)
                parent.Level += Level * Level;
            Level *= 2;
        }
    }

    public static double T_EverLargerInstantiations(double x)
    {
        var nest = new Nest<int> { Depth = 3, Inner = new() { Depth = 2 } };
        var holder = new NestHolder { Nest = nest, Value = x };
        return holder.Value * holder.Value * holder.Nest.Depth * holder.Nest.Inner!.Depth;
    }

    private sealed class Nest<T>
    {
        public Nest<List<T>>? Inner;
        public T? Item;
        public int Depth;
    }

    private sealed class NestHolder
    {
        public Nest<int> Nest = new();
        public double Value;
    }

    private sealed class Measured
    {
        private double? _area;

        public double Side { get; set; }

        public double Area => _area ??= Side * Side;
    }
}

internal struct PlainPair
{
    public double X, Y;
}

internal sealed class HoldsPair
{
    public PlainPair Pair;

    private sealed class Account
    {
        private readonly object _gate = new();
        private readonly System.Threading.Lock _lock = new();
        private double _total;

        public double Total
        {
            get
            {
                lock (_gate)
                    return _total;
            }
        }

        public void Add(double amount)
        {
            lock (_gate)
                _total += amount * amount;
        }

        public double Scale(double factor)
        {
            using (_lock.EnterScope())
            {
                lock (_lock)
                    _total *= factor;
                return _total;
            }
        }
    }

    private sealed class Quote
    {
        public double Value;
        public DateTime Date;
        public TimeSpan Term;
        public decimal Weight;
        public DayOfWeek Day;
        public (int A, long B) Pair;
    }

    private sealed record Flow(DateTime Date, double Amount);

    public static double T_DatesBesideNumbers(double[] x)
    {
        static double Of(Quote q) =>
            (q.Value * q.Date.Day) + (q.Term.TotalDays * q.Value * q.Value) + ((q.Day == DayOfWeek.Monday ? 1 : 2) * q.Value) + q.Pair.A
                + ((double)q.Weight * q.Value) + (q.Date.AddDays(q.Pair.A).Month * q.Value);
        return Of(new Quote { Value = x[0], Date = new(2020, 3, 4), Term = TimeSpan.FromDays(2), Weight = 3, Pair = (3, 4) }) * x[1];
    }

    private static List<Quote> Quotes(double[] x)
    {
        var quotes = new List<Quote>();
        for (int i = 0; i < x.Length; i++)
            quotes.Add(new Quote { Value = x[i], Date = new DateTime(2020, 1, 1).AddDays(20 * i) });
        return quotes;
    }

    public static double T_DatesInQueries(double[] x) =>
        Quotes(x).Sum(q => q.Value * q.Value * q.Date.DayOfYear) * Quotes(x).GroupBy(q => q.Date.Month).Sum(g => g.Sum(q => q.Value) * g.Key);

    public static double T_CashFlows(double[] x)
    {
        var now = new DateTime(2020, 6, 1);
        Flow[] flows = [.. Enumerable.Range(0, 3).Select(i => new Flow(now.AddYears(i + 1), x[1] * (i + 1)))];
        return flows.Where(f => f.Date.Year > 2021).OrderBy(f => f.Date).Sum(f => f.Amount * Math.Exp(-x[0] * (f.Date - now).TotalDays / 365));
    }

    public static double T_Locks(double[] x)
    {
        var account = new Account();
        foreach (double v in x)
            account.Add(v);
        lock (x)
        {
            if (x[0] > 100)
                return x[1];
            return account.Total * account.Scale(x[0]);
        }
    }
}
