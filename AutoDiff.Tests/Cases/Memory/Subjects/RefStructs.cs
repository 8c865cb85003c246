namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Structs that live on the stack and contain spans: matrices, readers, writers, enumerators.</summary>
public static unsafe class RefStructs
{
    [Shape("6")]
    public static double T_Mat(double[] x)
    {
        var m = new Matrix(x, 2, 3);
        m[0, 1] *= m[1, 2];
        m[1, 1] += m[0, 1];
        return m[1, 1] * m[0, 0] + m.Trace();
    }

    [Shape("6")]
    public static double T_MatLoop(double[] x)
    {
        double s = 1;
        for (int k = 0; k < 3; k++)
        {
            var m = new Matrix(x.AsSpan(k), 1, 3);
            m[0, 2] += m[0, 0] * s;
            s += m[0, 2];
        }

        return s;
    }

    [Shape("6")]
    public static double T_Below(double[] x)
    {
        var m = new Matrix(x, 3, 2);
        var b = m.Below();
        b[0, 0] = m[0, 0] * m[0, 1];
        var c = b.Below();
        c[0, 1] = b[0, 0] * m[2, 1];
        return m[1, 0] * m[2, 1];
    }

    static double SumAll(Matrix m, int k)
    {
        if (k > 0)
            return SumAll(m, k - 1) * m[0, 0];
        double s = 0;
        for (int i = 0; i < m.Rows; i++)
            foreach (ref double v in m.Row(i))
            {
                s += v * v;
                v *= 2;
            }

        return s;
    }

    [Shape("6")]
    public static double T_ByValueCall(double[] x)
    {
        var m = new Matrix(x, 2, 3);
        return SumAll(m, 2) + x[1] * x[3];
    }

    static void Step(ref Reader r, ref double acc, int k)
    {
        if (k == 0)
            return;
        acc += r.Next() * r.Next();
        if (r.Any)
            Step(ref r, ref acc, k - 1);
    }

    [Shape("6")]
    public static double T_RefReader(double[] x)
    {
        var r = new Reader(x);
        double a = 1;
        Step(ref r, ref a, 5);
        return a * x[0];
    }

    [Shape("6")]
    public static double T_Reader(double[] x)
    {
        var r = new Reader(x);
        double a = 1;
        while (r.Any)
            a = Math.Sin(a * r.Next()) + a;
        return a;
    }

    static void Put(ref Writer w, double v, int k)
    {
        w.Add(v * k);
        if (k > 0)
            Put(ref w, v * v, k - 1);
    }

    [Shape("6")]
    public static double T_Writer(double[] x)
    {
        Span<double> b = stackalloc double[8];
        var w = new Writer
        {
            To = b
        };
        for (int i = 0; i < 3; i++)
            w.Add(x[i] * x[i + 1]);
        Put(ref w, x[4], 2);
        double s = 0;
        foreach (var v in w.To[..w.N])
            s += v * v;
        return s + b[1];
    }

    [Shape("6")]
    public static double T_Grid(double[] x)
    {
        Grid<double> g = default;
        g.Cells = x;
        g.W = 3;
        g.At(1, 1) += g.At(0, 0) * g.At(2, 0);
        return g.At(1, 1) * g.At(2, 1);
    }

    [Shape("6")]
    public static double T_GridInt(double[] x)
    {
        Grid<int> g = default;
        g.Cells = new int[]
        {
            3,
            1,
            2,
            0,
            4,
            1
        };
        g.W = 3;
        g.At(1, 1) = 5;
        double r = 1;
        for (int i = 0; i < 6; i++)
            r *= x[g.Cells[i]] * Math.Cos(r);
        return r;
    }

    [Shape("6")]
    public static double T_Pairs(double[] x)
    {
        double s = 0;
        foreach (var(a, b)in new Pairs(x))
            s += Math.Sin(a * b);
        return s;
    }

    static Matrix Make(double[] x, int r, int depth) => depth == 0 ? new Matrix(x, r, x.Length / r) : Make(x, r, depth - 1).Below();
    [Shape("6")]
    public static double T_Returned(double[] x)
    {
        var m = Make(x, 3, 1);
        m[0, 0] *= m[1, 1];
        return x[2] * m[0, 1];
    }

    static void Swap(ref Matrix a, ref Matrix b)
    {
        var t = a;
        a = b;
        b = t;
    }

    [Shape("6")]
    public static double T_Swap(double[] x)
    {
        var a = new Matrix(x, 1, 3);
        var b = new Matrix(x.AsSpan(3), 1, 3);
        for (int i = 0; i < 3; i++)
        {
            Swap(ref a, ref b);
            a[0, i] += b[0, 0] * b[0, i];
        }

        return a[0, 2] * b[0, 1];
    }

    [Shape("6")]
    public static double T_CondRef(double[] x)
    {
        Writer a = new()
        {
            To = x
        }, b = new()
        {
            To = x.AsSpan(2)
        };
        ref Writer w = ref (x[0] > 1 ? ref a : ref b);
        w.Add(x[1] * 3);
        w.Add(x[0] * x[3]);
        return a.To[0] * b.To[1] + a.N;
    }

    static int CountBig(in Matrix m, int k) => k > 0 ? CountBig(m, k - 1) + 1 : m.Rows;
    [Shape("6")]
    public static double T_Passive(double[] x)
    {
        var m = new Matrix(new double[4], 2, 2);
        var n = CountBig(m, 3);
        return x[0] * n * x[1];
    }

    static double Deep(in Matrix m, int k) => k > 0 ? Deep(m, k - 1) + m[0, 0] : m[1, 1] * m[0, 1];
    [Shape("6")]
    public static double T_In(double[] x)
    {
        var m = new Matrix(x, 2, 3);
        return Deep(m, 2) * x[0];
    }

    [Shape("6")]
    public static double T_Virtual(double[] x)
    {
        Layer[] ls = [new Scale(x[0]), new Tanh(), new Scale(2)];
        Span<double> a = new double[4], b = new double[4];
        x.AsSpan(1, 4).CopyTo(a);
        foreach (var l in ls)
        {
            l.Forward(a, b);
            var t = a;
            a = b;
            b = t;
        }

        return a[0] * a[3] + b[1];
    }

    [Shape("6")]
    public static double T_VirtualResult(double[] x)
    {
        Layer l = x[0] > 1 ? new Tanh() : new Scale(1);
        var s = l.Part(x);
        s[0] *= x[0];
        return x[1] * x[2] + s[1];
    }

    static double Total<R>(ref R r)
        where R : IReader, allows ref struct
    {
        double s = 0;
        while (r.Any)
            s = s * 0.5 + r.Next() * r.Next();
        return s;
    }

    [Shape("6")]
    public static double T_Generic(double[] x)
    {
        var r = new SpanReader(x);
        return Total(ref r) * x[0];
    }

    [Shape("6")]
    public static double T_Delegate(double[] x)
    {
        Reduce f = s =>
        {
            double t = 0;
            foreach (var v in s)
                t += v * v;
            return t;
        };
        return f(x) * f(x.AsSpan(2));
    }

    static double Walk(double[] x, Span<int> idx, int k) => k == 0 ? x[idx[0]] : x[idx[k]] * Walk(x, idx, k - 1);
    [Shape("6")]
    [MayBeRefused("AD1006")]
    public static double T_IntegerSpanInRecursion(double[] x)
    {
        Span<int> idx = new int[]
        {
            2,
            0,
            1,
            3
        };
        return Walk(x, idx, 3);
    }

    static double WalkA(double[] x, int[] idx, int k) => k == 0 ? x[idx[0]] : x[idx[k]] * WalkA(x, idx, k - 1);
    [Shape("6")]
    public static double T_IntegersInRecursion(double[] x)
    {
        int[] idx = new int[]
        {
            2,
            0,
            1,
            3
        };
        return WalkA(x, idx, 3);
    }

    static void Sort(Span<double> s, Span<int> order)
    {
        for (int i = 0; i < s.Length; i++)
            for (int j = 0; j + 1 < s.Length; j++)
                if (s[order[j]] > s[order[j + 1]])
                    (order[j], order[j + 1]) = (order[j + 1], order[j]);
    }

    [Shape("6")]
    public static double T_Order(double[] x)
    {
        Span<int> o = stackalloc int[6];
        for (int i = 0; i < 6; i++)
            o[i] = i;
        Sort(x, o);
        return x[o[0]] * x[o[5]] * x[o[2]];
    }

    [Shape("6")]
    public static double T_Overlap(double[] x)
    {
        var t = new Two(x, x.AsSpan(1));
        for (int i = 0; i < 4; i++)
            t.Push(t.B[i] * x[0]);
        return x[1] * x[4] + t.A[2];
    }

    [Shape("6")]
    public static double T_Flip(double[] x)
    {
        var t = new Two(x, x.AsSpan(3));
        for (int i = 0; i < 3; i++)
        {
            t.Push(x[i] * x[5]);
            t.Flip();
        }

        return x[0] * x[3] + x[4] * x[1] + t.K;
    }

    static void Work(ref Two t, Span<double> s, int n)
    {
        if (n == 0)
            return;
        t.Push(s[n] * t.A[0]);
        Work(ref t, s, n - 1);
        t.A[0] *= 0.5;
    }

    [Shape("6")]
    public static double T_RefAndSpan(double[] x)
    {
        var t = new Two(x, x.AsSpan(2));
        Work(ref t, x.AsSpan(1), 3);
        return x[0] + x[2] * x[4] * t.K;
    }

    [Shape("6")]
    public static double T_Stat(double[] x)
    {
        Stat s = default;
        s.S = x;
        s.W = 2;
        foreach (var v in s.S)
            s.Sum += v * v;
        x[0] *= 3;
        return s.Mean * s.S[0];
    }

    [Shape("6")]
    [MayBeRefused("AD1006")]
    public static double T_Throws(double[] x)
    {
        var t = new Two(x, x.AsSpan(5));
        double s = 0;
        try
        {
            t.Push(1);
            if (x[0] > 1)
                t.Push(2);
        }
        catch (IndexOutOfRangeException)
        {
            s = 1;
        }

        return s == 0 ? x[0] * x[1] : x[2];
    }

    [Shape("6")]
    public static double T_ThrowsOut(double[] x)
    {
        var t = new Two(x, x.AsSpan(5));
        t.Push(1);
        if (x[0] > 2)
            t.Push(2);
        return x[0] * x[1];
    }

    [Shape("6")]
    public static double T_Cursor(double[] x)
    {
        var c = new Cursor(ref x[2]);
        c.Value *= x[0];
        ref double v = ref c.Value;
        v += x[1];
        return x[2] * c.Value;
    }

    [Shape("6")]
    public static double T_CursorLoop(double[] x)
    {
        double s = 1;
        for (int i = 0; i < 5; i++)
        {
            var c = new Cursor(ref x[i]);
            c.Value += s;
            s = Math.Sin(s * c.Value);
        }

        return s * x[3];
    }

    [Shape("6")]
    public static double T_Outer(double[] x)
    {
        Outer o = default;
        o.In = new Two(x, x.AsSpan(2));
        o.P = new (double, double)[2];
        o.P[0].X = x[0];
        o.P[1] = (x[1], o.P[0].X);
        o.In.Push(o.P[1].Y);
        var q = o;
        q.In.Push(o.P[1].X);
        q.C = x[3];
        return q.In.A[1] * o.In.B[0] * q.C + q.In.K - o.In.K + o.P[1].Y;
    }

    [Shape("6")]
    public static double T_Lines(double[] x)
    {
        double s = 0;
        foreach (var l in new Lines(x, 2))
        {
            l[0] *= l[1];
            s += l[0];
        }

        return s * x[4];
    }

    [Shape("6")]
    public static double T_LinesRest(double[] x)
    {
        double s = 0;
        foreach (var l in new Lines(x.AsSpan(0, 5), 2))
        {
            l[0] *= l[1];
            s += l[0];
            if (s > 3)
                break;
        }

        return s * x[4] + x[2] * x[2];
    }

    static Two Pick(Two a, Two b, bool c, int n) => n > 0 ? Pick(b, a, !c, n - 1) : c ? a : b;
    [Shape("6")]
    public static double T_Pick(double[] x)
    {
        var a = new Two(x, x.AsSpan(1));
        var b = new Two(x.AsSpan(2), x);
        var p = Pick(a, b, x[0] > 1, 3);
        p.Push(x[5]);
        return p.A[0] * p.B[0] + x[1];
    }

    static bool TryTake(ref ReadOnlySpan<double> s, out double v)
    {
        if (s.IsEmpty)
        {
            v = 0;
            return false;
        }

        v = s[0];
        s = s[1..];
        return true;
    }

    [Shape("6")]
    public static double T_TryTake(double[] x)
    {
        ReadOnlySpan<double> s = x;
        double r = 1;
        while (TryTake(ref s, out var v))
            r = r * 0.5 + v * v;
        return r;
    }

    static void Deal(ReadOnlySpan<double> s, out ReadOnlySpan<double> a, out ReadOnlySpan<double> b, int n)
    {
        if (n > 0)
        {
            Deal(s[1..], out a, out b, n - 1);
            return;
        }

        a = s[..2];
        b = s[2..];
    }

    [Shape("6")]
    public static double T_Deal(double[] x)
    {
        Deal(x, out var a, out var b, 1);
        return a[0] * b[0] + a[1];
    }

    public static double T_Stack(double x, double y)
    {
        var t = new Two(stackalloc double[3], stackalloc double[] { 1, x, y });
        t.A[0] = y;
        for (int i = 0; i < 3; i++)
            t.Push(x * t.B[i]);
        return t.A[0] * t.A[1] + t.B[2] * t.A[2];
    }

    [Shape("6")]
    public static double T_StackLoop(double[] x)
    {
        double s = 0;
        for (int k = 0; k < 3; k++)
        {
            Span<double> b = new double[2];
            var t = new Two(b, x.AsSpan(k));
            t.Push(x[k] * s);
            t.Push(x[k + 1]);
            s += b[0] + b[1];
        }

        return s;
    }
}

public ref struct Matrix
{
    private readonly Span<double> data;
    public readonly int Rows, Cols;
    public Matrix(Span<double> data, int rows, int cols)
    {
        this.data = data;
        Rows = rows;
        Cols = cols;
    }

    public ref double this[int i, int j] => ref data[i * Cols + j];
    public readonly Span<double> Row(int i) => data.Slice(i * Cols, Cols);
    public readonly Matrix Below() => new(data[Cols..], Rows - 1, Cols);
    public double Trace()
    {
        double t = 0;
        for (int i = 0; i < Math.Min(Rows, Cols); i++)
            t += this[i, i];
        return t;
    }
}

public ref struct Reader
{
    private ReadOnlySpan<double> rest;
    public Reader(ReadOnlySpan<double> s) => rest = s;
    public bool Any => rest.Length > 0;

    public double Next()
    {
        double v = rest[0];
        rest = rest[1..];
        return v;
    }
}

public ref struct Writer
{
    public Span<double> To;
    public int N;
    public void Add(double v)
    {
        To[N++] = v;
    }
}

public ref struct Grid<T>
{
    public Span<T> Cells;
    public int W;
    public ref T At(int x, int y) => ref Cells[y * W + x];
}

public ref struct Pairs
{
    ReadOnlySpan<double> s;
    public Pairs(ReadOnlySpan<double> s) => this.s = s;
    public Enumerator GetEnumerator() => new(s);
    public ref struct Enumerator
    {
        ReadOnlySpan<double> s;
        int i;
        public Enumerator(ReadOnlySpan<double> s)
        {
            this.s = s;
            i = -1;
        }

        public bool MoveNext() => ++i + 1 < s.Length;
        public readonly (double A, double B) Current => (s[i], s[i + 1]);
    }
}

public abstract class Layer
{
    public abstract void Forward(ReadOnlySpan<double> from, Span<double> to);
    public virtual Span<double> Part(Span<double> s) => s[1..];
}

public sealed class Scale(double k) : Layer
{
    public override void Forward(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = k * from[i];
    }
}

public class Tanh : Layer
{
    public override void Forward(ReadOnlySpan<double> from, Span<double> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = Math.Tanh(from[i] + (i > 0 ? to[i - 1] : 0));
    }

    public override Span<double> Part(Span<double> s) => s[2..];
}

public interface IReader
{
    double Next();
    bool Any { get; }
}

public ref struct SpanReader : IReader
{
    ReadOnlySpan<double> s;
    public SpanReader(ReadOnlySpan<double> s) => this.s = s;
    public bool Any => !s.IsEmpty;

    public double Next()
    {
        var v = s[0];
        s = s[1..];
        return v;
    }
}

public delegate double Reduce(ReadOnlySpan<double> s);
public ref struct Two
{
    public Span<double> A, B;
    public int K;
    public Two(Span<double> a, Span<double> b)
    {
        A = a;
        B = b;
        K = 0;
    }

    public void Push(double v)
    {
        A[K] += v;
        B[K++] *= 2;
    }

    public void Flip()
    {
        var t = A;
        A = B;
        B = t;
    }
}

public ref struct Stat
{
    public ReadOnlySpan<double> S;
    [NoDerivative]
    public double W;
    public double Sum;
    public readonly double Mean => Sum / S.Length * W;
}

public ref struct Cursor
{
    readonly ref double at;
    public Cursor(ref double a) => at = ref a;
    public ref double Value => ref at;
}

public ref struct Outer
{
    public Two In;
    public double C;
    public Span<(double X, double Y)> P;
}

public ref struct Lines
{
    Span<double> rest;
    int w;
    public Lines(Span<double> s, int w)
    {
        rest = s;
        this.w = w;
        Current = default;
    }

    public Span<double> Current { get; private set; }

    public readonly Lines GetEnumerator() => this;
    public bool MoveNext()
    {
        if (rest.Length < w)
            return false;
        Current = rest[..w];
        rest = rest[w..];
        return true;
    }

    public void Dispose()
    {
        if (rest.Length > 0)
            rest[0] *= 3;
    }
}
