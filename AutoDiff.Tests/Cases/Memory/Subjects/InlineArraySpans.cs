using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Spans over inline arrays that are fields of objects and structs, elements, captured or passed by reference.</summary>
public static class InlineArraySpans
{
    public static double T_FieldOfStruct(double x, double y)
    {
        Holder h = default;
        Span<double> s = h.Buffer;
        for (int i = 0; i < s.Length; i++)
            s[i] = x * (i + 1);
        s[1] *= s[2] * y;
        h.Scale = y;
        return h.Buffer[1] + s[3] + h.Total() * h.Each();
    }

    public static double T_FieldOfObject(double x, double y)
    {
        var n = new Node { W = y };
        Span<double> s = n.Buffer;
        for (int i = 0; i < s.Length; i++)
            s[i] = x * (i + 1);
        ReadOnlySpan<double> r = n.Buffer;
        double t = 0;
        foreach (var v in r)
            t += v * v;
        foreach (var v in n.Buffer)
            t += v * y;
        return t + n.Sum() + n.Varying(7);
    }

    public static double T_Slices(double x, double y)
    {
        var n = new Node();
        for (int i = 0; i < 4; i++)
            n.Buffer[i] = x + i * y;
        Span<double> s = ((Span<double>)n.Buffer)[1..3];
        s[0] *= s[1];
        s.Reverse();
        double t = 0;
        foreach (var v in n.Buffer[1..^1])
            t += v * v;
        return t * n.Buffer[^1] + n.Buffer[1] * 2 + n.Buffer[2];
    }

    static double Weighted(ReadOnlySpan<double> s)
    {
        double t = 0;
        for (int i = 0; i < s.Length; i++)
            t += s[i] * s[i] * (i + 1);
        return t;
    }

    static double Branching(ReadOnlySpan<double> s, int n)
    {
        double t = 0;
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < s.Length; i++)
            {
                if (s[i] > 0)
                    t += Math.Sin(s[i]) * i;
                else if (s[i] < -3)
                    t += s[i];
                else
                    t -= Math.Cos(s[i]) * s[i] * s[^1];
                switch (k)
                {
                    case 0:
                        t *= 1.1;
                        break;
                    case 1:
                        t += s[0];
                        break;
                    default:
                        t -= s[2];
                        break;
                }
            }

            for (int j = 0; j < s.Length; j += 2)
                t += s[j] * 0.5;
        }

        return t;
    }

    public static double T_Passed(double x, double y)
    {
        var n = new Node();
        for (int i = 0; i < 4; i++)
            n.Buffer[i] = x + i * y;
        return Weighted(n.Buffer) + Weighted(((ReadOnlySpan<double>)n.Buffer)[1..]) + Branching(n.Buffer, 2) + Branching(n.Buffer, 3) * Branching(n.Buffer, 1);
    }

    static double Recursive(ReadOnlySpan<double> s) => s.Length == 0 ? 0 : s[0] * s[0] + Recursive(s[1..]) * 1.5;
    static int Count(ReadOnlySpan<double> s) => s.Length == 0 ? 0 : 1 + Count(s[1..]);

    public static double T_PassedToRecursive(double x, double y)
    {
        var n = new Node();
        for (int i = 0; i < 4; i++)
            n.Buffer[i] = x * i + y;
        double a = Recursive(n.Buffer);
        n.Buffer[2] = a;
        return a * Recursive(((Span<double>)n.Buffer)[1..3]) + x * Count(n.Buffer);
    }

    static double Halve(Span<double> s)
    {
        if (s.Length == 0)
            return 0;
        s[0] *= 2;
        return s[0] * s[0] + Halve(s[1..]);
    }

    [MayBeRefused("AD1006")]
    public static double T_WrittenByRecursive(double x)
    {
        var n = new Node();
        for (int i = 0; i < 4; i++)
            n.Buffer[i] = x * i + 1;
        return Halve(n.Buffer) + n.Buffer[1];
    }

    static void ScaleBy(ref Quad b, double x)
    {
        for (int i = 0; i < 4; i++)
            b[i] *= x;
    }

    static double Dot(in Quad a, in Quad b)
    {
        double t = 0;
        for (int i = 0; i < 4; i++)
            t += a[i] * b[i];
        return t;
    }

    static double Doubled(ref Quad b)
    {
        Span<double> s = b;
        double t = 0;
        for (int i = 0; i < s.Length; i++)
        {
            s[i] *= 2;
            t += s[i] * s[i];
        }

        return t;
    }

    static double Squares(in Quad b)
    {
        ReadOnlySpan<double> s = b;
        double t = 0;
        foreach (var v in s)
            t += v * v;
        return t;
    }

    public static double T_ByReference(double x, double y)
    {
        var n = new Node();
        Quad b = default;
        for (int i = 0; i < 4; i++)
        {
            n.Buffer[i] = x + i;
            b[i] = y - i;
        }

        ScaleBy(ref n.Buffer, x);
        ScaleBy(ref b, y);
        Quad c = b;
        c[2] = 1;
        return Dot(n.Buffer, b) + Doubled(ref n.Buffer) + Squares(n.Buffer) + n.Buffer[0] + Doubled(ref b) * Squares(b) + Dot(b, c);
    }

    public static double T_Elements(double x, double y)
    {
        var a = new Quad[3];
        for (int k = 0; k < 3; k++)
            for (int i = 0; i < 4; i++)
                a[k][i] = x * (k + i);
        a[1][2] *= a[2][1] * y;
        double t = 0;
        for (int k = 0; k < 3; k++)
        {
            foreach (var v in a[k])
                t += v * v;
            Span<double> s = a[k];
            s[k] *= y;
            t += s[k];
        }

        var holders = new Holder[3];
        for (int k = 0; k < 3; k++)
            holders[k].Put(k, x);
        foreach (ref var h in holders.AsSpan())
        {
            Span<double> s = h.Buffer;
            s[1] += y;
            h.Scale = x;
        }

        return t + a[1][1] + holders[0].Total() * holders[1].Each();
    }

    public static double T_Captured(double x, double y)
    {
        Quad b = default;
        Action<double> put = v =>
        {
            Span<double> s = b;
            for (int i = 0; i < s.Length; i++)
                s[i] += v * i;
        };
        put(x);
        put(x * y);
        double t = 0;
        foreach (var v in b)
            t += v * v;
        return t;
    }

    public static double T_OfStructs(double x, double y)
    {
        var n = new Node();
        for (int i = 0; i < 3; i++)
        {
            n.Pairs[i].A = x * i;
            n.Pairs[i].B = y + i;
        }

        Span<(double A, double B)> s = n.Pairs;
        for (int i = 0; i < s.Length; i++)
            s[i].A *= s[i].B;
        double t = 0;
        foreach (var (a, b) in n.Pairs)
            t += a * b;
        return t;
    }

    public static double T_OneOrOther(double x, double y)
    {
        var n = new Node();
        var m = new Node();
        for (int i = 0; i < 4; i++)
        {
            n.Buffer[i] = x + i;
            m.Buffer[i] = y * i;
        }

        Span<double> s = n.Buffer;
        if (x > 1)
            s = m.Buffer;
        s[1] *= 2;
        double t = 0;
        foreach (var v in s)
            t += v * v;
        return t + n.Buffer[1];
    }

    [MayBeRefused("AD1006")]
    public static double T_OneOrArray(double x, double y)
    {
        var c = new Node();
        var a = new double[4];
        Span<double> s = c.Buffer;
        if (x > 1)
            s = a;
        s[0] = x;
        s[1] = s[0] * y;
        return c.Buffer[1] + a[1] * 2 + s[0];
    }

    public static double T_Swapped(double x, double y)
    {
        var a = new Node();
        var b = new Node();
        Span<double> p = a.Buffer, q = b.Buffer;
        p[0] = x;
        for (int k = 0; k < 5; k++)
        {
            for (int i = 0; i < 4; i++)
                q[i] = 0.3 * p[i] * x + y * i + 0.2 * p[(i + 1) & 3];
            var r = p;
            p = q;
            q = r;
        }

        double t = 0;
        foreach (var v in p)
            t += v * v;
        return t;
    }

    public static double T_Chain(double x, double y)
    {
        var nodes = new[] { new Node(), new Node(), new Node() };
        Span<double> before = nodes[0].Buffer;
        before[0] = x;
        for (int k = 1; k < 3; k++)
        {
            Span<double> now = nodes[k].Buffer;
            for (int i = 0; i < 4; i++)
                now[i] = before[i] * y + i;
            before = now;
        }

        return Weighted(before);
    }

    public static double T_CopiedAndSorted(double x, double y)
    {
        var n = new Node();
        var a = new double[4];
        for (int i = 0; i < 4; i++)
            n.Buffer[i] = x + i;
        ((Span<double>)n.Buffer).CopyTo(a);
        n.Buffer[0] = 5;
        a.AsSpan(1, 2).CopyTo(n.Buffer);
        ((Span<double>)n.Buffer)[3..].Fill(x * y);
        Span<double> s = n.Buffer;
        s.Sort();
        double t = s.IndexOf(a[1]);
        foreach (var v in n.Buffer)
            t = t * 1.5 + v * v;
        return t + a[0] * a[1] + ((ReadOnlySpan<double>)n.Buffer).ToArray().Sum(v => v * y);
    }

    public static double T_InRefStruct(double x, double y)
    {
        var n = new Node();
        var c = new Cursor(n);
        for (int i = 0; i < 4; i++)
            c.Next() = x * i + y;
        return Weighted(n.Buffer);
    }

    static Span<double> Of(Node n) => n.Buffer;
    static ref double At([UnscopedRef] ref Quad b, int i) => ref b[i];

    public static double T_Returned(double x, double y)
    {
        var n = new Node();
        var s = Of(n);
        for (int i = 0; i < 4; i++)
            s[i] = x * i;
        At(ref n.Buffer, 1) *= y;
        ref double r = ref n.Buffer[2];
        r *= r;
        return Weighted(n.Buffer);
    }

    static double Aliased(Node c, Span<double> s, double x)
    {
        c.Buffer[0] = 5;
        s[0] = x;
        double r = c.Buffer[0];
        s[1] = x * 2;
        var copy = c.Buffer;
        s[1] = 7;
        c.Buffer[2] = x;
        double q = s[2];
        s[2] = q * q;
        return r * copy[1] + c.Buffer[2] + c.Buffer[1];
    }

    static double WholeAliased(Node c, Span<double> s, double x)
    {
        var before = c.Buffer;
        s[0] = x;
        var after = c.Buffer;
        return before[0] + after[0] * 3;
    }

    public static double T_SpanAndOwner(double x)
    {
        var c = new Node();
        double a = Aliased(c, c.Buffer, x);
        c.Buffer[0] = x * x;
        return a + WholeAliased(c, c.Buffer, x);
    }

    public static double T_Overwritten(double x)
    {
        var c = new Node();
        Span<double> s = c.Buffer;
        s[0] = x;
        Quad n = default;
        n[0] = x * x;
        n[1] = 3;
        c.Buffer = n;
        s[1] *= x;
        double a = s[0] + s[1] * 2;
        c.Buffer = default;
        s[2] += x;
        return a + s[0] + s[1] * 2 + s[2] * c.Buffer[2];
    }

    public static double T_Hundred(double x, double y)
    {
        var c = new Node();
        for (int i = 0; i < 100; i++)
            c.Hundred[i] = x * i;
        Span<double> s = c.Hundred;
        s = s.Slice(10, 20);
        for (int i = 1; i < s.Length; i++)
            s[i] += y * s[i - 1];
        double t = 0;
        foreach (var v in c.Hundred)
            t += v * v;
        return t * 1e-3;
    }

    public static double T_Outside(double x)
    {
        var c = new Node();
        Span<double> s = c.Buffer;
        try
        {
            s[4] = x;
        }
        catch (IndexOutOfRangeException)
        {
            s[1] = x * 3;
        }
        finally
        {
            s[2] = s[1] * x;
        }

        return c.Buffer[1] + c.Buffer[2];
    }

    public static double T_OutsideThrows(double x)
    {
        var c = new Node();
        Span<double> s = c.Buffer;
        s[0] = x;
        return s[x > 1 ? 4 : 0];
    }

    [MayBeRefused("AD1006")]
    public static double T_ReadByQuery(double x)
    {
        var c = new Node();
        c.Buffer[2] = x;
        Span<double> s = c.Buffer;
        var q = new[] { 1.0, 2.0 }.Select(v => v * c.Buffer[2]);
        s[2] = 5 * x;
        return q.Sum();
    }

    static void Fill(Span<double> s, double x)
    {
        for (int i = 0; i < s.Length; i++)
            s[i] = x * i;
    }

    [MayBeRefused("AD1006")]
    public static double T_ReadByQueryWrittenByCallee(double x)
    {
        var c = new Node();
        c.Buffer[2] = x;
        var q = new[] { 1.0, 2.0 }.Select(v => v * c.Buffer[2]);
        Fill(c.Buffer, x);
        return q.Sum();
    }

    public static void C_Argument()
    {
        static double F(Node n)
        {
            Span<double> s = n.Buffer;
            for (int i = 1; i < s.Length; i++)
                s[i] += s[i - 1] * n.W;
            foreach (ref double v in s)
                v *= n.W;
            return Weighted(n.Buffer) + Recursive(s);
        }

        var at = new Node { Buffer = Quad.Of(0.5, -1.5, 0.75, 1.25), W = 2 };
        foreach (int _ in new int[2])
        {
            var g = Gradient(at: at, of: F);
            Check.Slopes(v => F(new Node { Buffer = Quad.Of(v), W = v[4] }), [0.5, -1.5, 0.75, 1.25, 2], [.. g.Buffer.ToArray(), g.W]);
        }

        Check.Bits(at.Buffer.ToArray(), 0.5, -1.5, 0.75, 1.25);
    }

    public static void C_Arguments()
    {
        static double F(Holder h, Quad b)
        {
            Span<double> s = h.Buffer, t = b;
            s[0] *= t[1];
            t[2] += s[0];
            return h.Total() + Squares(b);
        }

        var (g, gb) = Gradient(at: (new Holder { Buffer = Quad.Of(0.5, -1.5, 0.75, 1.25), Scale = 2 }, Quad.Of(1, 2, 3, 4)), of: F);
        Check.Slopes(v => F(new Holder { Buffer = Quad.Of(v), Scale = v[4] }, Quad.Of(v[5..])), [0.5, -1.5, 0.75, 1.25, 2, 1, 2, 3, 4],
            [.. g.Buffer.ToArray(), g.Scale, .. gb.ToArray()]);
    }
}

[InlineArray(4)]
public struct Quad
{
    private double _element;

    public static Quad Of(params double[] v)
    {
        Quad b = default;
        v.AsSpan(0, 4).CopyTo(b);
        return b;
    }

    public readonly double[] ToArray() => ((ReadOnlySpan<double>)this).ToArray();
}

[InlineArray(3)]
public struct PairRow
{
    private (double A, double B) _element;
}

[InlineArray(100)]
public struct HundredRow
{
    private double _element;
}

public struct Holder
{
    public Quad Buffer;
    public double Scale;

    public void Put(int i, double x) => Buffer[i] += x;

    public double Total()
    {
        double t = 0;
        for (int i = 0; i < 4; i++)
            t += this.Buffer[i] * (i + 1);
        return t * Scale;
    }

    public double Each()
    {
        double t = 0;
        foreach (var v in Buffer)
            t += v * v;
        return t;
    }
}

public sealed class Node
{
    public Quad Buffer;
    public PairRow Pairs;
    public HundredRow Hundred;
    public double W;

    public double Sum()
    {
        double t = 0;
        foreach (var v in Buffer)
            t += v * W;
        return t;
    }

    public double Varying(int n)
    {
        double t = 0;
        for (int i = 0; i < n; i++)
            t += Buffer[i % 4] * i;
        return t;
    }
}

public ref struct Cursor
{
    private readonly Span<double> _span;
    private int _next;

    public Cursor(Node node) => _span = node.Buffer;

    public ref double Next() => ref _span[_next++];
}
