namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Methods that run again instead of leaving a trace: as a whole, or their loops from kept states on.</summary>
public static class Checkpoints
{
    public static double T_Numbers(double x, double y)
    {
        double t = x;
        for (int i = 0; i < 5; i++)
            t = Relax(t, y, 20 + i) * 0.9;
        return t * x;
    }

    public static double T_Structs(double k)
    {
        var s = new State { A = k, B = 2 * k, Steps = 7 };
        s = Swing(s, k);
        s = Swing(s, k * k);
        return s.A * s.B;
    }

    [Shape("9", "3")]
    public static double T_ArraysReturned(double[] w, double[] x)
    {
        for (int layer = 0; layer < 3; layer++)
            x = Layer(w, x);
        return (x[0] * x[1]) + x[2];
    }

    [Shape("9", "3")]
    public static double[] T_ArrayPassedOn(double[] w, double[] x) => Layer(w, Layer(w, x));

    [Shape("4")]
    public static double T_TupleReturned(double[] x)
    {
        var (y, scale) = Scaled(x, x[0]);
        y[1] = scale * y[2];
        var (z, again) = Scaled(y, scale);
        return Squares(z) * again;
    }

    [Shape("6")]
    public static double T_WrittenInPlace(double[] u)
    {
        Spread(u, 0.1);
        Spread(u, u[0]);
        u[1] = u[2] * u[0];
        Spread(u, 0.3);
        return Squares(u);
    }

    [Shape("6")]
    public static double T_OverwrittenLater(double[] u)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            sum += Smooth(u, u) * (i + 1);
            u[i] = sum * 0.1;
        }

        return sum + Squares(u);
    }

    [Shape("5", "5")]
    public static double T_TwoArrays(double[] u, double[] v)
    {
        Exchange(u, v);
        Exchange(v, u);
        Exchange(u, u);
        return Squares(u) + (Squares(v) * u[0]);
    }

    public static double T_Recursive(double x) => Descend(x, 6);

    public static double T_CallsWithin(double x) => Outer(x) * Outer(x + 0.5);

    [Shape("4")]
    public static double T_OfObjects(double[] w)
    {
        var model = new Model { Weights = w, Scale = w[0] * 0.5 };
        return model.Evaluate(0.3) * model.Evaluate(w[1]);
    }

    [Shape("4", "2")]
    public static double T_Network(double[] w, double[] x)
    {
        Plane[] planes = [new Plane { Weights = [w[0], w[1]] }, new Plane { Weights = [w[2], w[3] * w[0]] }, new Plane { Weights = [w[1], w[2]] }];
        foreach (var plane in planes)
            x = plane.Apply(x);
        return x[0] * x[1];
    }

    public static double T_Overrides(double x)
    {
        Curve[] curves = [new Sine { Frequency = x }, new Parabola(), new Sine { Frequency = 2 }];
        double sum = 0;
        foreach (var curve in curves)
            sum += curve.At(x) * curve.At(sum);
        return sum;
    }

    public static double T_ByReference(double x)
    {
        double a = x, b = 2;
        Turn(ref a, b, out double c);
        Turn(ref b, a * c, out double d);
        return (a * b) + (c * d);
    }

    public static double T_OfFunctions(double x) => Integral(t => Math.Sin(t * x), 0, x) + Integral(t => t * t, x, 2);

    public static double T_Caught(double x)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                sum += Root(x + (i * 0.1) - 0.93);
            }
            catch (ArgumentException)
            {
                sum += x * i;
            }
        }

        return sum;
    }

    public static double T_Throws(double x) => Root(x - 0.6) * x;

    public static float T_Single(float x) => RelaxSingle(x, 1.5f) * x;

    public static double T_Loop(double x, double k) => Simulate(x, k, 40) + k;

    public static double T_NoIteration(double x, double k) => Simulate(x, k, 0) * k;

    public static double T_OneIteration(double x, double k) => Simulate(x, k, 1) * k;

    public static double T_ManySegments(double x, double k) => SimulateWithScratch(x, k, 13);

    public static double T_WhatBeginsConstant(double x) => Filter(x, 30);

    [Positive]
    public static double T_While(double x) => Grow(1 + Math.Abs(x));

    [Positive]
    public static double T_ReturnInside(double x) => FirstAbove(1 + Math.Abs(x));

    [Shape("6")]
    public static double T_Heat(double[] u, double k) => Diffuse(u, k * 0.05, 25);

    [Shape("6")]
    public static double T_HeatInSegments(double[] u, double k) => DiffuseWithScratch(u, k * 0.05, 9);

    [Shape("6")]
    public static double T_InPlaceArgument(double[] u)
    {
        Iterate(u, 0.01, 11);
        return Squares(u);
    }

    [Shape("5", "5")]
    public static double T_LoopOverTwoArrays(double[] u, double[] v) => Mix(u, v, 4) + Mix(u, u, 3);

    [Shape("7")]
    public static double T_LoopReads(double[] x) => Horner(x, 0.7);

    public static double T_LoopsWithin(double x) => Twice(x, 5, 4);

    public static double T_CheckpointedSteps(double x)
    {
        double t = x;
        return Steps(t, x, 6);
    }

    [Shape("5")]
    public static double T_IntegersInPlace(double[] x) => Shuffled(x, 9) + Rotated(x, [2, 0, 1, 4, 3]);

    [Shape("4")]
    public static double T_StructsInPlace(double[] x)
    {
        var points = new Point[x.Length];
        for (int i = 0; i < x.Length; i++)
            points[i] = new Point { X = x[i], V = 1, Mass = 1 + i };
        Move(points, x[0], 6);
        return (points[1].X * points[2].V) + points[3].X;
    }

    [Shape("4", "6")]
    public static double T_LoopBesideData(double[] start, double[] data) => Fit(start, data, 7);

    [Checkpoint, Shape("6")]
    public static double T_Itself(double[] u, double k)
    {
        for (int i = 1; i < u.Length; i++)
            u[i] += k * u[i - 1] * u[i];
        return Squares(u);
    }

    [Checkpoint(Snapshots = 2), Shape("6")]
    public static double T_LoopItself(double[] u, double k)
    {
        double sum = k;
        for (int i = 1; i < u.Length; i++)
        {
            u[i] += k * u[i - 1] * u[i];
            sum += Math.Sin(sum * u[i]);
        }

        return sum * u[2];
    }

    public static double T_LoopThrows(double x) => Shrink(x - 0.5, 12);

    public static void C_SameValueToTheLastBit()
    {
        foreach (int steps in new[] { 0, 1, 2, 3, 17, 300 })
        {
            var with = ValueWithGradient(at: (0.7, 1.3), of: ((double X, double K) p) => Simulate(p.X, p.K, steps));
            var without = ValueWithGradient(at: (0.7, 1.3), of: ((double X, double K) p) => Unmarked(p.X, p.K, steps));
            AreEqual(with.Value, without.Value, 0);
            AreEqual(with.Gradient.Item1, without.Gradient.Item1, 1e-14);
            AreEqual(with.Gradient.Item2, without.Gradient.Item2, 1e-14);
        }
    }

    public static void C_LittleMemory()
    {
        var thread = new System.Threading.Thread(() =>
        {
            double slope = Gradient(at: 0.7, of: x => Simulate(x, 0.001, 1_000_000));
            AreEqual(slope, Gradient(at: 0.7, of: x => Unmarked(x, 0.001, 1_000_000)), 1e-9);
        });
        long trace = 0;
        var alone = new System.Threading.Thread(() =>
        {
            Gradient(at: 0.7, of: x => Simulate(x, 0.001, 1_000_000));
            trace = Tape.Rent().HighWaterMark + SpareTapes.Take().HighWaterMark;
        });
        thread.Start();
        alone.Start();
        thread.Join();
        alone.Join();
        if (trace is 0 or > 3 << 20)
            throw new InvalidOperationException($"{trace} bytes of trace");
    }

    public static void C_Twice()
    {
        double second = Derivative(at: 0.8, of: x => Derivative(at: x, of: y => Simulate(y, 0.3, 20)));
        AreEqual(second, Derivative(at: 0.8, of: x => Derivative(at: x, of: y => Unmarked(y, 0.3, 20))), 1e-12);
        double product = HessianVectorProduct(at: 0.8, along: 1.0, of: x => Relax(x, x, 9));
        AreEqual(product, Derivative(at: 0.8, of: x => Derivative(at: x, of: y => Relax(y, y, 9))), 1e-12);
        double curved = HessianVectorProduct(at: 0.8, along: 1.0, of: x => Simulate(x, x, 9));
        AreEqual(curved, Derivative(at: 0.8, of: x => Derivative(at: x, of: y => Unmarked(y, y, 9))), 1e-12);
    }

    public static void C_Schedule()
    {
        for (int snapshots = 1; snapshots < 6; snapshots++)
        {
            for (int steps = 1; steps < 60; steps++)
            {
                Schedule(steps, snapshots);
                Loop(steps, snapshots, bytes: 1 << 20);
                Loop(steps, snapshots, bytes: 1 << 17);
            }
        }
    }

    /// <summary>Every step once, from the last to the first, each with its own state, and as few others as Griewank and Walther say.</summary>
    private static void Schedule(int steps, int snapshots)
    {
        var schedule = new Revolve(steps, snapshots);
        long[] places = new long[snapshots];
        long state = -1, end = steps, advanced = 0;
        for (var action = schedule.Next(); action != RevolveAction.Done; action = schedule.Next())
            (state, end, advanced) = Follow(action, schedule.Count, ref places[schedule.Place], (state, end, advanced));
        AreEqual(end, 0, 0);
        AreEqual(advanced, Fewest(steps, snapshots), 0);
    }

    /// <summary>The same for a loop whose length shows when it ends, with a tape on which a step leaves too much for segments of several.</summary>
    private static void Loop(int steps, int snapshots, int bytes)
    {
        var loop = new CheckpointedLoop(snapshots);
        long[] places = new long[snapshots];
        long state = 0, end = steps, advanced = 0, ran;
        do
        {
            if (loop.Keep())
                places[loop.Place] = state;
            ran = Math.Min(loop.Count, steps - state);
            state += ran;
        }
        while (loop.Ran(ran));
        AreEqual(state, steps, 0);
        for (int time = 0; time < 2; time++)
        {
            var back = loop.Backwards();
            long[] own = CheckpointedLoop.Copy(places);
            var tape = SpareTapes.Take();
            (state, end, advanced) = (-1, steps, 0);
            for (int action = back.Next(); action != 0; action = back.Next())
            {
                if (action == 5)
                {
                    tape.PushMany<byte>(bytes);
                    back.Measure(tape);
                }
                else
                {
                    (state, end, advanced) = Follow((RevolveAction)action, back.Count, ref own[back.Place], (state, end, advanced));
                }
            }

            SpareTapes.GiveBack(tape);
            AreEqual(end, 0, 0);
        }
    }

    private static (long State, long End, long Advanced) Follow(RevolveAction action, long count, ref long place, (long State, long End, long Advanced) at)
    {
        switch (action)
        {
            case RevolveAction.Advance:
                return (at.State + count, at.End, at.Advanced + count);
            case RevolveAction.Store:
                place = at.State;
                return at;
            case RevolveAction.Restore:
                return (place, at.End, at.Advanced);
            default:
                AreEqual(at.State + count, at.End, 0);
                return (-1, at.State, at.Advanced);
        }
    }

    private static void AreEqual(double actual, double expected, double within)
    {
        if (!(Math.Abs(actual - expected) <= within * Math.Max(1, Math.Abs(expected))))
            throw new InvalidOperationException($"{actual:R} and not {expected:R}");
    }

    private static double Fewest(int steps, int snapshots)
    {
        int times = 0;
        while (Reach(snapshots, times) < steps)
            times++;
        return (times * steps) - (times == 0 ? 0 : Reach(snapshots + 1, times - 1));
    }

    private static double Reach(int snapshots, int times)
    {
        double reach = 1;
        for (int i = 1; i <= times; i++)
            reach = reach * (snapshots + i) / i;
        return Math.Round(reach);
    }

    [Checkpoint]
    private static double Relax(double x, double y, int steps)
    {
        double s = x;
        for (int i = 0; i < steps; i++)
            s += 0.01 * Math.Sin((s * y) + i);
        return s;
    }

    [Checkpoint]
    private static float RelaxSingle(float x, float y)
    {
        float s = x;
        for (int i = 0; i < 9; i++)
            s += 0.01f * MathF.Sin((s * y) + i);
        return s;
    }

    [Checkpoint]
    private static State Swing(State s, double k)
    {
        for (int i = 0; i < s.Steps; i++)
        {
            s.A += k * 0.1 * Math.Cos(s.B);
            s.B += k * 0.1 * s.A;
        }

        return s;
    }

    [Checkpoint]
    private static double[] Layer(double[] w, double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < x.Length; j++)
                sum += w[(i * x.Length) + j] * x[j];
            y[i] = Math.Tanh(sum);
        }

        return y;
    }

    [Checkpoint]
    private static (double[] Values, double Scale) Scaled(double[] x, double by)
    {
        double[] y = new double[x.Length];
        double sum = by;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Sin(x[i] * by);
            sum += y[i] * y[i];
        }

        return (y, Math.Sqrt(1 + (sum * sum)));
    }

    [Checkpoint]
    private static void Spread(double[] u, double k)
    {
        for (int round = 0; round < 3; round++)
        {
            for (int i = 1; i < u.Length; i++)
                u[i] += k * 0.1 * u[i - 1] * u[i];
        }
    }

    [Checkpoint]
    private static double Smooth(double[] u, double[] v)
    {
        double sum = 0;
        for (int i = 1; i < u.Length; i++)
            sum += Math.Tanh(u[i] * v[i - 1]);
        return sum;
    }

    [Checkpoint]
    private static void Exchange(double[] from, double[] to)
    {
        for (int i = 1; i < to.Length; i++)
            to[i] += Math.Sin(from[i - 1]) * to[i - 1];
    }

    [Checkpoint]
    private static double Descend(double x, int depth) => depth == 0 ? x * x : Math.Sin(x) + (0.5 * Descend(x * 0.9, depth - 1));

    [Checkpoint]
    private static double Outer(double x)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
            sum += Relax(sum, x, 3) * x;
        return sum;
    }

    [Checkpoint]
    private static void Turn(ref double a, double b, out double c)
    {
        c = Math.Cos(a * b);
        a = (a * 0.5) + c;
    }

    [Checkpoint]
    private static double Integral(Integrand f, double from, double to)
    {
        double sum = 0;
        for (int i = 0; i < 10; i++)
            sum += f(from + ((to - from) * (i + 0.5) / 10)) * (to - from) / 10;
        return sum;
    }

    [Checkpoint]
    private static double Root(double x)
    {
        double y = Math.Exp(x * 0.1);
        if (x < 0)
            throw new ArgumentException("negative");
        return Math.Sqrt(x + 1) * y;
    }

    private static double Squares(double[] u)
    {
        double sum = 0;
        foreach (double v in u)
            sum += v * v;
        return sum;
    }

    private static State Step(State s, double k)
    {
        s.A += 0.01 * Math.Sin(s.B * k);
        s.B += 0.01 * s.A * s.C;
        s.Steps++;
        return s;
    }

    [Checkpoint(Snapshots = 4)]
    private static double Simulate(double x, double k, int n)
    {
        var s = new State { A = x, B = 0.5, C = x * k };
        for (int i = 0; i < n; i++)
            s = Step(s, k);
        return (s.A * s.B) + (s.Steps * k);
    }

    private static double Unmarked(double x, double k, int n)
    {
        var s = new State { A = x, B = 0.5, C = x * k };
        for (int i = 0; i < n; i++)
            s = Step(s, k);
        return (s.A * s.B) + (s.Steps * k);
    }

    [Checkpoint(Snapshots = 3)]
    private static double SimulateWithScratch(double x, double k, int n)
    {
        var s = new State { A = x, B = 0.5, C = x * k };
        for (int i = 0; i < n; i++)
        {
            double[] scratch = new double[140_000];
            scratch[i] = s.A * s.B;
            s = Step(s, k);
            s.A += 0.1 * Math.Sin(scratch[i]);
        }

        return (s.A * s.B) + (s.Steps * k);
    }

    [Checkpoint(Snapshots = 2)]
    private static double Filter(double x, int n)
    {
        double fast = 0, slow = 0, t = 0;
        for (int i = 0; i < n; i++)
        {
            slow += 0.1 * (fast - slow);
            fast += 0.3 * (Math.Sin(t * x) - fast);
            t += 0.25;
        }

        return fast + (slow * slow);
    }

    [Checkpoint(Snapshots = 3)]
    private static double Grow(double x)
    {
        double t = x;
        int i = 0;
        while (t < 10)
        {
            t += 0.01 * t * x;
            if (t > 9.5 && i > 3)
            {
                t *= x;
                break;
            }

            i++;
        }

        return t * i * 0.01;
    }

    [Checkpoint(Snapshots = 3)]
    private static double FirstAbove(double x)
    {
        double t = x;
        for (int i = 0; i < 1000; i++)
        {
            double next = t * (1 + (0.01 * x));
            if (next > 8)
                return next * i;
            if (next > 1e6)
                throw new InvalidOperationException();
            t = next;
        }

        return t;
    }

    [Checkpoint(Snapshots = 3)]
    private static double Diffuse(double[] start, double k, int n)
    {
        double[] u = (double[])start.Clone(), f = new double[start.Length];
        for (int s = 0; s < n; s++)
        {
            for (int i = 1; i < u.Length - 1; i++)
                f[i] = (k * (u[i - 1] - (2 * u[i]) + u[i + 1])) + (0.01 * u[i] * u[i]);
            for (int i = 1; i < u.Length - 1; i++)
                u[i] += f[i];
        }

        return Squares(u);
    }

    [Checkpoint(Snapshots = 2)]
    private static double DiffuseWithScratch(double[] start, double k, int n)
    {
        double[] u = (double[])start.Clone();
        for (int s = 0; s < n; s++)
        {
            double[] f = new double[140_000];
            for (int i = 1; i < u.Length - 1; i++)
                f[i] = (k * (u[i - 1] - (2 * u[i]) + u[i + 1])) + (0.01 * u[i] * u[i]);
            for (int i = 1; i < u.Length - 1; i++)
                u[i] += f[i];
        }

        return Squares(u);
    }

    [Checkpoint(Snapshots = 2)]
    private static double Shuffled(double[] x, int n)
    {
        int[] order = new int[x.Length];
        double sum = x[0];
        for (int s = 0; s < n; s++)
        {
            double[] large = new double[140_000];
            for (int i = 0; i < order.Length; i++)
                order[i] = (order[i] + i + s) % x.Length;
            large[s] = sum * x[order[s % order.Length]];
            sum = (sum * 0.7) + Math.Sin(large[s]);
        }

        return sum;
    }

    [Checkpoint]
    private static double Rotated(double[] x, int[] order)
    {
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            sum = (sum * x[order[i]]) + x[order[i]];
            order[i] = (order[i] + 1) % order.Length;
        }

        return sum + Math.Sin(sum * x[order[0]]);
    }

    [Checkpoint(Snapshots = 2)]
    private static void Move(Point[] points, double force, int n)
    {
        for (int s = 0; s < n; s++)
        {
            double[] large = new double[140_000];
            for (int i = 0; i < points.Length; i++)
            {
                large[i] = Math.Sin(points[i].X * force) / points[i].Mass;
                points[i].V += 0.1 * large[i];
                points[i].X += 0.1 * points[i].V;
                points[i].Mass++;
            }
        }
    }

    [Checkpoint(Snapshots = 3)]
    private static double Fit(double[] start, double[] data, int n)
    {
        double[] u = new double[start.Length], v = new double[start.Length];
        for (int i = 0; i < u.Length; i++)
            u[i] = start[i];
        for (int s = 0; s < n; s++)
        {
            double[] large = new double[140_000];
            for (int i = 0; i < u.Length; i++)
            {
                v[i] = u[i] * data[(i + s) % data.Length];
                large[i] = Math.Sin(v[i]);
                u[i] += 0.1 * large[i] * v[(i + 1) % v.Length];
            }
        }

        return Squares(u) + v[1];
    }

    [Checkpoint(Snapshots = 2)]
    private static void Iterate(double[] u, double k, int n)
    {
        for (int s = 0; s < n; s++)
        {
            for (int i = 1; i < u.Length; i++)
                u[i] += k * Math.Sin(u[i - 1] * u[i]);
        }
    }

    [Checkpoint(Snapshots = 2)]
    private static double Mix(double[] u, double[] v, int n)
    {
        for (int s = 0; s < n; s++)
        {
            for (int i = 1; i < u.Length; i++)
            {
                u[i] += 0.1 * v[i - 1];
                v[i] *= 1 + (0.1 * u[i]);
            }
        }

        return Squares(u) + v[1];
    }

    [Checkpoint(Snapshots = 2)]
    private static double Horner(double[] c, double x)
    {
        double sum = 0;
        for (int i = 0; i < c.Length; i++)
            sum = (sum * x) + (c[i] * c[i]);
        return sum;
    }

    [Checkpoint(Snapshots = 2)]
    private static double Twice(double x, int n, int m)
    {
        double a = x;
        for (int i = 0; i < n; i++)
        {
            double b = a;
            for (int j = 0; j < m; j++)
                b += 0.1 * Math.Sin(b * x);
            a = b * 0.9;
        }

        for (int i = 0; i < m; i++)
            a += 0.1 * a * x;
        return a;
    }

    [Checkpoint(Snapshots = 2)]
    private static double Steps(double t, double x, int n)
    {
        for (int i = 0; i < n; i++)
            t = Relax(t, x, 5) * 0.9;
        return t;
    }

    [Checkpoint(Snapshots = 2)]
    private static double Shrink(double x, int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (x < 0.02)
                throw new ArgumentException("too small");
            x *= 0.9;
            x += 0.001 * x * x;
        }

        return x;
    }

    private delegate double Integrand(double t);

    private struct State
    {
        public double A, B, C;
        public int Steps;
    }

    private struct Point
    {
        public double X, V;
        [NoDerivative]
        public double Mass;
    }

    private sealed class Model
    {
        public double[] Weights = [];
        public double Scale;

        [Checkpoint]
        public double Evaluate(double x)
        {
            double sum = 0;
            foreach (double w in Weights)
                sum = (sum * x) + Math.Sin(w * Scale);
            return sum;
        }
    }

    private sealed class Plane
    {
        public double[] Weights = [];

        [Checkpoint]
        public double[] Apply(double[] x)
        {
            double[] y = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                y[i] = Math.Tanh((Weights[i] * x[i]) + x[0]);
            return y;
        }
    }

    private abstract class Curve
    {
        public abstract double At(double x);
    }

    private sealed class Sine : Curve
    {
        public double Frequency;

        [Checkpoint]
        public override double At(double x) => Math.Sin(x * Frequency) * x;
    }

    private sealed class Parabola : Curve
    {
        [Checkpoint]
        public override double At(double x) => (x * x) + 1;
    }
}
