namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Key-value pairs: made by hand, in fields, arrays and containers, and the elements of dictionaries behind whatever interface.</summary>
public static class Pairs
{
    [Shape("3")]
    public static double T_InAList(double[] x)
    {
        var list = new List<KeyValuePair<string, double>>();
        foreach (var v in x)
            list.Add(new("k" + list.Count, v * v));
        double s = 0;
        foreach (var p in list)
            s += p.Value * (p.Key == "k1" ? 3 : 1);
        return s;
    }

    [Shape("3")]
    public static double T_InAnArray(double[] x)
    {
        var pairs = x.Select((v, i) => KeyValuePair.Create(i, v * v)).ToArray();
        var best = pairs[0];
        foreach (var p in pairs)
        {
            if (p.Value > best.Value)
                best = p;
        }

        return best.Value * pairs[0].Value;
    }

    [Shape("3")]
    public static double T_InFields(double[] x)
    {
        var holder = new Holder { Field = new("a", x[0] * x[1]), Property = new(x[1], x[2] * x[2]) };
        var (key, value) = holder.Property;
        return holder.Field.Value * key + value * holder.Property.Key;
    }

    [Shape("3")]
    public static double T_Turned(double[] x)
    {
        var p = new KeyValuePair<double, double>(x[0], x[1]);
        for (int i = 0; i < 3; i++)
            p = new(p.Value * x[2], p.Key + p.Value);
        return p.Key * p.Value;
    }

    [Shape("3")]
    public static double T_Optional(double[] x)
    {
        KeyValuePair<string, double>? p = null;
        if (x[0] > 0)
            p = new("s", x[0] * x[1]);
        return p is { } known ? known.Value * known.Value : x[2];
    }

    [Shape("3")]
    public static double T_ByReference(double[] x)
    {
        var pairs = new KeyValuePair<string, double>[3];
        for (int i = 0; i < 3; i++)
        {
            pairs[i] = new("z", x[i]);
            Raise(ref pairs[i], x[(i + 1) % 3] * x[i]);
        }

        return pairs[0].Value * 2 + pairs[1].Value * pairs[2].Value;
    }

    [Shape("3")]
    public static double T_Boxed(double[] x)
    {
        object boxed = new KeyValuePair<string, double>("a", x[0] * x[1]);
        return boxed is KeyValuePair<string, double> p ? p.Value * p.Value : x[2];
    }

    [Shape("3")]
    public static double T_Printed(double[] x)
    {
        var p = new KeyValuePair<string, double>("a", x[0] * x[1]);
        return p.ToString().Length > 0 ? p.Value * p.Value : x[2];
    }

    [Shape("3")]
    public static double T_InAStack(double[] x)
    {
        var stack = new Stack<KeyValuePair<int, double>>();
        stack.Push(new(2, x[0]));
        stack.Push(new(3, x[1] * x[2]));
        double s = 0;
        while (stack.TryPop(out var p))
            s = s * p.Key + p.Value * p.Value;
        return s;
    }

    [Shape("3")]
    public static double T_InAQueue(double[] x)
    {
        var queue = new Queue<KeyValuePair<double, int>>();
        foreach (var v in x)
            queue.Enqueue(new(v * v, queue.Count));
        double s = 0;
        while (queue.Count > 0)
        {
            var (number, place) = queue.Dequeue();
            s += number * place;
            if (place == 1)
                queue.Enqueue(new(number * x[0], 5));
        }

        return s;
    }

    [Shape("3")]
    public static double T_ArraysAsValues(double[] x)
    {
        var d = new Dictionary<string, double[]> { ["a"] = x.ToArray(), ["b"] = x.Select(v => v * v).ToArray() };
        double s = 0;
        foreach (var (_, row) in d)
        {
            foreach (var v in row)
                s += v * v;
        }

        foreach (var kv in d)
            kv.Value[0] = 7 * x[1];
        return s * d["a"][0];
    }

    [Shape("3")]
    public static double T_TupleAsKey(double[] x)
    {
        var d = new Dictionary<(int, int), double> { [(0, 1)] = x[0], [(1, 2)] = x[1] };
        double s = 0;
        foreach (var ((i, j), w) in d)
            s += w * w * (i + j) * x[2];
        return s;
    }

    [Shape("3")]
    public static double T_QueriesOfADictionary(double[] x)
    {
        var d = Named(x);
        return d.Where(kv => kv.Value > 0).Sum(kv => kv.Value * kv.Value) + d.OrderByDescending(kv => kv.Value).First().Value
            + d.Select(kv => kv.Value * kv.Key.Length).Sum() + d.Max(kv => kv.Value) + d.Average(kv => kv.Value);
    }

    [Shape("3")]
    public static double T_AggregatesOfADictionary(double[] x)
    {
        var d = Named(x);
        return d.Aggregate(1.0, (a, kv) => a * kv.Value + 1) + d.First(kv => kv.Key == "bb").Value + d.MaxBy(kv => kv.Value).Value
            + d.ElementAt(1).Value + d.Last().Value + d.Zip(x, (p, v) => p.Value * v).Sum() + d.SelectMany(p => new[] { p.Value, p.Value * 2 }).Sum();
    }

    [Shape("3")]
    public static double T_QuerySyntax(double[] x)
    {
        var d = Named(x);
        return (from kv in d where kv.Key != "c" orderby kv.Value select kv.Value * kv.Value).Sum()
            + d.GroupBy(kv => kv.Key == "a").Sum(g => g.Sum(kv => kv.Value) * g.Count());
    }

    [Shape("3")]
    public static double T_Joined(double[] x)
    {
        var d = Named(x);
        return d.Join(new Dictionary<string, double> { ["a"] = x[2], ["bb"] = 3 }, p => p.Key, p => p.Key, (p, q) => p.Value * q.Value).Sum();
    }

    [Shape("3")]
    public static double T_Copies(double[] x)
    {
        var d = x.Select((v, i) => (v, i)).ToDictionary(t => t.i, t => t.v * t.v);
        var e = new Dictionary<int, double>(d);
        return e.Sum(kv => kv.Value * kv.Key) + new Dictionary<int, double>(d.Where(kv => kv.Key > 0)).Values.Sum()
            + d.Where(kv => kv.Key < 2).ToDictionary().Values.Sum() + d.Where(kv => kv.Key < 2).ToDictionary(kv => kv.Key, kv => kv.Value * 2).Values.Sum();
    }

    [Shape("3")]
    public static double T_OfAQuery(double[] x) =>
        new Dictionary<string, double>(x.Select((v, i) => new KeyValuePair<string, double>("k" + i, v * v))).Sum(p => p.Value * p.Key.Length);

    [Shape("3")]
    public static double T_ChangedOverACopy(double[] x)
    {
        var d = Named(x);
        foreach (var kv in d.ToList())
            d[kv.Key] = kv.Value * x[2];
        return d["a"] * d["bb"];
    }

    [Shape("3")]
    public static double T_ReadOnlyDictionary(double[] x) => OfReadOnly(Named(x));

    [Shape("3")]
    public static double T_DictionaryAsInterface(double[] x) => OfInterface(Named(x));

    [Shape("3")]
    public static double T_SortedDictionaryAsInterface(double[] x) => OfInterface(new SortedDictionary<string, double>(Named(x)));

    [Shape("3")]
    public static double T_SortedListAsInterface(double[] x) => OfInterface(new SortedList<string, double>(Named(x)));

    [Shape("3")]
    public static double T_Sequences(double[] x) =>
        OfSequence(Named(x)) + OfSequence([new("z", x[0])]) + OfSequence(x.Select(v => KeyValuePair.Create("q", v * v * v))) + OfSequence(Own(x));

    [Shape("3")]
    public static double T_SortedList(double[] x)
    {
        var list = new SortedList<double, double> { { 0.5, x[0] }, { 1.5, x[1] }, { 2.5, x[2] } };
        double s = 0;
        foreach (var (k, v) in list)
            s += k * v * v;
        return s + list.First().Value * list.Last().Key;
    }

    [Shape("3")]
    public static double T_Trapezoids(double[] x)
    {
        var d = new SortedDictionary<int, double> { [1] = x[0], [3] = x[1], [2] = x[2] };
        var before = d.First();
        double s = 0;
        foreach (var kv in d.Skip(1))
        {
            s += (kv.Value + before.Value) * (kv.Key - before.Key) / 2 * kv.Value;
            before = kv;
        }

        return s;
    }

    [Shape("3")]
    public static double T_Enumerators(double[] x)
    {
        var d = Named(x);
        double s = 0;
        using (var e = d.GetEnumerator())
        {
            while (e.MoveNext())
                s += e.Current.Value * e.Current.Value;
        }

        IEnumerator<KeyValuePair<string, double>> other = ((IDictionary<string, double>)d).GetEnumerator();
        while (other.MoveNext())
            s *= other.Current.Value;
        return s;
    }

    [Shape("4")]
    public static double T_AggregateBy(double[] x)
    {
        var sums = x.AggregateBy(v => v > x[0], x[1], (a, v) => a * 0.5 + v * v);
        var seeded = x.AggregateBy(v => v > x[0], k => k ? x[2] : x[3], (a, v) => a + v);
        return sums.Sum(p => p.Value * (p.Key ? 2 : 1)) + seeded.Sum(p => p.Value * p.Value);
    }

    [Shape("3")]
    public static double T_DerivedFromADictionary(double[] x)
    {
        var own = new Table([new("a", x[0] * x[1]), new("b", x[2])]);
        return own.Sum(p => p.Value * p.Value) * own.Count + own["a"];
    }

    private static Dictionary<string, double> Named(double[] x) => new() { ["a"] = x[0], ["bb"] = x[1] * x[0], ["c"] = x[2] };

    private static void Raise(ref KeyValuePair<string, double> pair, double by) => pair = new(pair.Key, pair.Value + by);

    private static double OfReadOnly(IReadOnlyDictionary<string, double> d)
    {
        double s = 0;
        foreach (var (k, v) in d)
            s += v * v * k.Length;
        return s;
    }

    private static double OfInterface(IDictionary<string, double> d)
    {
        double s = 0;
        foreach (var kv in d)
            s += kv.Value * kv.Value * kv.Key.Length;
        return s;
    }

    private static double OfSequence(IEnumerable<KeyValuePair<string, double>> pairs) =>
        pairs.Sum(kv => kv.Value * kv.Value) + pairs.Count(kv => kv.Value > 0);

    private static IEnumerable<KeyValuePair<string, double>> Own(double[] x)
    {
        yield return new("a", x[0]);
        yield return KeyValuePair.Create("b", x[1] * x[2]);
    }

    private sealed class Holder
    {
        public KeyValuePair<string, double> Field;

        public KeyValuePair<double, double> Property { get; set; }
    }

    private sealed class Table(IEnumerable<KeyValuePair<string, double>> pairs) : Dictionary<string, double>(pairs);
}
