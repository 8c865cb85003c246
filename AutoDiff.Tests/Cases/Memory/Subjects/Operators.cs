using System.Threading;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Operators on arrays, objects and containers: what they return, and what they leave alone.</summary>
public static class Operators
{
    public static void C_GradientOfArray()
    {
        double[] x = [1, 2, 3];
        double[] g = Gradient(at: x, of: SumOfSquares);
        Check.Near(g, 2, 4, 6);
        Check.That(!ReferenceEquals(g, x), "the gradient is an array of its own");
        Check.Bits(x, 1, 2, 3);
        double[] again = Gradient(at: x, of: SumOfSquares);
        Check.That(!ReferenceEquals(g, again), "each gradient is an array of its own");
    }

    public static void C_GradientOfEmptyArray()
    {
        double[] g = Gradient(at: Array.Empty<double>(), of: SumOfSquares);
        Check.Equal(g.Length, 0);
    }

    public static void C_ArrayThatIsNotRead()
    {
        static double F(double[] x, double t) => t * x.Length;
        var (g, dt) = Gradient(at: (new[] { 1.0, 2 }, 3.0), of: F);
        Check.Near(g, 0, 0);
        Check.Near(dt, 2);
    }

    public static void C_GradientAsFunction()
    {
        var gradient = Gradient<double[]>(of: SumOfSquares);
        Check.Near(gradient([1, 2]), 2, 4);
        Check.Near(gradient([5]), 10);
        var both = ValueWithGradient<double[]>(of: SumOfSquares);
        var (value, g) = both([3, 4]);
        Check.Bits(value, 25);
        Check.Near(g, 6, 8);
    }

    public static void C_GradientOfSinglePrecision()
    {
        static float F(float[] x) => x[0] * x[1] * x[1];
        float[] x = [2, 3];
        var (value, g) = ValueWithGradient(at: x, of: F);
        Check.That(value == 18 && g[0] == 9 && g[1] == 12, $"{value} {g[0]} {g[1]}");
    }

    public static void C_LambdasOverArrays()
    {
        double[] x = [1, 2, 3];
        double k = 5;
        double[] weights = [1, 10, 100];
        double[] g = Gradient(at: x, of: v => k * v[0] * weights[2] * v[1]);
        Check.Near(g, 1000, 500, 0);
        Check.Near(Gradient(at: x, of: v => v.Sum(e => e * e)), 2, 4, 6);
    }

    public static void C_SeveralArrays()
    {
        static double F(double[] a, double[] b, double[] c)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
                sum += a[i] * b[i] * c[0];
            b[0] = 0;
            return sum;
        }

        double[] a = [1, 2], b = [3, 4], c = [5];
        var (value, (da, db, dc)) = ValueWithGradient(at: (a, b, c), of: F);
        Check.Bits(value, 55);
        Check.Near(da, 15, 20);
        Check.Near(db, 5, 10);
        Check.Near(dc, 11);
        Check.Bits(b, 3, 4);
    }

    public static void C_ArrayAndNumbers()
    {
        static double F(double[] x, double t, float s) => (x[0] * t) + (x[1] * s * s);
        var (dx, dt, ds) = Gradient(at: (new[] { 2.0, 3 }, 5.0, 7f), of: F);
        Check.Near(dx, 5, 49);
        Check.Near(dt, 2);
        Check.Near(ds, 42);
    }

    /// <summary>The partial derivatives of both places, in one array for both or in one each.</summary>
    public static void C_OneArrayInTwoPlaces()
    {
        static double Dot(double[] a, double[] b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
                sum += a[i] * b[i];
            return sum;
        }

        double[] x = [1, 2, 3];
        var (value, (first, second)) = ValueWithGradient(at: (x, x), of: Dot);
        Check.Bits(value, 14);
        if (ReferenceEquals(first, second))
            Check.Near(first, 2, 4, 6);
        else
            Check.Near(first.Zip(second, (p, q) => p + q), 2, 4, 6);
        Check.Bits(x, 1, 2, 3);
    }

    public static void C_OneArrayInTwoPlacesWritten()
    {
        static double F(double[] a, double[] b)
        {
            a[0] *= 3;
            return b[0] * b[0] * a[1];
        }

        double[] x = [2, 5];
        var (value, (first, second)) = ValueWithGradient(at: (x, x), of: F);
        Check.Bits(value, 180);
        Check.Bits(x, 2, 5);
        double[] sum = ReferenceEquals(first, second) ? first : [.. first.Zip(second, (p, q) => p + q)];
        Check.Near(sum, 180, 36);
    }

    public static void C_InputsAreNotWritten()
    {
        static double F(double[] x, List<double> l, Model m, Dictionary<string, double> d)
        {
            x[0] *= 2;
            l.Add(x[0]);
            l[0] = 7;
            m.Weights[1] += x[0];
            m.Bias = l[^1];
            m.Next = null;
            d["new"] = m.Bias;
            d["a"] *= 2;
            return m.Bias * m.Weights[1] * d["a"] * d["new"];
        }

        double[] x = [1, 2];
        List<double> l = [3];
        var m = new Model { Weights = [4, 5], Bias = 6, Next = new Model { Weights = [1], Bias = 1 } };
        var next = m.Next;
        var d = new Dictionary<string, double> { ["a"] = 8 };
        var (gx, gl, gm, gd) = Gradient(at: (x, l, m, d), of: F);
        Check.Bits(x, 1, 2);
        Check.Bits(l, 3);
        Check.Bits(m.Weights, 4, 5);
        Check.Bits(m.Bias, 6);
        Check.Same(m.Next, next);
        Check.Equal(d.Count, 1);
        Check.Bits(d["a"], 8);
        Check.Near(gx, (64.0 * 2 * 1 * 7) + (64 * 2), 0);
        Check.Near(gl, 0);
        Check.Near(gm.Weights, 0, 64);
        Check.Near(gm.Bias, 0);
        Check.Near(gd["a"], 2 * 2 * 7 * 2);
        Check.Equal(gd.Count, 1);
        Check.Near(gm.Next!.Bias, 0);
    }

    public static void C_GradientOfObject()
    {
        var model = new Model { Name = "linear", Weights = [1, 2], Bias = 3, Layers = 4, Rate = 0.5 };
        var (value, g) = ValueWithGradient(at: model, of: Loss);
        Check.Bits(value, Loss(model));
        Check.That(!ReferenceEquals(g, model) && !ReferenceEquals(g.Weights, model.Weights), "the gradient is an object of its own");
        Check.Near(g.Weights, 12, 24);
        Check.Near(g.Bias, 12);
        Check.Equal(g.Name, "linear");
        Check.Equal(g.Layers, 4);
        Check.Same(g.Next, null);
        Check.Bits(model.Weights, 1, 2);
        Check.Bits(model.Bias, 3);

        static double Loss(Model m)
        {
            double y = m.Bias + ((m.Weights[0] + (2 * m.Weights[1])) * m.Rate * 2);
            return (y - 2) * (y - 2);
        }
    }

    public static void C_MembersWithoutDerivative()
    {
        static double F(Model m) => m.Rate * m.Bias * m.Bias;
        var model = new Model { Weights = [], Bias = 3, Rate = 5 };
        var g = Gradient(at: model, of: F);
        Check.Near(g.Bias, 30);
        Check.That(g.Rate is 0 or 5, $"a member marked [NoDerivative] gets no derivative: {g.Rate}");
    }

    public static void C_NestedObjects()
    {
        var model = new Model { Weights = [1], Bias = 2, Next = new Model { Weights = [3, 4], Bias = 5 } };
        var g = Gradient(at: model, of: m => m.Bias * m.Next!.Bias * m.Next.Weights[1]);
        Check.Near(g.Bias, 20);
        Check.Near(g.Next!.Bias, 8);
        Check.Near(g.Next.Weights, 0, 10);
        Check.Near(g.Weights, 0);
        Check.Same(g.Next.Next, null);
    }

    public static void C_SharedSubstructureStaysShared()
    {
        double[] shared = [2, 3];
        var model = new Model { Weights = shared, Bias = 1, Next = new Model { Weights = shared, Bias = 1 } };
        var g = Gradient(at: model, of: m => m.Weights[0] * m.Next!.Weights[0] * m.Next.Weights[1]);
        Check.Same(g.Weights, g.Next!.Weights, "what the model shares, its gradient shares");
        Check.Near(g.Weights, 12, 4);
    }

    public static void C_CyclesStayCycles()
    {
        var a = new Model { Weights = [2], Bias = 3 };
        var b = new Model { Weights = [5], Bias = 7, Next = a };
        a.Next = b;
        var g = Gradient(at: a, of: m => m.Bias * m.Next!.Bias * m.Next.Next!.Weights[0]);
        Check.Near(g.Bias, 14);
        Check.Near(g.Weights, 21);
        Check.Near(g.Next!.Bias, 6);
        Check.Same(g.Next.Next, g, "what the model's links join, its gradient's links join");
    }

    public static void C_SelfReference()
    {
        var a = new Model { Weights = [2], Bias = 3 };
        a.Next = a;
        var g = Gradient(at: a, of: m => m.Bias * m.Next!.Next!.Bias);
        Check.Near(g.Bias, 6);
        Check.Same(g.Next, g);
    }

    public static void C_SharedBetweenArguments()
    {
        double[] shared = [2, 3];
        var m = new Model { Weights = shared, Bias = 1 };
        static double F(Model m, double[] x)
        {
            m.Weights[0] *= 2;
            return x[0] * x[1];
        }

        var (value, (gm, gx)) = ValueWithGradient(at: (m, shared), of: F);
        Check.Bits(value, 12);
        if (ReferenceEquals(gm.Weights, gx))
            Check.Near(gx, 6, 4);
        else
            Check.Near(gx.Zip(gm.Weights, (p, q) => p + q), 6, 4);
        Check.Bits(shared, 2, 3);
    }

    public static void C_GradientOfRecord()
    {
        var layer = new Layer("first", [[1, 2], [3]], new Point { X = 4, Y = 5, Label = 6 });
        var g = Gradient(at: layer, of: l => l.Weights[0][1] * l.Weights[1][0] * l.Offset.Y);
        Check.Near(g.Weights[0], 0, 15);
        Check.Near(g.Weights[1], 10);
        Check.Near(g.Offset.Y, 6);
        Check.Near(g.Offset.X, 0);
        Check.Equal(g.Name, "first");
    }

    public static void C_GradientOfStructWithArray()
    {
        var s = new Series { Values = [1, 2, 3], Scale = 2, Count = 3 };
        static double F(Series s)
        {
            s.Values[0] *= s.Scale;
            s.Scale *= 3;
            return s.Values[0] * s.Scale;
        }

        var (value, g) = ValueWithGradient(at: s, of: F);
        Check.Bits(value, 12);
        Check.Near(g.Values, 12, 0, 0);
        Check.Near(g.Scale, 12);
        Check.Bits(s.Values, 1, 2, 3);
    }

    public static void C_GradientOfArrayOfStructs()
    {
        Point[] points = [new() { X = 1, Y = 2, Label = 3 }, new() { X = 4, Y = 5 }];
        static double F(Point[] p) => p[0].X * p[1].Y * p[1].Y;
        var g = Gradient(at: points, of: F);
        Check.Equal(g.Length, 2);
        Check.Near(g[0].X, 25);
        Check.Near(g[1].Y, 10);
        Check.Near(g[1].X, 0);
    }

    public static void C_GradientOfArrayOfObjects()
    {
        var shared = new Model { Weights = [1], Bias = 2 };
        Model[] models = [shared, new() { Weights = [3], Bias = 4 }, shared, null!];
        static double F(Model[] m) => m[0].Bias * m[1].Bias * m[2].Bias;
        var g = Gradient(at: models, of: F);
        Check.Equal(g.Length, 4);
        Check.Same(g[0], g[2]);
        Check.Near(g[0].Bias, 16);
        Check.Near(g[1].Bias, 4);
        Check.Same(g[3], null);
    }

    public static void C_GradientOfJagged()
    {
        double[] row = [1, 2];
        double[][] x = [row, [], row, [3]];
        static double F(double[][] x) => x[0][0] * x[2][1] * x[3][0];
        var g = Gradient(at: x, of: F);
        Check.Equal(g.Length, 4);
        Check.Equal(g[1].Length, 0);
        Check.Same(g[0], g[2]);
        Check.Near(g[0], 6, 3);
        Check.Near(g[3], 2);
    }

    public static void C_GradientOfRectangular()
    {
        double[,] x = { { 1, 2, 3 }, { 4, 5, 6 } };
        static double F(double[,] x) => x[0, 1] * x[1, 2] * x[1, 2];
        double[,] g = Gradient(at: x, of: F);
        Check.Equal(g.GetLength(0), 2);
        Check.Equal(g.GetLength(1), 3);
        Check.Near(g[0, 1], 36);
        Check.Near(g[1, 2], 24);
        Check.Near(g[0, 0], 0);
    }

    public static void C_GradientOfList()
    {
        List<double> x = [2, 3, 4];
        static double F(List<double> x) => x[0] * x[2] * x.Count;
        var g = Gradient(at: x, of: F);
        Check.Near(g, 12, 0, 6);
        Check.That(!ReferenceEquals(g, x), "the gradient is a list of its own");
        Check.Bits(x, 2, 3, 4);
    }

    public static void C_GradientOfListThatGrows()
    {
        List<double> x = [2, 3];
        static double F(List<double> x)
        {
            for (int i = 0; i < 10; i++)
                x.Add(x[^1] + x[^2]);
            x.RemoveAt(0);
            return x[^1];
        }

        var (value, g) = ValueWithGradient(at: x, of: F);
        Check.Bits(value, (55 * 2) + (89 * 3));
        Check.Near(g, 55, 89);
        Check.Equal(x.Count, 2);
    }

    public static void C_GradientOfDictionary()
    {
        var p = new Dictionary<string, double> { ["a"] = 2, ["b"] = 3, ["unused"] = 4 };
        static double F(Dictionary<string, double> p) => p["a"] * p["b"] * p["b"];
        var (value, g) = ValueWithGradient(at: p, of: F);
        Check.Bits(value, 18);
        Check.Equal(g.Count, 3);
        Check.Near(g["a"], 9);
        Check.Near(g["b"], 12);
        Check.Near(g["unused"], 0);
        Check.Bits(p["a"], 2);
    }

    public static void C_DictionaryKeepsItsComparer()
    {
        var p = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase) { ["Alpha"] = 2 };
        var (value, g) = ValueWithGradient(at: p, of: d => d["ALPHA"] * d["alpha"]);
        Check.Bits(value, 4);
        Check.Near(g["aLPHA"], 4);
    }

    public static void C_GradientOfDictionaryOfArrays()
    {
        var p = new Dictionary<int, double[]> { [1] = [2, 3], [7] = [4] };
        static double F(Dictionary<int, double[]> p)
        {
            p[1][0] *= p[7][0];
            return p[1][0] * p[1][1];
        }

        var g = Gradient(at: p, of: F);
        Check.Near(g[1], 12, 8);
        Check.Near(g[7], 6);
        Check.Bits(p[1], 2, 3);
    }

    public static void C_GradientOfStackAndQueue()
    {
        static double F(Stack<double> s, Queue<double> q)
        {
            s.Push(q.Dequeue() * s.Pop());
            return s.Pop() * s.Peek() * q.Count;
        }

        var stack = new Stack<double>([1.0, 2, 3]);
        var queue = new Queue<double>([4.0, 5]);
        var (value, (gs, gq)) = ValueWithGradient(at: (stack, queue), of: F);
        Check.Bits(value, 24);
        Check.Near(gs, 8, 12, 0);
        Check.Near(gq, 6, 0);
        Check.Equal(stack.Count, 3);
        Check.Equal(queue.Count, 2);
    }

    public static void C_GradientOfLinkedList()
    {
        var list = new LinkedList<double>([2.0, 3, 4]);
        static double F(LinkedList<double> l) => l.First!.Value * l.First.Next!.Value * l.Count;
        var g = Gradient(at: list, of: F);
        Check.Near(g, 9, 6, 0);
    }

    public static void C_GradientOfTupleOfArrays()
    {
        var at = (A: new[] { 1.0, 2 }, B: (C: new[] { 3.0 }, D: 4.0));
        static double F((double[] A, (double[] C, double D) B) t) => t.A[1] * t.B.C[0] * t.B.D;
        var g = Gradient(at: at, of: F);
        Check.Near(g.A, 0, 12);
        Check.Near(g.B.C, 8);
        Check.Near(g.B.D, 6);
    }

    public static void C_LinkedNodesAsArgument()
    {
        Node? head = null;
        for (int i = 1; i <= 4; i++)
            head = new Node { Value = i, Next = head };
        static double Product(Node? n) => n is null ? 1 : n.Value * Product(n.Next);
        var g = Gradient(at: head!, of: n => Product(n));
        Check.Near([g.Value, g.Next!.Value, g.Next.Next!.Value, g.Next.Next.Next!.Value], 6, 8, 12, 24);
        Check.Same(g.Next.Next.Next.Next, null);
    }

    public static void C_DerivedObjectBehindBaseType()
    {
        Shape[] shapes = [new Square { Side = 3 }, new Circle { Radius = 2 }];
        var g = Gradient(at: shapes, of: Total);
        Check.Near(((Square)g[0]).Side, 6);
        Check.Near(((Circle)g[1]).Radius, 4 * Math.PI);

        static double Total(Shape[] shapes)
        {
            double sum = 0;
            foreach (var s in shapes)
                sum += s.Area();
            return sum;
        }
    }

    public static void C_InstanceMethodOfObject()
    {
        var model = new Model { Weights = [2, 3], Bias = 1 };
        Check.Near(Gradient(at: 5.0, of: model.Apply), 8);
        var (gm, gx) = Gradient(at: (model, 5.0), of: (Model m, double x) => m.Apply(x));
        Check.Near(gx, 8);
        Check.Near(gm.Weights, 5, 10);
        Check.Near(gm.Bias, 1);
    }

    public static void C_PullbackOfArrayResult()
    {
        static double[] F(double[] x) => [x[0] * x[1], x[1] * x[1], 5];
        double[] x = [2, 3];
        var (value, pullback) = ValueWithPullback(at: x, of: F);
        Check.Bits(value, 6, 9, 5);
        double[] cotangent = [1, 10, 100];
        Check.Near(pullback(cotangent), 3, 62);
        Check.Bits(cotangent, 1, 10, 100);
        Check.Near(pullback([1, 0, 0]), 3, 2);
        Check.Near(pullback([0, -1, 0]), 0, -6);
        Check.Near(pullback(cotangent), 3, 62);
    }

    public static void C_PullbackOfObjectResult()
    {
        static Model F(double[] x, double b) => new() { Weights = [x[0] * b, x[1]], Bias = b * b, Name = "made" };
        var (value, pullback) = ValueWithPullback(at: (new[] { 2.0, 3 }, 5.0), of: F);
        Check.Bits(value.Weights, 10, 3);
        var (dx, db) = pullback(new Model { Weights = [1, 2], Bias = 3 });
        Check.Near(dx, 5, 2);
        Check.Near(db, 2 + 30);
        (dx, db) = pullback(new Model { Weights = [0, 1], Bias = 0 });
        Check.Near(dx, 0, 1);
        Check.Near(db, 0);
    }

    public static void C_PullbackOfContainers()
    {
        static Dictionary<string, List<double>> F(double x, double y) => new() { ["a"] = [x, x * y], ["b"] = [y] };
        var (value, pullback) = ValueWithPullback(at: (2.0, 3.0), of: F);
        Check.Bits(value["a"], 2, 6);
        var (dx, dy) = pullback(new() { ["a"] = [1, 10], ["b"] = [100] });
        Check.Near(dx, 31);
        Check.Near(dy, 120);
    }

    public static void C_ResultIsTheArgument()
    {
        double[] x = [1, 2];
        var (value, pullback) = ValueWithPullback(at: x, of: v => v);
        Check.Bits(value, 1, 2);
        Check.Near(pullback([3, 4]), 3, 4);
        Check.Near(pullback([1, 0]), 1, 0);
        Check.Bits(x, 1, 2);
    }

    public static void C_ResultIsTheArgumentWritten()
    {
        static double[] F(double[] x)
        {
            x[0] *= x[1];
            return x;
        }

        double[] x = [2, 3];
        var (value, pullback) = ValueWithPullback(at: x, of: F);
        Check.Bits(value, 6, 3);
        Check.Bits(x, 2, 3);
        Check.Near(pullback([1, 10]), 3, 12);
        Check.Near(pullback([1, 0]), 3, 2);
    }

    public static void C_ResultHoldsTheArgument()
    {
        static Model F(double[] x) => new() { Weights = x, Bias = x[0] * x[0] };
        var (value, pullback) = ValueWithPullback(at: new[] { 3.0, 4 }, of: F);
        Check.Bits(value.Bias, 9);
        Check.Near(pullback(new Model { Weights = [10, 20], Bias = 1 }), 16, 20);
        Check.Near(pullback(new Model { Weights = [10, 20], Bias = 1 }), 16, 20);
    }

    public static void C_ResultHoldsOneArrayTwice()
    {
        static double[][] F(double[] x) => [x, x];
        var (value, pullback) = ValueWithPullback(at: new[] { 3.0, 4 }, of: F);
        Check.Bits(value[1], 3, 4);
        Check.Near(pullback([[1, 2], [10, 20]]), 11, 22);
    }

    public static void C_ResultOfTupleOfArrays()
    {
        static (double[] Sum, double[] Product) F(double[] x) => ([x[0] + x[1]], [x[0] * x[1], 1]);
        var (value, pullback) = ValueWithPullback(at: new[] { 3.0, 4 }, of: F);
        Check.Bits(value.Sum, 7);
        Check.Near(pullback(([1], [10, 100])), 41, 31);
    }

    public static void C_PullbackSurvivesChangesOfTheInputs()
    {
        static double F(double[] x, Model m) => x[0] * x[0] * x[1] * m.Bias * m.Weights[0];
        double[] x = [2, 3];
        var m = new Model { Weights = [5], Bias = 7 };
        var (value, pullback) = ValueWithPullback(at: (x, m), of: F);
        x[0] = 100;
        x[1] = -1;
        m.Bias = 0;
        m.Weights[0] = 0;
        m.Weights = [];
        Check.Bits(value, 420);
        var (dx, dm) = pullback(1);
        Check.Near(dx, 420, 140);
        Check.Near(dm.Bias, 60);
        Check.Near(dm.Weights, 84);
        Check.Near(pullback(-0.5).Item1, -210, -70);
    }

    public static void C_PullbackSurvivesChangesOfTheList()
    {
        List<double> x = [2, 3];
        var (_, pullback) = ValueWithPullback(at: x, of: l => l[0] * l[1] * l[1]);
        x.Clear();
        Check.Near(pullback(1), 9, 12);
    }

    public static void C_PullbackSurvivesChangesOfTheResult()
    {
        static double[] F(double[] x) => [Math.Exp(x[0]), x[0] * x[1]];
        double[] x = [0, 3];
        var (value, pullback) = ValueWithPullback(at: x, of: F);
        value[0] = 1000;
        value[1] = 1000;
        Check.Near(pullback([1, 1]), 4, 0);
    }

    public static void C_CotangentsReturnedAreTheCallers()
    {
        var (_, pullback) = ValueWithPullback(at: new[] { 2.0, 3 }, of: x => x[0] * x[1]);
        double[] first = pullback(1);
        first[0] = 1000;
        double[] second = pullback(1);
        Check.Near(second, 3, 2);
        Check.That(!ReferenceEquals(first, second), "each call returns an array of its own");
    }

    public static void C_PullbacksInterleaved()
    {
        static double F(double[] x)
        {
            for (int i = 1; i < x.Length; i++)
                x[i] *= x[i - 1];
            return x[^1];
        }

        double[] a = [1, 2, 3], b = [4, 5];
        var (va, pa) = ValueWithPullback(at: a, of: F);
        var (vb, pb) = ValueWithPullback(at: b, of: F);
        Check.Near(pa(1), 6, 3, 2);
        Check.Near(pb(1), 5, 4);
        Check.Near(pa(2), 12, 6, 4);
        Check.Near(Gradient(at: b, of: F), 5, 4);
        Check.Near(pa(1), 6, 3, 2);
        Check.Bits(va, 6);
        Check.Bits(vb, 20);
    }

    public static void C_ZeroCotangent()
    {
        var (_, pullback) = ValueWithPullback(at: new[] { 2.0, 3 }, of: x => x[0] * x[1]);
        Check.Near(pullback(0), 0, 0);
    }

    public static void C_OnePullbackOnTwoThreads()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        bool wait = true;
        var (_, pullback) = ValueWithPullback(at: new[] { 2.0, 3 }, of: x => x[0] * WithDerivative(x[1] * x[0], d =>
        {
            if (wait)
            {
                entered.Set();
                release.Wait(TimeSpan.FromSeconds(20));
            }

            return d;
        }));
        double[]? first = null;
        var thread = new Thread(() => first = pullback(1));
        thread.Start();
        try
        {
            Check.That(entered.Wait(TimeSpan.FromSeconds(20)), "the pullback runs");
            Check.Throws<InvalidOperationException>(() => pullback(1));
        }
        finally
        {
            release.Set();
            thread.Join();
        }

        wait = false;
        Check.Near(first!, 12, 4);
        Check.Near(pullback(1), 12, 4);
    }

    public static void C_GradientsOnManyThreads()
    {
        static double F(double[] x)
        {
            double[] y = (double[])x.Clone();
            for (int i = 1; i < y.Length; i++)
                y[i] += y[i - 1] * y[i - 1];
            return y[^1];
        }

        Parallel.For(0, 64, n =>
        {
            double[] x = [1 + (0.01 * n), 0.5];
            for (int i = 0; i < 50; i++)
                Check.Near(Gradient(at: x, of: F), 2 * x[0], 1);
        });
    }

    public static void C_MovedArray()
    {
        double[] x = [1, 2], along = [10, 20];
        double[] moved = Moved(x, along: along, by: -0.1);
        Check.Near(moved, 0, 0);
        Check.Bits(x, 1, 2);
        Move(ref x, along: along);
        Check.Near(x, 11, 22);
    }

    public static void C_MovedObject()
    {
        var model = new Model { Name = "m", Weights = [1, 2], Bias = 3, Layers = 4, Rate = 5, Next = new Model { Weights = [6], Bias = 7 } };
        var step = new Model { Weights = [10, 20], Bias = 30, Next = new Model { Weights = [60], Bias = 70 } };
        var moved = Moved(model, along: step, by: 0.1);
        Check.Near(moved.Weights, 2, 4);
        Check.Near(moved.Bias, 6);
        Check.Near(moved.Next!.Weights, 12);
        Check.Near(moved.Next.Bias, 14);
        Check.Equal(moved.Name, "m");
        Check.Equal(moved.Layers, 4);
        Check.Near(moved.Rate, 5);
        Check.Bits(model.Weights, 1, 2);
        Check.Bits(model.Next!.Bias, 7);
    }

    public static void C_MovedSharedStructureMovesOnce()
    {
        double[] shared = [1, 2];
        double[][] x = [shared, shared];
        double[] step = [10, 20];
        double[][] moved = Moved(x, along: [step, step]);
        Check.Same(moved[0], moved[1]);
        Check.Near(moved[0], 11, 22);
    }

    public static void C_MovedContainers()
    {
        var p = new Dictionary<string, List<double>> { ["a"] = [1, 2], ["b"] = [] };
        var step = new Dictionary<string, List<double>> { ["a"] = [10, 20], ["b"] = [] };
        var moved = Moved(p, along: step, by: 2);
        Check.Near(moved["a"], 21, 42);
        Check.Equal(moved["b"].Count, 0);
        Check.Bits(p["a"], 1, 2);
    }

    public static void C_VectorSpaceOfArrays()
    {
        double[] x = [3, 4], y = [1, -1];
        Check.Near(Add(x, y), 4, 3);
        Check.Near(Scale(x, 2), 6, 8);
        Check.Near(Zero(x), 0, 0);
        Check.Near(Dot(x, y), -1);
        Check.Near(Norm(x), 5);
        double[,] m = { { 3, 0 }, { 0, 4 } };
        Check.Near(Norm(m), 5);
        Check.Near(Dot<double[][]>([[1, 2], [3]], [[10, 20], [30]]), 140);
        Check.Bits(x, 3, 4);
    }

    public static void C_VectorSpaceOfObjects()
    {
        var x = new Model { Name = "m", Weights = [1, 2], Bias = 2, Layers = 3 };
        var zero = Zero(x);
        Check.Near(zero.Weights, 0, 0);
        Check.Near(zero.Bias, 0);
        var sum = Add(x, x);
        Check.Near(sum.Weights, 2, 4);
        Check.Near(Scale(x, -1).Bias, -2);
        Check.Near(Dot(x, x), 9);
        Check.Near(Norm(x), 3);
    }

    public static void C_GradientDescentOnModel()
    {
        var model = new Model { Weights = [5, -4], Bias = 2 };
        for (int i = 0; i < 200; i++)
            model = Moved(model, along: Gradient(at: model, of: Loss), by: -0.1);
        Check.Near(model.Weights, 1, 2);
        Check.Near(model.Bias, -1);

        static double Loss(Model m) =>
            ((m.Weights[0] - 1) * (m.Weights[0] - 1)) + ((m.Weights[1] - 2) * (m.Weights[1] - 2)) + ((m.Bias + 1) * (m.Bias + 1));
    }

    public static void C_WithoutDerivativeOfArray()
    {
        static double F(double[] x)
        {
            double[] constant = WithoutDerivative(x);
            return x[0] * constant[1];
        }

        Check.Near(Gradient(at: new[] { 2.0, 3 }, of: F), 3, 0);
    }

    public static void C_DifferentiableFunctionsOverArrays()
    {
        DifferentiableFunc<double[], double> f = SumOfSquares;
        Check.Near(Gradient(at: new[] { 1.0, 2 }, of: f), 2, 4);
        Check.Bits(f([3, 4]), 25);
        DifferentiableFunc<double[], double>[] all = [SumOfSquares, x => x[0] * x[1]];
        Check.Near(Gradient(at: new[] { 1.0, 2 }, of: all[1]), 2, 1);
    }

    public static void C_GradientInsideALoopOverPoints()
    {
        double[] x = [5, -3];
        for (int i = 0; i < 100; i++)
        {
            double[] g = Gradient(at: x, of: v => ((v[0] - 1) * (v[0] - 1)) + (2 * (v[1] + 2) * (v[1] + 2)));
            for (int j = 0; j < x.Length; j++)
                x[j] -= 0.2 * g[j];
        }

        Check.Near(x, 1, -2);
    }

    public static void C_LargeArrayTouchedSparsely()
    {
        var x = new double[100_000];
        x[777] = 3;
        static double F(double[] x) => x[777] * x[777];
        double[] g = Gradient(at: x, of: F);
        Check.Near(g[777], 6);
        Check.Near(g.Sum(), 6);
    }

    private static double SumOfSquares(double[] x)
    {
        double sum = 0;
        foreach (double v in x)
            sum += v * v;
        return sum;
    }

    private sealed class Model
    {
        public string Name { get; init; } = "";

        public required double[] Weights { get; set; }

        public double Bias { get; set; }

        public int Layers;

        [NoDerivative]
        public double Rate;

        public Model? Next { get; set; }

        public double Apply(double x)
        {
            double y = Bias;
            for (int i = 0; i < Weights.Length; i++)
                y += Weights[i] * x * (i + 1);
            return y;
        }
    }

    private sealed record Layer(string Name, double[][] Weights, Point Offset);

    private struct Point
    {
        public double X;
        public double Y;
        public int Label;
    }

    private struct Series
    {
        public double[] Values;
        public double Scale;
        public int Count;
    }

    private sealed class Node
    {
        public double Value;
        public Node? Next;
    }

    private abstract class Shape
    {
        public abstract double Area();
    }

    private sealed class Square : Shape
    {
        public double Side;

        public override double Area() => Side * Side;
    }

    private sealed class Circle : Shape
    {
        public double Radius;

        public override double Area() => Math.PI * Radius * Radius;
    }
}
