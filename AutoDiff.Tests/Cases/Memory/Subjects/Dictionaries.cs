using System.Globalization;
using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Dictionaries with active values, and sets as data.</summary>
public static class Dictionaries
{
    private static readonly Dictionary<string, double> s_constants = new() { ["g"] = 9.81, ["k"] = 0.5 };

    public static double T_StringKeys(double x, double y)
    {
        var p = new Dictionary<string, double> { ["mass"] = x, ["speed"] = y };
        p["energy"] = p["mass"] * p["speed"] * p["speed"] / 2;
        p["mass"] = 1;
        return p["energy"] * p["mass"] * p["speed"];
    }

    public static double T_Add(double x, double y)
    {
        var d = new Dictionary<int, double>();
        d.Add(1, x);
        d.Add(7, y * x);
        return d[7] * d[1] * d.Count;
    }

    public static double T_CompoundAssignment(double[] x)
    {
        var d = new Dictionary<char, double> { ['a'] = x[0], ['b'] = x[1] };
        d['a'] += d['b'];
        d['b'] *= d['a'];
        d['a']++;
        return d['a'] * d['b'];
    }

    public static double T_TryGetValue(double x, double y)
    {
        var d = new Dictionary<string, double> { ["x"] = x };
        double sum = 0;
        foreach (string key in new[] { "x", "z", "x" })
            sum += d.TryGetValue(key, out double v) ? v * v : y;
        return sum;
    }

    public static double T_ForeachPairs(double[] x)
    {
        var d = new Dictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
            d[i * i] = x[i];
        double sum = 0;
        foreach (var (key, v) in d)
            sum += (key + 1) * v * v;
        foreach (var pair in d)
            sum += pair.Key * pair.Value;
        return sum;
    }

    public static double T_KeysAndValues(double[] x)
    {
        var d = new Dictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
            d[10 + i] = x[i] * x[0];
        double r = 1;
        foreach (double v in d.Values)
            r *= 1 + (0.3 * v);
        foreach (int key in d.Keys)
            r += key * d[key];
        return r;
    }

    public static double T_Histogram(double[] x)
    {
        var d = new SortedDictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
        {
            int bin = i % 3;
            d[bin] = d.TryGetValue(bin, out double old) ? old + (x[i] * x[i]) : x[i];
        }

        return d[0] * d[1] * d[2];
    }

    public static double T_RemoveAndContains(double x, double y)
    {
        var d = new Dictionary<string, double> { ["x"] = x, ["y"] = y };
        d.Remove("x", out double removed);
        d["x"] = d.ContainsKey("x") ? 100 : removed * d["y"];
        d.Remove("y");
        return d["x"] * d.Count * y;
    }

    public static double T_Memoised(double x)
    {
        var memo = new Dictionary<int, double>();
        double Fibonacci(int n)
        {
            if (n < 2)
                return n == 0 ? 1 : x;
            if (memo.TryGetValue(n, out double known))
                return known;
            double r = Fibonacci(n - 1) + (0.5 * Fibonacci(n - 2) * x);
            memo[n] = r;
            return r;
        }

        return Fibonacci(12);
    }

    public static double T_MemoisedInObject(double x)
    {
        var polynomials = new Legendre(x);
        return polynomials.Of(6) + (polynomials.Of(4) * polynomials.Of(6));
    }

    public static double T_ValuesAreObjects(double[] x)
    {
        var accounts = new Dictionary<string, Account>
        {
            ["a"] = new() { Balance = x[0] },
            ["b"] = new() { Balance = x[1] },
        };
        accounts["c"] = accounts["a"];
        accounts["c"].Balance += accounts["b"].Balance * x[2];
        foreach (var account in accounts.Values)
            account.Balance *= 1.1;
        return accounts["a"].Balance * accounts["b"].Balance;
    }

    public static double T_ValuesAreArrays(double[] x)
    {
        var d = new Dictionary<string, double[]> { ["w"] = x, ["v"] = [x[0], 2] };
        d["w"][1] *= d["v"][0];
        d["v"] = d["w"];
        return d["v"][1] * d["v"][2];
    }

    public static double T_ValuesAreLists(double[] x)
    {
        var groups = new Dictionary<bool, List<double>>();
        foreach (double v in x)
        {
            if (!groups.TryGetValue(v > 1, out var group))
                groups[v > 1] = group = [];
            group.Add(v * v);
        }

        double r = 1;
        foreach (var (_, group) in groups)
        {
            double sum = 0;
            foreach (double v in group)
                sum += v;
            r *= sum;
        }

        return r;
    }

    public static double T_ValuesAreStructs(double x, double y)
    {
        var d = new Dictionary<string, (double Mean, double Spread)> { ["s"] = (x, y) };
        d["s"] = (d["s"].Spread * 2, d["s"].Mean);
        d["t"] = d["s"] with { Mean = x * y };
        return (d["s"].Mean * d["t"].Spread) + d["t"].Mean;
    }

    [MayBeRefused("AD1006")]
    public static double T_ReferenceToValue(double x, double y)
    {
        var d = new Dictionary<int, double> { [3] = x };
        ref double slot = ref CollectionsMarshal.GetValueRefOrAddDefault(d, 5, out _);
        slot += y * d[3];
        ref double three = ref CollectionsMarshal.GetValueRefOrNullRef(d, 3);
        three *= three;
        return d[5] * d[3];
    }

    public static double T_ConstantDictionary(double x)
    {
        double r = 0;
        foreach (string key in new[] { "g", "k" })
            r += s_constants[key] * x * x;
        return r;
    }

    public static double T_ParametersByName(double[] x)
    {
        var p = new Dictionary<string, double>();
        for (int i = 0; i < x.Length; i++)
            p["layer" + i.ToString(CultureInfo.InvariantCulture)] = x[i];
        double h = 1;
        for (int i = 0; p.ContainsKey($"layer{i}"); i++)
            h = Math.Tanh(h * p[$"layer{i}"]) + h;
        return h;
    }

    public static double T_TupleKeys(double[] x)
    {
        var d = new Dictionary<(int, int), double>();
        for (int i = 0; i < 3; i++)
        {
            for (int j = i; j < 3; j++)
                d[(i, j)] = x[i] * x[j];
        }

        return d[(0, 1)] + (d[(1, 2)] * d[(2, 2)]);
    }

    public static double T_CacheOfLimitedSize(double[] x)
    {
        var cache = new Cache(2);
        double r = 0;
        int[] requests = [0, 1, 0, 2, 1, 3, 0, 4, 0];
        foreach (int i in requests)
            r += cache.Get(i, () => Math.Sin(x[i]) * x[0]) * (1 + (0.1 * cache.Misses));
        return r;
    }

    public static double T_HashSetAsData(double[] x)
    {
        HashSet<int> chosen = [0, 2, 3];
        chosen.Remove(3);
        chosen.Add(4);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (chosen.Contains(i))
                sum += x[i] * x[i];
        }

        foreach (int i in chosen)
            sum *= x[i];
        return sum;
    }

    [MayBeRefused("AD1002")]
    public static double T_HashSetOfActiveObjects(double[] x)
    {
        var seen = new HashSet<Account>();
        Account a = new() { Balance = x[0] }, b = new() { Balance = x[1] };
        double sum = 0;
        foreach (var account in new[] { a, b, a })
        {
            if (seen.Add(account))
                sum += account.Balance * account.Balance;
            else
                sum *= account.Balance;
        }

        return sum;
    }

    private sealed class Account
    {
        public double Balance { get; set; }
    }

    private sealed class Legendre(double x)
    {
        private readonly Dictionary<int, double> _known = new() { [0] = 1, [1] = x };

        public double Of(int n)
        {
            if (_known.TryGetValue(n, out double v))
                return v;
            v = (((2 * n) - 1) * x * Of(n - 1) / n) - ((n - 1) * Of(n - 2) / n);
            _known.Add(n, v);
            return v;
        }
    }

    private sealed class Cache(int capacity)
    {
        private readonly Dictionary<int, double> _values = [];
        private readonly LinkedList<int> _recent = [];

        public int Misses { get; private set; }

        public double Get(int key, Func<double> compute)
        {
            if (_values.TryGetValue(key, out double v))
            {
                _recent.Remove(key);
                _recent.AddFirst(key);
                return v;
            }

            Misses++;
            if (_values.Count == capacity)
            {
                _values.Remove(_recent.Last!.Value);
                _recent.RemoveLast();
            }

            _recent.AddFirst(key);
            return _values[key] = compute();
        }
    }
}
