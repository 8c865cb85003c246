namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Lambdas and local functions that capture active locals, arrays and <c>this</c>.</summary>
public static class Lambdas
{
    private static readonly Dictionary<string, Func<IEnumerable<double>, double>> s_summaries = new()
    {
        ["max"] = Enumerable.Max,
        ["mean"] = Enumerable.Average,
        ["sum"] = Enumerable.Sum,
        ["norm"] = v => Math.Sqrt(v.Sum(t => t * t)),
    };

    [Shape("3")]
    public static double T_TableOfFrameworkFunctions(double[] x) =>
        s_summaries["max"](x) * s_summaries["mean"](x) + s_summaries["sum"](x.ToList()) * s_summaries["norm"](x);

    [Shape("3")]
    public static double T_FrameworkFunctionsInAnArray(double[] x)
    {
        Func<IEnumerable<double>, double>[] all = [Enumerable.Max, Enumerable.Min, Enumerable.Sum];
        double s = 1;
        foreach (var one in all)
            s *= one(x);
        return s;
    }

    [Shape("3")]
    public static double T_FrameworkFunctionsAsArguments(double[] x) =>
        Twice(Enumerable.Sum, x) + Twice(v => v.Max(), x) + Combined(x, Enumerable.Max) + Combined(x, LogSumOfExponentials);

    [Shape("3")]
    public static double T_FrameworkFunctionsInQueries(double[] x)
    {
        double[][] rows = [x, [.. x.Select(v => v * v)]];
        return rows.Select(Enumerable.Sum).Sum() + rows.Max(Enumerable.Average) + x.Select(Math.Abs).Sum() + x.Aggregate(Math.Max);
    }

    [Shape("3")]
    public static double T_FrameworkFunctionThatMakesAList(double[] x)
    {
        Func<double[], List<double>> make = Enumerable.ToList;
        var list = make(x);
        list.Add(x[0] * x[1]);
        return list.Sum() * list[3];
    }

    [Shape("3")]
    public static double T_FrameworkFunctionThatSorts(double[] x)
    {
        Action<double[]> sort = Array.Sort;
        var y = (double[])x.Clone();
        sort(y);
        return y[0] * 2 + y[1] * 3 + y[2] * y[0];
    }

    private static double Twice(Func<double[], double> f, double[] x) => f(x) * f(x);

    private static double Combined(double[] x, Func<IEnumerable<double>, double> combine)
    {
        var named = new Dictionary<string, double>();
        for (int i = 0; i < x.Length; i++)
            named["k" + i] = x[i];
        return combine(named.Values) + combine(x.ToList());
    }

    private static double LogSumOfExponentials(IEnumerable<double> values)
    {
        var list = values as IReadOnlyCollection<double> ?? values.ToArray();
        double max = list.Max();
        return max + Math.Log(list.Sum(v => Math.Exp(v - max)));
    }

    public static double T_CapturedParameter(double x)
    {
        Func<double, double> times = y => x * y;
        return times(x) + times(3);
    }

    public static double T_CapturedLocalWritten(double x, double y)
    {
        double sum = x;
        Action<double> add = v => sum += v * sum;
        add(y);
        add(x);
        return sum;
    }

    public static double T_CapturedAfterChange(double x)
    {
        double k = x;
        Func<double, double> f = v => k * v;
        double before = f(x);
        k = k * k;
        return before + f(x);
    }

    public static double T_CapturedArray(double[] x)
    {
        Func<int, double> at = i => x[i % x.Length];
        Action<int> square = i => x[i] *= x[i];
        square(1);
        square(1);
        double r = 0;
        for (int i = 0; i < 7; i++)
            r += at(i) * (i + 1);
        return r * at(1);
    }

    public static double T_CapturedScratchBuffer(double[] x)
    {
        var buffer = new double[x.Length];
        double Smooth(double factor)
        {
            for (int i = 0; i < x.Length; i++)
                buffer[i] = (x[i] * factor) + (0.1 * buffer[i]);
            double sum = 0;
            foreach (double v in buffer)
                sum += v * v;
            return sum;
        }

        return Smooth(1) * Smooth(x[0]) * Smooth(0.5);
    }

    public static double T_LocalFunctionCapturing(double x, double y)
    {
        double scale = x * y;
        double Scaled(double v)
        {
            scale += 1;
            return v * scale;
        }

        return Scaled(x) * Scaled(y);
    }

    public static double T_RecursiveLocalFunction(double x)
    {
        double calls = 0;
        double F(double v, int n)
        {
            calls += v;
            return n == 0 ? v : Math.Sin(F(v * 0.9, n - 1)) + F(x * 0.5, n - 2 < 0 ? 0 : n - 2);
        }

        return F(x, 5) * calls;
    }

    public static double T_CapturedThis(double x, double y)
    {
        var m = new Machine { Gain = x };
        return m.Process(y) * m.Gain;
    }

    public static double T_PassedToHelper(double x, double y)
    {
        static double Integrate(Func<double, double> f, double a, double b)
        {
            double sum = 0;
            const int n = 10;
            double h = (b - a) / n;
            for (int i = 0; i < n; i++)
                sum += f(a + ((i + 0.5) * h));
            return sum * h;
        }

        return Integrate(t => Math.Sin(x * t) + y, 0, y);
    }

    public static double T_ReturnedFromHelper(double x)
    {
        static Func<double, double> Line(double a, double b) => v => (a * v) + b;
        var f = Line(x, x * x);
        var g = Line(f(2), 1);
        return f(g(x));
    }

    public static double T_Composed(double x)
    {
        static Func<double, double> Compose(Func<double, double> f, Func<double, double> g) => v => f(g(v));
        Func<double, double> shift = v => v + x, square = v => v * v;
        return Compose(shift, Compose(square, shift))(x);
    }

    public static double T_Counter(double x)
    {
        static Func<double> Accumulator(double step)
        {
            double total = 0;
            return () => total += step;
        }

        var a = Accumulator(x);
        var b = Accumulator(x * x);
        a();
        b();
        return a() * b() * a();
    }

    public static double T_SharedClosure(double x)
    {
        double v = x;
        Func<double> read = () => v * v;
        Action<double> write = w => v = w;
        double first = read();
        write(first * x);
        return first + read();
    }

    public static double T_LoopVariableCaptured(double[] x)
    {
        var terms = new List<Func<double, double>>();
        for (int i = 0; i < x.Length; i++)
        {
            double c = x[i];
            int n = i;
            terms.Add(v => c * Math.Pow(v, n));
        }

        double r = 0;
        foreach (var term in terms)
            r += term(1.1) * term(x[0] * x[0]);
        return r;
    }

    public static double T_ArrayOfLambdas(double x, double y)
    {
        Func<double, double>[] layers = [v => v * x, v => Math.Tanh(v + y), v => v * v * x];
        double h = 1;
        foreach (var layer in layers)
            h = layer(h);
        return h;
    }

    public static double T_DictionaryOfLambdas(double x, double y)
    {
        var operations = new Dictionary<string, Func<double, double, double>>
        {
            ["+"] = (a, b) => a + b,
            ["*"] = (a, b) => a * b,
            ["^"] = (a, b) => (a * a) + (b * x),
        };
        double r = y;
        foreach (string op in new[] { "*", "+", "^", "*" })
            r = operations[op](r, x);
        return r;
    }

    public static double T_ConditionalLambda(double x)
    {
        Func<double, double> f = x > 1 ? v => v * v : v => v * x * 3;
        return f(x) + f(2);
    }

    [MayBeRefused("AD1002", "AD1007")]
    public static double T_MulticastDelegate(double x)
    {
        Func<double, double> f = Math.Sin;
        f += Math.Cos;
        Func<double, double> g = Cube;
        return f(x) + g(f(x));
    }

    public static double T_MethodGroups(double x)
    {
        Func<double, double> f = Math.Sin, g = Cube;
        return f(x) + g(f(x) * x);
    }

    public static double T_InstanceMethodGroup(double x, double y)
    {
        var m = new Machine { Gain = x };
        Func<double, double> f = m.Amplify;
        m.Gain *= 2;
        return f(y) * f(1);
    }

    public static double T_NestedClosures(double x, double y)
    {
        double a = x * y;
        Func<double, Func<double, double>> curried = p =>
        {
            double b = a + p;
            return q =>
            {
                a += q;
                return a * b * q;
            };
        };
        return curried(x)(y) + curried(y)(x);
    }

    public static double T_ReferenceParameterDelegate(double x)
    {
        Updater update = (ref double v, double by) => v = Math.Sin(v * by) + x;
        double r = x;
        update(ref r, 2);
        update(ref r, r);
        return r;
    }

    public static double T_StructClosure(double x, double y)
    {
        double Inner(double v) => v * x * y;
        x = x + 1;
        return Inner(y) + Inner(x);
    }

    public static double T_CapturedObject(double x)
    {
        var m = new Machine { Gain = x };
        Action tune = () => m.Gain = m.Gain * m.Gain;
        tune();
        m = new Machine { Gain = m.Gain + x };
        tune();
        return m.Gain;
    }

    public static double T_ForEachOfArray(double[] x)
    {
        double sum = 0;
        Array.ForEach(x, v => sum += v * v * x[0]);
        return sum;
    }

    public static double T_ConvertAll(double[] x)
    {
        double[] y = Array.ConvertAll(x, v => v * x[1]);
        return y[0] * y[4];
    }

    public static double T_StaticLambda(double x)
    {
        Func<double, double> f = static v => (v * v) + 1;
        return f(f(x));
    }

    public static double T_DelegateInObject(double x, double y)
    {
        var n = new Neuron { Activation = v => Math.Tanh(v * y), Weight = x };
        return n.Fire(2) * n.Fire(y);
    }

    private delegate void Updater(ref double v, double by);

    private static double Cube(double v) => v * v * v;

    private sealed class Machine
    {
        public double Gain { get; set; }

        public double Amplify(double v) => v * Gain;

        public double Process(double v)
        {
            double r = 0;
            Action<double> step = w =>
            {
                Gain += w;
                r += Amplify(w) * v;
            };
            step(v);
            step(r);
            return r;
        }
    }

    private sealed class Neuron
    {
        public required Func<double, double> Activation { get; init; }

        public double Weight { get; init; }

        public double Fire(double input) => Activation(input * Weight);
    }
}
