namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Delegates that call several functions, and events.</summary>
public static class Multicast
{
    public delegate void Accumulate(ref double sum, double amount);

    public static double T_TwoActions(double x, double y)
    {
        double s = 0;
        Action<double> e = v => s += v * y;
        e += v => s += 0 * v;
        e(x);
        return s;
    }

    public static double T_TheLastResultCounts(double x, double y)
    {
        Func<double, double> f = v => v * y, g = v => v + (y * y);
        var both = f + g;
        return both(x) * f(y);
    }

    public static double T_EveryFunctionRuns(double x)
    {
        double product = 1;
        Func<double, double> f = v => product *= v, g = v => product *= v + 1;
        Func<double, double> all = f + g + f;
        double last = all(x);
        return last + (product * x);
    }

    public static double T_OneIsTakenOut(double x, double y)
    {
        double s = 0;
        Action<double> one = v => s += v * y, two = v => s += v * v;
        Action<double>? all = one;
        all += two;
        all += one;
        all -= one;
        all(x);
        all -= two;
        all!(y);
        all -= one;
        all?.Invoke(100);
        return s;
    }

    public static double T_TwoAreTakenOutTogether(double x, double y)
    {
        double s = 1;
        Action<double> a = v => s += v * y, b = v => s *= v, c = v => s -= v * v;
        Action<double>? all = a + b + c + a + b;
        all -= a + b;
        all!(x);
        all -= c + a;
        all!(y);
        return s;
    }

    public static double T_AnEvent(double x, double y)
    {
        var source = new Source();
        var a = new Sum(y);
        source.OnStep += a.Add;
        source.OnStep += v => a.Add(v * v);
        source.Step(x);
        source.Step(y);
        return a.Total;
    }

    public static double T_AnEventThatNobodyHears(double x)
    {
        var source = new Source();
        source.Step(x);
        return source.Last * x;
    }

    public static double T_AnEventIsLeft(double x, double y)
    {
        var source = new Source();
        Sum a = new(y), b = new(2);
        source.OnStep += a.Add;
        source.OnStep += b.Add;
        source.Step(x);
        source.OnStep -= a.Add;
        source.Step(x * y);
        source.OnStep -= b.Add;
        source.Step(100);
        return (a.Total * b.Total) + source.Last;
    }

    public static double T_AnEventInALoop(double x, double y)
    {
        var source = new Source();
        Sum[] sums = [new(x), new(y), new(x * y)];
        for (int i = 0; i < 6; i++)
        {
            source.OnStep += sums[i % 3].Add;
            source.Step(x + (i * y));
            if (i % 2 == 1)
                source.OnStep -= sums[0].Add;
        }

        return sums[0].Total + (sums[1].Total * sums[2].Total);
    }

    public static double T_EventOfAnObjectThatIsPassed(double x, double y) => Hear(new Source(), x) * y;

    private static double Hear(Source source, double x)
    {
        double s = 0;
        source.OnStep += v => s += v * source.Last;
        source.Step(x);
        source.Step(x * x);
        return s;
    }

    public static double T_EventHandlers(double x, double y)
    {
        var source = new Source();
        double s = 0;
        int calls = 0;
        source.Changed += (_, v) => calls++;
        source.Changed += (sender, v) => s += v * ((Source)sender!).Last;
        source.Raise(x);
        source.Raise(y);
        return s * calls;
    }

    public static double T_AStaticEventOfOwnAccessors(double x, double y)
    {
        var source = new Custom();
        double s = 0;
        source.Happened += v => s += v;
        source.Happened += v => s *= v * y;
        source.Raise(x);
        return s + source.Raise(y);
    }

    public static double T_InvocationList(double x, double y)
    {
        Func<double, double> f = v => v * y, g = v => v * v, all = f + g + f;
        double sum = 0;
        foreach (var one in all.GetInvocationList())
            sum += ((Func<double, double>)one)(x);
        return sum;
    }

    public static double T_InvocationListInTurn(double x, double y)
    {
        Func<double, double> all = v => v * y;
        all += Math.Sin;
        all += v => v - (x * y);
        double value = x;
        foreach (Func<double, double> one in all.GetInvocationList())
            value = one(value);
        return value;
    }

    public static double T_CombineByName(double x, double y)
    {
        double s = 0;
        Action<double> a = v => s += v * y, b = v => s += v * s;
        var both = (Action<double>)Delegate.Combine(a, b);
        both(x);
        var three = (Action<double>)Delegate.Combine(new Delegate[] { a, b, both })!;
        three(y);
        var none = (Action<double>?)Delegate.RemoveAll(three, b);
        none!(x * y);
        return s;
    }

    [MayBeRefused("AD1007")]
    public static double T_ByReference(double x, double y)
    {
        Accumulate f = (ref double sum, double amount) => sum += amount * y;
        f += (ref double sum, double amount) => sum *= amount;
        double total = x;
        f(ref total, x);
        f(ref total, y);
        return total;
    }

    public static double T_ThroughACallee(double x, double y)
    {
        double s = 0;
        Action<double>? all = null;
        for (int i = 0; i < 3; i++)
            all = With(all, v => s += v * y);
        return Run(all, x, 3) + s;

        double Run(Action<double>? action, double v, int n)
        {
            if (n == 0)
                return 0;
            action?.Invoke(v);
            return Run(action, v * y, n - 1) + s;
        }
    }

    public static double T_Generic(double x, double y)
    {
        var hub = new Hub<double>();
        double s = 0;
        hub.Received += v => s += v * y;
        hub.Received += v => s -= v * v;
        hub.Send(x);
        hub.Send(s);
        return s;
    }

    public static double T_InDictionaries(double x, double y)
    {
        double s = 0;
        var handlers = new Dictionary<string, Action<double>?> { ["a"] = null };
        handlers["a"] += v => s += v * y;
        handlers["a"] += v => s += v * v;
        handlers["a"]!(x);
        handlers["a"]!(y);
        return s;
    }

    public static double T_HandlersThatSubscribe(double x, double y)
    {
        var source = new Source();
        double s = 0;
        source.OnStep += v =>
        {
            s += v;
            source.OnStep += w => s += w * y;
        };
        source.Step(x);
        source.Step(x * y);
        source.Step(y);
        return s;
    }

    [MayBeRefused("AD1006")]
    public static double T_OneHandlerThrows(double x, double y)
    {
        double s = 0;
        Action<double> all = v => s += v * y;
        all += v => s = v > 0.5 ? throw new InvalidOperationException() : s * v;
        try
        {
            all(x);
        }
        catch (InvalidOperationException)
        {
            return x * x;
        }

        return s;
    }

    public static double[] T_Arrays(double[] x)
    {
        Func<double[], double[]> f = v => [.. v.Select(a => a * x[0])];
        f += v =>
        {
            v[0] *= x[1];
            return v;
        };
        double[] copy = [.. x];
        return f(copy);
    }

    public static double T_StructReceivers(double x, double y)
    {
        var s = new Counter { K = y };
        Func<double, double> f = s.Next;
        f += s.Next;
        return f(x) + (f(y) * s.K);
    }

    private static Action<double> With(Action<double>? all, Action<double> one) => all + one;

    public sealed class Sum(double weight)
    {
        public double Total { get; private set; }

        public void Add(double v) => Total += v * weight;
    }

    public sealed class Source
    {
        public event Action<double>? OnStep;

        public event EventHandler<double>? Changed;

        public double Last { get; private set; }

        public void Step(double v)
        {
            Last = v * v;
            OnStep?.Invoke(v);
        }

        public void Raise(double v)
        {
            Last += v;
            Changed?.Invoke(this, v * Last);
        }
    }

    public sealed class Custom
    {
        private readonly List<Action<double>> _handlers = [];
        private Action<double>? _all;

        public event Action<double> Happened
        {
            add
            {
                _all += value;
                _handlers.Add(value);
            }

            remove => _all -= value;
        }

        public double Raise(double v)
        {
            _all?.Invoke(v);
            return v * _handlers.Count;
        }
    }

    public sealed class Hub<T>
    {
        public event Action<T>? Received;

        public void Send(T value) => Received?.Invoke(value);
    }

    private struct Counter
    {
        public double K;

        public double Next(double v) => K += v * K;
    }
}
