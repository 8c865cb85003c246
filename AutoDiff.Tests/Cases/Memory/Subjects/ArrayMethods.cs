namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Methods of <c>Array</c>, <c>Buffer</c> and <c>MemoryExtensions</c> that search, sort and copy.</summary>
public static unsafe class ArrayMethods
{
    [Shape("6")]
    public static double T_Empty(double[] x)
    {
        var e = Array.Empty<double>();
        double s = x[0];
        foreach (var v in e)
            s += v;
        return s * x[1] + e.Length;
    }

    [Shape("6")]
    public static double T_BlockCopy(double[] x)
    {
        var y = new double[6];
        Buffer.BlockCopy(x, 8, y, 16, 24);
        y[2] *= y[3];
        Buffer.BlockCopy(y, 0, y, 8, 40);
        return y[3] * y[4];
    }

    [Shape("6")]
    public static double T_BinarySearch(double[] x)
    {
        double[] g = [-2, -1, 0, 1, 2, 3];
        int i = Array.BinarySearch(g, 0.5);
        if (i < 0)
            i = ~i;
        return x[0] * g[i] + x[1];
    }

    [Shape("6")]
    public static double T_BinarySearch2(double[] x)
    {
        Array.Sort(x);
        int i = Array.BinarySearch(x, x[2]);
        return x[i] * x[0];
    }

    [Shape("6")]
    public static double T_Comparer(double[] x)
    {
        int c = Comparer<double>.Default.Compare(x[0], x[1]);
        return c > 0 ? x[0] * x[2] : x[1] * x[3];
    }

    [Shape("6")]
    public static double T_Compare2(double[] x)
    {
        Array.Sort(x, Comparer<double>.Default);
        return x[0] * x[5];
    }

    [Shape("6")]
    public static double T_ConvertAll(double[] x)
    {
        var y = Array.ConvertAll(x, v => v * v);
        return y[0] * y[1];
    }

    [Shape("6")]
    public static double T_ForEach(double[] x)
    {
        double s = 1;
        Array.ForEach(x, v => s += v * s);
        return s;
    }

    [Shape("6")]
    public static double T_Find(double[] x)
    {
        double f = Array.Find(x, v => v > 1.1);
        int i = Array.FindIndex(x, v => v > 0.5);
        double l = Array.FindLast(x, v => v < 3);
        return f * x[1] + (i >= 0 ? x[i] * l : 0);
    }

    [Shape("6")]
    public static double T_IndexOf(double[] x)
    {
        int i = Array.IndexOf(x, x[2]);
        bool b = Array.Exists(x, v => v > 2);
        bool c = Array.TrueForAll(x, v => v > 0);
        return x[i] * (b ? 2 : 1) * (c ? x[0] : 1);
    }

    [Shape("6")]
    public static double T_MaxBy(double[] x)
    {
        var m = x.MaxBy(v => v * v);
        var all = Array.FindAll(x, v => v > 0.9);
        return m * x[0] + (all.Length > 0 ? all[0] * all[^1] : 0);
    }

    [Shape("6")]
    public static double T_SortItems(double[] x)
    {
        double[] k = [3, 1, 2, 6, 5, 4];
        Array.Sort(k, x);
        return x[0] * x[1] + x[5];
    }

    [Shape("6")]
    public static double T_SortItems2(double[] x)
    {
        var y = new double[]
        {
            1,
            2,
            3,
            4,
            5,
            6
        };
        Array.Sort(x, y);
        return x[0] * y[0] + x[5] * y[5];
    }

    [Shape("6")]
    public static double T_SpanSort(double[] x)
    {
        x.AsSpan(1, 4).Sort();
        return x[1] * x[4];
    }

    [Shape("6")]
    public static double T_ArrayCopyTo(double[] x)
    {
        var y = new double[8];
        x.CopyTo(y, 1);
        Array.Copy(x, 1, y, 0, 3);
        Array.Reverse(y);
        Array.Fill(y, x[0], 2, 2);
        Array.Resize(ref y, 6);
        return y[1] * y[2] * y[5];
    }

    [Shape("6")]
    public static double T_MemMove(double[] x)
    {
        var c = (double[])x.Clone();
        Array.Clear(c, 1, 2);
        Array.ConstrainedCopy(x, 0, c, 3, 2);
        return c[0] * c[3] + c[4] * c[1];
    }

    [Shape("6")]
    public static double T_SpanSearch(double[] x)
    {
        Span<double> s = x;
        int i = MemoryExtensions.BinarySearch((ReadOnlySpan<double>)s, 3.0);
        if (i < 0)
            i = ~i;
        i = Math.Min(i, 5);
        return x[i] * (s.Contains(3.0) ? 2 : 1) * (s.SequenceEqual(x) ? x[0] : 1);
    }
}
