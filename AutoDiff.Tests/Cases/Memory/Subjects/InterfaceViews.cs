using System.Collections;
using System.Collections.Immutable;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Containers behind the interfaces of sequences, collections, lists and dictionaries, and queries that ask what is behind.</summary>
public static class InterfaceViews
{
    public static double T_Copy(double a)
    {
        var p = new Dictionary<string,double> { ["a"] = a, ["b"] = 2 };
        p = new Dictionary<string,double>(p) { ["c"] = a * a };
        double s = 0;
        foreach (var k in p.Keys) s += p[k];
        return s + p.Values.Sum() * a;
    }

    public static double T_Copy2(double a)
    {
        var p = new Dictionary<string,double> { ["a"] = a, ["b"] = 2 };
        for (int i = 0; i < 2; i++) p = new Dictionary<string,double>(p) { ["c" + i] = a * a * i };
        return p.Values.Sum() * p.Values.Count;
    }

    public static double T_CountBehind(double a)
    {
        var p = new Dictionary<string,double> { ["a"] = a, ["b"] = 2 };
        ICollection<double> v = p.Values;
        return v.Count * v.Sum();
    }

    public static double T_Set(double a)
    {
        ICollection<int> s = new HashSet<int> { 1, 2, 3 };
        double t = 0;
        foreach (var i in s) t += a * i;
        return t * s.Count;
    }

    public static double T_Rect(double a)
    {
        var g = new double[2, 3];
        for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) g[i, j] = a * i + j * a * a;
        return g.Cast<double>().Sum() + g.Cast<double>().Max();
    }

    public static double T_Rect3(double a)
    {
        var g = new double[2, 2, 2];
        g[1, 1, 1] = a;
        g[0, 1, 0] = a * a;
        return g.Cast<double>().Select(x => x * x).Sum();
    }

    public static double T_RectForeach(double a)
    {
        var g = new double[2, 2];
        g[1, 1] = a;
        g[0, 1] = a * a;
        double s = 0;
        foreach (var x in g) s += x * x;
        return s;
    }

    public static double T_Cast1(double a)
    {
        IEnumerable e = new[] { a, a * a };
        return e.Cast<double>().Sum();
    }

    public static double T_Cast2(double a)
    {
        IEnumerable e = new List<double> { a, a * a };
        return e.Cast<double>().Sum();
    }

    public static double T_Cast3(double a)
    {
        object[] e = { a, a * a, 1.0 };
        return e.Cast<double>().Sum();
    }

    public static double T_ListIface(double a)
    {
        IList<double> l = new List<double> { a, 1, a * a };
        l.Insert(1, a * 3);
        l.RemoveAt(0);
        l[0] += a;
        return l.Count + l[0] * l[1] + l.Last() + (l.Contains(1.0) ? a : 0) + l.IndexOf(1);
    }

    public static double T_CopyTo(double a)
    {
        ICollection<double> l = new List<double> { a, 1, a * a };
        var t = new double[4];
        l.CopyTo(t, 1);
        return t[1] * t[3];
    }

    public static double T_CopyTo2(double a)
    {
        ICollection<double> l = new[] { a, 1, a * a };
        var t = new double[4];
        l.CopyTo(t, 1);
        return t[1] * t[3];
    }

    public static double T_CopyTo3(double a)
    {
        var d = new Dictionary<int,double> { [1] = a, [2] = a * a };
        ICollection<double> l = d.Values;
        var t = new double[4];
        l.CopyTo(t, 1);
        return t[1] * t[2];
    }

    public static double T_Que(double a)
    {
        IEnumerable<double> q = new Queue<double>(new[] { a, a * a });
        return q.Sum() * q.Count() + q.ElementAt(1) + q.Last() + q.ToArray().Length;
    }

    public static double T_Col(double a)
    {
        IReadOnlyCollection<double> q = new Queue<double>(new[] { a, a * a });
        return q.Sum() * q.Count;
    }

    public static double T_Stk(double a)
    {
        IReadOnlyCollection<double> q = new Stack<double>(new[] { a, a * a });
        return q.First() * q.Count;
    }

    public static double T_Lnk(double a)
    {
        ICollection<double> q = new LinkedList<double>(new[] { a, a * a });
        q.Add(a * 3);
        return q.First() * q.Count + q.Last();
    }

    public static double T_Imm(double a)
    {
        var l = ImmutableArray.Create(a, a * a);
        IReadOnlyList<double> r = l;
        return r[0] * r[1] + r.Count + r.Sum();
    }

    public static double T_Str(double a)
    {
        IEnumerable<char> s = "abc";
        double t = 0;
        foreach (var c in s) t += a * c;
        return t + s.Count() * a;
    }

    public static double T_Pars(double a)
        => Par(new[] { a, 2 }) + Par(new List<double> { a }) + Par(new Queue<double>(new[] { a }))
            + Par(new HashSet<double> { 1, 2 }) * a
            + Par(new Dictionary<int,double> { [3] = a }.Values) + Par(new SortedList<int,double> { [3] = a }.Values.ToList());

    public static double T_Srt(double a)
    {
        IList<double> v = new SortedList<int,double> { [3] = a, [1] = a * a }.Values;
        return v[0] + v[1] * v[1] * v.Count;
    }

    public static double T_Concat(double a)
    {
        IEnumerable<double> x = new Dictionary<int,double> { [3] = a }.Values;
        IEnumerable<double> y = new Queue<double>(new[] { a * a });
        return x.Concat(y).Reverse().Select((v, i) => v * (i + 1)).Sum();
    }

    public static double T_SequenceThroughRecursion(double a) => DeepE(new List<double> { a, a * a }, 3);

    public static double T_ObjectThroughRecursion(double a) => DeepO(new List<double> { a, a * a }, 3);

    public static double T_ArrayThroughRecursion(double a) => DeepA(new[] { a, a * a }, 3);

    public static double T_BoxThroughRecursion(double a) => DeepB(a * a, 3);

    public static double T_CastReturned(double a) => DeepR(new List<double> { a, a * a }, 3).Sum();

    public static double T_RectangularObjects(double a)
    {
        var g = new Node[2, 2];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
                g[i, j] = new Node { V = a * i + j };
        }

        return g.Cast<Node>().Average(n => n.V * n.V);
    }

    public static double T_DictionaryOfSortedList(double a)
    {
        IDictionary<int, double> d = new SortedList<int, double> { [2] = a, [1] = a * a };
        var h = new Dictionary<int, double>(d);
        var s = new SortedDictionary<int, double>(d);
        return h[2] * s[1] + s.Values.First();
    }

    public static double T_OwnListBehind(double a)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            IList<double> l = Picked(i);
            l.Add(a * i);
            l.Insert(0, a * a);
            l[1] += 1;
            s += l[0] * l[1] * l.Count;
            l.RemoveAt(0);
            s += l[0];
        }

        return s;
    }

    public static double T_OwnReadOnlyListBehind(double a) => Second(new Multiples(a)) + Second(new[] { 1, a * a }) * Second(new List<double> { 1, a });

    public static double T_OwnBehindCollection(double a)
    {
        ICollection<double> c = new Bag();
        c.Add(a);
        c.Add(a * a);
        double r = 1;
        foreach (double v in c)
            r *= v;
        return r;
    }

    public static double T_OwnFilledByCallee(double a)
    {
        var bag = new Bag();
        Fill(bag, a);
        var list = new List<double>();
        Fill(list, a);
        return bag[0] * bag[1] * list[0] * bag.Sum() * bag.Select(v => v * a).Max();
    }

    public static double T_OwnOrList(double a)
    {
        IEnumerable<double> c = a > 0.6 ? new Bag { a, a } : new List<double> { a };
        return c.Sum() * a;
    }

    public static double T_OwnAmongOthers(double a)
    {
        var c = new List<ICollection<double>> { new Bag(), new List<double>(), new LinkedList<double>(), new Longer() };
        double r = 0;
        for (int i = 0; i < c.Count; i++)
        {
            c[i].Add(a * (i + 1));
            r += c[i].First() * a * c[i].Sum();
        }

        return r;
    }

    public static double T_OwnSequence(double a)
    {
        IEnumerable<double> c = new Multiples(a);
        return c.Sum() * c.Last() * Squares(c) * Squares(new Bag { a }) * Squares([a]);
    }

    public static void C_OwnAsArgument()
    {
        IList<double> list = new Bag { 2, 3 };
        Check.Near(Gradient(at: list, of: SumOf)[0] / 2, 2096);
        IEnumerable<double> sequence = new Bag { 2, 3 };
        Check.Near(((Bag)Gradient(at: sequence, of: Product))[0] / 2, 12);
        var pullback = Pullback(at: sequence, of: Product);
        pullback(3);
        Check.Near(((Bag)pullback(1))[0] / 2, 12);
        sequence = new List<double> { 2, 3 };
        Check.Near((List<double>)Gradient(at: sequence, of: Product), 3, 2);
        sequence = new[] { 2.0, 3 };
        Check.Near((double[])Gradient(at: sequence, of: Squares), 4, 6);
    }

    public static double T_CastOfFour(double a)
    {
        var t = new double[2, 2, 2, 3];
        t[0, 1, 0, 1] = a * a;
        t[1, 1, 1, 1] = a;
        return t.Cast<double>().Sum() * t.Cast<double>().ElementAt(7) * t.Cast<double>().ElementAt(22);
    }

    public static double T_CastOfFive(double a)
    {
        var t = new double[1, 2, 2, 3, 2];
        t[0, 0, 1, 1, 1] = a * a;
        t[0, 1, 1, 1, 0] = a;
        return t.Cast<double>().Sum() * t.Cast<double>().ElementAt(9);
    }

    [MayBeRefused("AD1006")]
    public static double T_CastOfSix(double a)
    {
        var t = new double[1, 2, 1, 2, 1, 2];
        t[0, 1, 0, 1, 0, 1] = a * a;
        return t.Cast<double>().Sum();
    }

    [MayBeRefused("AD1006")]
    public static double T_PairsBehindSequence(double a)
    {
        IEnumerable<KeyValuePair<string, double>> d = new Dictionary<string, double> { ["a"] = a, ["b"] = a * a };
        double r = 1;
        foreach (var pair in d)
            r *= pair.Value;
        return r;
    }

    [MayBeRefused("AD1006")]
    public static double T_PairsBehindReadOnlyDictionary(double a)
    {
        IReadOnlyDictionary<string, double> d = new Dictionary<string, double> { ["a"] = a, ["b"] = a * a };
        double r = 1;
        foreach (var pair in d)
            r *= pair.Value;
        return r;
    }

    public static double T_TableBehindSequence(double a)
    {
        var t = new double[2, 2];
        t[0, 1] = a;
        IEnumerable e = t;
        return e.Cast<double>().Sum() * t.Length;
    }

    public static double T_TableOfLists(double a)
    {
        var t = new List<double>[2, 2];
        t[0, 0] = [a];
        t[1, 0] = [a * a, 2];
        t[0, 1] = [];
        t[1, 1] = [a];
        return t.Cast<List<double>>().Sum(l => l.Sum());
    }

    public static double T_RemovedBehind(double a)
    {
        IDictionary<int, double> d = new SortedList<int, double> { [2] = a, [1] = a * a };
        d.Remove(1);
        return d[2] * d.Count;
    }

    public static double T_InsertedBehind(double a)
    {
        IList<double> l = new List<double>();
        for (int i = 0; i < 3; i++)
            l.Insert(0, a * i);
        l.RemoveAt(1);
        return l[0] * l[1] + l[0] * l.Count;
    }

    public static double T_Cleared(double a)
    {
        ICollection<double> l = new LinkedList<double>(new[] { a });
        l.Clear();
        l.Add(a * a);
        l.Add(a);
        return l.First() * l.Count;
    }

    public static void C_ArraysAreOfAFixedSize()
    {
        foreach (int which in new[] { 0, 1, 2 })
        {
            try
            {
                Gradient(at: 1.0, of: x => Grown(new[] { x, 2 }, which));
                Check.That(false, "an array does not grow");
            }
            catch (NotSupportedException)
            {
            }
        }
    }

    private static void Fill(ICollection<double> c, double a)
    {
        c.Add(a);
        c.Add(a * a);
    }

    private static double SumOf(IList<double> o) => o.Sum() * o.Select(v => v * v).Sum() * o[0];

    private static double Product(IEnumerable<double> o)
    {
        double r = 1;
        foreach (double v in o)
            r *= v;
        return r;
    }

    private static double Squares(IEnumerable<double> c) => c.Select(v => v * v).Sum();

    private static IList<double> Picked(int which) => which == 0 ? new Bag() : which == 1 ? new List<double>() : new Longer();

    private static double Second(IReadOnlyList<double> l) => l[1] * l.Count;

    private static double Grown(IList<double> l, int which)
    {
        if (which == 0)
            l.Add(l[0]);
        else if (which == 1)
            l.Insert(0, l[0]);
        else
            l.RemoveAt(0);
        return l[0];
    }

    private static double DeepE(IEnumerable e, int n) => n == 0 ? e.Cast<double>().Sum() : DeepE(e, n - 1);

    private static double DeepO(object o, int n) => n == 0 ? ((List<double>)o)[0] : DeepO(o, n - 1);

    private static double DeepA(Array o, int n) => n == 0 ? ((double[])o)[0] : DeepA(o, n - 1);

    private static double DeepB(object o, int n) => n == 0 ? (double)o : DeepB(o, n - 1);

    private static IEnumerable<double> DeepR(IEnumerable e, int n) => n == 0 ? e.Cast<double>() : DeepR(e, n - 1);

    private static double Cnt(ICollection<double> v) => v.Count;

    private static double Par(IReadOnlyCollection<double> c) => c.Count * c.Sum();

    public sealed class Longer : List<double>;

    public sealed class Multiples(double step) : IReadOnlyList<double>
    {
        public int Count => 3;

        public double this[int index] => step * index;

        public IEnumerator<double> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Hands out twice of what was put in.</summary>
    public sealed class Bag : IList<double>
    {
        private double[] _items = new double[2];

        public int Count { get; private set; }

        public bool IsReadOnly => false;

        public double this[int index]
        {
            get => _items[index] * 2;
            set => _items[index] = value;
        }

        public void Add(double item)
        {
            if (Count == _items.Length)
                Array.Resize(ref _items, 2 * Count);
            _items[Count++] = item;
        }

        public void Insert(int index, double item)
        {
            Add(0);
            for (int k = Count - 1; k > index; k--)
                _items[k] = _items[k - 1];
            _items[index] = item;
        }

        public void RemoveAt(int index)
        {
            for (int k = index; k + 1 < Count; k++)
                _items[k] = _items[k + 1];
            Count--;
        }

        public void Clear() => Count = 0;

        public bool Contains(double item) => IndexOf(item) >= 0;

        public int IndexOf(double item) => Array.IndexOf(_items, item);

        public bool Remove(double item) => false;

        public void CopyTo(double[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerator<double> GetEnumerator()
        {
            for (int i = 0; i < Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public sealed class Node
    {
        public double V;
    }
}
