namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Virtual and interface calls on receivers whose types are known at run time only.</summary>
public static class VirtualCalls
{
    private static readonly IModel s_model = new Affine();

    public static double T_ExpressionTree(double[] x) => Formula(x[2]).Evaluate(x) * x[1];

    public static double T_ExpressionThatWritesItsEnvironment(double[] x)
    {
        Expression inner = new Let(0, new Sine(new Variable(1)), new Product(new Variable(0), new Variable(1)));
        return new Let(1, new Product(new Variable(0), new Constant(x[3])), new Sum(new Variable(1), inner)).Evaluate(x) + x[1];
    }

    public static double T_ExpressionMadeInALoop(double[] x)
    {
        Expression e = new Constant(x[0]);
        for (int i = 0; i < x.Length; i++)
        {
            e = (i % 3) switch
            {
                0 => new Sum(e, new Variable(i)),
                1 => new Product(e, new Constant(x[i])),
                _ => new Sine(e),
            };
        }

        return e.Evaluate(x);
    }

    public static double T_ExpressionMadeInRecursion(double[] x)
    {
        static Expression Nested(int depth) => depth == 0 ? new Variable(1) : new Sum(Nested(depth - 1), new Product(new Constant(0.3), new Variable(depth)));
        return Nested(3).Evaluate(x);
    }

    public static double T_ExpressionInALambda(double[] x)
    {
        var e = Formula(x[2]);
        double f(double t) => e.Evaluate([t, x[1], x[2]]);
        return f(x[0]) + f(2);
    }

    public static double T_Layers(double[] x)
    {
        Layer[] network =
        [
            new Dense(new double[,] { { x[0], x[1] }, { x[2], 0.5 } }, [x[3], 0.1]),
            new Tanh(),
            new Scale(x[4]),
            new Dense(new double[,] { { 1, x[0] * x[1] } }, [0]),
        ];
        double[] v = [0.3, -0.7];
        double penalty = 0;
        foreach (var layer in network)
        {
            v = layer.Forward(v);
            penalty += layer.Penalty;
        }

        return (v[0] * v[0]) + (0.01 * penalty);
    }

    public static double T_StructsAndClassesBehindAnInterface(double[] x)
    {
        IShape[] shapes = [new Disk(x[0]), new Box(x[1], x[2]), new Plate { Sides = [x[3], x[4]] }, new Sheet { Extra = x[4] },
            new Board { Sides = [x[0], 3] }];
        double r = 0;
        foreach (var shape in shapes)
            r += (shape.Area(x[1]) * shape.Area(2)) + shape.Twice(x[2]) + shape.Name.Length;
        return r;
    }

    public static double T_StructsInAList(double[] x)
    {
        var shapes = new List<IShape> { new Disk(x[0]), new Box(x[1], x[2]), new Plate { Sides = [x[3], x[4]] } };
        double r = 1;
        foreach (var shape in shapes)
            r += shape.Area(x[2]) * r;
        return r;
    }

    public static double T_OneBoxedStruct(double x)
    {
        IShape shape = new Disk(x * x);
        return shape.Area(x) + shape.Twice(3);
    }

    public static double T_BoxesAreChanged(double[] x)
    {
        IShape[] shapes = [new Tally { Count = x[0] }, new Disk(x[1])];
        double r = 0;
        for (int i = 0; i < 6; i++)
            r += shapes[i % 2].Area(x[i % x.Length]);
        return r + ((Tally)shapes[0]).Count;
    }

    public static double T_Boxes(double x)
    {
        object number = x * x, pair = new Box(x, 3);
        return ((double)number * ((Box)pair).Width) + (number is double d && d > 1 ? d : x);
    }

    public static double T_OverridesAtEveryLevel(double[] x)
    {
        Level0[] all = [new() { V = x[0] }, new Level1 { V = x[1], W = x[2] }, new Level2 { W = x[3] }, new Elsewhere2 { V = x[4] }, new Elsewhere()];
        double r = 0;
        foreach (var each in all)
        {
            each.Property *= x[1];
            r += (each.F(x[0]) * each.G(x[1])) + each.Property;
        }

        return r;
    }

    public static double T_CalledByTheConstructor(double x)
    {
        Level0 a = new Level2();
        return a.F(x) + a.G(x);
    }

    public static double T_CovariantResults(double[] x)
    {
        Level0[] all = [new() { V = x[0] }, new Level1 { V = x[1], W = x[2] }, new Level2 { W = x[3] }];
        double r = 0;
        foreach (var each in all)
            r += each.Copy().F(x[4]) * each.Copy().G(x[0]);
        return r;
    }

    public static double T_HiddenMembers(double[] x)
    {
        Elsewhere[] all = [new() { V = x[0] }, new Elsewhere2 { V = x[1] }];
        double r = 0;
        foreach (var each in all)
            r += each.F(x[2]) * ((Level0)each).F(x[3]);
        return r;
    }

    public static double T_GenericBase(double[] x)
    {
        Stage<double>[] stages = [new Square(x[0]), new Square(x[1]), new Same<double>()];
        Stage<float>[] others = [new Triple(), new Same<float>()];
        double v = x[2];
        foreach (var stage in stages)
            v = stage.Apply(v);
        return v * others[0].Apply(2);
    }

    public static double T_Visitors(double[] x)
    {
        Tree tree = new Fork(new Leaf(x[0]), new Fork(new Leaf(x[1] * x[0]), new Leaf(x[2])));
        var product = new Multiply();
        IVisitor[] visitors = [new Add(), product];
        double r = 1;
        foreach (var visitor in visitors)
            r *= tree.Accept(visitor);
        return r + product.Total;
    }

    public static double T_RecordsOfAHierarchy(double[] x)
    {
        Figure[] figures = [new Ring(x[0], x[1]), new Cube(x[2], x[3]), new Tube(1, x[4], x[0])];
        double r = 0;
        foreach (var figure in figures)
        {
            var scaled = figure with { Factor = figure.Factor * x[0] };
            r += (scaled.Area() * figure.Area()) + (figure.Equals(scaled) ? x[1] : 1) + (figure.ToString().Length > 3 ? x[0] : 1);
        }

        return r;
    }

    public static double T_ByReference(double[] x)
    {
        IStep[] steps = [new Grow { Rate = x[0] }, new Shrink()];
        double v = x[1], total = 0;
        for (int i = 0; i < 5; i++)
        {
            steps[i % 2].Step(ref v, out double y);
            total += y * v;
        }

        return total;
    }

    public static double T_StructsInAndOut(double[] x)
    {
        IDynamics[] dynamics = [new Spring { K = x[0] }, new Jump()];
        var state = new State { X = x[1], V = x[2] };
        for (int i = 0; i < 4; i++)
            state = dynamics[i % 2].Next(state);
        return state.X * state.V;
    }

    public static double T_ConstantReceiver(double x) => s_model.Value(x) * x;

    public static double T_MethodGroups(double[] x)
    {
        IModel[] models = [new Affine(), new Identity()];
        double r = 0;
        foreach (var model in models)
        {
            Func<double, double> f = model.Value;
            r += f(x[0]) * x[1];
        }

        return r;
    }

    public static double T_Factories(double[] x)
    {
        IFactory[] factories = [new Constants(), new Products()];
        double r = 0;
        foreach (var factory in factories)
            r += factory.Make(x[1]).Evaluate(x);
        return r;
    }

    public static double T_PassiveCalls(double[] x)
    {
        ILog[] logs = [new Counter(), new Quiet()];
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += x[i] * x[i];
            logs[i % 2].Log(s);
        }

        return s * ((Counter)logs[0]).Count;
    }

    public static double T_NoReceiver(double x)
    {
        Expression? none = x > 1e9 ? new Constant(1) : null;
        try
        {
            return none!.Evaluate([x]);
        }
        catch (NullReferenceException)
        {
            return x * x;
        }
    }

    public static double T_ReceiverOfAGenericClass(double x)
    {
        Expression[] all = [new Constant(2), new Unknown<int>(x)];
        // An index that is not known at build time.
        return all[Math.Sign(Environment.ProcessorCount)].Evaluate([x]) * all[0].Evaluate([x]);
    }

    public static void C_UnknownReceiverThatIsPassive()
    {
        static double F(double x, Expression unknown)
        {
            Expression[] all = [new Constant(2), unknown];
            double r = 0;
            foreach (var each in all)
                r += x * x * each.Evaluate([1]);
            return r;
        }

        var unknown = MadeByReflection(3);
        Check.Equal(Gradient(at: 2.0, of: x => F(x, unknown)), 4 * (2 + 3));
    }

    public static void C_UnknownReceiverThatIsActive()
    {
        static double F(double x, Expression unknown, int which)
        {
            Expression[] all = [new Constant(x), unknown];
            return all[which * Math.Sign(Environment.ProcessorCount)].Evaluate([x]);
        }

        var unknown = MadeByReflection(3);
        Check.Equal(Gradient(at: 2.0, of: x => F(x, unknown, 0)), 1);
        try
        {
            Gradient(at: 2.0, of: x => F(x, unknown, 1));
        }
        catch (NotDifferentiableException e)
        {
            Check.That(e.Message.Contains("Unknown", StringComparison.Ordinal)
                && e.Message.Contains("Expression.Evaluate", StringComparison.Ordinal), e.Message);
            return;
        }

        Check.That(false, "nothing is thrown");
    }

    private static Expression MadeByReflection(double value) =>
        (Expression)Activator.CreateInstance(typeof(Unknown<>).MakeGenericType(typeof(long)), value)!;

    private static Expression Formula(double a) =>
        new Sum(new Product(new Variable(0), new Constant(a)), new Sine(new Product(new Variable(1), new Power(new Variable(0), 3))));

    /// <summary>What the one override that has no derivative writes is what the result is made of: that must be noticed.</summary>
    [MayBeRefused("AD1002", "AD1004", "AD1006", "AD1008")]
    public static double T_OverrideWithoutDerivativeThatFillsAList(double[] x)
    {
        var collected = new Collected();
        var points = new Points([.. x.Select(v => new Spot { V = v })]);
        points.Visit(collected);
        points.Visit(new Scaled(x[0]));
        return collected.All[1].V * collected.All[2].V;
    }

    private interface IVisitSpots
    {
        void Visit(Spot spot);
    }

    private sealed class Spot
    {
        public double V;
    }

    private sealed class Collected : IVisitSpots
    {
        private readonly ISet<Spot> known = new HashSet<Spot>();

        public List<Spot> All { get; } = [];

        public void Visit(Spot spot)
        {
            if (known.Add(spot))
                All.Add(spot);
        }
    }

    private sealed class Scaled(double by) : IVisitSpots
    {
        public void Visit(Spot spot) => spot.V *= by;
    }

    private sealed class Points(Spot[] spots)
    {
        public void Visit(IVisitSpots visitor)
        {
            foreach (var spot in spots)
                visitor.Visit(spot);
        }
    }

    private abstract class Expression
    {
        public abstract double Evaluate(double[] at);
    }

    private sealed class Constant(double value) : Expression
    {
        public override double Evaluate(double[] at) => value;
    }

    private sealed class Variable(int index) : Expression
    {
        public override double Evaluate(double[] at) => at[index];
    }

    private sealed class Sum(Expression a, Expression b) : Expression
    {
        public override double Evaluate(double[] at) => a.Evaluate(at) + b.Evaluate(at);
    }

    private sealed class Product(Expression a, Expression b) : Expression
    {
        public override double Evaluate(double[] at) => a.Evaluate(at) * b.Evaluate(at);
    }

    private sealed class Sine(Expression a) : Expression
    {
        public override double Evaluate(double[] at) => Math.Sin(a.Evaluate(at));
    }

    private sealed class Power(Expression a, int n) : Expression
    {
        public override double Evaluate(double[] at)
        {
            double r = 1, x = a.Evaluate(at);
            for (int i = 0; i < n; i++)
                r *= x;
            return r;
        }
    }

    private sealed class Let(int slot, Expression value, Expression body) : Expression
    {
        public override double Evaluate(double[] at)
        {
            double before = at[slot];
            at[slot] = value.Evaluate(at);
            double r = body.Evaluate(at);
            at[slot] = before;
            return r;
        }
    }

    /// <summary>With which type arguments reflection makes it cannot be told: the same as a class of another assembly.</summary>
    private sealed class Unknown<T>(double value) : Expression
    {
        public override double Evaluate(double[] at) => value;
    }

    private abstract class Layer
    {
        public virtual double Penalty => 0;

        public abstract double[] Forward(double[] x);
    }

    private sealed class Dense(double[,] weights, double[] bias) : Layer
    {
        public override double Penalty
        {
            get
            {
                double s = 0;
                foreach (double w in weights)
                    s += w * w;
                return s;
            }
        }

        public override double[] Forward(double[] x)
        {
            double[] y = new double[bias.Length];
            for (int i = 0; i < y.Length; i++)
            {
                double s = bias[i];
                for (int j = 0; j < x.Length; j++)
                    s += weights[i, j] * x[j];
                y[i] = s;
            }

            return y;
        }
    }

    private sealed class Tanh : Layer
    {
        public override double[] Forward(double[] x)
        {
            double[] y = new double[x.Length];
            for (int i = 0; i < y.Length; i++)
                y[i] = Math.Tanh(x[i]);
            return y;
        }
    }

    private sealed class Scale(double by) : Layer
    {
        public override double Penalty => by * by;

        public override double[] Forward(double[] x)
        {
            double[] y = (double[])x.Clone();
            for (int i = 0; i < y.Length; i++)
                y[i] *= by;
            return y;
        }
    }

    private interface IShape
    {
        string Name => "shape";

        double Area(double k);

        double Twice(double k) => 2 * Area(k);
    }

    private readonly struct Disk(double radius) : IShape
    {
        public double Area(double k) => k * radius * radius;
    }

    private readonly record struct Box(double Width, double Height) : IShape
    {
        public double Area(double k) => k * Width * Height;

        public double Twice(double k) => 3 * Area(k);
    }

    private struct Tally : IShape
    {
        public double Count;

        public double Area(double k)
        {
            Count += k;
            return Count * Count;
        }
    }

    private class Plate : IShape
    {
        public double[] Sides = [1, 2];

        public virtual string Name => "plate";

        public double Area(double k) => -k;

        double IShape.Area(double k) => k * Sides[0] * Sides[1];
    }

    private class Board : Plate
    {
        public double Extra = 1;
    }

    private sealed class Sheet : Board, IShape
    {
        double IShape.Area(double k) => Extra * k * Sides[1];
    }

    private class Level0
    {
        public double V = 2;

        public Level0() => V += Initial();

        public virtual double Property
        {
            get => V;
            set => V = value * 2;
        }

        public virtual double F(double x) => V * x;

        public virtual double G(double x) => x + V;

        public virtual Level0 Copy() => new() { V = V };

        protected virtual double Initial() => 1;
    }

    private class Level1 : Level0
    {
        public double W = 3;

        public override double G(double x) => base.G(x) * W;

        public override Level1 Copy() => new() { V = V, W = W * 2 };

        protected override double Initial() => 5;
    }

    private sealed class Level2 : Level1
    {
        public override double Property
        {
            get => base.Property * W;
            set => W = value;
        }

        public override double F(double x) => base.F(x) + (W * x * x);

        public override Level2 Copy() => new() { V = V, W = W * 3 };
    }

    private class Elsewhere : Level0
    {
        public new virtual double F(double x) => -x;
    }

    private sealed class Elsewhere2 : Elsewhere
    {
        public override double F(double x) => -2 * x;
    }

    private abstract class Stage<T>
        where T : struct
    {
        public abstract T Apply(T x);
    }

    private sealed class Same<T> : Stage<T>
        where T : struct
    {
        public override T Apply(T x) => x;
    }

    private sealed class Square(double k) : Stage<double>
    {
        public override double Apply(double x) => k * x * x;
    }

    private sealed class Triple : Stage<float>
    {
        public override float Apply(float x) => 3 * x;
    }

    private interface IVisitor
    {
        double Visit(Leaf leaf);

        double Visit(Fork fork);
    }

    private abstract class Tree
    {
        public abstract double Accept(IVisitor visitor);
    }

    private sealed class Leaf(double value) : Tree
    {
        public double Value => value;

        public override double Accept(IVisitor visitor) => visitor.Visit(this);
    }

    private sealed class Fork(Tree left, Tree right) : Tree
    {
        public Tree Left => left;

        public Tree Right => right;

        public override double Accept(IVisitor visitor) => visitor.Visit(this);
    }

    private sealed class Add : IVisitor
    {
        public double Visit(Leaf leaf) => leaf.Value;

        public double Visit(Fork fork) => fork.Left.Accept(this) + fork.Right.Accept(this);
    }

    private sealed class Multiply : IVisitor
    {
        public double Total { get; private set; }

        public double Visit(Leaf leaf)
        {
            Total += leaf.Value;
            return leaf.Value;
        }

        public double Visit(Fork fork) => fork.Left.Accept(this) * fork.Right.Accept(this);
    }

    private abstract record Figure(double Factor)
    {
        public abstract double Area();
    }

    private record Ring(double Factor, double Radius) : Figure(Factor)
    {
        public override double Area() => Factor * Radius * Radius;
    }

    private sealed record Tube(double Factor, double Radius, double Length) : Ring(Factor, Radius)
    {
        public override double Area() => base.Area() + Length;
    }

    private sealed record Cube(double Factor, double Side) : Figure(Factor)
    {
        public override double Area() => Factor * Side * Side * Side;
    }

    private interface IStep
    {
        void Step(ref double x, out double y);
    }

    private sealed class Grow : IStep
    {
        public double Rate;

        public void Step(ref double x, out double y)
        {
            y = x * Rate;
            x += y;
        }
    }

    private sealed class Shrink : IStep
    {
        public void Step(ref double x, out double y)
        {
            y = x * x;
            x -= y / 10;
        }
    }

    private struct State
    {
        public double X;
        public double V;
    }

    private interface IDynamics
    {
        State Next(State s);
    }

    private sealed class Spring : IDynamics
    {
        public double K;

        public State Next(State s) => new() { X = s.X + (0.1 * s.V), V = s.V - (K * s.X) };
    }

    private sealed class Jump : IDynamics
    {
        public State Next(State s) => new() { X = s.X * 2, V = s.V };
    }

    private interface IModel
    {
        double Value(double x);
    }

    private sealed class Affine : IModel
    {
        private readonly double _slope = 3;

        public double Value(double x) => (_slope * x) + 1;
    }

    private sealed class Identity : IModel
    {
        public double Value(double x) => x;
    }

    private interface IFactory
    {
        Expression Make(double v);
    }

    private sealed class Constants : IFactory
    {
        public Expression Make(double v) => new Constant(v * 2);
    }

    private sealed class Products : IFactory
    {
        public Expression Make(double v) => new Product(new Constant(v), new Variable(0));
    }

    private interface ILog
    {
        void Log(double x);
    }

    private sealed class Counter : ILog
    {
        public int Count { get; private set; }

        public void Log(double x) => Count++;
    }

    private sealed class Quiet : ILog
    {
        public void Log(double x)
        {
            if (double.IsNaN(x))
                throw new ArgumentException("not a number", nameof(x));
        }
    }
}
