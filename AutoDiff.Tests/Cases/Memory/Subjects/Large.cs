namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Deep recursion and long loops.</summary>
public static class Large
{
    private const int Many = 10_000_000;

    [ClosedFormOnly, At(0.9999), At(-0.9999)]
    public static double T_RecursionOfDepth10000(double x)
    {
        static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);
        return Power(x, 10_000);
    }

    public static double[] G_RecursionOfDepth10000(double x) => [10_000 * Math.Pow(x, 9_999)];

    [ClosedFormOnly, Shape("10000")]
    public static double T_RecursionOverArray(double[] x)
    {
        static double Sum(double[] x, int i) => i == x.Length ? 0 : (x[i] * x[i]) + Sum(x, i + 1);
        return Sum(x, 0);
    }

    public static double[] G_RecursionOverArray(double[] x) => Array.ConvertAll(x, v => 2 * v);

    [ClosedFormOnly, Shape("10000")]
    public static double T_RecursionOverLinkedNodes(double[] x)
    {
        static double Sum(Node? n) => n is null ? 0 : (n.Value * n.Value) + Sum(n.Next);
        Node? head = null;
        foreach (double v in x)
            head = new Node { Value = v, Next = head };
        return Sum(head);
    }

    public static double[] G_RecursionOverLinkedNodes(double[] x) => Array.ConvertAll(x, v => 2 * v);

    /// <summary>Linear in what it carries, so nothing of an iteration is needed backwards: the gradient should need no memory for it.</summary>
    [ClosedFormOnly, At(0.5), At(-2)]
    public static double T_TenMillionLinearSteps(double x)
    {
        double s = 0;
        for (int i = 0; i < Many; i++)
            s = (0.75 * s) + x;
        return s;
    }

    public static double[] G_TenMillionLinearSteps(double x) => [4];

    /// <summary>The array is read only; only the index is needed backwards, and that is counted back.</summary>
    [ClosedFormOnly, Shape("8")]
    public static double T_TenMillionReads(double[] x)
    {
        double s = 0;
        for (int i = 0; i < Many; i++)
            s += x[i & 7] * x[i & 7];
        return s / Many;
    }

    public static double[] G_TenMillionReads(double[] x) => Array.ConvertAll(x, v => v / 4);

    /// <summary>Accumulates in place: what is overwritten is not needed backwards.</summary>
    [ClosedFormOnly, Shape("8", "_")]
    public static double T_TenMillionWrites(double[] x, double t)
    {
        for (int i = 0; i < Many; i++)
            x[i & 7] += t;
        return x[0] * x[1];
    }

    public static double[] G_TenMillionWrites(double[] x, double t)
    {
        double a = x[0], b = x[1];
        for (int i = 0; i < Many / 8; i++)
        {
            a += t;
            b += t;
        }

        return [b, a, 0, 0, 0, 0, 0, 0, (Many / 8) * (a + b)];
    }

    /// <summary>Not linear: eight bytes of each iteration are needed backwards, 80 MB in all.</summary>
    [ClosedFormOnly, At(0.7), At(-0.3)]
    public static double T_TenMillionSines(double x)
    {
        double s = x;
        for (int i = 0; i < Many; i++)
            s = (0.5 * Math.Sin(s)) + x;
        return s;
    }

    /// <summary>At the fixed point s = sin(s)/2 + x.</summary>
    public static double[] G_TenMillionSines(double x)
    {
        double s = x;
        for (int i = 0; i < 1000; i++)
            s = (0.5 * Math.Sin(s)) + x;
        return [1 / (1 - (0.5 * Math.Cos(s)))];
    }

    private sealed class Node
    {
        public double Value;
        public Node? Next;
    }
}
