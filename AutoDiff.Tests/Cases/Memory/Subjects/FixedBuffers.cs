using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Fixed buffers, read and written by index.</summary>
public static unsafe class FixedBuffers
{
    public static double T_Fixed(double x, double y)
    {
        var b = default(Fixed4);
        b.V[0] = x;
        b.V[1] = y * b.V[0];
        b.V[2] = b.V[1] + b.V[0];
        b.W = b.V[2];
        return b.V[1] * b.V[2] * b.W;
    }

    public static double T_FixedVar(double x, double y)
    {
        var b = default(Fixed4);
        b.V[0] = x;
        for (int i = 1; i < 4; i++)
            b.V[i] = b.V[i - 1] * y + i;
        var c = b;
        c.V[3] *= x;
        return b.Sum() * c.V[3] + c.Sum();
    }

    [Shape("6")]
    public static double T_FixedArr(double[] x)
    {
        var a = new Fixed4[2];
        for (int i = 0; i < 4; i++)
        {
            a[0].V[i] = x[i];
            a[1].V[3 - i] = x[i] * x[i];
        }

        a[1].V[2] += a[0].V[1];
        a[0] = a[1];
        a[1].V[0] = 0;
        return a[0].Sum() * a[1].V[2];
    }

    static double Rec(ref Fixed4 b, int k)
    {
        b.V[k] *= b.W;
        return k == 0 ? b.V[0] : b.V[k] * Rec(ref b, k - 1);
    }

    public static double T_FixedRef(double x, double y)
    {
        Fixed4 b = default;
        b.W = y;
        for (int i = 0; i < 4; i++)
            b.V[i] = x + i;
        return Rec(ref b, 3) + b.V[2];
    }

    public static float T_FixedFloat(float x, float y)
    {
        var b = default(FixedF);
        b.N[1] = 2;
        b.V[0] = x;
        b.V[1] = y;
        b.V[b.N[1]] = x * y;
        return b.V[2] * b.V[1] + b.N[1];
    }

    [Shape("6")]
    public static double T_Pinned(double[] x)
    {
        var h = new Holder();
        h.F.V[1] = x[0];
        h.F.V[2] = x[1] * h.F.V[1];
        return h.F.V[2] * h.F.Sum();
    }

    [Shape("6")]
    [MayBeRefused("AD1006")]
    public static double T_PinnedArray(double[] x)
    {
        double s = 0;
        fixed (double* p = x)
        {
            for (int i = 0; i < 6; i++)
                s += p[i] * p[i];
        }

        return s;
    }

    public static void C_FixedBufferAsArgument()
    {
        static double F(Fixed4 b)
        {
            b.V[0] *= b.V[1];
            return b.V[0] * b.W + b.Sum();
        }

        Fixed4 at = Of(1, 2, 3, 4, 5);
        var g = Gradient(at: at, of: F);
        Check.Slopes(v => F(Of(v)), [1, 2, 3, 4, 5], [g.V[0], g.V[1], g.V[2], g.V[3], g.W]);
    }

    private static Fixed4 Of(params double[] v)
    {
        Fixed4 b = default;
        for (int i = 0; i < 4; i++)
            b.V[i] = v[i];
        b.W = v[4];
        return b;
    }
}

public unsafe struct Fixed4
{
    public fixed double V[4];
    public double W;
    public double Sum()
    {
        double s = 0;
        for (int i = 0; i < 4; i++)
            s += V[i];
        return s;
    }
}

public unsafe struct FixedF
{
    public fixed float V[3];
    public fixed int N[3];
}

public class Holder
{
    public Fixed4 F;
}
