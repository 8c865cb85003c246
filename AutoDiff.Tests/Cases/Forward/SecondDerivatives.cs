using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Forward;

/// <summary>Hessians and their products with directions, against closed forms and differences of gradients.</summary>
public sealed class SecondDerivatives
{
    private static readonly double[] s_at = [1.1, 0.9, 1.3];
    private static readonly double[] s_along = [0.3, -0.7, 0.5];

    [Test]
    public void OfNumbers()
    {
        Expect.Near(Hessian(at: 2.0, of: (double x) => x * x * x * x), 48);
        var (x, y) = HessianVectorProduct(at: (1.0, 2.0), along: (1.0, 0.0), of: (double a, double b) => (a * a * b) + Math.Sin(a * b));
        Expect.Near(x, 4 - (4 * Math.Sin(2)));
        Expect.Near(y, 2 + Math.Cos(2) - (2 * Math.Sin(2)));
        double[,] hessian = Hessian(at: (1.0, 2.0, 3.0), of: (double a, double b, double c) => a * b * c);
        Assert.That(hessian, Is.EqualTo(new double[,] { { 0, 3, 2 }, { 3, 0, 1 }, { 2, 1, 0 } }).Within(1e-12));
        Assert.That(Hessian(at: (1.0, 2.0, 3.0, 4.0), of: (double a, double b, double c, double d) => a * b * c * d)[0, 3], Is.EqualTo(6).Within(1e-12));
        float single = HessianVectorProduct(at: 2f, along: 1f, of: (float a) => a * a * a);
        Assert.That(single, Is.EqualTo(12f).Within(1e-5f));
    }

    [Test]
    public void WhereFactorsAreZero()
    {
        Expect.Near(Hessian(at: 0.0, of: (double x) => x * x), 2);
        Expect.Near(Hessian(at: 0.0, of: (double x) => Math.Sin(x * x) * Math.Exp(x)), 2);
        Expect.Near(Hessian(at: 0.0, of: (double x) => Math.Pow(x, 2)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Derivative(at: x, of: y => y * y)), 2);
        Expect.Near(Gradient(at: 0.0, of: x => Derivative(at: x, of: y => y * y)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Gradient(at: x, of: y => y * y)), 2);
        Expect.Near(Gradient(at: 0.0, of: x => Gradient(at: x, of: y => y * y)), 2);
        Twice(x => Math.Sin(x) * x);
        Twice(Guarded);
        Twice(Searched);
        Twice(x => Multiplied(Math.Sin(x), x));
        Assert.That(Hessian(at: [0.0, 3.0], of: Product), Is.EqualTo(new double[,] { { 0, 1 }, { 1, 0 } }).Within(1e-12));
    }

    /// <summary>The second derivative of sin x · x at 0 is 2, whichever modes find it.</summary>
    private static void Twice(DifferentiableFunc<double, double> f) => Expect.Near(Hessian(at: 0.0, of: f), 2);

    [Test]
    public void WhereFactorsAreZeroInEveryNesting()
    {
        Expect.Near(Gradient(at: 0.0, of: x => Gradient(at: x, of: Guarded)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Gradient(at: x, of: Guarded)), 2);
        Expect.Near(Gradient(at: 0.0, of: x => Derivative(at: x, of: Guarded)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Derivative(at: x, of: Guarded)), 2);
        Expect.Near(Gradient(at: 0.0, of: x => Gradient(at: x, of: Searched)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Gradient(at: x, of: Searched)), 2);
        Expect.Near(Gradient(at: 0.0, of: x => Derivative(at: x, of: Searched)), 2);
        Expect.Near(Derivative(at: 0.0, of: x => Derivative(at: x, of: Searched)), 2);
    }

    private static double Guarded(double x)
    {
        try
        {
            return Math.Sin(x) * x;
        }
        catch (ArithmeticException)
        {
            return 0;
        }
    }

    private static double Searched(double x)
    {
        double sum = 0;
        for (int i = 0; sum < 0.5 && i < 4; i++)
            sum += Math.Sin(x) * x / 4;
        return sum;
    }

    private static double Multiplied(double a, double b) => a * b;

    [Test]
    public void OfArrays()
    {
        double[] at = [1, 2, 3];
        Assert.That(Hessian(at: at, of: Rosenbrock), Is.EqualTo(new double[,] { { 402, -400, 0 }, { -400, 3802, -800 }, { 0, -800, 200 } }).Within(1e-9));
        Assert.That(HessianVectorProduct(at: at, along: [1, 0, 2], of: Rosenbrock), Is.EqualTo(new double[] { 402, -2000, 400 }).Within(1e-9));
        var (value, gradient, hessian) = ValueGradientAndHessian(at: at, of: Rosenbrock);
        Expect.Bits(value, Rosenbrock(at));
        Assert.That(gradient, Is.EqualTo(Gradient(at: at, of: Rosenbrock)));
        Assert.That(hessian, Is.EqualTo(Hessian(of: Rosenbrock)(at)));
        Assert.That(at, Is.EqualTo(new double[] { 1, 2, 3 }), "the point is read only");
        Assert.That(Hessian(at: [1f, 2f], of: (float[] x) => x[0] * x[0] * x[1]), Is.EqualTo(new[,] { { 4f, 2f }, { 2f, 0f } }).Within(1e-5f));
    }

    [Test]
    public void OfStructsAndObjects()
    {
        var pair = HessianVectorProduct(at: new Point { X = 1, Y = 2 }, along: new Point { X = 1 }, of: (Point p) => (p.X * p.X * p.Y) + Math.Sin(p.X * p.Y));
        Expect.Near((pair.X, pair.Y), (4 - (4 * Math.Sin(2)), 2 + Math.Cos(2) - (2 * Math.Sin(2))));
        var along = new Net { Weights = [1, 0], Bias = 1 };
        var net = HessianVectorProduct(at: new Net(), along: along, of: (Net n) =>
            (n.Weights[0] * n.Weights[0] * n.Weights[1]) + (n.Bias * n.Bias * n.Weights[0]));
        Assert.That((net.Weights, net.Bias), Is.EqualTo((new double[] { 5, 2 }, 3.0)));
        Assert.That(along.Weights, Is.EqualTo(new double[] { 1, 0 }), "the direction is read only");
    }

    /// <summary>Memory, containers, dispatch, recursion, handlers, iterators: whatever is differentiated once is differentiated twice.</summary>
    [Test]
    public void OfOrdinaryPrograms()
    {
        double factor = 3;
        Check(x => factor * x.Sum(e => e * e * e));
        Check(Layers);
        Check(Dictionaries);
        Check(x => Nested(x, 0));
        Check(Tree);
        Check(Handled);
        Check(InPlace);
        Check(Sorted);
        Check(Factorised);
        Check(Root);
        Check(Tuples);
        Check(Iterated);
        Check(OnStack);
        Check(Powers);
        Check(Captured);
    }

    [Test]
    public void OfThirdOrder()
    {
        double[] slopes = Gradient(at: s_at, of: (double[] x) => HessianVectorProduct(at: x, along: [1, 0, 0], of: Powers)[1]);
        double[] differences = Differences(x => HessianVectorProduct(at: x, along: [1, 0, 0], of: Powers), [1, 0, 0]);
        Assert.That(slopes[0], Is.EqualTo(differences[1]).Within(1e-6));
        Expect.Near(Derivative(of: (double x) => Derivative(at: x, of: y => Derivative(at: y, of: z => z * z * z * z)))(2), 48);
    }

    private static void Check(DifferentiableFunc<double[], double> f)
    {
        double[] product = HessianVectorProduct(at: s_at, along: s_along, of: f);
        Assert.That(product, Is.EqualTo(Differences(x => Gradient(at: x, of: f), s_along)).Within(1e-6));
        double[,] hessian = Hessian(at: s_at, of: f);
        for (int i = 0; i < s_at.Length; i++)
        {
            double row = 0;
            for (int j = 0; j < s_at.Length; j++)
                row += hessian[i, j] * s_along[j];
            Assert.That(row, Is.EqualTo(product[i]).Within(1e-12 * (1 + Math.Abs(row))));
        }
    }

    private static double[] Differences(Func<double[], double[]> gradient, double[] along)
    {
        const double Step = 1e-6;
        return [.. gradient([.. s_at.Zip(along, (x, d) => x + (Step * d))])
            .Zip(gradient([.. s_at.Zip(along, (x, d) => x - (Step * d))]), (a, b) => (a - b) / (2 * Step))];
    }

    private static double Product(double[] x)
    {
        double product = 1;
        foreach (double e in x)
            product *= e;
        return product;
    }

    private static double Rosenbrock(double[] x)
    {
        double sum = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double bend = x[i + 1] - (x[i] * x[i]);
            sum += (100 * bend * bend) + ((1 - x[i]) * (1 - x[i]));
        }

        return sum;
    }

    private static double Layers(double[] x)
    {
        Layer[] layers = [new Dense(), new Tanh(), new Dense()];
        double[] state = x;
        foreach (var layer in layers)
            state = layer.Of(state);
        return state.Sum(e => e * e * e);
    }

    private static double Dictionaries(double[] x)
    {
        var named = new Dictionary<string, double> { ["a"] = x[0] * x[1] };
        named["b"] = x[2] * named["a"];
        double sum = 0;
        foreach (var (_, value) in named)
            sum += value * value;
        return sum;
    }

    private static double Nested(double[] x, int i) => i == x.Length ? 1 : ((x[i] * x[i]) + Nested(x, i + 1)) * (1 + (0.1 * Nested(x, i + 1)));

    private static double Tree(double[] x) =>
        Sum(new Node { Value = x[0], Left = new() { Value = x[1] }, Right = new() { Value = x[2], Left = new() { Value = x[0] * x[1] } } });

    private static double Sum(Node? node) =>
        node is null ? 0 : (node.Value * node.Value * node.Value) + (0.5 * Sum(node.Left) * Sum(node.Right)) + Sum(node.Left);

    private static double Handled(double[] x)
    {
        double sum = 0;
        foreach (double e in x)
        {
            try
            {
                if (e > 1.2)
                    throw new InvalidOperationException();
                sum += e * e * e;
            }
            catch (InvalidOperationException)
            {
                sum += 2 * e * e;
            }
        }

        return sum * sum;
    }

    private static double InPlace(double[] x)
    {
        for (int i = 1; i < x.Length; i++)
            x[i] = (x[i] * x[i - 1]) + Math.Sin(x[i]);
        return x[2] * x[1];
    }

    private static double Sorted(double[] x)
    {
        var list = new List<double>(x);
        list.Sort();
        list.Add(list[0] * list[1]);
        return list.Where(e => e > 0.5).Aggregate(1.0, (a, b) => a * b);
    }

    /// <summary>The logarithm of a determinant, by Cholesky's factors.</summary>
    private static double Factorised(double[] x)
    {
        double[,] a = { { 2 + (x[0] * x[0]), x[2] }, { x[2], 3 + (x[1] * x[1]) } }, l = new double[2, 2];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++)
                    sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }

        return 2 * (Math.Log(l[0, 0]) + Math.Log(l[1, 1]));
    }

    /// <summary>A cube root, by Newton's iteration to its end.</summary>
    private static double Root(double[] x)
    {
        double y = 1;
        for (int i = 0; i < 50 && Math.Abs((y * y * y) - (x[0] * x[1]) - x[2]) > 1e-14; i++)
            y -= ((y * y * y) - (x[0] * x[1]) - x[2]) / (3 * y * y);
        return y;
    }

    private static double Tuples(double[] x)
    {
        (double A, double B) t = (x[0], x[1]);
        for (int i = 0; i < 3; i++)
            t = (t.A * t.B, t.B + (t.A * x[2]));
        return t.A + t.B;
    }

    private static double Iterated(double[] x)
    {
        return Products().Sum();

        IEnumerable<double> Products()
        {
            double product = 1;
            foreach (double e in x)
            {
                product *= e;
                yield return product;
            }
        }
    }

    private static double OnStack(double[] x)
    {
        Span<double> products = stackalloc double[3];
        for (int i = 0; i < 3; i++)
            products[i] = x[i] * x[(i + 1) % 3];
        double sum = 0;
        foreach (double e in products)
            sum += Math.Exp(0.1 * e);
        return sum;
    }

    private static double Powers(double[] x) =>
        (Math.Pow(x[0], x[1]) * Math.Atan2(x[2], x[0])) + Math.Sqrt(x[0] * x[1] * x[2]) + (Math.Log(x[1]) / x[2]);

    private static double Captured(double[] x)
    {
        double sum = 0;
        Action<double> add = e => sum += e * e * x[0];
        foreach (double e in x)
            add(e);
        return x[1] * sum;
    }

    private struct Point
    {
        public double X;
        public double Y;
    }

    private sealed class Net
    {
        public double[] Weights { get; set; } = [1, 2];

        public double Bias { get; set; } = 0.5;
    }

    private sealed class Node
    {
        public double Value { get; init; }

        public Node? Left { get; init; }

        public Node? Right { get; init; }
    }

    private abstract class Layer
    {
        public abstract double[] Of(double[] x);
    }

    private sealed class Dense : Layer
    {
        private readonly double[,] _weights = { { 0.3, -0.2, 0.5 }, { 0.1, 0.7, -0.4 }, { 0.2, 0.2, 0.9 } };

        public override double[] Of(double[] x)
        {
            double[] y = new double[3];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++)
                    y[i] += _weights[i, j] * x[j];
            }

            return y;
        }
    }

    private sealed class Tanh : Layer
    {
        public override double[] Of(double[] x) => [.. x.Select(Math.Tanh)];
    }
}
