using System.Globalization;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Functions, overrides and implementations that cannot be differentiated, beside those that are called.</summary>
public static class Possible
{
    private static readonly double[] s_table = [1, 2, 5, 7, 12];

    /// <summary>The same delegate type as what is differentiated, and no derivative.</summary>
    public static readonly Func<double, double> Look = Rounded;

    public static double T_FunctionInNode(double x) => new Function(Math.Cos, new Variable()).Of([x]);

    public static double T_FunctionsInList(double x)
    {
        var all = new List<Func<double, double>> { v => v * v, v => v + 1, Math.Sin };
        double value = x;
        foreach (var one in all)
            value = one(value);
        return value;
    }

    public static double T_Tree(double x) =>
        new Sum(new Function(v => v * v, new Variable()), new Product(new Variable(), new Function(Math.Exp, new Variable()))).Of([x]);

    public static double T_Override(double x)
    {
        Model model = Choose(0);
        model.Go(ref x);
        return x * x;
    }

    public static double T_OverridesOfArray(double x)
    {
        Model[] models = [Choose(0), Choose(1)];
        foreach (var model in models)
            model.Go(ref x);
        return x;
    }

    public static double T_Implementation(double x)
    {
        IShape[] shapes = [new Square(x), new Disc(2 * x)];
        double sum = 0;
        foreach (var shape in shapes)
            sum += shape.Area();
        return sum;
    }

    public static void C_MeetingOneThrows()
    {
        IShape[] shapes = [new Square(1), new Gridded(2.5)];
        var error = Check.Throws<NotDifferentiableException>(() => Gradient(at: 3.0, of: x =>
        {
            double sum = 0;
            shapes[1].Scale(x);
            foreach (var shape in shapes)
                sum += shape.Area() * x;
            return sum;
        }));
        Check.That(error.Message.Contains("AD1004", StringComparison.Ordinal) && error.Message.Contains("Gridded", StringComparison.Ordinal), error.Message);
    }

    public static void C_MeetingAFunctionThrows()
    {
        Node node = new Function(Look, new Variable());
        var error = Check.Throws<NotDifferentiableException>(() => Gradient(at: 2.5, of: x => node.Of([x])));
        Check.That(error.Message.Contains("AD1004", StringComparison.Ordinal)
            && error.Message.Contains("Possible.Rounded", StringComparison.Ordinal), error.Message);
        Node other = new Function(Math.Sin, new Variable());
        Check.Near(Gradient(at: 2.5, of: x => other.Of([x])), Math.Cos(2.5));
        Node both = new Sum(other, new Product(new Variable(), new Variable()));
        Check.Near(Gradient(at: 2.5, of: x => both.Of([x])), Math.Cos(2.5) + 5);
        Check.Near(node.Of([2.5]), 5);
    }

    // The program's own handlers would make another function of it.
    public static void C_HandlersLetRefusalsPass()
    {
        Node node = new Function(Look, new Variable());
        Node other = new Function(Math.Sin, new Variable());
        Func<Func<double>, double>[] guards = [Anything, Invalid, Filtered, Nested, Cleaned];
        foreach (var guard in guards)
        {
            Check.Throws<NotDifferentiableException>(() => Gradient(at: 2.5, of: x => guard(() => node.Of([x])) * x));
            Check.Throws<NotDifferentiableException>(() => ValueWithPullback(at: 2.5, of: x => guard(() => node.Of([x])) * x));
            Check.Throws<NotDifferentiableException>(() => Derivative(at: 2.5, of: x => guard(() => node.Of([x])) * x));
            Check.Near(Gradient(at: 2.5, of: x => guard(() => other.Of([x]))), Math.Cos(2.5));
            Check.Near(Gradient(at: 2.5, of: x => guard(() => other.Of([x]) > 0 ? throw new InvalidOperationException() : x) * x), Math.Sin(2.5) > 0 ? 7 : 5);
            Check.Near(guard(() => node.Of([2.5])), 5);
        }
    }

    private static double Anything(Func<double> f)
    {
        try { return f(); }
        catch { return 7; }
    }

    private static double Invalid(Func<double> f)
    {
        try { return f(); }
        catch (InvalidOperationException) { return 7; }
    }

    private static double Filtered(Func<double> f)
    {
        try { return f(); }
        catch (Exception e) when (e.Message.Length > 0) { return 7; }
    }

    private static double Nested(Func<double> f)
    {
        try
        {
            try { return f(); }
            catch (Exception e) { throw new ArgumentException("wrapped", e); }
        }
        catch (ArgumentException) { return 7; }
    }

    private static double Cleaned(Func<double> f)
    {
        double result = 7;
        try
        {
            try { result = f(); }
            finally { result *= 1; }
        }
        catch (SystemException) { }

        return result;
    }

    public static void C_DifferencesStillWork()
    {
        Check.That(Math.Abs(Numeric.Slope(2, 3, (a, b) => a * a * b) - 12) < 1e-5, "slope");
        Check.That(Math.Abs(Numeric.All([2, 3], v => v[0] * v[1])[0] - 3) < 1e-5, "all");
    }

    public static void C_NullIsStillNull()
    {
        Model? none = null;
        Check.Throws<NullReferenceException>(() => Gradient(at: 2.5, of: x =>
        {
            none!.Go(ref x);
            return x;
        }));
    }

    private static double Rounded(double x) => (s_table[0] * (int)x * (int)x) + s_table[0];

    private static double Parsed(double x) => double.Parse(x.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Model Choose(int i) => i == 0 ? new Plain() : i == 1 ? new Scaled(3) : new Texts();

    private static class Numeric
    {
        public static double Slope(double x, double y, Func<double, double, double> f) => Difference(x, v => f(v, y));

        public static double[] All(double[] x, Func<double[], double> f) => [.. Enumerable.Range(0, x.Length).Select(i => Difference(x[i], v =>
        {
            double[] copy = [.. x];
            copy[i] = v;
            return f(copy);
        }))];

        private static double Difference(double x, Func<double, double> f) => (f(x + 1e-6) - f(x - 1e-6)) / 2e-6;
    }

    private interface IShape
    {
        double Area();

        void Scale(double k);
    }

    private sealed class Square(double side) : IShape
    {
        private double _side = side;

        public double Area() => _side * _side;

        public void Scale(double k) => _side *= k;
    }

    private sealed class Disc(double radius) : IShape
    {
        private double _radius = radius;

        public double Area() => Math.PI * _radius * _radius;

        public void Scale(double k) => _radius *= k;
    }

    private sealed class Gridded(double side) : IShape
    {
        private double _side = side;

        public double Area() => (int)_side * (int)_side;

        public void Scale(double k) => _side *= k;
    }

    private abstract class Model
    {
        public abstract void Go(ref double x);
    }

    private sealed class Plain : Model
    {
        public override void Go(ref double x) => x = Math.Sin(x);
    }

    private sealed class Scaled(double k) : Model
    {
        public override void Go(ref double x) => x *= k;
    }

    private sealed class Texts : Model
    {
        public override void Go(ref double x) => x = Parsed(x);
    }

    private abstract class Node
    {
        public abstract double Of(double[] x);
    }

    private sealed class Variable : Node
    {
        public override double Of(double[] x) => x[0];
    }

    private sealed class Function(Func<double, double> f, Node of) : Node
    {
        public override double Of(double[] x) => f(of.Of(x));
    }

    private sealed class Sum(Node a, Node b) : Node
    {
        public override double Of(double[] x) => a.Of(x) + b.Of(x);
    }

    private sealed class Product(Node a, Node b) : Node
    {
        public override double Of(double[] x) => a.Of(x) * b.Of(x);
    }
}
