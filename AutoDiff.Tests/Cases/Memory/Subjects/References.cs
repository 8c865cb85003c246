using System.Runtime.InteropServices;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Reference locals and returns that lead to one element or another, depending on the path, around loops too.</summary>
public static class References
{
    [Shape("6")]
    public static double T_ReboundInLoop(double[] x)
    {
        ref double r = ref x[0];
        double s = 0;
        for (int i = 0; i < 6; i++)
        {
            r *= 1.1;
            s += r * r;
            if (x[i] > 0.5)
                r = ref x[i];
            r += 0.1 * s;
        }

        return s * r;
    }

    [Shape("6")]
    public static double T_LargestElement(double[] x)
    {
        ref double m = ref x[0];
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] > m)
                m = ref x[i];
        }

        m *= m;
        m += x[1];
        return x.Sum() * m;
    }

    [Shape("6")]
    public static double T_ReturnedOneOfTwo(double[] x)
    {
        Pick(ref x[0], ref x[1], x[2] > 0) *= x[3];
        double[] y = [x[4], x[5]];
        Pick(ref y[1], ref x[0], x[1] > 0) += x[0] * x[1];
        return (x[0] * y[1]) + x[1];
    }

    [Shape("6")]
    public static double T_ElementOrLocal(double[] x)
    {
        double z = x[4];
        Pick(ref z, ref x[0], x[1] > 0) += x[0] * x[1];
        Pick(ref z, ref z, true) *= 2;
        return (x[0] * z) + x[1];
    }

    [Shape("6")]
    public static double T_FieldsOfElements(double[] x)
    {
        var p = new Pair[3];
        for (int i = 0; i < 3; i++)
            p[i] = new Pair { A = x[i], B = x[i + 1], Row = x };
        ref double r = ref p[0].B;
        for (int i = 0; i < 5; i++)
        {
            r += p[i % 3].A * r * 0.3;
            if (x[i] > 0.4)
                r = ref p[i % 3].B;
        }

        r *= 2;
        return (p[0].B * p[1].B) + p[2].B;
    }

    [Shape("6")]
    public static double T_StructInList(double[] x)
    {
        var p = new List<Pair>();
        for (int i = 0; i < 3; i++)
            p.Add(new Pair { A = x[i], B = x[i + 1], Row = x });
        var s = CollectionsMarshal.AsSpan(p);
        ref Pair best = ref s[0];
        foreach (ref var q in s)
        {
            if (q.A * q.B > best.A)
                best = ref q;
        }

        best.A *= best.B;
        best.Row[0] += best.A;
        best = p[1];
        best.B *= 2;
        return p.Sum(q => q.A * q.B) + x[0];
    }

    [Shape("6")]
    public static double T_FieldsOfObjects(double[] x)
    {
        var n = new Chain { V = x[0], Next = new Chain { V = x[1], Next = new Chain { V = x[2] } } };
        ref double v = ref n.V;
        for (var q = n; q is not null; q = q.Next)
        {
            if (q.V > v)
                v = ref q.V;
            v *= 1.2;
        }

        v += x[3];
        ref Pair p = ref n.P;
        if (x[4] > 0)
            p = ref n.Next.P;
        p.A = x[5];
        p.B = v * p.A;
        return (n.V * n.Next.V) + n.Next.P.B + n.P.B;
    }

    [Shape("6")]
    public static double T_PassedOn(double[] x)
    {
        ref double r = ref x[0];
        for (int i = 0; i < 4; i++)
        {
            if (i % 2 == 1)
                r = ref x[i];
            Bump(ref r, x[5]);
            if (x[i + 1] < 0)
                r = ref x[i + 1];
        }

        return (x[0] * x[1]) + (x[2] * x[3]);
    }

    [Shape("6")]
    public static double T_ReturnedFromSearch(double[] x)
    {
        Max(x) *= x[1];
        ref double a = ref Max(x);
        a += x[2];
        Max(x) = a * a;
        return (x[0] * x[3]) + x.Sum();
    }

    [Shape("6")]
    public static double T_TwoArrays(double[] x)
    {
        double[] a = [x[0], x[1]], b = [x[2], x[3]];
        ref double r = ref a[0];
        for (int i = 0; i < 4; i++)
        {
            r = ref (x[i] > 0.6 ? ref a[i % 2] : ref b[i % 2]);
            r = (r * 1.5) + (a[1] * b[0]);
        }

        return (a[0] * a[1]) + (b[0] * b[1]) + r;
    }

    [Shape("6")]
    public static double T_Exchanged(double[] x)
    {
        ref double a = ref x[0];
        ref double b = ref x[1];
        for (int i = 0; i < 5; i++)
        {
            ref double t = ref a;
            a = ref b;
            b = ref t;
            a += b * 0.5;
            if (i == 2)
                b = ref x[3];
        }

        return (a * b) + (x[0] * x[1]);
    }

    [Shape("2x3")]
    public static double T_LargestInRectangle(double[,] m)
    {
        ref double b = ref m[0, 0];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (m[i, j] > b)
                    b = ref m[i, j];
            }
        }

        b *= b;
        return (m[0, 0] * m[1, 2]) + m[0, 1] + b;
    }

    [Shape("6")]
    public static double T_ReboundInHandler(double[] x)
    {
        ref double r = ref x[0];
        try
        {
            if (x[1] > 1)
                r = ref x[9];
            r *= 2;
        }
        catch (IndexOutOfRangeException)
        {
            r = ref x[2];
            r *= 3;
        }

        r += x[3];
        return x[0] * x[2];
    }

    [Shape("2")]
    [At(0.5, 0.7), At(2, 0.7), At(2, -0.7)]
    public static double T_OutOfRange(double[] x)
    {
        ref double r = ref x[0];
        int k = x[0] > 1 ? 9 : 1;
        if (x[1] > 0)
            r = ref x[k];
        r *= x[1];
        return r * x[0];
    }

    private static ref double Pick(ref double a, ref double b, bool first)
    {
        if (first)
            return ref a;
        return ref b;
    }

    private static ref double Max(double[] a)
    {
        ref double m = ref a[0];
        foreach (ref double v in a.AsSpan())
        {
            if (v > m)
                m = ref v;
        }

        return ref m;
    }

    private static void Bump(ref double r, double by) => r = (r * by) + 0.1;

    private struct Pair
    {
        public double A;
        public double B;
        public double[] Row;
    }

    private sealed class Chain
    {
        public double V;
        public Pair P;
        public Chain? Next;
    }
}
