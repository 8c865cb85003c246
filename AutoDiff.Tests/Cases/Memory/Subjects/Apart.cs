using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Numbers beside integers made of numbers, texts, tables of functions and logs, in objects and containers that code without IL gets to see.</summary>
public static class Apart
{
    private static readonly Dictionary<string, Func<double, double, double>> s_operators = new() { ["+"] = (a, b) => a + b, ["*"] = (a, b) => a * b,
        ["-"] = (a, b) => a - b };

    private static readonly double[] s_table = [1, 2, 5, 7, 12, 20, 33];

    public static double T_SparseStore(double x)
    {
        var store = new Store();
        store.Set(4, x);
        store.Set(1, x * x);
        store.Set(4, 3 * x);
        return (store.Get(1) * store.Get(4)) + store.Get(2);
    }

    public static double T_SparseStoreInLoop(double x)
    {
        var store = new Store();
        for (int i = 9; i >= 0; i--)
            store.Set(i * 7 % 10, x * i);
        double sum = 0;
        for (int i = 0; i < 10; i++)
            sum += store.Get(i) * store.Get(9 - i);
        return sum;
    }

    public static double T_TableOfOperators(double x) => Calculate("x 3 * x +", new() { ["x"] = x });

    public static double T_TableOfOperatorsTwice(double x) => Calculate("x x * y -", new() { ["x"] = x, ["y"] = Calculate("x 2 *", new() { ["x"] = x }) });

    [At(0.1), At(0.2), At(-0.05)]
    public static double T_CellLists(double x)
    {
        var fluid = new Fluid();
        fluid.Step(x);
        return fluid.Step(x);
    }

    public static double T_CountersBesideNumbers(double x)
    {
        var particle = new Particle { Position = x };
        var all = new Dictionary<int, List<Particle>>();
        for (int i = 0; i < 3; i++)
        {
            particle.Cell = (int)Math.Abs(particle.Position * 10);
            if (!all.TryGetValue(particle.Cell, out var here))
                all[particle.Cell] = here = [];
            here.Add(particle);
            particle.Position += 0.3 * Math.Sin(particle.Position);
            particle.Moves++;
        }

        return particle.Position * particle.Moves;
    }

    public static double T_NamesBesideNumbers(double x)
    {
        var zones = new List<Zone> { new("a") { T = x }, new("b") { T = 2 * x } };
        zones[0].Neighbours.Add("b");
        zones[1].Neighbours.Add("a");
        foreach (var zone in zones)
            zone.T += 0.1 * (2 - zone.T) * zone.Neighbours.Count;
        return zones.Where(z => z.Name == "a").Sum(z => z.T * z.T);
    }

    public static double T_NamesByDictionary(double x)
    {
        var zones = new Dictionary<string, Zone> { ["a"] = new("a") { T = x }, ["b"] = new("b") { T = x * x } };
        zones["a"].Neighbours.AddRange(["b", "a"]);
        double sum = 0;
        foreach (string name in zones["a"].Neighbours)
            sum += zones[name].T * zones[name].Name.Length;
        return sum;
    }

    public static double T_LogOfNumbers(double x)
    {
        var log = new StringBuilder();
        double amount = x;
        for (int i = 0; i < 3; i++)
        {
            double before = amount;
            amount *= 1 + (0.1 * x);
            log.AppendLine(CultureInfo.InvariantCulture, $"{i}: {before:F3} -> {amount:F3}");
        }

        return log.Length > 0 ? amount : 0;
    }

    public static double T_LogInObject(double x)
    {
        var service = new Service(new StringBuilder());
        return service.Net(x) + service.Net(2 * x);
    }

    public static double T_LogBehindInterface(double x)
    {
        ILog log = new Log();
        double sum = 0;
        for (int i = 1; i < 4; i++)
        {
            sum += Math.Sin(i * x);
            log.Write($"{i} {sum}");
        }

        return sum;
    }

    public static double T_TimedScope(double x)
    {
        var log = new StringBuilder();
        double y;
        using (new Scope(log, "outer"))
            y = x * x;
        using (new Scope(log, "inner"))
            y += x;
        return y;
    }

    public static double T_ResizedInts(double x)
    {
        int[] places = [2, 0, 1];
        double[] values = [x, 2 * x, x * x];
        Array.Resize(ref places, 6);
        Array.Copy(places, 0, places, 3, 3);
        Array.Reverse(places);
        double sum = 0;
        for (int i = 0; i < places.Length; i++)
            sum += values[places[i]] * (i + 1);
        return sum;
    }

    public static double T_SortedKeys(double x)
    {
        int[] order = [3, 1, 2];
        string[] names = ["c", "a", "b"];
        Array.Sort(names, order);
        double[] values = [0, x, x * x, x * x * x];
        double sum = 0;
        for (int i = 0; i < 3; i++)
            sum += values[order[i]] * (i + names[i].Length);
        return sum;
    }

    public static double T_IntegersOfNumbersChoose(double x)
    {
        var steps = new List<int>();
        for (int i = 0; i < 4; i++)
            steps.Add(Math.Clamp((int)Math.Abs(x * i), 0, 6));
        steps.Reverse();
        double sum = 0;
        foreach (int step in steps)
            sum += s_table[step] * x;
        return sum;
    }

    public static double T_CapturedImmutable(double x)
    {
        ImmutableArray<IObservation> all = [new Point(1), new Point(2), new Point(-1)];
        double sum = 0;
        foreach (var one in all)
            sum += one.Cost(x);
        return sum;
    }

    public static double T_GenericFunctions(double x)
    {
        var steps = new List<Func<double, double>> { Scaled(x), Scaled(2.0) };
        double value = x;
        foreach (var step in steps)
            value = step(value);
        return value;
    }

    public static double T_GenericPipe(double x) => new Pipe<double>().Scale(x).Scale(2).Run(x);

    public static double T_Interpolated(double x)
    {
        double s = 2 + Math.Sin(x);
        int i = (int)s;
        double t = s - i;
        return (s_table[i] * (1 - t)) + (s_table[i + 1] * t);
    }

    public static double T_InterpolatedWithin(double x)
    {
        double s = ((x * x) + 0.13) / 0.41;
        int i = Math.Clamp((int)s, 0, s_table.Length - 2);
        double t = s - i;
        return s_table[i] + (t * (s_table[i + 1] - s_table[i]));
    }

    public static double T_InterpolatedOnGrid(double x)
    {
        double y = 1.1 + Math.Cos(x);
        int i = (int)((y - 0.05) / 0.37);
        double left = 0.05 + (i * 0.37);
        return s_table[i] + ((y - left) / 0.37 * (s_table[i + 1] - s_table[i]));
    }

    public static double T_InterpolatedFromRight(double x)
    {
        double y = 1.5 + Math.Cos(x);
        long i = (long)y;
        double right = i + 1;
        return (s_table[i] * (right - y)) + (s_table[i + 1] * (1 - (right - y)));
    }

    public static double T_InterpolatedByCases(double x)
    {
        double y = 2.2 + (2 * Math.Cos(x));
        int i = (int)y;
        if (i < 0)
            i = 0;
        if (i > 5)
            i = 5;
        double t = y - i;
        return (s_table[i] * (1 - t)) + (s_table[i + 1] * t);
    }

    public static double T_InterpolatedTwice(double x)
    {
        double u = 1.3 + Math.Sin(x), v = 2.4 + Math.Cos(x);
        int i = (int)u, j = (int)v;
        double s = u - i, t = v - j;
        double Row(int k) => (s_table[k] * (1 - t)) + (s_table[k + 1] * t);
        return (Row(i + j) * (1 - s)) + (Row(i + j + 1) * s);
    }

    /// <summary>Integers made of numbers lie beside numbers in objects that queries hand on.</summary>
    [Shape("4"), Positive]
    public static double T_BinsBesideNumbers(double[] x) =>
        Bins(x).GroupBy(b => b.Number).Sum(g => g.Sum(b => b.Value * b.Value)) + Bins(x).Concat(Bins(x)).Where(b => b.Number > 1).Sum(b => b.Value)
        + Bins(x).OrderBy(b => b.Number).ThenBy(b => b.Name).Select((b, i) => b.Value * i).Sum() + Bins(x).ToLookup(b => b.Number % 2)[0].Sum(b => b.Value);

    public static double T_Fraction(double x)
    {
        double sum = 0;
        for (int k = 1; k < 4; k++)
            sum += Fraction(Math.Abs(x * k) + 0.37) * x;
        return sum;
    }

    public static void C_PullbacksOfStores()
    {
        var pullback = ValueWithPullback(at: 3.0, of: T_SparseStore);
        Check.Near(pullback.Pullback(1), Gradient(at: 3.0, of: T_SparseStore));
        Check.Near(pullback.Pullback(2), 2 * Gradient(at: 3.0, of: T_SparseStore));
    }

    private static double Fraction(double y) => y - (int)y;

    private static double Calculate(string program, Dictionary<string, double> variables)
    {
        var stack = new Stack<double>();
        foreach (string word in program.Split(' '))
        {
            if (s_operators.TryGetValue(word, out var function))
            {
                double second = stack.Pop();
                stack.Push(function(stack.Pop(), second));
            }
            else
            {
                stack.Push(variables.TryGetValue(word, out double value) ? value : double.Parse(word, CultureInfo.InvariantCulture));
            }
        }

        return stack.Pop();
    }

    private static Func<T, T> Scaled<T>(T k)
        where T : System.Numerics.INumber<T> => v => (v * k) + T.One;

    private interface IObservation
    {
        double Cost(double x);
    }

    private interface ILog
    {
        void Write(string text);
    }

    private sealed record Point(double At) : IObservation
    {
        public double Cost(double x) => (x - At) * (x - At);
    }

    private sealed class Log : ILog
    {
        private readonly List<string> _lines = [];

        public void Write(string text) => _lines.Add(text);
    }

    private sealed class Store
    {
        private double[] _values = new double[1];
        private int[] _indices = new int[1];
        private int _count;

        public double Get(int i)
        {
            int k = Array.BinarySearch(_indices, 0, _count, i);
            return k >= 0 ? _values[k] : 0;
        }

        public void Set(int i, double value)
        {
            int k = Array.BinarySearch(_indices, 0, _count, i);
            if (k >= 0)
            {
                _values[k] = value;
                return;
            }

            k = ~k;
            if (_count == _values.Length)
            {
                Array.Resize(ref _values, _count + 4);
                Array.Resize(ref _indices, _count + 4);
            }

            Array.Copy(_values, k, _values, k + 1, _count - k);
            Array.Copy(_indices, k, _indices, k + 1, _count - k);
            _values[k] = value;
            _indices[k] = i;
            _count++;
        }
    }

    private sealed class Fluid
    {
        private readonly double[] _positions = [1.1, 2.2, 3.3, 4.4];
        private readonly Dictionary<int, List<int>> _cells = [];

        public double Step(double k)
        {
            _cells.Clear();
            for (int i = 0; i < _positions.Length; i++)
            {
                int key = (int)Math.Floor(_positions[i]);
                if (!_cells.TryGetValue(key, out var list))
                    _cells[key] = list = [];
                list.Add(i);
            }

            for (int i = 0; i < 4; i++)
            {
                foreach (int j in Near(i))
                    _positions[i] += k * _positions[j];
            }

            return _positions[0] + (_positions[1] * _positions[3]);
        }

        private IEnumerable<int> Near(int i)
        {
            if (!_cells.TryGetValue((int)Math.Floor(_positions[i]), out var list))
                yield break;
            foreach (int j in list)
                yield return j;
        }
    }

    private sealed class Particle
    {
        public double Position { get; set; }

        public int Cell { get; set; }

        public int Moves { get; set; }
    }

    private sealed class Zone(string name)
    {
        public string Name => name;

        public double T { get; set; }

        public List<string> Neighbours { get; } = [];
    }

    private sealed class Service(StringBuilder log)
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private int _calls;

        public double Net(double amount)
        {
            _calls++;
            double net = amount * (1 - (0.01 * amount));
            log.AppendLine(CultureInfo.InvariantCulture, $"{_calls} {net} after {_watch.Elapsed.TotalMilliseconds} ms");
            return net;
        }
    }

    private static List<Bin> Bins(double[] x) => [.. x.Select((v, i) => new Bin(v, (int)((v * 2) + i), "bin " + (int)v))];

    private sealed record Bin(double Value, int Number, string Name);

    private sealed class Scope(StringBuilder log, string name) : IDisposable
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Dispose() => log.AppendLine(CultureInfo.InvariantCulture, $"{name} took {_watch.Elapsed.TotalMilliseconds:F1} ms");
    }

    private sealed class Pipe<T>
        where T : System.Numerics.INumber<T>
    {
        private readonly List<Func<T, T>> _steps = [];

        public Pipe<T> Scale(T k)
        {
            _steps.Add(v => v * k);
            return this;
        }

        public T Run(T x)
        {
            foreach (var step in _steps)
                x = step(x);
            return x;
        }
    }
}
