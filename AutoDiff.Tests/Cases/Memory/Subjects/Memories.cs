using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Memories in fields, arrays and containers, and as arguments of operators.</summary>
public static unsafe class Memories
{
    [Shape("6")]
    public static double T_Class(double[] x)
    {
        var l = new Layer
        {
            W = x.AsMemory(1, 3),
            R = x,
            B = x[0]
        };
        l.W.Span[0] *= 2;
        l.W.Slice(1).Span[0] += l.R.Span[0];
        l.W = l.W[1..];
        return l.Dot(x) * l.R.Span[1] + l.R.Length;
    }

    [Shape("6")]
    public static double T_ClassLoop(double[] x)
    {
        var l = new Layer
        {
            W = x
        };
        double s = 1;
        for (int k = 0; k < 4; k++)
        {
            l.W.Span[1] += Math.Sin(l.W.Span[0] * s);
            s += l.W.Span[1];
            l.W = l.W[1..];
        }

        return s;
    }

    [Shape("6")]
    public static double T_Struct(double[] x)
    {
        Window w = new()
        {
            M = x,
            Off = 1
        };
        w[0] *= w[1];
        Window v = w;
        v.Off++;
        v[0] += w[0];
        w.M = w.M[2..];
        return v[0] * w[1] + x[1];
    }

    [Shape("6")]
    public static double T_StructArr(double[] x)
    {
        var ws = new Window[3];
        for (int i = 0; i < 3; i++)
            ws[i] = new()
            {
                M = x.AsMemory(i),
                Off = 0
            };
        ws[1][0] *= ws[0][0];
        ws[2].M.Span[1] += ws[1][0];
        foreach (var w in ws)
            x[0] += w[1];
        return x[0] * x[3];
    }

    [Shape("6")]
    public static double T_Arr(double[] x)
    {
        Memory<double>[] m = [x, x.AsMemory(1)];
        m[1].Span[0] *= m[0].Span[2];
        m[0] = m[1][1..];
        return m[1].Span[0] * m[0].Span[1];
    }

    [Shape("6")]
    public static double T_List(double[] x)
    {
        List<Memory<double>> m = [x, x.AsMemory(1)];
        m.Add(x.AsMemory(3));
        m[2].Span[0] *= m[1].Span[0];
        double s = 0;
        foreach (var q in m)
            s += q.Span[0] * q.Span[1];
        return s;
    }

    [Shape("6")]
    public static double T_Tuple(double[] x)
    {
        (Memory<double> A, Memory<double> B) m = (x, x.AsMemory(1));
        m.B.Span[0] *= m.A.Span[0];
        var(a, b) = m;
        return b.Span[0] * a.Span[1];
    }

    [Shape("6")]
    public static double T_Lambda(double[] x)
    {
        Memory<double> m = x;
        double F(int i) => m.Span[i];
        Func<int, double> g = i => m.Span[i] * m.Span[0];
        m.Span[1] *= 3;
        return g(1) * F(2);
    }

    [Shape("6")]
    public static double T_FuncArg(double[] x)
    {
        Func<Memory<double>, double> f = m =>
        {
            double s = 0;
            foreach (var v in m.Span)
                s += v * v;
            return s;
        };
        Func<Memory<double>, Memory<double>> t = m => m[1..];
        return f(x) * f(t(x));
    }

    [Shape("6")]
    public static double T_Record(double[] x)
    {
        var p = new Weighted(x.AsMemory(2), x[0]);
        var q = p with
        {
            K = p.K * 2
        };
        q.X.Span[0] += q.K;
        return p.X.Span[0] * p.K;
    }

    [Shape("6")]
    public static double T_Generic(double[] x)
    {
        var b = new Box<Memory<double>>
        {
            V = x
        };
        b.V.Span[0] *= b.V.Span[1];
        var c = new Box<Box<Memory<double>>>
        {
            V = b
        };
        return c.V.V.Span[0] * x[2];
    }

    [Shape("6")]
    public static double T_Dict(double[] x)
    {
        var d = new Dictionary<string, Memory<double>>
        {
            ["a"] = x,
            ["b"] = x.AsMemory(3)
        };
        d["b"].Span[0] *= d["a"].Span[0];
        d["c"] = d["b"][1..];
        double s = 0;
        foreach (var kv in d)
            s += kv.Value.Span[0];
        return s * s + d["c"].Span[0];
    }

    static double Rec(in Memory<double> m, int k) => k == 0 ? m.Span[0] : m.Span[k] * Rec(m, k - 1);
    [Shape("6")]
    public static double T_In(double[] x)
    {
        var l = new Layer
        {
            W = x
        };
        return Rec(l.W, 3) * Rec(in l.W, 2);
    }

    static void Chop(ref Memory<double> m, int k)
    {
        m.Span[0] *= 2;
        m = m[1..];
        if (k > 0)
            Chop(ref m, k - 1);
    }

    [Shape("6")]
    public static double T_RefLocal(double[] x)
    {
        Memory<double> m = x;
        Chop(ref m, 2);
        return m.Span[0] * x[0] * x[1];
    }

    [Shape("6")]
    [MayBeRefused("AD1006")]
    public static double T_MemoryFieldByReference(double[] x)
    {
        var l = new Layer
        {
            W = x
        };
        Chop(ref l.W, 2);
        return l.W.Span[0] * x[0] * x[1];
    }

    [Shape("6")]
    public static double T_Default(double[] x)
    {
        Memory<double> m = default;
        var l = new Layer();
        if (x[0] > 1)
        {
            m = x;
            l.W = m;
        }

        return l.W.IsEmpty ? x[0] * m.Length + x[1] : l.W.Span[0] * m.Span[1];
    }

    [Shape("6")]
    public static double T_Nullable(double[] x)
    {
        Memory<double>? m = x[0] > 1 ? x.AsMemory(1) : null;
        return m is { } v ? v.Span[0] * x[0] : x[1] * x[2];
    }

    [Shape("6")]
    public static double T_Linq(double[] x)
    {
        var m = new[]
        {
            x.AsMemory(0, 2),
            x.AsMemory(2, 2)
        };
        return m.Sum(q => q.Span[0] * q.Span[1]);
    }

    [Shape("6")]
    public static double T_Chunk(double[] x)
    {
        ReadOnlyMemory<double> rest = x;
        double s = 1;
        while (!rest.IsEmpty)
        {
            var head = rest[..2];
            s += head.Span[0] * head.Span[1] * s;
            rest = rest[2..];
        }

        return s;
    }

    [Shape("6")]
    public static double T_ToArray(double[] x)
    {
        var l = new Layer
        {
            W = x
        };
        double[] y = l.W.ToArray();
        y[0] *= 2;
        l.W.CopyTo(y.AsMemory());
        y[1] *= x[0];
        return y[0] * y[1];
    }

    public static void C_Argument()
    {
        static double F(Memory<double> m, double k)
        {
            m.Span[0] *= k;
            return m.Span[0] * m.Span[1];
        }

        double[] all = [1, 2, 3, 4];
        var(value, (dm, dk)) = ValueWithGradient(at: (all.AsMemory(1, 2), 5.0), of: F);
        Check.Bits(value, 30);
        Check.Near(dm.ToArray(), 15, 10);
        Check.Near(dk, 6);
        Check.Bits(all, 1, 2, 3, 4);
    }

    public static void C_ReadOnlyArgument()
    {
        static double F(ReadOnlyMemory<double> m)
        {
            double s = 0;
            foreach (double v in m.Span)
                s += v * v;
            return s * m[1..].Span[0];
        }

        double[] all = [1, 2, 3, 4];
        var g = Gradient(at: (ReadOnlyMemory<double>)all.AsMemory(1), of: F);
        Check.Slopes(v => F(v), [2, 3, 4], g.ToArray());
        var(_, pullback) = ValueWithPullback(at: (ReadOnlyMemory<double>)all.AsMemory(1), of: F);
        all[2] = 100;
        Check.Near(pullback(2).ToArray(), [..g.ToArray().Select(v => 2 * v)]);
        Check.Near(pullback(1).ToArray(), g.ToArray());
    }

    public static void C_SharedArray()
    {
        static double F(Memory<double> a, Memory<double> b)
        {
            a.Span[1] *= b.Span[0];
            return a.Span[1] * b.Span[0];
        }

        double[] all = [1, 2, 3];
        var(da, db) = Gradient(at: (all.AsMemory(0, 2), all.AsMemory(1, 2)), of: F);
        Check.Bits(F(all.AsMemory(0, 2), all.AsMemory(1, 2)), 16);
        Check.Near(da.ToArray(), 0, 32);
        Check.Near(db.ToArray(), 32, 0);
    }

    public static void C_Result()
    {
        static Memory<double> F(Memory<double> m)
        {
            m.Span[1] *= m.Span[0];
            return m[1..];
        }

        var(value, pullback) = ValueWithPullback(at: new double[] { 2, 3, 4 }.AsMemory(), of: F);
        Check.Bits(value.ToArray(), 6, 4);
        Check.Near(pullback(new double[] { 0, 1, 10 }.AsMemory(1)).ToArray(), 3, 2, 10);
        Check.Near(pullback(new double[] { 0, 2, 0 }.AsMemory(1)).ToArray(), 6, 4, 0);
    }

    public static void C_InObject()
    {
        static double F(Layer l) => l.Dot(l.R.Span) * l.B;
        var g = Gradient(at: new Layer { W = new double[] { 1, 2 }, R = new double[] { 3, 4 }, B = 5 }, of: F);
        Check.Near(g.W.ToArray(), 15, 20);
        Check.Near(g.R.ToArray(), 5, 10);
        Check.Near(g.B, 21);
    }
}

public class Layer
{
    public Memory<double> W;
    public ReadOnlyMemory<double> R { get; set; }

    public double B;
    public double Dot(ReadOnlySpan<double> s)
    {
        double t = B;
        for (int i = 0; i < W.Length; i++)
            t += W.Span[i] * s[i];
        return t;
    }
}

public struct Window
{
    public Memory<double> M;
    public int Off;
    public readonly double this[int i] { get => M.Span[i + Off]; set => M.Span[i + Off] = value; }
}

public record Weighted(Memory<double> X, double K);
public class Box<T>
{
    public T V = default !;
}
