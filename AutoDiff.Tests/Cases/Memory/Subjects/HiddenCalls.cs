using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Overrides that the framework calls (for texts, keys and orders) and that change numbers: followed, or refused.</summary>
public static class HiddenCalls
{
    public static double T_CalledDirectly(double x)
    {
        var t = new Written { V = x };
        _ = t.ToString();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Interpolated(double x)
    {
        var t = new Written { V = x };
        _ = $"{t}";
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Format(double x)
    {
        var t = new Written { V = x };
        _ = string.Format("{0}", t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Console(double x)
    {
        var t = new Written { V = x };
        new StringWriter().WriteLine(t);
        return t.V * x;
    }

    public static double T_Concatenated(double x)
    {
        var t = new Written { V = x };
        _ = "a" + t;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_JoinOfArray(double x)
    {
        var t = new Written { V = x };
        _ = string.Join(",", new[] { t });
        return t.V * x;
    }

    public static double T_ThroughObject(double x)
    {
        var t = new Written { V = x };
        object o = t;
        _ = o.ToString()!;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_DictionaryKey(double x)
    {
        var t = new Hashed { V = x };
        var d = new Dictionary<Hashed, int>();
        d[t] = 1;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SetElement(double x)
    {
        var t = new Hashed { V = x };
        var d = new HashSet<Hashed>();
        d.Add(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ListContains(double x)
    {
        var t = new Compared { V = x };
        var d = new List<Compared> { new Compared(), t };
        _ = d.Contains(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ListIndexOf(double x)
    {
        var t = new Compared { V = x };
        var d = new List<Compared> { t, new Compared() };
        _ = d.IndexOf(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Distinct(double x)
    {
        var t = new Compared { V = x };
        var d = new[] { t, new Compared() };
        _ = d.Distinct().Count();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_OrderBy(double x)
    {
        var t = new Ordered { V = x };
        var d = new[] { t, new Ordered() };
        var b = d.OrderBy(q => q).ToArray();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ArraySort(double x)
    {
        var t = new Ordered { V = x };
        var d = new[] { t, new Ordered() };
        Array.Sort(d);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ListSort(double x)
    {
        var t = new Ordered { V = x };
        var d = new List<Ordered> { t, new Ordered() };
        d.Sort();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_StaticEquals(double x)
    {
        var t = new Compared { V = x };
        _ = object.Equals(t, new Compared());
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_DefaultEqualityComparer(double x)
    {
        var t = new Compared { V = x };
        _ = EqualityComparer<Compared>.Default.Equals(t, new Compared());
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Formattable(double x)
    {
        var t = new Formatted { V = x };
        _ = $"{t:N2}";
        return t.V * x;
    }

    public static double T_EqualsDirectly(double x)
    {
        var t = new Both { V = x };
        _ = t.Equals(new Both());
        return t.V * x;
    }

    public static double T_OnlyReads(double x)
    {
        var t = new Shown { V = x };
        new StringWriter().Write($"{t}");
        new StringWriter().WriteLine(t);
        var l = new List<Shown> { t };
        _ = l.Contains(t);
        _ = string.Format("{0}", t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_StringBuilder(double x)
    {
        var t = new Written { V = x };
        var sb = new StringBuilder();
        sb.Append(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_HashCode(double x)
    {
        var t = new Hashed { V = x };
        _ = HashCode.Combine(t, 1);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Max(double x)
    {
        var t = new Ordered { V = x };
        var d = new[] { t, new Ordered() };
        var b = d.Max();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_DefaultComparer(double x)
    {
        var t = new Ordered { V = x };
        int c = Comparer<Ordered>.Default.Compare(t, new Ordered());
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SortedDictionaryKey(double x)
    {
        var t = new Ordered { V = x };
        var d = new SortedDictionary<Ordered, int>();
        d[new Ordered()] = 1;
        d[t] = 2;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ConvertToString(double x)
    {
        var t = new Written { V = x };
        _ = Convert.ToString(t)!;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ArrayIndexOf(double x)
    {
        var t = new Compared { V = x };
        _ = Array.IndexOf(new[] { t, new Compared() }, t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SequenceEqual(double x)
    {
        var t = new Compared { V = x };
        _ = new[] { t }.SequenceEqual(new[] { t });
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_GroupBy(double x)
    {
        var t = new Hashed { V = x };
        var g = new[] { t }.GroupBy(q => q).Count();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_Lookup(double x)
    {
        var t = new Hashed { V = x };
        var g = new[] { t }.ToLookup(q => q).Count;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_TupleEquals(double x)
    {
        var t = (new Compared { V = x }, 1);
        _ = t.Equals((new Compared(), 1));
        return t.Item1.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_TupleToString(double x)
    {
        var t = (new Written { V = x }, 1);
        _ = t.ToString();
        return t.Item1.V * x;
    }

    public static double T_AnonymousType(double x)
    {
        var t = new { Q = new Written { V = x } };
        _ = t.ToString()!;
        return t.Q.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ConcatOfList(double x)
    {
        var t = new List<Written> { new Written { V = x } };
        _ = string.Concat(t);
        return t[0].V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ListRemove(double x)
    {
        var t = new Compared { V = x };
        var l = new List<Compared> { new Compared(), t };
        l.Remove(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ContainsInCondition(double x)
    {
        var t = new Compared { V = x };
        var l = new List<Compared> { new Compared(), t };
        return l.Contains(t) ? t.V * x : 0;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SortByLambda(double x)
    {
        var t = new Plain { V = x };
        var d = new List<Plain> { t, new Plain() };
        d.Sort((a, b) => { a.V *= 2; return 0; });
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_OrderByLambda(double x)
    {
        var t = new Plain { V = x };
        var d = new[] { t, new Plain() }.OrderBy(q => { q.V *= 2; return 1; }).ToList();
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SortByComparer(double x)
    {
        var t = new Plain { V = x };
        var d = new[] { t, new Plain() };
        Array.Sort(d, new ByNothing());
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_DictionaryWithComparer(double x)
    {
        var t = new Plain { V = x };
        var d = new Dictionary<Plain, int>(new AnyIsEqual());
        d[t] = 1;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_CustomFormatter(double x)
    {
        var t = new Plain { V = x };
        _ = string.Format(new Formatter(), "{0}", t);
        return t.V * x;
    }

    public static double T_TextOfQuery(double x)
    {
        var t = new Plain { V = x };
        new StringWriter().Write($"{t} {x} {t.V}");
        _ = string.Format("{0} {1}", t, x);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_RecordEquality(double x)
    {
        var r = new Row(x, [x, x]);
        new StringWriter().Write($"{r}");
        _ = r == new Row(1, [2]);
        var d = new Dictionary<Row, int> { [r] = 1 };
        return r.A * r.B[0];
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_VirtualInsideToString(double x)
    {
        Base b = x > 0 ? new Derived { V = x } : new Base { V = x };
        new StringWriter().Write($"{b}");
        return b.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ThroughCallee(double x)
    {
        var t = new Derived { V = x };
        _ = Show(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ManyArguments(double x)
    {
        var t = new Derived { V = x };
        _ = string.Format("{0}{1}{2}{3}", t, 1, 2, 3);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_WritesArray(double x)
    {
        var t = new Holder();
        t.D[0] = x;
        new StringWriter().Write(t);
        return t.D[0] * x;
    }

    public static double T_CachedHash(double x)
    {
        var t = new Cached { V = x };
        var d = new Dictionary<Cached, double> { [t] = x };
        return d[t] * t.V;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_CachedHashRead(double x)
    {
        var t = new Cached { V = x };
        var d = new Dictionary<Cached, double> { [t] = x };
        return d[t] * t.V * t.Norm;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_WritesInQuery(double x)
    {
        var t = new Querying { V = x };
        new StringWriter().Write(t);
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_StructThatWrites(double x)
    {
        var t = new Copied { V = x, E = new Plain { V = x } };
        new StringWriter().Write($"{t}");
        return t.V * t.E.V;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_MaxBy(double x)
    {
        var t = new Plain { V = x };
        var d = new[] { t, new Plain() }.MaxBy(q => { q.V *= 2; return q.N; });
        return t.V * x;
    }

    public static double T_ToDictionary(double x)
    {
        var t = new Plain { V = x };
        var d = new[] { t }.ToDictionary(q => { q.V *= 2; return 1; });
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_GroupByLambda(double x)
    {
        var t = new Plain { V = x };
        var d = new[] { t }.GroupBy(q => { q.V *= 2; return 1; }).ToList();
        return t.V * x;
    }

    public static double T_CountingComparison(double x)
    {
        var t = new Plain { V = x };
        int c = 0;
        var d = new List<Plain> { t, new Plain() };
        d.Sort((a, b) => { c++; return a.N.CompareTo(b.N); });
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_ComparisonWritesLocal(double x)
    {
        double acc = x;
        var d = new List<int> { 3, 1, 2 };
        d.Sort((a, b) => { acc *= 2; return a.CompareTo(b); });
        return acc * x;
    }

    public static double T_Where(double x)
    {
        var t = new Plain { V = x };
        var l = new List<Plain> { t };
        foreach (var q in l.Where(q => { q.V *= 2; return true; }).ToList())
        {
        }

        return t.V * x;
    }

    public static double T_RemoveAll(double x)
    {
        var t = new Plain { V = x };
        var l = new List<Plain> { t };
        l.RemoveAll(q => { q.V *= 2; return false; });
        return t.V * x;
    }

    public static double T_AnyAndExists(double x)
    {
        var t = new Plain { V = x };
        var l = new List<Plain> { t };
        _ = l.Any(q => { q.V *= 2; return false; }) || l.Exists(q => { q.V *= 2; return false; }) ;
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_SortedSetWithComparer(double x)
    {
        var t = new Plain { V = x };
        var l = new SortedSet<Plain>(new ByNothing());
        l.Add(t);
        l.Add(new Plain());
        return t.V * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_IteratorInText(double x)
    {
        double acc = x;
        IEnumerable<int> It() { acc *= 2; yield return 1; } _ = string.Join(",", It());
        return acc * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_IteratorInSet(double x)
    {
        double acc = x;
        IEnumerable<int> It() { acc *= 2; yield return 1; }
        var l = new HashSet<int>(It());
        return acc * x;
    }

    [MayBeRefused("AD1002", "AD1006")]
    public static double T_BinarySearchWithComparer(double x)
    {
        var t = new Plain { V = x };
        var l = new List<Plain> { t };
        l.BinarySearch(new Plain(), new ByNothing());
        return t.V * x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Show(object o) => $"<{o}>";

    private sealed class Written
    {
        public double V;

        public override string ToString()
        {
            V *= 2;
            return "k";
        }
    }

    private sealed class Shown
    {
        public double V;

        public override string ToString() => "r" + V;
    }

    private sealed class Formatted : IFormattable
    {
        public double V;

        public string ToString(string? format, IFormatProvider? provider)
        {
            V *= 2;
            return "f";
        }
    }

    public static double T_GivenToAFunction(double x)
    {
        var t = new Hashed { V = x };
        return Some([t, new Hashed { V = 2 }], h => h.V > 0) * t.V;
    }

    public static double T_ComparedWithNothing(double x)
    {
        var t = new Hashed { V = x };
        return object.Equals(t, null) ? 0 : t.V * x;
    }

    private static double Some(Hashed[] all, Func<Hashed, bool> isWanted)
    {
        double sum = 0;
        foreach (var h in all)
            sum += isWanted(h) ? h.V : 0;
        return sum;
    }

    private sealed class Hashed
    {
        public double V;

        public override int GetHashCode()
        {
            V *= 2;
            return 1;
        }

        public override bool Equals(object? obj) => ReferenceEquals(obj, this);
    }

    private sealed class Compared
    {
        public double V;

        public override bool Equals(object? obj)
        {
            V *= 2;
            return ReferenceEquals(obj, this);
        }

        public override int GetHashCode() => 1;
    }

    private sealed class Ordered : IComparable<Ordered>
    {
        public double V;

        public int CompareTo(Ordered? other)
        {
            V *= 2;
            return 0;
        }
    }

    private sealed class Both : IEquatable<Both>
    {
        public double V;

        public bool Equals(Both? other)
        {
            V *= 2;
            return ReferenceEquals(other, this);
        }

        public override bool Equals(object? obj) => obj is Both b && Equals(b);

        public override int GetHashCode() => 1;
    }

    private sealed class Plain
    {
        public double V;
        public int N;

        public override string ToString() => string.Join(", ", new[] { V, N }.Select(q => q.ToString("F2")).ToList());
    }

    private sealed class ByNothing : IComparer<Plain>
    {
        public int Compare(Plain? x, Plain? y)
        {
            x!.V *= 2;
            return 0;
        }
    }

    private sealed class AnyIsEqual : IEqualityComparer<Plain>
    {
        public bool Equals(Plain? x, Plain? y)
        {
            x!.V *= 2;
            return ReferenceEquals(x, y);
        }

        public int GetHashCode(Plain obj)
        {
            obj.V *= 2;
            return 1;
        }
    }

    private sealed class Formatter : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => this;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            ((Plain)arg!).V *= 2;
            return "x";
        }
    }

    private sealed record Row(double A, double[] B);

    private class Base
    {
        public double V;

        public virtual void Touch() => V *= 2;

        public override string ToString()
        {
            Touch();
            return "b";
        }
    }

    private sealed class Derived : Base
    {
        public override void Touch() => V *= 3;
    }

    private sealed class Holder
    {
        public double[] D = new double[1];

        public override string ToString()
        {
            D[0] *= 2;
            return "a";
        }
    }

    private sealed class Cached
    {
        public double V;
        private double _norm;
        private int _hash;

        public double Norm => _norm;

        public override int GetHashCode()
        {
            if (_hash == 0)
            {
                _hash = 5;
                _norm = 3;
            }

            return _hash;
        }

        public override bool Equals(object? obj) => obj is Cached c && c.V == V;
    }

    private sealed class Querying
    {
        public double V;
        private readonly List<double> _list = [1];

        public override string ToString() => string.Join(",", _list.Select(q =>
        {
            V *= 2;
            return q;
        }));
    }

    private struct Copied
    {
        public double V;
        public Plain E;

        public override string ToString()
        {
            V *= 2;
            E.V *= 2;
            return "s";
        }
    }
}
