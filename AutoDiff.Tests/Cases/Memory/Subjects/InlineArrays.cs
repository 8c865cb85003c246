using System.Runtime.CompilerServices;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Inline arrays: values that are a row of elements.</summary>
public static unsafe class InlineArrays
{
    public static double T_Const(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y * b[0];
        b[2] = b[1] * b[1];
        return b[2] + b[0];
    }

    public static double T_Var(double x, double y)
    {
        Four b = default;
        b[0] = x;
        for (int i = 1; i < 4; i++)
            b[i] = b[i - 1] * y + i;
        return b[3] * b[1];
    }

    public static double T_Copy(double x, double y)
    {
        Four b = default;
        for (int i = 0; i < 4; i++)
            b[i] = x * i;
        var c = b;
        c[2] = y;
        b[1] *= c[3];
        return b[1] * c[2] + c[1] + b.Sum();
    }

    public static double T_Foreach(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y;
        b[3] = x * y;
        double s = 0;
        foreach (var v in b)
            s += v * v;
        return s;
    }

    public static double T_ForeachRef(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y;
        foreach (ref var v in b)
            v *= x;
        return b[0] * b[1];
    }

    [Shape("6")]
    public static double T_Field(double[] x)
    {
        var s = default(State);
        s.Values[0] = x[0];
        s.Values[1] = x[1] * s.Values[0];
        s.W = x[2];
        var t = s;
        t.Values[1] *= t.W;
        for (int i = 0; i < 4; i++)
            t.Values[i] += i * t.W;
        return s.Values[1] * t.Values[1] + t.Values[3];
    }

    [Shape("6")]
    public static double T_ArrayOf(double[] x)
    {
        var a = new Four[3];
        for (int k = 0; k < 3; k++)
            for (int i = 0; i < 4; i++)
                a[k][i] = x[k] * x[i] + i;
        a[2] = a[1];
        a[1][0] *= 5;
        double s = 0;
        foreach (var b in a)
            foreach (var v in b)
                s += v * v;
        return s;
    }

    [Shape("6")]
    public static double T_ObjField(double[] x)
    {
        var o = new Body
        {
            W = x[0]
        };
        for (int i = 0; i < 4; i++)
            o.Values[i] = x[i] * o.W;
        var p = new Body
        {
            Values = o.Values
        };
        p.Values[2] = o.Values[1] * o.Values[2];
        o.Values = p.Values;
        o.Values[0] += 1;
        return o.Values[2] * p.Values[0] + o.Values[0] * o.Values.Sum();
    }

    static double Rec(Four b, int k) => k == 0 ? b[0] : b[k] * Rec(b, k - 1);
    public static double T_ByValue(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y;
        b[2] = x + y;
        b[3] = 2;
        return Rec(b, 3);
    }

    static void Scale(ref Four b, double k, int n)
    {
        for (int i = 0; i < n; i++)
            b[i] *= k;
        if (n > 1)
            Scale(ref b, k + 1, n - 1);
    }

    public static double T_ByRef(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y;
        b[2] = x * y;
        Scale(ref b, y, 3);
        return b[0] * b[1] + b[2];
    }

    [Shape("6")]
    public static double T_ByRefElem(double[] x)
    {
        var a = new Four[2];
        a[1][0] = x[0];
        a[1][2] = x[1];
        Scale(ref a[1], x[2], 3);
        return a[1].Sum();
    }

    static Four Make(double x, int n)
    {
        Four b = default;
        if (n == 0)
        {
            b[0] = x;
            b[3] = x * x;
            return b;
        }

        b = Make(x * 2, n - 1);
        b[n] += b[0];
        return b;
    }

    public static double T_Result(double x, double y)
    {
        var b = Make(x, 2);
        var c = Make(y, 1);
        return b[1] * c[3] + b[2] * c[0];
    }

    public static double T_Generic(double x, double y)
    {
        Three<double> v = default;
        v[0] = x;
        v[1] = y;
        v[2] = v[0] * v[1];
        Three<(double A, double B)> w = default;
        w[1] = (x, y);
        w[2].A = w[1].B * 2;
        double s = 0;
        foreach (var(a, b)in w)
            s += a * b + a;
        return s + v[2];
    }

    [Shape("6")]
    public static double T_Span(double[] x)
    {
        Four b = default;
        Span<double> s = b;
        for (int i = 0; i < 4; i++)
            s[i] = x[i];
        var c = b;
        s[1] *= b[0];
        b[2] = s[1];
        b = default;
        b[0] = x[1];
        return s[0] * c[1] + s[2] + c[2] + s.Length;
    }

    [Shape("6")]
    public static double T_SpanPass(double[] x)
    {
        Four b = default;
        x.AsSpan(1, 4).CopyTo(b);
        double s = 0;
        foreach (var v in b[1..])
            s += v * v;
        return s * b[0];
    }

    public static double T_Cond(double x, double y)
    {
        Four a = default, b = default;
        a[0] = x;
        b[0] = y;
        a[1] = x * y;
        var c = x > y ? a : b;
        ref Four r = ref (x > 1 ? ref a : ref b);
        r[1] += y;
        return c[0] * a[1] + b[1] * c[1];
    }

    [Shape("6")]
    public static double T_LoopCopy(double[] x)
    {
        Four b = default;
        b[0] = 1;
        for (int k = 0; k < 5; k++)
        {
            var o = b;
            for (int i = 0; i < 4; i++)
                b[i] = o[(i + 3) % 4] * x[k] + o[i];
        }

        return b.Sum() * b[2];
    }

    public static double T_List(double x, double y)
    {
        var l = new List<Four>();
        for (int k = 0; k < 3; k++)
        {
            Four b = default;
            b[k] = x * y;
            b[3] = y;
            l.Add(b);
        }

        double s = 0;
        foreach (var b in l)
            s += b[3] * b[1] + b[2];
        return s;
    }

    public static double T_Lambda(double x, double y)
    {
        Four b = default;
        b[0] = x;
        b[1] = y;
        Action<int> f = i => b[i] *= b[i + 1];
        f(0);
        f(0);
        return b[0] * b[1];
    }

    public static void C_Argument()
    {
        static double F(Four b)
        {
            double s = 1;
            for (int i = 0; i < 4; i++)
                s += b[i] * s;
            b[0] = s;
            return b[0] * b[3];
        }

        Four at = Of(0.5, -1.5, 0.75, 1.25);
        var(value, g) = ValueWithGradient(at: at, of: F);
        Check.Bits(value, F(at));
        Check.Slopes(v => F(Of(v)), Numbers(at), Numbers(g));
    }

    public static void C_ArgumentWithWeight()
    {
        static double F(State s, double k)
        {
            s.Values[1] *= s.W * k;
            return s.Values[1] * s.Values[0] * s.Values.Sum();
        }

        var(g, dk) = Gradient(at: (new State { Values = Of(0.5, -1.5, 0.75, 1.25), W = 2 }, 3.0), of: F);
        Check.Slopes(v => F(new State { Values = Of(v), W = v[4] }, v[5]), [0.5, -1.5, 0.75, 1.25, 2, 3], [..Numbers(g.Values), g.W, dk]);
    }

    public static void C_Result()
    {
        static Four F(double x, double y)
        {
            Four b = default;
            b[0] = x * y;
            b[1] = x;
            for (int i = 2; i < 4; i++)
                b[i] = b[i - 1] * b[i - 2];
            return b;
        }

        var(value, pullback) = ValueWithPullback(at: (1.5, -0.5), of: F);
        Check.Bits(Numbers(value), Numbers(F(1.5, -0.5)));
        foreach (int _ in new int[2])
        {
            var(dx, dy) = pullback(Of(1, 2, -3, 0.5));
            Check.Slopes(v =>
            {
                var b = F(v[0], v[1]);
                return b[0] + (2 * b[1]) - (3 * b[2]) + (0.5 * b[3]);
            }, [1.5, -0.5], [dx, dy]);
        }
    }

    public static void C_InObject()
    {
        static double F(Body b)
        {
            for (int i = 1; i < 4; i++)
                b.Values[i] += b.Values[i - 1] * b.W;
            return b.Values[3];
        }

        var at = new Body
        {
            Values = Of(0.5, -1.5, 0.75, 1.25),
            W = 2
        };
        var g = Gradient(at: at, of: F);
        Check.Slopes(v => F(new Body { Values = Of(v), W = v[4] }), [0.5, -1.5, 0.75, 1.25, 2], [..Numbers(g.Values), g.W]);
        Check.Bits(Numbers(at.Values), 0.5, -1.5, 0.75, 1.25);
    }

    public static void C_VectorSpace()
    {
        Four moved = Moved(Of(1, 2, 3, 4), along: Of(1, 1, 0, -1), by: 0.5);
        Check.Near(Numbers(moved), 1.5, 2.5, 3, 3.5);
    }

    private static Four Of(params double[] v)
    {
        Four b = default;
        v.AsSpan(0, 4).CopyTo(b);
        return b;
    }

    private static double[] Numbers(Four b) => ((ReadOnlySpan<double>)b).ToArray();
}

[InlineArray(4)]
public struct Four
{
    private double e0;
    public double Sum()
    {
        double s = 0;
        foreach (var v in this)
            s += v;
        return s;
    }
}

[InlineArray(3)]
public struct Three<T>
{
    private T e;
}

public struct State
{
    public Four Values;
    public double W;
}

public class Body
{
    public Four Values;
    public double W;
}
