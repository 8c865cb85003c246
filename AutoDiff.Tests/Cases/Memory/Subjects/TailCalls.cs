namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Methods that end with a call of themselves, and some that nearly do.</summary>
public static class TailCalls
{
    public static double T_Power(double x) => 2 * Power(x, 5, 1);

    public static double T_Horner(double[] c, double x) => Horner(c, x, c.Length - 1, 0);

    public static double T_WritesInPlace(double[] a)
    {
        Fill(a, 1);
        return a.Sum(v => v * v);
    }

    public static double T_ThroughObjects(double x, double y) => new Node(x, new Node(y, new Node(Math.Exp(x), null))).Total(0);

    public static double T_AlongAList(double x, double y) => Sum(new Node(x, new Node(x * y, new Node(Math.Sin(y), null))), 1);

    public static double T_ByReference(double x)
    {
        double total = x;
        return Add(ref total, x, 4) * total;
    }

    /// <summary>The reference is to a local of the call before.</summary>
    public static double T_ReferenceToALocal(double x)
    {
        double start = x;
        return Local(ref start, x, 4) * start;
    }

    public static double T_Capturing(double x) => Compose(x, 3, v => v * v);

    public static double T_SmallIntegers(double x) => Wrapped(7, 4) * x * x;

    public static double T_Generic(double x) => Generic(x, 4, 1.0);

    public static double T_Choice(double x) => Chosen(x, 6);

    public static double T_InAProtectedRegion(double x) => Protected(x, 3);

    public static double T_NotTheLast(double x) => NotTheLast(x, 5);

    public static double T_Swapped(double x, double y) => Swapped(x, y, 5);

    public static double T_Struct(double x, double y) => Turned(new Pair(x, y), 3);

    public static double T_NoResult(double x)
    {
        var sum = new Cell();
        Collect(sum, x, 4);
        return sum.Value;
    }

    public static double T_ThrowsAfterItWrote(double[] x)
    {
        double y = 1;
        try
        {
            Damp(x, 7);
        }
        catch (IndexOutOfRangeException)
        {
            y = x[0] * 2;
        }

        return y * x[1];
    }

    private static void Damp(double[] x, int n)
    {
        for (int i = 0; i < n; i++)
            x[i] = Math.Sin(x[i]) * (i + 1);
        if (n > 0)
            Damp(x, n - 1);
    }

    private static double Power(double x, int n, double product)
    {
        if (n == 0)
            return product;
        return Power(x, n - 1, product * x);
    }

    private static double Horner(double[] c, double x, int i, double value) => i < 0 ? value : Horner(c, x, i - 1, (value * x) + c[i]);

    private static void Fill(double[] a, int i)
    {
        if (i == a.Length)
            return;
        a[i] = Math.Sin(a[i - 1]) * a[i];
        Fill(a, i + 1);
    }

    private static double Sum(Node? node, double sum) => node is null ? sum : Sum(node.Next, sum + (node.Value * node.Value));

    private static double Add(ref double total, double x, int n)
    {
        if (n == 0)
            return total;
        total += Math.Sin(x * n);
        return Add(ref total, x, n - 1);
    }

    private static double Local(ref double a, double x, int n)
    {
        if (n == 0)
            return a * x;
        double b = a * x;
        return Local(ref b, x, n - 1);
    }

    private static double Compose(double x, int n, Func<double, double> f)
    {
        if (n == 0)
            return f(x);
        double k = x * n;
        return Compose(x, n - 1, v => f(v) + k);
    }

    private static byte Wrapped(byte b, int n) => n == 0 ? b : Wrapped((byte)(b + 100), n - 1);

    private static T Generic<T>(T x, int n, T sum)
        where T : System.Numerics.INumber<T> => n == 0 ? sum : Generic(x, n - 1, (sum * x) + T.One);

    private static double Chosen(double x, int n) => n == 0 ? x : n % 2 == 0 ? Chosen(Math.Sin(x), n - 1) : Chosen(x * x, n - 1);

    private static double Protected(double x, int n)
    {
        try
        {
            return n == 0 ? x : Protected(x * x, n - 1);
        }
        finally
        {
            x = 3;
        }
    }

    private static double NotTheLast(double x, int n) => n == 0 ? x : x + NotTheLast(x * x, n - 1);

    private static double Swapped(double a, double b, int n) => n == 0 ? a - (b * b) : Swapped(b, a * b, n - 1);

    private static double Turned(Pair p, int n) => n == 0 ? p.X * p.Y : Turned(p.Turn(), n - 1);

    private static void Collect(Cell sum, double x, int n)
    {
        sum.Value += x * n;
        if (n > 0)
            Collect(sum, x * x, n - 1);
    }

    private readonly record struct Pair(double X, double Y)
    {
        public Pair Turn() => new(X - (0.1 * Y), Y + (0.1 * X));
    }

    private sealed class Cell
    {
        public double Value;
    }

    private sealed class Node(double value, Node? next)
    {
        public double Value { get; } = value;

        public Node? Next { get; } = next;

        public double Total(double sum) => Next == null ? sum + Value : Next.Total(sum + (Value * Value));
    }
}
