using System.Collections.Immutable;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Immutable arrays, priority queues, segments, lazy values, groups and lookups, and what else is kept in lists.</summary>
public static class Collections
{
    public static double T_ImmCreate(double x)
    {
        var a = ImmutableArray.Create(x, x * x, 3.0);
        double t = 0;
        foreach (var v in a)
            t += v * v;
        return t + a[1] * a.Length;
    }

    public static double T_ImmSet(double x)
    {
        var a = ImmutableArray.Create(x, x * x, 3.0);
        var b = a.SetItem(1, x * 2).Add(x * x * x);
        return a[1] * b[1] + b[3] * b.Length;
    }

    public static double T_ImmBuilder(double x)
    {
        var bl = ImmutableArray.CreateBuilder<double>();
        for (int i = 0; i < 4; i++)
            bl.Add(x * i);
        bl[1] *= x;
        var a = bl.ToImmutable();
        bl[2] = 7;
        return a[1] * a[2] + bl[2] * bl[3] + bl.Count;
    }

    public static double T_ImmBuilder2(double x)
    {
        var a = ImmutableArray.Create(x, x * x);
        var bl = a.ToBuilder();
        bl[0] = 5;
        bl.Add(x);
        var b = bl.ToImmutable();
        return a[0] * b[1] * b[2] + b[0];
    }

    public static double T_ImmTo(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            1.0
        }.Select(v => v * 2).ToImmutableArray();
        return a.Sum() * a[1];
    }

    public static double T_ImmLinq(double x)
    {
        var a = ImmutableArray.Create(x, x * x, 3.0);
        return a.Select(v => v * v).Sum() + a.Where(v => v > 1).Sum() + a.AsSpan()[1];
    }

    public static double T_ImmExpr(double x)
    {
        ImmutableArray<double> a = [x, x * x, 2];
        return a[0] * a[1] + a[2];
    }

    public static double T_PQ(double x)
    {
        var q = new PriorityQueue<double, int>();
        q.Enqueue(x, 3);
        q.Enqueue(x * x, 1);
        q.Enqueue(2 * x, 2);
        double t = 0;
        double w = 1;
        while (q.Count > 0)
        {
            t += q.Dequeue() * w;
            w *= 2;
        }

        return t;
    }

    public static double T_PQTry(double x)
    {
        var q = new PriorityQueue<double, int>();
        q.Enqueue(x, 3);
        q.Enqueue(x * x, 1);
        double t = q.Peek();
        while (q.TryDequeue(out var e, out var p))
            t += e * p;
        return t;
    }

    public static double T_PQAct(double x)
    {
        var q = new PriorityQueue<double, double>();
        q.Enqueue(x, x);
        q.Enqueue(x * x, x * x);
        q.Enqueue(2 * x, -x);
        double t = 0;
        double w = 1;
        while (q.Count > 0)
        {
            t += q.Dequeue() * w;
            w *= 2;
        }

        return t;
    }

    public static double T_PQAct2(double x)
    {
        var q = new PriorityQueue<int, double>();
        q.Enqueue(1, x);
        q.Enqueue(2, x * x);
        double t = 0;
        while (q.TryDequeue(out var e, out var p))
            t = t * 2 + e * p;
        return t;
    }

    public static double T_PQNode(double x)
    {
        var q = new PriorityQueue<R, int>();
        q.Enqueue(new R(x, 1), 3);
        q.Enqueue(new R(x * x, 2), 1);
        double t = 0;
        while (q.TryDequeue(out var e, out var p))
            t = t * 2 + e.A * e.K;
        return t;
    }

    [Shape("6")]
    public static double T_Dijkstra(double[] w)
    {
        var dist = new double[4];
        Array.Fill(dist, 1e9);
        dist[0] = 0;
        var q = new PriorityQueue<int, double>();
        q.Enqueue(0, 0);
        var to = new[]
        {
            1,
            2,
            3,
            2,
            3,
            3
        };
        var from = new[]
        {
            0,
            0,
            1,
            1,
            2,
            0
        };
        while (q.TryDequeue(out int n, out double d))
        {
            if (d > dist[n])
                continue;
            for (int e = 0; e < 6; e++)
                if (from[e] == n)
                {
                    double nd = dist[n] + w[e] * w[e];
                    if (nd < dist[to[e]])
                    {
                        dist[to[e]] = nd;
                        q.Enqueue(to[e], nd);
                    }
                }
        }

        return dist[3] + dist[2];
    }

    public static double T_Seg(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3,
            4
        };
        var s = new ArraySegment<double>(a, 1, 2);
        s[0] *= 2;
        double t = 0;
        foreach (var v in s)
            t += v * v;
        return t + a[1] + s.Count + s.Offset;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_Seg2(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3,
            4
        };
        ArraySegment<double> s = a;
        var u = s.Slice(1, 2);
        var b = u.ToArray();
        u.Array![0] = x;
        return b[0] * a[0] + s.Sum() + u.AsSpan()[1] + s[1..3][0];
    }

    public static double T_RemoveAll(double x)
    {
        var a = new List<double>
        {
            x,
            x * x,
            3,
            -x,
            5 * x
        };
        int n = a.RemoveAll(v => v < 1);
        double t = 0;
        foreach (var v in a)
            t = t * 2 + v * v;
        return t + n + a.FindLast(v => v > 0) + a.FindIndex(v => v > 2) + (a.TrueForAll(v => v > 0) ? a.Sum() : 0);
    }

    public static double T_FindAll(double x)
    {
        var a = new List<double>
        {
            x,
            x * x,
            3,
            -x,
            5 * x
        };
        return a.FindAll(v => v > 1).Sum() + a.GetRange(1, 2).Max();
    }

    public static double T_Lazy(double x)
    {
        var l = new Lazy<double>(() => x * x);
        return l.Value + l.Value * x;
    }

    public static double T_Lazy2(double x)
    {
        var l = new Lazy<double>(() => x * x);
        double t = x > 1 ? l.Value : 2;
        return t + (l.IsValueCreated ? 1 : 0) * x;
    }

    public static double T_LazyObj(double x)
    {
        var l = new Lazy<R>(() => new R(x, 2));
        return l.Value.A * l.Value.K;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_Tuple(double x)
    {
        var l = new List<Tuple<double, int>>
        {
            Tuple.Create(x, 1),
            Tuple.Create(x * x, 2)
        };
        double t = 0;
        foreach (var p in l)
            t += p.Item1 * p.Item2;
        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_Tuple2(double x)
    {
        var t = new Tuple<double, Tuple<double, double>>(x, Tuple.Create(x * x, 2.0));
        return t.Item1 * t.Item2.Item1 + t.Item2.Item2;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_ValueTuples(double x)
    {
        var l = new List<(double V, string N)>
        {
            (x, "a"),
            (x * x, "b")
        };
        var d = l.ToDictionary(p => p.N, p => p.V);
        return d["a"] * d["b"] + l.Sum(p => p.V);
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_Kvp(double x)
    {
        var l = new List<KeyValuePair<string, double>>
        {
            new("a", x),
            new("b", x * x)
        };
        double t = 0;
        foreach (var(k, v)in l)
            t += v * k.Length;
        foreach (var p in l)
            t += p.Value;
        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_GroupBy(double x)
    {
        var a = new[]
        {
            (K: 0, V: x),
            (K: 1, V: x * x),
            (K: 0, V: 3 * x)
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p.K))
        {
            double s = 0;
            foreach (var p in g)
                s += p.V;
            t += s * s * (g.Key + 1);
        }

        return t;
    }

    public static double T_GroupBy3(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x,
            2
        };
        return a.Select((v, i) => (v, i)).GroupBy(p => p.i % 2, (k, g) => g.Sum(p => p.v * p.v) * (k + 1)).Sum();
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_GroupDict(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x,
            2
        };
        var d = a.Select((v, i) => (v, i)).GroupBy(p => p.i % 2).ToDictionary(g => g.Key, g => g.Sum(p => p.v));
        return d[0] * d[1];
    }

    public static double T_ToLookup(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x,
            2
        };
        var l = a.ToLookup(v => v > 1);
        return l[true ].Sum() * 2 + l[false ].Sum(v => v * v) + l.Count;
    }

    public static double T_Lookup2(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x,
            2
        };
        double t = 0;
        foreach (var g in a.ToLookup(v => v > 1, v => v * x))
            t += g.Sum() * (g.Key ? 2 : 3);
        return t;
    }

    public static double T_Elems(double x)
    {
        var a = new List<double>
        {
            x,
            x * x,
            3 * x
        };
        return a.First() * a.Last() + a.ElementAt(1) + a.Single(v => v == x) + a.FirstOrDefault(v => v > 100) + a.LastOrDefault(v => v > 0) + a.Skip(1).Take(1)
            .Single() + a.ElementAt(^1);
    }

    private static IEnumerable<double> Scan(IEnumerable<double> s, double seed, Func<double, double, double> f)
    {
        foreach (var v in s)
        {
            seed = f(seed, v);
            yield return seed;
        }
    }

    public static double T_G1(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p > 1))
        {
            double s = 0;
            foreach (var p in g)
                s += p;
            t += s * s;
        }

        return t;
    }

    public static double T_G2(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p > 1))
        {
            t += g.Sum();
        }

        return t;
    }

    public static double T_G3(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p > 1))
        {
            t += g.Sum() * (g.Key ? 2 : 3);
        }

        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_G4(double x)
    {
        var a = new[]
        {
            (K: 0, V: x),
            (K: 1, V: x * x),
            (K: 0, V: 3 * x)
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p.K))
        {
            t += g.Sum(p => p.V);
        }

        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_G5(double x)
    {
        var a = new[]
        {
            (K: 0, V: x),
            (K: 1, V: x * x),
            (K: 0, V: 3 * x)
        };
        double t = 0;
        foreach (var g in a.GroupBy(p => p.K).ToList())
        {
            double s = 0;
            foreach (var p in g)
                s += p.V;
            t += s * s * (g.Key + 1);
        }

        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_G6(double x)
    {
        var a = new[]
        {
            (K: 0, V: x),
            (K: 1, V: x * x),
            (K: 0, V: 3 * x)
        };
        double t = 0;
        foreach (var g in a.Where(p => p.V > 0.1).Select(p => new[] { p.V }))
        {
            foreach (var p in g)
                t += p;
        }

        return t;
    }

    public static double T_OrderMerge(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        IOrderedEnumerable<double> q;
        if (x > 1)
            q = a.OrderBy(v => v);
        else
            q = a.OrderByDescending(v => v);
        double t = 0;
        foreach (var v in q)
            t = t * 2 + v;
        return t;
    }

    public static double T_OrderMerge2(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        var q = a.OrderBy(v => v);
        for (int i = 0; i < 2; i++)
            q = q.ThenBy(v => -v);
        double t = 0;
        foreach (var v in q)
            t = t * 2 + v;
        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_VT2(double x)
    {
        var l = new List<(double V, int N)>
        {
            (x, 1),
            (x * x, 2)
        };
        var d = l.ToDictionary(p => p.N, p => p.V);
        return d[1] * d[2];
    }

    public static double T_KeyActive(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            x
        };
        return a.GroupBy(v => v).Select(g => g.Key * g.Count()).Sum();
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_KeyInt(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            x
        };
        return a.GroupBy(v => (int)v).Select(g => g.Key * g.Sum()).Sum();
    }

    public static double T_Users(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        var groups = a.GroupBy(v => v > 1).OrderBy(g => g.Key).ToList();
        double t = 0;
        foreach (var g in groups)
            t = t * 2 + g.Max() + g.First();
        return t;
    }

    [MayBeRefused("AD1002", "AD1004", "AD1006")]
    public static double T_WriteAfter(double x)
    {
        var a = new[]
        {
            x,
            x * x,
            3 * x
        };
        var q = a.GroupBy(v => v > 1);
        a[0] = 5;
        double t = 0;
        foreach (var g in q)
            t += g.Sum();
        return t;
    }

    private static double Read(IReadOnlyDictionary<string, double> p) =>
        p["a"] * (p.TryGetValue("b", out double b) ? b : 1) + (p.ContainsKey("c") ? p["c"] : 2) * p.Count;

    public static double T_ReadOnlyDictionary(double[] x) => Read(new Dictionary<string, double> { ["a"] = x[0], ["b"] = x[1] });

    public static double T_ReadOnlySortedDictionary(double[] x) => Read(new SortedDictionary<string, double> { ["a"] = x[0], ["c"] = x[1] });

    public static double T_ReadOnlySortedList(double[] x) => Read(new SortedList<string, double> { ["a"] = x[0], ["b"] = x[1] });

    public static double T_DictionaryInterface(double[] x)
    {
        IDictionary<int, double> d = x[0] > 1 ? new Dictionary<int, double>() : new SortedDictionary<int, double>();
        d.Add(1, x[0]);
        d[2] = x[1];
        d[1] *= d[2];
        d.Remove(2);
        d[2] = d[1] * d[1];
        double sum = 0;
        foreach (int key in d.Keys)
            sum += key * d[key];
        return sum;
    }

    public static double T_KeysInOrder(double[] x)
    {
        IReadOnlyDictionary<string, double> d = new Dictionary<string, double> { ["bb"] = x[0], ["a"] = x[1] };
        double product = 1;
        foreach (string key in d.Keys.OrderBy(k => k.Length))
            product = product * d[key] + 1;
        return product + d.Keys.Sum(k => k.Length * d[k] * d[k]);
    }

    public static double T_ValuesOfReadOnlyDictionary(double[] x)
    {
        IReadOnlyDictionary<string, double> d = new Dictionary<string, double> { ["bb"] = x[0], ["a"] = x[1] };
        return d.Values.Sum(v => v * v) * d.Values.First();
    }

    public static double T_DictionaryOfReadOnlyLists(double[] x)
    {
        IReadOnlyDictionary<string, IReadOnlyList<double>> d = new Dictionary<string, IReadOnlyList<double>> { ["a"] = x, ["b"] = new List<double> { x[0] } };
        return d["a"][1] * d["b"][0];
    }
}

public sealed record R(double A, int K);
