// Types and functions of the generated programs. Where they stand for numbers, the reference reads Dual for every "double" in this text.

/// <summary>Exceptions that carry numbers, arrays and objects.</summary>
public class Carrier : Exception
{
    public double V;
    public double[] Data3 = [0, 0, 0];
    public Cell? Thing;
    public Carrier(double v) { V = v; }
    public Carrier(string message, double v) : base(message) { V = v; }
    public virtual double Weight => 0.5 * V;
}

public sealed class Tagged : Carrier
{
    private readonly double _w;
    public Tagged(double v, double w) : base("tagged", v * w) { _w = w; }
    public double W => _w;
    public override double Weight => Math.Sin(V) + (0.3 * _w);
}

public sealed class Wrapped(double share, Carrier inner) : Exception("wrapped")
{
    public double Share { get; } = share;
    public Carrier Inner => inner;
    public List<double> Log { get; init; } = [share, 0.5 * inner.V];
}

/// <summary>Writes when it is disposed of.</summary>
public sealed class Writer(double[] target, int at, double by) : IDisposable
{
    public double By = by;
    public void Dispose() => target[at] = (0.5 * target[at]) + By;
}

public readonly struct Restore(Cell cell) : IDisposable
{
    private readonly double _v = cell.V;
    public void Dispose() => cell.V = (0.7 * _v) + (0.2 * Math.Sin(cell.V));
}

/// <summary>Structs and classes whose methods become delegates.</summary>
public struct Line : IShape
{
    public double K;
    public double C;
    public Line(double k, double c) { K = k; C = c; }
    public readonly double At(double t) => (K * Math.Sin(t)) + C;
    public readonly bool Above(double t) => t > C;
    public readonly double Both(double s, double t) => (0.5 * s * Math.Cos(K)) + (C * Math.Sin(t));
    public double Push(double t) { K = (0.6 * K) + Math.Sin(t); return K + (0.4 * C); }
    public void Tilt(double by) { C = (0.5 * C) + (0.3 * Math.Cos(by)); }
    public static double Fixed(double t) => Math.Sin(t) + (0.2 * t);
}

public readonly struct Pin(double a) : IShape
{
    public double At(double t) => a * Math.Cos(t);
}

public interface IShape
{
    double At(double t);
    double Doubled(double t) => 2 * At(0.5 * t);
}

public class Curve(double w) : IShape
{
    public double W = w;
    public Func<double, double>? Inner;
    public virtual double At(double t) => (W * Math.Cos(t)) + (0.3 * t);
    public double Push(double t) { W = (0.7 * W) + (0.2 * Math.Sin(t)); return W * 0.9; }
    public double Chain(double t) => Inner is null ? At(t) : Math.Sin(Inner(t)) + W;
}

public sealed class Bend(double w, double b) : Curve(w)
{
    public override double At(double t) => b * Math.Sin(base.At(t));
}

/// <summary>Bags: classes and structs behind an interface.</summary>
public interface IBag
{
    double Level { get; set; }
    void Put(double v);
    double Get();
}

public sealed class Bag : IBag
{
    private double _v;
    public double Level { get => _v; set => _v = value; }
    public void Put(double v) => _v = (0.6 * _v) + v;
    public double Get() => Math.Sin(_v) + (0.2 * _v);
}

public class Sack : IBag
{
    protected readonly List<double> Items = [0.1];
    public double Level { get => Items[^1]; set => Items[^1] = value; }
    public virtual void Put(double v) => Items.Add((0.5 * Items[^1]) + v);
    public double Get() => 0.3 * Items.Sum();
}

public sealed class Purse : Sack
{
    public override void Put(double v) { base.Put(0.4 * v); Items[0] = Math.Cos(v); }
}

public struct Pouch : IBag
{
    private double _v;
    public Pouch(double v) { _v = v; }
    public double Level { readonly get => _v; set => _v = value; }
    public void Put(double v) => _v = (0.7 * _v) + Math.Sin(v);
    public readonly double Get() => _v + (0.3 * _v * _v);
}

public sealed class Stash<T>(T item) where T : IBag
{
    private T _item = item;
    public List<T> All = [];
    public T Item => _item;
    public void Put(double v) { _item.Put(v); All.Add(_item); }
    public double Get() => _item.Get() + (0.2 * All[^1].Get());
    public void Swap(ref T other) => (_item, other) = (other, _item);
}

public abstract class Visitor
{
    public abstract double Visit<T>(T bag, double by) where T : IBag;
}

public sealed class Putter : Visitor
{
    public override double Visit<T>(T bag, double by) { bag.Put(by); return bag.Get(); }
}

public sealed class Leveller(double c) : Visitor
{
    public override double Visit<T>(T bag, double by) { bag.Level = (0.5 * bag.Level) + (c * by); return bag.Level; }
}

/// <summary>Classes derived from containers.</summary>
public class Vec : List<double>
{
    public double Scale = 1;
    public Vec() { }
    public Vec(int capacity) : base(capacity) { }
    public Vec(int n, double v) : base(n) { for (int i = 0; i < n; i++) Add(v * (i + 1) * 0.5); Scale = Math.Cos(v); }
    public Vec(IEnumerable<double> items) : base(items) { }
    public double Norm() { double s = 0; foreach (double v in this) s += v * v; return Math.Sqrt(1 + s) * Scale; }
    public double Last => this[Count - 1];
}

public sealed class Grid : Vec
{
    public Grid(double a, double b) : base(2, a) { Add(b); Scale += 0.5 * this[0]; }
    public void Smooth() { for (int i = 1; i < Count; i++) this[i] = (0.6 * this[i]) + (0.4 * this[i - 1]); }
}

public sealed class Book : Dictionary<string, double>
{
    public double Total;
    public Book() { }
    public Book(double first) : base(4) { this["a"] = first; this["b"] = 0.5 * first; }
    public void Post(string key, double v) { this[key] = TryGetValue(key, out double old) ? (0.5 * old) + v : v; Total += 0.3 * v; }
}

public sealed class Lane : Queue<double>
{
    public double Passed;
    public Lane(double front) { Enqueue(front); Enqueue(2 * front); }
    public double Shift(double v) { Enqueue(v); double first = Dequeue(); Passed = (0.5 * Passed) + first; return first; }
}

public sealed class Pile : Stack<double>
{
    public Pile() { }
    public Pile(double a) : base(3) { Push(a); Push(Math.Sin(a)); }
    public double Fold() { double a = Pop(), b = Pop(); Push((0.5 * a) + Math.Cos(b)); Push(b); return a; }
}

public sealed class Ledger : System.Collections.ObjectModel.Collection<double>
{
    public double Sum;
    protected override void InsertItem(int index, double item) { base.InsertItem(index, 0.9 * item); Sum += item; }
    protected override void SetItem(int index, double item) { Sum -= 0.5 * this[index]; base.SetItem(index, item); }
}

public static class Extensions
{
    public static double Stretch(this Cell cell, double t) => (cell.V * Math.Cos(t)) + (0.2 * cell.W);
    public static double Weigh(this double[] a, double t) => (a[1] * Math.Sin(t)) + a[2];
    public static double Shift(this Curve curve, double t) { curve.W = (0.8 * curve.W) + (0.1 * t); return curve.W; }
    public static double Rank(this List<double> list, double t) => (0.5 * list[0]) + Math.Sin(list[^1] + t);
}

public abstract class TrapCommon : MemoryCommon
{
    protected const MethodImplOptions Far = MethodImplOptions.NoInlining;

    // What throws and what catches.
    protected static double Check(double v, double limit) { if (v > limit) throw new Carrier(v * limit); return v * 0.5; }
    protected static double Always(double v, int i) { if (i >= 0) throw new Tagged(v, 0.5 * v); return v * 1.5; }

    [MethodImpl(Far)]
    protected static double CheckFar(double v, double limit) { if (v > limit) throw new Tagged(v, limit); return v * 0.5; }

    [MethodImpl(Far)]
    protected static double CheckDeep(double[] a, double limit, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s = (0.5 * s) + a[i % a.Length];
            if (s > limit) throw new Carrier(s * limit) { Data3 = [s, limit, i * s] };
        }

        return s;
    }

    [MethodImpl(Far)]
    protected static double CheckAgain(double v, double limit)
    {
        try { return Check(v, limit); }
        catch (Carrier e) { throw new Wrapped(0.5 * v, e); }
    }

    // Guarded singular points.
    protected static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;
    protected static double Safe(double x) => x > 0 ? Math.Sqrt(x) : 0;
    protected static double Entropy(double p) { if (p <= 0) return 0; return -p * Math.Log(p); }
    protected static bool Usable(double x) => Math.Abs(x) > 1e-9;
    protected static bool TryDivide(double a, double b, out double r) { if (b == 0) { r = 0.5; return false; } r = a / b; return true; }
    protected static double BoxCox(double x, double k) => k == 0 ? Math.Log(x) : (Math.Pow(x, k) - 1) / k;
    protected static double Checked(double a, double b) { if (b == 0) throw new Carrier(a); return a / b; }

    [MethodImpl(Far)]
    protected static double SincFar(double x) { double r = 1; if (x != 0) r = Math.Sin(x) / x; return r; }

    [MethodImpl(Far)]
    protected static double EntropyFar(double[] p, double by) { double s = 0; foreach (double v in p) if (v > 0) s -= by * v * Math.Log(v); return s; }

    protected static double Slab(double[] from, double[] by)
    {
        double near = -2, far = 3;
        for (int i = 0; i < from.Length; i++)
        {
            if (Math.Abs(by[i]) < 1e-12)
            {
                if (from[i] < -1.5 || from[i] > 1.5) return 7;
                continue;
            }

            double t0 = (-1.5 - from[i]) / by[i], t1 = (1.5 - from[i]) / by[i];
            if (t0 > t1) (t0, t1) = (t1, t0);
            near = Math.Max(near, t0);
            far = Math.Min(far, t1);
        }

        return near > far ? -1 : near + (0.5 * far);
    }

    // Functions behind delegates.
    protected static double Bump(double t) => Math.Cos(t) * 0.8;
    protected static double Mean(double a, double b) => 0.5 * (a + Math.Sin(b));
    protected static T Same<T>(T v) => v;
    protected static double Through<T>(T shape, double t) where T : IShape => shape.At(t) + (0.1 * t);
    protected static double Apply(Func<double, double> f, double t) => (0.7 * f(t)) + (0.1 * t);
    protected static Func<double, double> Then(Func<double, double> f, Func<double, double> g) => t => g(f(t));
    protected static Func<double, double> Bind(Func<double, double, double> f, double a) => t => f(a, t);
    protected static double Bound(double a, double t) => Bind(Mean, a)(t);
    protected static Func<double, double> AsFunc<T>(T shape) where T : IShape => shape.At;

    [MethodImpl(Far)]
    protected static double ApplyFar(Func<double, double> f, double t) => f(t) + (0.2 * f(0.5 * t));

    [MethodImpl(Far)]
    protected static double ApplyAll(Func<double, double>[] fs, double t) { foreach (var f in fs) t = f(t); return t; }

    [MethodImpl(Far)]
    protected static void Each(double[] a, Action<double> f) { foreach (double v in a) f(v); }

    // Generic code over classes and interfaces.
    protected static void Help(IBag bag, double v) => bag.Put(v);
    protected static T Fill<T>(T bag, double v) where T : IBag { bag.Put(v); return bag; }
    protected static T Hand<T>(T bag, double v) where T : IBag { Help(bag, v); return bag; }
    protected static double Drain<T>(T bag, double v) where T : IBag { bag.Level += 0.5 * v; Help(bag, v); return bag.Get(); }
    protected static void Pour<T>(ref T bag, double v) where T : IBag { bag.Put(v); bag.Level *= 0.8; }
    protected static double Sweep<T>(T[] bags, double v)
        where T : IBag { double s = 0; for (int i = 0; i < bags.Length; i++) { bags[i].Put(v * i); s += bags[i].Get(); } return s; }
    protected static double Gather<T>(List<T> bags, double v)
        where T : IBag { double s = 0; foreach (var b in bags) { b.Put(v); s += 0.5 * b.Get(); } return s; }
    protected static T SetAll<T>(T list, double v) where T : IList<double> { Set(list, v); return list; }
    protected static void Set(IList<double> list, double v) { for (int i = 0; i < list.Count; i++) list[i] = (0.5 * list[i]) + (v * (i + 1)); }
    protected static double Read(object o) => o is Pouch p ? p.Get() : o is IBag b ? 0.5 * b.Get() : o is double d ? d : 0;
    protected static T Make<T>(double v) where T : IBag, new() { var bag = new T(); bag.Put(v); return bag; }

    [MethodImpl(Far)]
    protected static T HandFar<T>(T bag, double v) where T : IBag { Help(bag, v); return bag; }

    [MethodImpl(Far)]
    protected static double SweepFar<T>(IList<T> bags, double v)
        where T : IBag { double s = 0; for (int i = 0; i < bags.Count; i++) { bags[i].Put(v); s += bags[i].Get(); } return s; }

    [MethodImpl(Far)]
    protected static double SumFar<T>(T items) where T : IEnumerable<double> { double s = 0; foreach (double v in items) s = (0.7 * s) + v; return s; }

    // Views of containers.
    protected static double SumOf(IEnumerable<double> items) { double s = 0; foreach (double v in items) s += Math.Sin(v); return s; }
    protected static double MeanOf(IReadOnlyList<double> items) { double s = 0; for (int i = 0; i < items.Count; i++)
        s += items[i] * (i + 1); return s / items.Count; }
    protected static double CountOf(ICollection<double> items, double v) => items.Count * v;
    protected static double Look(IDictionary<string, double> d, string key, double v) => d.TryGetValue(key, out double found) ? (0.5 * found) + v : v;

    [MethodImpl(Far)]
    protected static double SumOfFar(IEnumerable<double> items) { double s = 0; foreach (double v in items) s += 0.5 * v; return s; }

    [MethodImpl(Far)]
    protected static void PostFar(IDictionary<string, double> d, double v) { foreach (string key in new[] { "a", "c" })
        d[key] = (d.ContainsKey(key) ? 0.5 * d[key] : 0) + v; }

    // Slices.
    protected static double SumSlice(double[] a, double t) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * t; return s; }
    protected static double SumSpan(ReadOnlySpan<double> a, double t) { double s = 0; for (int i = 0; i < a.Length; i++) s += Math.Sin(a[i]) * t; return s; }

    [MethodImpl(Far)]
    protected static double SumSliceFar(double[] a, double t) { double s = 0; foreach (double v in a) s = (0.8 * s) + (v * t); return s; }
}
