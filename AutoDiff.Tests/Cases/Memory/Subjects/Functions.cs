using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Delegates as data: in fields, arrays and containers, chosen, composed and returned, with what they capture.</summary>
public static class Functions
{
    private delegate double Combination(double a, double b);

    public static double T_DelegatesThatTakeReferences(double[] x)
    {
        OfReference[] functions = [Squared, Scaled(x[0])];
        double sum = 0, at = x[^1];
        foreach (var function in functions)
            sum += function(in at);
        return sum * at;
    }

    public static double T_DelegatesThatWriteThroughReferences(double[] x)
    {
        ThroughReference[] steps = [(ref double v) => v *= v, (ref double v) => v += x[0] * Math.Sin(v)];
        double at = x[^1];
        foreach (var step in steps)
            step(ref at);
        return at * x[0];
    }

    private delegate double OfReference(in double x);

    private delegate void ThroughReference(ref double x);

    private static double Squared(in double x) => x * x;

    private static OfReference Scaled(double k) => (in double x) => k * x;

    public static double T_MembersOfEventArguments(double x, double y)
    {
        var source = new PassingSource();
        double spent = 0;
        source.Passed += (_, e) =>
        {
            if (!e.IsUp)
                return;
            e.Answer = y * e.At;
            spent += e.Answer * e.Answer;
        };
        return source.Run(x) + spent;
    }

    private sealed class Passing(double at, bool up) : EventArgs
    {
        public double At { get; } = at;

        public bool IsUp { get; } = up;

        public double Answer { get; set; }
    }

    private sealed class PassingSource
    {
        public event EventHandler<Passing>? Passed;

        public double Run(double x)
        {
            double sum = 0;
            for (int i = 0; i < 3; i++)
            {
                var args = new Passing(x * i, i > 0);
                Passed?.Invoke(this, args);
                sum += args.Answer * Math.Cos(x);
            }

            return sum;
        }
    }

    public static double T_Chosen(double x)
    {
        Func<double, double> f = x > 1 ? v => v * v : v => 3 * v;
        return f(x) * x;
    }

    public static double T_ChosenCapturing(double x, double a)
    {
        Func<double, double> f = x > 1 ? v => v * a : v => v * v;
        return f(x) * 2;
    }

    public static double T_MethodGroupsInArray(double x)
    {
        var fs = new Func<double, double>[] { Math.Sin, Math.Exp, Cube, v => v * v };
        double s = 0;
        foreach (var f in fs)
            s = (s * 0.5) + f(x);
        return s;
    }

    public static double T_MadeInLoop(double x, double y)
    {
        var fs = new List<Func<double, double>>();
        for (int i = 0; i < 4; i++)
        {
            double w = y * i;
            fs.Add(v => (v * w) + i);
        }

        double s = 0;
        foreach (var f in fs)
            s = (s * 0.5) + (f(x) * f(x));
        return s;
    }

    public static double T_ActivationOfLayers(double x, double w)
    {
        Layer[] layers = [new(w, v => Math.Tanh(v)), new(w * 2, v => v > 0 ? v : 0.1 * v), new(1, v => v * w)];
        double h = x;
        foreach (var layer in layers)
            h = layer.Run(h);
        return h;
    }

    public static double T_ComposedInLoop(double x, double a)
    {
        static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => v => g(f(v));
        Func<double, double> h = v => v * a;
        for (int i = 0; i < 3; i++)
            h = Compose(h, Math.Sin);
        return h(x) + h(a);
    }

    public static double T_Factory(double x, double a)
    {
        static Func<double, double> Make(int kind, double a) => kind switch { 0 => v => a * v, 1 => v => a + v, _ => v => v * v };
        double s = 0;
        for (int k = 0; k < 3; k++)
            s += Make(k, a)(x) * (k + 1);
        return s;
    }

    public static double T_ByName(double x, double a)
    {
        var table = new Dictionary<string, Func<double, double>> { ["scale"] = v => v * a, ["shift"] = v => v - a };
        return table["scale"](x) * table["shift"](x);
    }

    public static double T_SharedVariableWritten(double x)
    {
        double sum = 0;
        Action<double> add = v => sum += v * v, subtract = v => sum -= v * sum;
        var steps = new List<Action<double>> { add, subtract, add };
        foreach (var step in steps)
        {
            step(x);
            x *= 1.1;
        }

        return sum;
    }

    public static double T_StateBehindFunctions(double x)
    {
        double state = x;
        Func<double> next = () => state = (state * 1.5) + 0.1, now = () => state;
        Func<double>[] reads = [next, now, next, now];
        double s = 0;
        foreach (var read in reads)
        {
            double v = read();
            s += v * v;
        }

        return s;
    }

    public static double T_CapturesItsObject(double[] x)
    {
        var p = new Polynomial(x);
        return p.At(0.5) + p.At(x[0]);
    }

    public static double T_OwnDelegateType(double x, double y)
    {
        Combination[] steps = [(a, b) => a + b, (a, b) => a * b, Math.Pow, (a, b) => a > b ? a : b];
        double r = 1;
        foreach (var step in steps)
            r = (r * 0.5) + step(Math.Abs(x) + 1, y);
        return r;
    }

    public static double T_BoundMethods(double x)
    {
        var s = new Scaler(x);
        Func<double, double>[] fs = [s.Scale, s.Shift, new Scaler(2).Scale];
        return fs[0](2) * fs[1](x) * fs[2](x);
    }

    public static double T_VirtualMethods(double x)
    {
        Scaler[] all = [new(x), new Doubler(x * x)];
        var fs = new Func<double, double>[2];
        for (int i = 0; i < 2; i++)
            fs[i] = all[i].Scale;
        return fs[0](x) * fs[1](2);
    }

    public static double T_ReplacedInPlace(double x, double y)
    {
        var layer = new Layer(x, v => v * y);
        double before = layer.Run(2);
        layer.Activation = v => v * v * before;
        double after = layer.Run(3);
        layer.Activation = Math.Sqrt;
        return before + after + layer.Run(x * x * x);
    }

    public static double T_RecursiveFunction(double x)
    {
        Func<double, int, double>? power = null;
        power = (v, n) => n == 0 ? 1 : v * power!(v, n - 1);
        return power(x, 4) + power(x * x, 2);
    }

    public static double T_Newton(double a)
    {
        static double Solve(Func<double, double> f, Func<double, double> slope, double at, int steps)
        {
            for (int i = 0; i < steps; i++)
                at -= f(at) / slope(at);
            return at;
        }

        return Solve(v => (v * v) - Math.Abs(a) - 1, v => 2 * v, 1 + (a * 0.1), 6);
    }

    public static double T_RungeKutta(double[] y0)
    {
        static double[] Step(Func<double, double[], double[]> rhs, double t, double[] y, double h)
        {
            double[] k1 = rhs(t, y), k2 = rhs(t + (h / 2), Sum(y, k1, h / 2)), k3 = rhs(t + (h / 2), Sum(y, k2, h / 2)), k4 = rhs(t + h, Sum(y, k3, h));
            var next = new double[y.Length];
            for (int i = 0; i < y.Length; i++)
                next[i] = y[i] + (h / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]));
            return next;
        }

        Func<double, double[], double[]>[] systems = [(t, y) => [y[1 % y.Length], -y[0] * y0[0]], (t, y) => [y[0] * t, y[1 % y.Length] - (y[0] * y[0])]];
        double[] state = [y0[0], y0[^1]];
        for (int i = 0; i < 6; i++)
            state = Step(systems[i % 2], i * 0.1, state, 0.1);
        return state[0] * state[1];
    }

    public static double T_NotNullOnly(double x)
    {
        Func<double, double>?[] fs = [null, v => v * x, null, Math.Sin];
        double s = 0;
        foreach (var f in fs)
            s += f?.Invoke(x) ?? x;
        return s;
    }

    public static double T_Events(double x)
    {
        var source = new Source();
        double total = 0;
        source.Fired = v => total += v * x;
        source.Fire(2);
        source.Fired = v => total *= v;
        source.Fire(x);
        return total;
    }

    public static void C_CapturedOutsideIsConstant()
    {
        double k = 3;
        Func<double, double>[] fs = [v => v * k, v => v * v];
        Check.Near(Gradient(at: 2.0, of: x => fs[0](x) * fs[1](x)), 3 * 3 * 4);
        k = 5;
        Check.Near(Gradient(at: 2.0, of: x => fs[0](x)), 5);
    }

    public static void C_ObjectWithFunction()
    {
        double k = 3;
        var layer = new Layer(2, v => v * v * k);
        var (value, g) = ValueWithGradient(at: layer, of: l => l.Run(5));
        Check.Bits(value, 300);
        Check.Near(g.Weight, 300);
        Check.Bits(layer.Weight, 2);
        Check.Near(layer.Run(5), 300);
    }

    public static void C_FunctionOfItsOwnObject()
    {
        var p = new Polynomial([1, 2, 3]);
        var (value, g) = ValueWithGradient(at: p, of: q => q.At(2));
        Check.Bits(value, 17);
        Check.Near(g.Coefficients, 1, 2, 4);
        var moved = Moved(p, along: g, by: 1.0);
        Check.Near(moved.Coefficients, 2, 4, 7);
        Check.Near(moved.At(1), 13);
        Check.Near(p.At(1), 6);
    }

    public static void C_PullbackTwice()
    {
        static double F(double x, double a)
        {
            var fs = new List<Func<double, double>> { v => v * a, v => v * v * a, Math.Exp };
            double s = x;
            for (int i = 0; i < 3; i++)
                s = fs[i](s) * 0.5;
            return s;
        }

        var (value, pullback) = ValueWithPullback<double, double, double>(at: (0.7, 1.3), of: F);
        Check.Bits(value, F(0.7, 1.3));
        var (dx, da) = pullback(1);
        var (ex, ea) = pullback(-2.5);
        Check.Near(ex, -2.5 * dx);
        Check.Near(ea, -2.5 * da);
        const double H = 1e-5;
        Check.Near(dx, (F(0.7 + H, 1.3) - F(0.7 - H, 1.3)) / (2 * H), 1e-8);
        Check.Near(da, (F(0.7, 1.3 + H) - F(0.7, 1.3 - H)) / (2 * H), 1e-8);
    }

    public static void C_UnknownFunctionThrows()
    {
        var unknown = typeof(Functions).GetMethod(nameof(Square))!.CreateDelegate<Func<double, double>>();
        Func<double, double>[] fs = [v => v * 2, unknown];
        Check.Near(Gradient(at: 3.0, of: x => fs[0](x)), 2);
        try
        {
            _ = Gradient(at: 3.0, of: x => fs[1](x));
            Check.That(false, "a function that was not known is refused");
        }
        catch (NotDifferentiableException e)
        {
            Check.That(e.Message.Contains(nameof(Square), StringComparison.Ordinal), e.Message);
        }

        Check.Near(Gradient(at: 3.0, of: x => fs[0](x) * x), 12);
        fs[0] = null!;
        try
        {
            _ = Gradient(at: 3.0, of: x => fs[0](x));
            Check.That(false, "null is null");
        }
        catch (NullReferenceException)
        {
        }
    }

    public static double Square(double x) => x * x;

    private static double Cube(double x) => x * x * x;

    private static double[] Sum(double[] a, double[] b, double factor)
    {
        var sum = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
            sum[i] = a[i] + (b[i] * factor);
        return sum;
    }

    private sealed class Layer(double weight, Func<double, double> activation)
    {
        public double Weight = weight;

        public Func<double, double> Activation { get; set; } = activation;

        public double Run(double x) => Activation(Weight * x);
    }

    private sealed class Polynomial
    {
        private readonly Func<double, double> _at;

        public Polynomial(double[] coefficients)
        {
            Coefficients = coefficients;
            _at = v =>
            {
                double s = 0;
                for (int i = Coefficients.Length - 1; i >= 0; i--)
                    s = (s * v) + Coefficients[i];
                return s;
            };
        }

        public double[] Coefficients { get; }

        public double At(double x) => _at(x);
    }

    private class Scaler(double k)
    {
        public virtual double Scale(double v) => v * k;

        public double Shift(double v) => v + k;
    }

    private sealed class Doubler(double k) : Scaler(k)
    {
        public override double Scale(double v) => 2 * base.Scale(v) * v;
    }

    private sealed class Source
    {
        public Action<double>? Fired { get; set; }

        public void Fire(double v) => Fired?.Invoke(v);
    }
}
