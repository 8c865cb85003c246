namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Spans over constants in the assembly, over single locals, and over memory of the stack that starts with constants.</summary>
public static class ConstantSpans
{
    private static ReadOnlySpan<double> Nodes => [0.1, 0.5, 0.9];

    private static ReadOnlySpan<double> Weights => new[] { 0.3, 0.4, 0.3 };

    public static double T_Polynomial(double x) => Horner([1, 2, 3.5], x);

    public static double T_ConstantsBesideArguments(double x, double y) => Horner([1, 2, 3.5], x) + Dot([x, y, 1], [0.5, 0.2, 0.1]);

    public static double T_TablesInProperties(double x)
    {
        double s = 0;
        for (int i = 0; i < Nodes.Length; i++)
            s += Weights[i] * Math.Exp(x * Nodes[i]);
        return s + Dot(Weights, [x, x * x, 1]);
    }

    public static float T_TableOfSingles(float x)
    {
        ReadOnlySpan<float> table = [1, 2, 4, 8];
        float s = 0;
        foreach (float v in table[1..])
            s += v * x;
        return s * s;
    }

    public static double T_TableOrArgument(double[] x)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<double> chosen = i % 2 == 0 ? [3, 2, 1] : x;
            s += chosen[i % 3] * chosen[1] * x[i];
        }

        return s;
    }

    public static double T_StackOfConstants(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += Squares(x * i);
        return s;
    }

    public static double T_StackOfZeros(double x)
    {
        Span<double> items = stackalloc double[] { 0, 0, 0 };
        items[1] = x;
        ReadOnlySpan<float> table = stackalloc float[] { 1, 2, 3, 7.5f };
        return items[0] + (items[1] * items[1] * table[3]);
    }

    public static double T_SingleLocals(double x, double y)
    {
        double s = 0;
        for (int i = 0; i < 4; i++)
            s += Norm(x * i) * Norm(y) + Norm(s * 0.1) + Norm();
        return s;
    }

    public static double T_LocalWrittenThroughItsSpan(double x)
    {
        double a = x * x;
        Twice(new Span<double>(ref a));
        Square(ref a);
        Span<double> span = new(ref a);
        span[0] += x;
        span.Fill(a + span[0]);
        return a * span[0];
    }

    public static double T_LocalOfARecursion(double x) => Recursion(x, 3);

    private static double Recursion(double x, int n)
    {
        if (n <= 0)
            return x;
        double a = x;
        Twice(new(ref a));
        return Norm(a) + (Recursion(a * 0.1, n - 1) * a);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double s = 0;
        for (int i = 0; i < a.Length; i++)
            s += a[i] * b[i];
        return s;
    }

    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double s = 0;
        foreach (double c in coefficients)
            s = (s * x) + c;
        return s;
    }

    private static double Norm(params ReadOnlySpan<double> items)
    {
        double s = 0;
        foreach (double v in items)
            s += v * v;
        return s;
    }

    private static double Squares(double x)
    {
        Span<double> items = stackalloc double[] { 1.0, 2, x, x * x, 5 };
        items[0] += x;
        double s = 0;
        foreach (ref double v in items)
        {
            v *= v;
            s += v;
        }

        return s * items[4];
    }

    private static void Twice(Span<double> items)
    {
        for (int i = 0; i < items.Length; i++)
            items[i] *= 2;
    }

    private static void Square(ref double x) => x *= x;
}
