namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Classes of a program that derive from the framework's containers: how they are made, filled, hidden, copied and passed on.</summary>
public static class DerivedContainers
{
    public static double T_Plain(double a)
    {
        var v = new Vec0();
        v.Add(a);
        v.Add(a * a);
        return v[0] * v[1];
    }

    public static double T_Capacity(double a)
    {
        var v = new VecN(1);
        v.Add(a);
        v.Add(a * a);
        v.Insert(0, 3 * a);
        return v[0] * v[1] + v.Sum() * v.Count;
    }

    public static double T_FilledInConstructor(double a)
    {
        var v = new VecF(3, a);
        return v[1] * v[2];
    }

    public static double T_CollectionAndField(double a)
    {
        var v = new VecC(new[] { a, a * a, 1 }, a);
        v[0] *= 2;
        return v.Total() + v.Scale;
    }

    public static double T_SeveralLevels(double a)
    {
        var v = new Vector(3, a);
        var w = new Vector(3);
        w[1] = a;
        w[2] = 2;
        return v * w + (v + w)[1] * (v + w).Clone()[2];
    }

    public static double T_HidingIndexer(double a)
    {
        var d = new Dic { ["a"] = a };
        d["A"] = d["a"] * 2;
        d.Off = a;
        return d["a"] * d.Count + d.Values.Sum();
    }

    public static double T_CopiedDictionary(double a)
    {
        var d = new Dic(new Dictionary<string,double> { ["a"] = a, ["b"] = a * a }, a);
        var e = new Dic(d);
        return d["B"] + e["b"] * e["a"];
    }

    public static double T_Queue(double a)
    {
        var q = new Q(new[] { a, 2.0 });
        q.Enqueue(a * a);
        return q.Dequeue() * q.Peek() + q.Sum() * q.Count + new Q(3).Count;
    }

    public static double T_Stack(double a)
    {
        var q = new S(new[] { a, 2.0 });
        q.Push(a * a);
        return q.Pop() * q.Peek() + q.Sum() * q.Count + new S(3).Count;
    }

    public static double T_LinkedList(double a)
    {
        var q = new L(new[] { a, 2.0 });
        q.AddLast(a * a);
        q.AddFirst(3 * a);
        return q.First!.Value * q.Last!.Value + q.Sum() * q.Count;
    }

    public static double T_SortedDictionary(double a)
    {
        var q = new SD(new Down()) { [1] = a, [2] = a * a };
        var r = new SD(q);
        var z = new SD(q, new Down());
        return q.Values.First() * 3 + r.Values.First() * 5 + z.Values.First() * r[1];
    }

    public static double T_SortedList(double a)
    {
        var q = new SL(new Down()) { [1] = a, [2] = a * a };
        var r = new SL(q);
        var z = new SL(q, new Down());
        return q.Values[0] * 3 + r.Values[0] * 5 + z.Values[0] * r[1];
    }

    public static double T_ListOfIntegersWithField(double a)
    {
        var n = new Names(a);
        n.Add(4);
        return n.W * n[0] * n.Count;
    }

    public static double T_ListOfObjects(double a)
    {
        var n = new Items { new Item { V = a }, new Item { V = a * a } };
        n[0].V *= a;
        return n.Sum();
    }

    public static double T_InFields(double a)
    {
        var h = new Holder();
        h.A.Add(a);
        h.B.Add(a * a);
        h.A.AddRange(h.B);
        return h.A[0] * h.A[1] * h.A.Count;
    }

    public static double T_GenericMathematics(double a)
    {
        var s = new Series<double> { a, a * a };
        return s.Sum() * s[0];
    }

    public static double T_AsBaseAndInterfaces(double a) => Tot(new VecF(3, a)) + TotI(new Vector(2, a)) + TotE(new VecC([a, a * a], 3));

    public static double T_ThroughRecursion(double a) => Rec(3, a).Sum() * Rec(2, a)[0];

    public static double T_InLoops(double a)
    {
        double s = 0;
        for (int i = 1; i < 4; i++)
        {
            var v = new VecF(i, a * i);
            v.RemoveAt(0);
            if (v.Count > 0)
                s += v[0];
            v.Clear();
            v.Add(a);
            s += v.Count * v[0];
        }

        return s;
    }

    public static double T_SortedAndQueried(double a)
    {
        var v = new Vec0 { a, 2 * a, a * a };
        v.Sort();
        v.Reverse();
        return v.Where(x => x > 0).Select(x => x * x).Sum() + v.ToArray()[0] + v.Max() + v.Find(x => x > 1);
    }

    public static double T_ListOfThem(double a)
    {
        List<Vector> l = new() { new Vector(2, a), new Vector(1, a * a) };
        Vector best = l[0];
        foreach (var v in l) if (v.Sum() > best.Sum()) best = v;
        return best[0] * l.Sum(v => v[0]);
    }

    public static double T_AsObject(double a)
    {
        var v = new Vec0 { a };
        object o = v;
        IEnumerable<double> e = (List<double>)o;
        var w = (Vec0)o;
        w.Add(a * a);
        return e.Sum();
    }

    public static double T_SetWithField(double a)
    {
        var h = new Weighted(new[] { 1, 2 }, a * a);
        h.Add(7);
        return h.W * h.Count * (h.Contains(7) ? a : 1);
    }

    public static double T_MadeBySwitch(double a)
    {
        Vec0 v = a > 0 ? new Vec0 { a, a * a } : new Vec0 { 2 * a };
        return v[v.Count - 1] * v[0];
    }

    public static double T_Captured(double a)
    {
        var v = new Vector(2, a);
        Func<double, double> f = x => v[0] * x + v.Count;
        v[0] = a * a;
        return f(a) + f(2);
    }

    public static double T_ConstructorThatIsNotInlined(double a)
    {
        double s = 0;
        for (int i = 1; i < 4; i++)
        {
            var p = new Path(i, a);
            s += p[i] * p.Length;
        }

        return s;
    }

    public static double T_ReturnedFromCallee(double a) => Made(a, 3).Sum() * Made(a, 1)[0];

    public static double T_Reversed(double a)
    {
        var v = new VecF(4, a);
        v.Reverse();
        v.RemoveRange(0, 2);
        v.AddRange(new VecF(2, a * a));
        return v[0] + 2 * v[1] + 3 * v[2] + 4 * v[3];
    }

    public static double T_SwappedItems(double a)
    {
        var v = new VecN(4) { a, a * a, 1 };
        (v[0], v[2]) = (v[2], v[0]);
        return v[0] * 3 + v[2] * v[1];
    }

    public static double T_PairOfContainers(double a)
    {
        (Vec0 First, Q Second) p = (new Vec0 { a }, new Q(new[] { a * a }));
        p.First.Add(p.Second.Dequeue());
        p.Second.Enqueue(p.First[0]);
        return p.First[1] * p.Second.Peek();
    }

    public static double T_OfIntegersOfBase(double a)
    {
        var n = new Names(a) { 5 };
        double s = 0;
        for (int i = 0; i < n.Count; i++)
            s += n[i] * n.W;
        return s;
    }

    public static void C_WithRespectToThem()
    {
        var g = Gradient(at: new Vector(new[] { 2.0, 3 }), of: v => v[0] * v[1] + v.Sum());
        Check.Near(g, 4, 3);
        var c = Gradient(at: new VecC(new[] { 2.0, 3 }, 3), of: v => v.Total() * v.Scale);
        Check.Near(c, 9, 9);
        Check.Near(c.Scale, 30);
        var d = Gradient(at: new Dic(new Dictionary<string, double> { ["a"] = 2, ["b"] = 3 }, 1), of: v => v["a"] * v["b"]);
        Check.Near(d.Off, 7);
        Check.Near(Moved(new Vector(new[] { 1.0, 2 }), along: g, by: 1.0), 5, 5);
    }

    public static void C_AsResults()
    {
        var (value, pullback) = ValueWithPullback(at: 3.0, of: x => new Vector(2, x) { x * x });
        Check.Near(value, 3, 3, 9);
        for (int i = 0; i < 2; i++)
        {
            Check.Near(pullback(new Vector(new[] { 1.0, 1, 1 })), 8);
            Check.Near(pullback(new Vector(new[] { 0.0, 2, 1 })), 8);
        }
    }

    private static double Tot(List<double> l) { double t = 0; foreach (var x in l) t += x * x; return t; }

    private static double TotI(IList<double> l) { double t = 0; for (int i = 0; i < l.Count; i++) t += l[i] * l[i]; l.Add(t); return t + l.Last(); }

    private static double TotE(IEnumerable<double> l) { double t = 0; foreach (var x in l) t += x * x; return t + l.Max(); }

    private static Vector Rec(int n, double a)
    {
        if (n == 0) return new Vector(2, a);
        var r = Rec(n - 1, a);
        var s = new Vector(r);
        s[0] *= a;
        s.Add(a);
        return s;
    }

    private static Vec0 Made(double a, int n) => n == 0 ? new Vec0 { a } : Longer(Made(a, n - 1), a);

    private static Vec0 Longer(Vec0 v, double a)
    {
        v.Add(v[v.Count - 1] * a);
        return v;
    }

    public class Vec0 : List<double> { }

    public class VecN : List<double> { public VecN(int n) : base(n) { } }

    public sealed class VecF : List<double>
    {
        public VecF(int n, double v) : base(n) { for (int i = 0; i < n; i++) Add(v * (i + 1)); }
    }

    public class VecC : List<double>
    {
        public double Scale = 2;

        public VecC(IEnumerable<double> xs, double s) : base(xs) { Scale = s; }

        public double Total() { double t = 0; for (int i = 0; i < Count; i++) t += this[i]; return t * Scale; }
    }

    public class InitList<T> : List<T>
    {
        public InitList(int n) : base(n) { for (int i = 0; i < n; i++) Add(default!); }

        public InitList(int n, T v) : base(n) { for (int i = 0; i < n; i++) Add(v); }
    }

    public class Vector : InitList<double>
    {
        public Vector(int n) : base(n) { }

        public Vector(int n, double v) : base(n, v) { }

        public Vector(IEnumerable<double> o) : base(0) { AddRange(o); }

        public static double operator *(Vector a, Vector b) { double s = 0; for (int i = 0; i < a.Count; i++) s += a[i] * b[i]; return s; }

        public static Vector operator +(Vector a, Vector b)
        {
            var r = new Vector(a.Count);
            for (int i = 0; i < a.Count; i++) r[i] = a[i] + b[i];
            return r;
        }

        public Vector Clone() => new(this);
    }

    public class Dic : Dictionary<string, double>
    {
        public double Off;

        public Dic() : base(StringComparer.OrdinalIgnoreCase) { }

        public Dic(IDictionary<string,double> d) : base(d) { }

        public Dic(IDictionary<string,double> d, double off) : base(d, StringComparer.OrdinalIgnoreCase) { Off = off; }

        public new double this[string k] { get => base[k] + Off; set => base[k] = value; }
    }

    public class Q : Queue<double>
    {
        public Q() { }

        public Q(int n) : base(n) { }

        public Q(IEnumerable<double> e) : base(e) { }
    }

    public class S : Stack<double>
    {
        public S() { }

        public S(int n) : base(n) { }

        public S(IEnumerable<double> e) : base(e) { }
    }

    public class L : LinkedList<double> { public L() { } public L(IEnumerable<double> e) : base(e) { } }

    public class SD : SortedDictionary<int, double>
    {
        public SD() { }

        public SD(IComparer<int> c) : base(c) { }

        public SD(IDictionary<int,double> c) : base(c) { }

        public SD(IDictionary<int,double> d, IComparer<int> c) : base(d, c) { }
    }

    public class SL : SortedList<int, double>
    {
        public SL() { }

        public SL(int n) : base(n) { }

        public SL(IComparer<int> c) : base(c) { }

        public SL(IDictionary<int,double> c) : base(c) { }

        public SL(IDictionary<int,double> d, IComparer<int> c) : base(d, c) { }
    }

    public class Down : IComparer<int> { public int Compare(int a, int b) => b.CompareTo(a); }

    public class Names : List<int> { public double W; public Names(double w) { W = w; Add(3); } }

    public class Item { public double V; }

    public class Items : List<Item>
    {
        public double Sum() { double s = 0; foreach (var i in this) s += i.V; return s; }
    }

    public class Holder { public Vec0 A = new(); public readonly VecN B = new(3); }

    public class Series<T> : List<T> where T : struct, System.Numerics.INumber<T>
    {
        public T Sum() { T s = T.Zero; foreach (var x in this) s += x; return s; }
    }

    public class Weighted : HashSet<int>
    {
        public double W;

        public Weighted(IEnumerable<int> e, double w)
            : base(e) => W = w;
    }

    public class Path : List<double>
    {
        public double Length;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public Path(int n, double a)
            : base(n)
        {
            Add(a);
            if (n > 0)
                AddRange(new Path(n - 1, a * 2));
            foreach (double x in this)
                Length += x;
        }
    }
}
