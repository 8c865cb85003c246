using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>What throws, throws the same when differentiated, and leaves nothing behind.</summary>
public static class Exceptions
{
    [Shape("3")]
    [At(1, 2, 3), At(10, 2, 3), At(2, 5, 3), At(-5, 2, 3)]
    public static double T_IndexOutOfRange(double[] x)
    {
        double r = x[0] * x[1];
        int i = x[0] > 5 ? 3 : x[0] < 0 ? -1 : 1;
        r += x[i] * x[2];
        return r * x[i];
    }

    [Shape("3")]
    [At(1, 2, 3), At(10, 2, 3), At(2, 5, 3)]
    public static double T_WriteOutOfRange(double[] x)
    {
        x[1] *= x[0];
        x[x[0] > 5 ? 7 : 2] = x[1] * x[1];
        return x[2] + x[1];
    }

    [Shape("3")]
    [At(1, 2, 3), At(10, 2, 3), At(2, 5, 3)]
    public static double T_NullArray(double[] x)
    {
        double[]? y = x[0] > 5 ? null : x;
        x[1] = x[0] * x[2];
        return y![1] * x[0];
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_NullObject(double x, double y)
    {
        var box = new Box { Content = x * y };
        box.Next = x > 5 ? null : box;
        box.Next!.Content *= 2;
        return box.Content * x;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_NegativeLength(double x, double y)
    {
        int n = x > 5 ? -1 : 3;
        var a = new double[n];
        a[1] = x * y;
        return a[1] * x;
    }

    [At(1, 2), At(300, 2), At(2, 5)]
    public static double T_OverflowOfIndex(double x, double y)
    {
        double[] a = [x, y, x * y];
        checked
        {
            byte i = (byte)(x > 100 ? 300 : 2);
            return a[i] * a[0];
        }
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_MissingKey(double x, double y)
    {
        var d = new Dictionary<string, double> { ["x"] = x * y };
        return d[x > 5 ? "missing" : "x"] * x;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_DuplicateKey(double x, double y)
    {
        var d = new Dictionary<string, double> { ["x"] = x * y };
        d.Add(x > 5 ? "x" : "y", y);
        return d["x"] * d.Count;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_EmptyStack(double x, double y)
    {
        var s = new Stack<double>();
        s.Push(x * y);
        double r = s.Pop() * x;
        return x > 5 ? r * s.Pop() : r;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_ListOutOfRange(double x, double y)
    {
        List<double> list = [x, y];
        list[0] *= y;
        return list[x > 5 ? 2 : 0] * list[1];
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_SpanOutOfRange(double x, double y)
    {
        Span<double> s = stackalloc double[4];
        s[0] = x * y;
        var part = s.Slice(0, x > 5 ? 9 : 2);
        part[1] = part[0] * x;
        return part[1];
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_InvalidCast(double x, double y)
    {
        object o = x > 5 ? "text" : new Box { Content = x * y };
        return ((Box)o).Content * x;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_ArrayTypeMismatch(double x, double y)
    {
        object[] boxes = new Box[2];
        boxes[0] = x > 5 ? new object() : new Box { Content = x };
        return ((Box)boxes[0]).Content * y;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_ThrownInCallee(double x, double y)
    {
        static void Fill(double[] a, double v)
        {
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = v * (i + 1);
                if (a[i] > 25)
                    throw new InvalidOperationException("too large");
            }
        }

        var a = new double[3];
        Fill(a, x);
        Fill(a, a[1]);
        return a[0] * a[2] * y;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_ThrownDeepInRecursion(double x, double y)
    {
        static double Descend(double v, int n, double[] log)
        {
            if (n == 0)
                return v > 8 ? throw new ArgumentException("v") : v;
            log[n] = v;
            return Math.Sin(Descend(v * 0.99, n - 1, log)) + log[n];
        }

        return Descend(x, 6, new double[7]) * y;
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_FinallyRestores(double x, double y)
    {
        double[] state = [x, y];
        try
        {
            state[0] *= y;
            if (x > 5)
                throw new InvalidOperationException();
            state[1] += state[0];
        }
        finally
        {
            state[0] += 1;
        }

        return state[0] * state[1];
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_UsingDisposesActiveState(double x, double y)
    {
        var box = new Box { Content = x };
        using (new Restoring(box))
        {
            box.Content *= y;
            if (box.Content > 15)
                throw new InvalidOperationException();
            y += box.Content;
        }

        return box.Content * y;
    }

    [MayBeRefused("AD1006")]
    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_CaughtAroundArrayAccess(double x, double y)
    {
        double[] a = [x, y];
        double r;
        try
        {
            r = a[x > 5 ? 2 : 1] * x;
        }
        catch (IndexOutOfRangeException)
        {
            r = x * x;
        }

        return r + a[0];
    }

    [At(1, 2), At(10, 2), At(2, 5)]
    public static double T_ModifiedWhileEnumerated(double x, double y)
    {
        List<double> list = [x, y];
        double r = 0;
        foreach (double v in list)
        {
            r += v * v;
            if (r > 50)
                list.Add(r);
        }

        return r;
    }

    public static void C_PullbackAfterAnotherCallThrew()
    {
        double[] x = [1, 2, 3];
        var (value, pullback) = ValueWithPullback(at: x, of: T_WriteOutOfRange);
        Check.Throws<IndexOutOfRangeException>(() => Gradient(at: new[] { 10.0, 2, 3 }, of: T_WriteOutOfRange));
        Check.Throws<IndexOutOfRangeException>(() => ValueWithPullback(at: new[] { 10.0, 2, 3 }, of: T_WriteOutOfRange));
        Check.Bits(value, 6);
        Check.Near(pullback(1), 10, 5, 0);
        Check.Near(Gradient(at: x, of: T_WriteOutOfRange), 10, 5, 0);
    }

    public static void C_ThrowingLeavesTheTapeClean()
    {
        for (int i = 0; i < 1000; i++)
            Check.Throws<ArgumentException>(() => Gradient(at: (10.0, 2.0), of: T_ThrownDeepInRecursion));
        var (dx, dy) = Gradient(at: (1.0, 2.0), of: T_ThrownDeepInRecursion);
        Check.Slopes(v => T_ThrownDeepInRecursion(v[0], v[1]), [1, 2], [dx, dy]);
    }

    public static void C_NullArgument()
    {
        double[] none = null!;
        static double First(double[] x) => x[0] * 2;
        Check.Throws<NullReferenceException>(() => First(none));
        Check.Throws<NullReferenceException>(() => Gradient(at: none, of: First));
        Check.Throws<NullReferenceException>(() => ValueWithPullback(at: none, of: First));
        Check.Near(Gradient(at: new[] { 3.0, 4 }, of: First), 2, 0);
    }

    public static void C_InputUnchangedWhenThrown()
    {
        double[] x = [10, 2, 3];
        Check.Throws<IndexOutOfRangeException>(() => Gradient(at: x, of: T_WriteOutOfRange));
        Check.Bits(x, 10, 2, 3);
    }

    private sealed class Box
    {
        public double Content;
        public Box? Next;
    }

    private sealed class Restoring(Box box) : IDisposable
    {
        private readonly double _before = box.Content;

        public void Dispose() => box.Content = _before + (0.1 * box.Content);
    }
}
