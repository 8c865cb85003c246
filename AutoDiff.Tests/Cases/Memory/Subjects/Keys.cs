namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Integers beside active numbers in what containers hold, and keys: what only finds something, or comes from nothing active, is no loss.</summary>
public static class Keys
{
    private record struct P1(int K, double V);
    private sealed record Item(int Id, double V);
    private struct Ev
    {
        public int Id;
        public double V;
        public int Kind;
    }

    private sealed class Node1
    {
        public int Id;
        public double V;
        public Node1? Next;
    }

    private sealed class Nd
    {
        public double V;
        public int I;
        public List<Nd> Next = new();
    }

    private sealed class Net
    {
        public Dictionary<Nd, int> Order = new();
        public HashSet<Nd> Seen = new();
        public Dictionary<string, double> P = new();
    }

    private static void Walk(Nd n, HashSet<Nd> seen, List<Nd> order)
    {
        if (!seen.Add(n))
            return;
        foreach (var m in n.Next)
            Walk(m, seen, order);
        order.Add(n);
    }

    private static double Sum(Dictionary<int, double> d)
    {
        double s = 0;
        foreach (var kv in d)
            s += kv.Key * kv.Value * kv.Value;
        return s;
    }

    private static IEnumerable<double> It(Dictionary<int, double> d)
    {
        foreach (var kv in d)
            yield return kv.Key * kv.Value * kv.Value;
    }

    public static double T_GroupBy(double[] x)
    {
        var ps = new List<P1>();
        for (int i = 0; i < x.Length; i++)
            ps.Add(new P1(i % 3, x[i] * x[i]));
        double s = 0;
        foreach (var g in ps.GroupBy(p => p.K))
        {
            double t = 0;
            foreach (var p in g)
                t += p.V;
            s += t * t * (g.Key + 1);
        }

        return s;
    }

    public static double T_ToDict(double[] x)
    {
        var ps = new List<P1>();
        for (int i = 0; i < x.Length; i++)
            ps.Add(new P1(i, x[i] * x[i]));
        var d = ps.ToDictionary(p => p.K, p => p.V);
        return d[1] * d[2] * d.Count;
    }

    public static double T_WhereNew(double[] x)
    {
        var ps = new List<P1>();
        for (int i = 0; i < x.Length; i++)
            ps.Add(new P1(i, x[i] * x[i]));
        double s = 0;
        foreach (var a in ps.Where(p => p.K > 0).Select(p => new[] { p.V, 2.0 }))
            s += a[0] * a[1];
        return s;
    }

    public static double T_TupleList(double[] x)
    {
        var l = new List<(int Id, double V)>();
        for (int i = 0; i < x.Length; i++)
            l.Add((i, x[i]));
        var w = new double[x.Length];
        for (int i = 0; i < l.Count; i++)
            w[l[i].Id] = l[i].V * l[i].V * l[i].Id;
        double s = 0;
        foreach (var v in w)
            s += v * v;
        return s;
    }

    public static double T_DictTuple(double[] x)
    {
        var d = new Dictionary<int, (int, double)>();
        for (int i = 0; i < x.Length; i++)
            d[i] = (x.Length - 1 - i, x[i] * x[i]);
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var(k, v) = d[i];
            s += x[k] * v * k;
        }

        return s;
    }

    public static double T_RecSort(double[] x)
    {
        var l = new List<Item>();
        for (int i = 0; i < x.Length; i++)
            l.Add(new Item((i * 7) % 5, x[i] * x[i]));
        l.Sort((a, b) => a.Id.CompareTo(b.Id));
        double s = 0;
        for (int i = 0; i < l.Count; i++)
            s += l[i].V * (i + 1) * l[i].Id;
        return s;
    }

    public static double T_RecOrder(double[] x)
    {
        var l = new List<Item>();
        for (int i = 0; i < x.Length; i++)
            l.Add(new Item((i * 7) % 5, x[i] * x[i]));
        double s = 0;
        int n = 1;
        foreach (var it in l.OrderBy(a => a.Id))
            s += it.V * n++ * it.Id;
        return s;
    }

    public static double T_ArrOfStruct(double[] x)
    {
        var l = new Ev[x.Length];
        for (int i = 0; i < x.Length; i++)
            l[i] = new Ev
            {
                Id = i,
                V = x[i],
                Kind = 2
            };
        Array.Sort(l, (a, b) => b.Id.CompareTo(a.Id));
        double s = 0;
        for (int i = 0; i < l.Length; i++)
            s += l[i].V * l[i].V * l[i].Id * x[l[i].Id];
        return s;
    }

    public static double T_Queue(double[] x)
    {
        var q = new Queue<(int, double)>();
        for (int i = 0; i < x.Length; i++)
            q.Enqueue((i, x[i]));
        double s = 0;
        while (q.Count > 0)
        {
            var(k, v) = q.Dequeue();
            s += v * v * x[k] * k;
            if (k > 0 && k % 2 == 0)
                q.Enqueue((k - 1, v * 0.5));
        }

        return s;
    }

    public static double T_Prio(double[] x)
    {
        var q = new PriorityQueue<(int, double), int>();
        for (int i = 0; i < x.Length; i++)
            q.Enqueue((i, x[i]), -i);
        double s = 0;
        while (q.Count > 0)
        {
            var(k, v) = q.Dequeue();
            s += v * v * x[k] * k;
        }

        return s;
    }

    public static double T_ListNode(double[] x)
    {
        Node1? h = null;
        for (int i = 0; i < x.Length; i++)
            h = new Node1
            {
                Id = i,
                V = x[i],
                Next = h
            };
        double s = 0;
        for (var n = h; n != null; n = n.Next)
            s += n.V * n.V * n.Id * x[n.Id];
        return s;
    }

    public static double T_GroupByTuple(double[] x) =>
        x.Select((v, i) => (K: i % 2, V: v)).GroupBy(p => p.K).Select(g => g.Sum(p => p.V) * g.Sum(p => p.V) * (g.Key + 1)).Sum();

    public static double T_Lookup(double[] x)
    {
        var l = x.Select((v, i) => (K: i % 2, V: v * v)).ToLookup(p => p.K, p => p.V);
        return l[0].Sum() * l[1].Sum();
    }

    public static double T_SortedD(double[] x)
    {
        var d = new SortedDictionary<int, (int K, double V)>();
        for (int i = 0; i < x.Length; i++)
            d[-i] = (i, x[i]);
        double s = 0;
        foreach (var kv in d)
            s += kv.Value.V * kv.Value.V * kv.Value.K * kv.Key;
        return s;
    }

    public static double T_LL(double[] x)
    {
        var d = new LinkedList<(int K, double V)>();
        for (int i = 0; i < x.Length; i++)
            d.AddFirst((i, x[i]));
        double s = 0;
        foreach (var kv in d)
            s += kv.V * kv.V * kv.K;
        return s;
    }

    public static double T_Linq2(double[] x)
    {
        var ps = x.Select((v, i) => new Item(i, v)).ToList();
        var m = ps.OrderByDescending(p => p.Id).ThenBy(p => p.Id).Skip(1).Take(3).ToArray();
        double s = 0;
        foreach (var p in m)
            s += p.V * p.V * p.Id;
        return s;
    }

    public static double T_MaxBy(double[] x)
    {
        var ps = x.Select((v, i) => new P1((i * 7) % 5, v)).ToList();
        var m = ps.MaxBy(p => p.K);
        return m.V * m.V * m.K;
    }

    public static double T_Binary(double[] x)
    {
        var ps = x.Select((v, i) => (i, v)).ToList();
        int lo = 0, hi = ps.Count - 1;
        while (lo < hi)
        {
            int mid = (lo + hi) / 2;
            if (ps[mid].i < 2)
                lo = mid + 1;
            else
                hi = mid;
        }

        return ps[lo].v * ps[lo].v * ps[lo].i;
    }

    public static double T_visit(double[] x)
    {
        var a = new Nd
        {
            V = x[0]
        };
        var b = new Nd
        {
            V = x[1] * x[1]
        };
        var c = new Nd
        {
            V = x[2]
        };
        a.Next.Add(b);
        a.Next.Add(c);
        b.Next.Add(c);
        var o = new List<Nd>();
        Walk(a, new HashSet<Nd>(), o);
        double s = 0;
        for (int i = 0; i < o.Count; i++)
            s += o[i].V * o[i].V * (i + 1);
        return s;
    }

    public static double T_seen(double[] x)
    {
        var a = new Nd
        {
            V = x[0]
        };
        var h = new HashSet<Nd>();
        h.Add(a);
        double s = a.V * a.V;
        if (h.Contains(a))
            s += a.V;
        return s;
    }

    public static double T_idx(double[] x)
    {
        var h = new HashSet<Nd>();
        for (int i = 0; i < x.Length; i += 2)
            h.Add(new Nd { V = x[i], I = i });
        double s = 0;
        foreach (var n in h)
            s += x[n.I] * n.I * x[n.I];
        return s;
    }

    public static double T_order(double[] x)
    {
        var d = new Dictionary<Nd, int>();
        var l = new List<Nd>();
        for (int i = 0; i < x.Length; i++)
        {
            var n = new Nd
            {
                V = x[i]
            };
            l.Add(n);
            d[n] = i;
        }

        double s = 0;
        foreach (var n in l)
            s += n.V * n.V * d[n];
        return s;
    }

    public static double T_net(double[] x)
    {
        var t = new Net();
        for (int i = 0; i < x.Length; i++)
        {
            var n = new Nd
            {
                V = x[i]
            };
            t.Order[n] = i;
            t.Seen.Add(n);
            t.P["p" + i] = x[i] * x[i];
        }

        double s = 0;
        foreach (var kv in t.P)
            s += kv.Value * kv.Key.Length * kv.Value;
        return s * t.Order.Count * t.Seen.Count;
    }

    public static double T_constk(double[] x)
    {
        var d = new Dictionary<double, double>();
        for (int i = 0; i < x.Length; i++)
            d[i * 0.5] = x[i] * x[i];
        double s = 0;
        foreach (var kv in d)
            s += kv.Key * kv.Value;
        foreach (var k in d.Keys)
            s += k * x[0];
        return s;
    }

    public static double T_sorted(double[] x)
    {
        var d = new SortedDictionary<double, double>();
        for (int i = 0; i < x.Length; i++)
            d[-i * 0.5] = x[i] * x[i];
        double s = 0;
        double w = 1;
        foreach (var kv in d)
        {
            s += kv.Key * kv.Value * w;
            w *= 1.1;
        }

        return s;
    }

    public static double T_call(double[] x)
    {
        var d = new Dictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
            d[i] = x[i];
        return Sum(d);
    }

    public static double T_iter(double[] x)
    {
        var d = new Dictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
            d[i] = x[i];
        return It(d).Sum();
    }

    public static double T_actkeySort(double[] x)
    {
        var d = new SortedDictionary<double, int>();
        for (int i = 0; i < x.Length; i++)
            d[x[i] + i] = i;
        double s = 0;
        double w = 1;
        foreach (var kv in d)
        {
            s += x[kv.Value] * x[kv.Value] * w;
            w *= 1.1;
        }

        return s;
    }

    public static double T_histo(double[] x)
    {
        var d = new Dictionary<int, double>();
        for (int i = 0; i < x.Length; i++)
        {
            int b = (int)Math.Floor(x[i] * 3);
            d.TryGetValue(b, out var v);
            d[b] = v + x[i] * x[i];
        }

        double s = 0;
        foreach (var v in d.Values)
            s += v * v;
        return s;
    }
}
