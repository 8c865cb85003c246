namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Whole programs in the style of their fields, each with everything that it needs.</summary>
public static class Everyday
{
    public static void C_Shapes() =>
        Agree(
            Shapes.F, [1.2, 1.1, 0.7],
            x => ValueWithGradient(at: x, of: Shapes.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Shapes.F));

    public static void C_Oscillators() =>
        Agree(
            Oscillators.F, [1, 0.5, 0.4, 0.7],
            x => ValueWithGradient(at: x, of: Oscillators.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Oscillators.F));

    public static void C_Machines() =>
        Agree(
            Machines.F, [0.8, 0.6, 0.4],
            x => ValueWithGradient(at: x, of: Machines.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Machines.F));

    public static void C_Expressions() =>
        Agree(
            Expressions.F, [1.2, 0.8],
            x => ValueWithGradient(at: x, of: Expressions.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Expressions.F));

    public static void C_Portfolio() =>
        Agree(
            Portfolio.F, [0.03, 105, 80, 0.25],
            x => ValueWithGradient(at: x, of: Portfolio.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Portfolio.F));

    public static void C_Particles() =>
        Agree(
            Particles.F, [0.21, 0.34, 0.55],
            x => ValueWithGradient(at: x, of: Particles.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Particles.F));

    public static void C_Arm() =>
        Agree(
            Arm.F, [0.5, 0.3, 0.9],
            x => ValueWithGradient(at: x, of: Arm.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Arm.F));

    public static void C_HiddenStates() =>
        Agree(
            HiddenStates.F, [0.1, 0.5, -0.3, 0.2, 0.7, 0.1, -0.4, 0.2, 0.3, 0.9],
            x => ValueWithGradient(at: x, of: HiddenStates.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: HiddenStates.F));

    public static void C_Lengths() =>
        Agree(
            Lengths.F, [0.5, 0.35, 0.9],
            x => ValueWithGradient(at: x, of: Lengths.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Lengths.F));

    public static void C_Tanks() =>
        Agree(
            Tanks.F, [0.5, 0.3, 0.9],
            x => ValueWithGradient(at: x, of: Tanks.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Tanks.F));

    public static void C_Functions() =>
        Agree(
            Functions.F, [1.2],
            x => ValueWithGradient(at: x, of: Functions.F), (x, v) => JacobianVectorProduct(at: x, along: v, of: Functions.F));

    /// <summary>The value to the last bit, the gradient against central differences, and forward mode against the gradient.</summary>
    private static void Agree(
        Func<double[], double> f, double[] x, Func<double[], (double Value, double[] Gradient)> reverse, Func<double[], double[], double> forward)
    {
        var (value, gradient) = reverse(x);
        if (BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(f(x)))
            throw new InvalidOperationException($"value {value:R}, expected {f(x):R}");
        for (int i = 0; i < x.Length; i++)
        {
            double h = 1e-6 * Math.Max(1, Math.Abs(x[i]));
            double difference = (f(Moved(x, i, h)) - f(Moved(x, i, -h))) / (2 * h);
            if (!(Math.Abs(gradient[i] - difference) <= 1e-6 * Math.Max(1, Math.Abs(difference))))
                throw new InvalidOperationException($"derivative {i} is {gradient[i]:R}, the difference {difference:R}");
            double along = forward(x, Moved(new double[x.Length], i, 1));
            if (!(Math.Abs(gradient[i] - along) <= 1e-9 * Math.Max(1, Math.Abs(along))))
                throw new InvalidOperationException($"derivative {i} is {gradient[i]:R}, by forward mode {along:R}");
        }
    }

    private static double[] Moved(double[] x, int i, double by)
    {
        double[] moved = [.. x];
        moved[i] += by;
        return moved;
    }

    /// <summary>Records, patterns, groups by the name of the class.</summary>
    public static class Shapes
    {
        public abstract record Shape
        {
            public abstract double Area();
            public virtual double Perimeter() => 0;
        }

        public sealed record Circle(double R) : Shape
        {
            public override double Area() => Math.PI * R * R;
            public override double Perimeter() => 2 * Math.PI * R;
        }

        public sealed record Rect(double W, double H) : Shape
        {
            public override double Area() => W * H;
            public override double Perimeter() => 2 * (W + H);
        }

        public sealed record Tri(double A, double B, double C) : Shape
        {
            public override double Area()
            {
                var s = (A + B + C) / 2;
                return Math.Sqrt(s * (s - A) * (s - B) * (s - C));
            }

            public override double Perimeter() => A + B + C;
        }

        static Shape Grow(Shape s, double k) => s switch
        {
            Circle c => c with { R = c.R * k },
            Rect { W: > 2 } r => r with { W = r.W * k },
            Rect r => r with { H = r.H * k * k },
            Tri (var a, var b, var c) => new Tri(a * k, b * k, c * k),
            _ => throw new ArgumentException()};
        public static double F(double[] x)
        {
            List<Shape> shapes = [new Circle(x[0]), new Rect(x[1], x[2]), new Tri(3 + x[0], 4, 5 * x[1])];
            var grown = shapes.Select(s => Grow(s, 1 + x[2] * 0.1)).ToList();
            var byKind = grown.GroupBy(s => s.GetType().Name).ToDictionary(g => g.Key, g => g.Sum(s => s.Area()));
            double total = 0;
            foreach (var (name, area) in byKind)
                total += area * name.Length;
            return total + grown.Max(s => s.Perimeter());
        }
    }

    /// <summary>A solver that is generic over models with static abstract members, on stack memory.</summary>
    public static class Oscillators
    {
        public interface IModel<TSelf>
            where TSelf : struct, IModel<TSelf>
        {
            static abstract int Dim { get; }

            static abstract void Rhs(ReadOnlySpan<double> y, Span<double> dy, in TSelf p);
        }

        public readonly record struct LV(double A, double B, double C, double D) : IModel<LV>
        {
            public static int Dim => 2;

            public static void Rhs(ReadOnlySpan<double> y, Span<double> dy, in LV p)
            {
                dy[0] = p.A * y[0] - p.B * y[0] * y[1];
                dy[1] = p.C * y[0] * y[1] - p.D * y[1];
            }
        }

        public readonly record struct Vdp(double Mu) : IModel<Vdp>
        {
            public static int Dim => 2;

            public static void Rhs(ReadOnlySpan<double> y, Span<double> dy, in Vdp p)
            {
                dy[0] = y[1];
                dy[1] = p.Mu * (1 - y[0] * y[0]) * y[1] - y[0];
            }
        }

        static class Rk
        {
            public static double Solve<M>(in M m, double y0, double y1, int n, double h)
                where M : struct, IModel<M>
            {
                Span<double> y = stackalloc double[M.Dim];
                Span<double> k1 = stackalloc double[M.Dim];
                Span<double> k2 = stackalloc double[M.Dim];
                Span<double> t = stackalloc double[M.Dim];
                y[0] = y0;
                y[1] = y1;
                for (int s = 0; s < n; s++)
                {
                    M.Rhs(y, k1, m);
                    for (int i = 0; i < y.Length; i++)
                        t[i] = y[i] + h * k1[i];
                    M.Rhs(t, k2, m);
                    for (int i = 0; i < y.Length; i++)
                        y[i] += h * 0.5 * (k1[i] + k2[i]);
                }

                return y[0] + 2 * y[1];
            }
        }

        public static double F(double[] x) => Rk.Solve(new LV(x[0], x[1], x[2], x[3]), 1, 0.5, 50, 0.05) * Rk.Solve(new Vdp(x[0] * x[3]), 1, 0.5, 50, 0.05);
    }

    /// <summary>Events in a queue by times that depend on the parameters, states, nullables.</summary>
    public static class Machines
    {
        enum St
        {
            Idle,
            Busy,
            Down
        }

        record struct Ev(int Kind, double Load);
        class Machine
        {
            public St S;
            public double Work, Last;
            public double? Repair;
            public List<(double t, double w)> Log = new();
        }

        public static double F(double[] p)
        {
            var q = new PriorityQueue<Ev, double>();
            var m = new Machine();
            double t = 0;
            for (int i = 0; i < 6; i++)
            {
                t += p[0] * (1 + 0.3 * i);
                q.Enqueue(new Ev(i % 3, p[1] * (i + 1)), t);
            }

            while (q.TryDequeue(out var e, out var now))
            {
                double dt = now - m.Last;
                switch (m.S, e.Kind)
                {
                    case (St.Idle, 0):
                        m.S = St.Busy;
                        m.Work += e.Load;
                        break;
                    case (St.Busy, 1):
                        m.Work -= Math.Min(m.Work, dt * p[2]);
                        m.S = m.Work > 0.5 ? St.Busy : St.Idle;
                        break;
                    case (_, 2):
                        m.Repair = (m.Repair ?? 0) + dt * dt;
                        m.S = St.Down;
                        break;
                    case (St.Down, _)when m.Repair is> 0.1 and var r:
                        m.Work += r * 0.5;
                        m.Repair = null;
                        m.S = St.Idle;
                        break;
                    default:
                        m.Work *= 0.9;
                        break;
                }

                m.Log.Add((now, m.Work));
                m.Last = now;
            }

            double area = 0;
            for (int i = 1; i < m.Log.Count; i++)
                area += (m.Log[i].t - m.Log[i - 1].t) * (m.Log[i].w + m.Log[^Math.Min(i, m.Log.Count)].w) / 2;
            return area + (m.Repair ?? 1.5) * p[2];
        }
    }

    /// <summary>An interpreter: generic visitors, a dictionary of functions, an environment.</summary>
    public static class Expressions
    {
        interface INode
        {
            T Accept<T>(IVisitor<T> v);
        }

        interface IVisitor<T>
        {
            T Num(double d);
            T Var(string n);
            T Bin(char op, INode a, INode b);
            T Call(string f, IReadOnlyList<INode> args);
        }

        record Num(double D) : INode
        {
            public T Accept<T>(IVisitor<T> v) => v.Num(D);
        }

        record Var(string N) : INode
        {
            public T Accept<T>(IVisitor<T> v) => v.Var(N);
        }

        record Bin(char Op, INode A, INode B) : INode
        {
            public T Accept<T>(IVisitor<T> v) => v.Bin(Op, A, B);
        }

        record Call(string F, params INode[] Args) : INode
        {
            public T Accept<T>(IVisitor<T> v) => v.Call(F, Args);
        }

        class Eval(Dictionary<string, double> env) : IVisitor<double>
        {
            static readonly Dictionary<string, Func<double, double>> Fns = new()
            {
                ["sin"] = Math.Sin,
                ["exp"] = Math.Exp,
                ["sq"] = x => x * x
            };
            public double Num(double d) => d;
            public double Var(string n) => env[n];
            public double Bin(char op, INode a, INode b)
            {
                var(x, y) = (a.Accept(this), b.Accept(this));
                return op switch
                {
                    '+' => x + y,
                    '-' => x - y,
                    '*' => x * y,
                    '/' => x / y,
                    '^' => Math.Pow(x, y),
                    _ => throw new NotSupportedException(op.ToString())};
            }

            public double Call(string f, IReadOnlyList<INode> args) => f == "max" ? args.Max(a => a.Accept(this)) : Fns[f](args[0].Accept(this));
        }

        static readonly INode Tree = new Bin(
            '+', new Call("sin", new Bin('*', new Var("x"), new Var("y"))),
            new Bin('^', new Call("max", new Var("x"), new Var("y"), new Num(0.3)), new Num(3)));
        public static double F(double[] x) => Tree.Accept(new Eval(new() { ["x"] = x[0], ["y"] = x[1] }));
    }

    /// <summary>Instruments behind an interface with default members, a query with a join and an order.</summary>
    public static class Portfolio
    {
        interface IInstrument
        {
            string Id { get; }

            double Price(Market m);
            double Stress(Market m, double s) => Price(m.Shift(s)) - Price(m);
        }

        record Market(double Rate, IReadOnlyDictionary<string, double> Spots, double Vol)
        {
            public Market Shift(double s) => this with
            {
                Rate = Rate + s,
                Spots = Spots.ToDictionary(p => p.Key, p => p.Value * (1 + s))
            };
            public double Df(double t) => Math.Exp(-Rate * t);
        }

        record Bond(string Id, double Coupon, int Years) : IInstrument
        {
            public double Price(Market m) => Enumerable.Range(1, Years).Sum(t => Coupon * m.Df(t)) + m.Df(Years);
        }

        record Option(string Id, string Under, double K, double T) : IInstrument
        {
            public double Price(Market m)
            {
                var s = m.Spots[Under];
                var sd = m.Vol * Math.Sqrt(T);
                var d1 = (Math.Log(s / K) + (m.Rate + m.Vol * m.Vol / 2) * T) / sd;
                return s * N(d1) - K * m.Df(T) * N(d1 - sd);
            }

            static double N(double x) => 1 / (1 + Math.Exp(-1.702 * x));
        }

        static double Weighted<T>(IEnumerable<T> xs, Func<T, double> v, Func<T, double> w)
        {
            double a = 0, b = 0;
            foreach (var x in xs)
            {
                a += v(x) * w(x);
                b += w(x);
            }

            return a / b;
        }

        public static double F(double[] x)
        {
            var m = new Market(x[0], new Dictionary<string, double> { ["A"] = x[1], ["B"] = x[2] }, x[3]);
            IInstrument[] book = [new Bond("b1", 0.04, 5), new Option("o1", "A", 100, 1), new Option("o2", "B", 90, 2)];
            var qty = new[]
            {
                ("b1", 3.0),
                ("o1", 10.0),
                ("o2", -5.0)
            };
            var values =
                from i in book
                join q in qty on i.Id equals q.Item1
                let p = i.Price(m)orderby p descending
                select new
                {
                    i.Id,
                    Value = p * q.Item2,
                    Stress = i.Stress(m, 0.01)
                };
            var list = values.ToList();
            return list.Sum(v => v.Value) + list.Aggregate(1.0, (a, v) => a * (1 + v.Stress * 1e-2))
                + Weighted(list, v => v.Value, v => v.Id.Length + v.Stress * v.Stress);
        }
    }

    /// <summary>Structs in an array, cells in a dictionary by place, references to elements.</summary>
    public static class Particles
    {
        struct Pt
        {
            public double X, Y, Vx, Vy;
            public readonly double E => 0.5 * (Vx * Vx + Vy * Vy);
        }

        public static double F(double[] x)
        {
            var ps = new Pt[6];
            for (int i = 0; i < ps.Length; i++)
                ps[i] = new Pt
                {
                    X = x[0] * i + 0.1 * i * i,
                    Y = x[1] * (i % 3),
                    Vx = x[2] - 0.1 * i,
                    Vy = x[1] * x[2]
                };
            const double cell = 0.7;
            double energy = 0;
            for (int step = 0; step < 4; step++)
            {
                var grid = new Dictionary<(int, int), List<int>>();
                for (int i = 0; i < ps.Length; i++)
                {
                    var key = ((int)Math.Floor(WithoutDerivative(ps[i].X) / cell), (int)Math.Floor(WithoutDerivative(ps[i].Y) / cell));
                    if (!grid.TryGetValue(key, out var l))
                        grid[key] = l = [];
                    l.Add(i);
                }

                foreach (var ((cx, cy), ids) in grid)
                    for (int dx = -1; dx <= 1; dx++)
                        for (int dy = -1; dy <= 1; dy++)
                        {
                            if (!grid.TryGetValue((cx + dx, cy + dy), out var others))
                                continue;
                            foreach (int i in ids)
                                foreach (int j in others)
                                {
                                    if (i >= j)
                                        continue;
                                    Collide(ref ps[i], ref ps[j]);
                                }
                        }

                for (int i = 0; i < ps.Length; i++)
                {
                    ref var p = ref ps[i];
                    p.X += 0.05 * p.Vx;
                    p.Y += 0.05 * p.Vy;
                    if (p.X < 0)
                    {
                        p.X = -p.X;
                        p.Vx *= -0.9;
                    }

                    energy += p.E;
                }

                (ps[0], ps[^1]) = (ps[^1], ps[0]);
            }

            return energy + ps[2].X;
            static void Collide(ref Pt a, ref Pt b)
            {
                double dx = b.X - a.X, dy = b.Y - a.Y, d2 = dx * dx + dy * dy + 0.01;
                if (d2 > 0.5)
                    return;
                double k = 0.02 / d2;
                a.Vx -= k * dx;
                b.Vx += k * dx;
                a.Vy -= k * dy;
                b.Vy += k * dy;
            }
        }
    }

    /// <summary>Joints that raise events and throw beyond their limits.</summary>
    public static class Arm
    {
        class LimitException(double over) : Exception("limit")
        {
            public double Over { get; } = over;
        }

        abstract class Joint
        {
            public Joint Next;
            public event Action<double> Moved;
            protected void Raise(double v) => Moved?.Invoke(v);
            public abstract (double x, double y, double a) Apply((double x, double y, double a) f, double q);
        }

        class Rev(double len, double max) : Joint
        {
            public override (double x, double y, double a) Apply((double x, double y, double a) f, double q)
            {
                if (Math.Abs(q) > max)
                    throw new LimitException(Math.Abs(q) - max);
                Raise(q);
                var a = f.a + q;
                return (f.x + len * Math.Cos(a), f.y + len * Math.Sin(a), a);
            }
        }

        class Pris : Joint
        {
            public override (double x, double y, double a) Apply((double x, double y, double a) f, double q)
            {
                Raise(2 * q);
                return (f.x + q * Math.Cos(f.a), f.y + q * Math.Sin(f.a), f.a);
            }
        }

        public static double F(double[] q)
        {
            double effort = 0, penalty = 0;
            int finals = 0;
            var j = new Rev(1, 2)
            {
                Next = new Pris
                {
                    Next = new Rev(0.5, 0.6)
                }
            };
            for (Joint n = j; n != null; n = n.Next)
                n.Moved += v => effort += v * v;
            (double x, double y, double a) f = (0, 0, 0);
            int i = 0;
            for (Joint n = j; n != null; n = n.Next, i++)
            {
                try
                {
                    f = n.Apply(f, q[i]);
                }
                catch (LimitException e)when (e.Over > 0)
                {
                    penalty += 10 * e.Over * e.Over;
                    f.a += q[i] * 0.5;
                }
                finally
                {
                    finals++;
                    f.x += 0.01 * q[0] * finals;
                }
            }

            return (f.x - 1) * (f.x - 1) + (f.y - 0.7) * (f.y - 0.7) + 0.1 * effort + penalty;
        }
    }

    /// <summary>A hidden Markov model: spans of parameters, iterators of tuples, arrays that change places.</summary>
    public static class HiddenStates
    {
        static double Lse(params ReadOnlySpan<double> xs)
        {
            double m = double.NegativeInfinity;
            foreach (var x in xs)
                m = Math.Max(m, x);
            double s = 0;
            foreach (var x in xs)
                s += Math.Exp(x - m);
            return m + Math.Log(s);
        }

        static IEnumerable<(int t, int obs)> Obs(string s)
        {
            for (int i = 0; i < s.Length; i++)
                yield return (i, s[i] switch
                {
                    'a' => 0,
                    'b' => 1,
                    _ => 2
                });
        }

        public static double F(double[] th)
        {
            int n = 2;
            var A = new double[n, n];
            var B = new double[n][];
            for (int i = 0; i < n; i++)
            {
                double z = Lse(th[i * 2], th[i * 2 + 1]);
                for (int k = 0; k < n; k++)
                    A[i, k] = th[i * 2 + k] - z;
                var row = th.AsSpan(4 + 3 * i, 3);
                double zb = Lse(row);
                B[i] = new double[3];
                for (int k = 0; k < 3; k++)
                    B[i][k] = row[k] - zb;
            }

            var alpha = new double[n];
            var next = new double[n];
            Array.Fill(alpha, Math.Log(0.5));
            foreach (var (t, o) in Obs("abbcabca"))
            {
                for (int k = 0; k < n; k++)
                {
                    Span<double> terms = stackalloc double[n];
                    for (int i = 0; i < n; i++)
                        terms[i] = alpha[i] + (t == 0 ? 0 : A[i, k]);
                    next[k] = Lse(terms) + B[k][o];
                }

                (alpha, next) = (next, alpha);
            }

            return Lse(alpha);
        }
    }

    /// <summary>A unit of measure with operators, generic mathematics, memoised recursion.</summary>
    public static class Lengths
    {
        readonly struct Meter(double v) : IComparable<Meter>
        {
            public double V { get; } = v;

            public static implicit operator Meter(double d) => new(d);
            public static explicit operator double (Meter m) => m.V;
            public static Meter operator +(Meter a, Meter b) => new(a.V + b.V);
            public static Meter operator *(Meter a, double k) => new(a.V * k);
            public static bool operator <(Meter a, Meter b) => a.V < b.V;
            public static bool operator>(Meter a, Meter b) => a.V > b.V;
            public int CompareTo(Meter o) => V.CompareTo(o.V);
            public override string ToString() => $"{V:F2} m";
        }

        static T Poly<T>(T x, params T[] c)
            where T : System.Numerics.INumber<T>
        {
            T r = T.Zero;
            for (int i = c.Length - 1; i >= 0; i--)
                r = r * x + c[i];
            return r;
        }

        static T Mean<T>(IEnumerable<T> xs)
            where T : System.Numerics.IFloatingPoint<T>
        {
            T s = T.Zero;
            int n = 0;
            foreach (var x in xs)
            {
                s += x;
                n++;
            }

            return s / T.CreateChecked(n);
        }

        public static double F(double[] x)
        {
            var ms = x.Select((v, i) => (Meter)(v * (i + 1))).ToList();
            ms.Sort();
            Meter best = ms[0];
            foreach (var m in ms)
                if (m > best)
                    best = m;
            var lazy = new Lazy<double>(() => Poly(x[0], 1.0, x[1], 0.5));
            var memo = new Dictionary<int, double>();
            double Fib(int n) => n < 2 ? x[2] : memo.TryGetValue(n, out var v) ? v : memo[n] = Fib(n - 1) * 0.9 + Fib(n - 2);
            return (double)(best + ms[1] * 2) * lazy.Value + lazy.Value + Fib(12) + Mean(x.Where(v => v > 0.3)) + (ms.Max() + ms.Min()).V;
        }
    }

    /// <summary>A method that throws after it has changed the state.</summary>
    public static class Tanks
    {
        class LimitException(double over) : Exception("limit")
        {
            public double Over { get; } = over;
        }

        class Tank
        {
            public double Level, Out;
            public void Fill(double q, double cap)
            {
                Level += q;
                if (Level > cap)
                    throw new LimitException(Level - cap);
                Out += Level * q;
            }

            public void FillAll(double[] qs, double cap)
            {
                foreach (var q in qs)
                {
                    Fill(q, cap);
                    Out *= 1.1;
                }
            }
        }

        public static double F(double[] x)
        {
            var t = new Tank();
            double lost = 0;
            for (int i = 0; i < 3; i++)
                try
                {
                    t.FillAll(x, 1.2);
                }
                catch (LimitException)
                {
                    lost += t.Level * t.Level;
                    t.Level = 0.5 * x[0];
                }

            return t.Out + lost * 3 + t.Level;
        }
    }

    /// <summary>A dictionary of functions in a method that calls itself.</summary>
    public static class Functions
    {
        record Call(string F, Call A);
        class E(double env)
        {
            static readonly Dictionary<string, Func<double, double>> Fns = new()
            {
                ["sin"] = x => Math.Sin(x),
                ["sq"] = x => x * x
            };
            public double Ev(Call c)
            {
                if (c.F == "max")
                    return env;
                double v = Ev(c.A);
                return Fns[c.F](v);
            }
        }

        static readonly Call Tree = new Call("sin", new Call("max", null));
        public static double F(double[] x) => new E(x[0]).Ev(Tree);
    }
}
