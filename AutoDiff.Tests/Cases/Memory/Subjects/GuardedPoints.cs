namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>What is not computed at a point has no part in the derivative there, wherever the optimiser moves it.</summary>
public static class GuardedPoints
{
    [At(0), ClosedFormOnly]
    public static double T_QuotientInLoop(double x)
    {
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            if (x != 0)
                s += 3 / x;
        }

        return s;
    }

    public static double G_QuotientInLoop(double x) => 1;

    [At(0), At(4), ClosedFormOnly]
    public static double T_RootInLoop(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            if (x > 0)
                s += Math.Sqrt(x) * i;
            else
                s += x * i;
        }

        return s;
    }

    public static double G_RootInLoop(double x) => x > 0 ? 1.5 / Math.Sqrt(x) : 3;

    [At(-1), At(0), ClosedFormOnly]
    public static double T_Continue(double x)
    {
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            if (x <= 0)
                continue;
            s += Math.Sqrt(x) * s;
        }

        return s;
    }

    public static double G_Continue(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_DoWhile(double x)
    {
        double s = x;
        int n = 3;
        do
        {
            if (n > 5)
                s += Math.Sqrt(x);
            n--;
        }
        while (n > 0);
        return s;
    }

    public static double G_DoWhile(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_NestedLoops(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                if (i > j + 5)
                    s += Math.Sqrt(x) * j;
                else
                    s += x;
            }
        }

        return s;
    }

    public static double G_NestedLoops(double x) => 9;

    [At(0), At(2), ClosedFormOnly]
    public static double T_NoIterations(double x)
    {
        double s = 2 * x;
        for (int i = 0; i < (int)x; i++)
            s += Math.Log(x) * i;
        return s;
    }

    public static double G_NoIterations(double x) => x == 0 ? 2 : 2 + (1 / x);

    [At(0), At(1.5), ClosedFormOnly]
    public static double T_Sinc(double x)
    {
        double s = 0;
        foreach (double w in new[] { 1.0, 2 })
            s += w * Sinc(x);
        return s;
    }

    public static double G_Sinc(double x) => x == 0 ? 0 : 3 * ((Math.Cos(x) / x) - (Math.Sin(x) / x / x));

    [At(2, 0), At(2, 3), ClosedFormOnly]
    public static double T_BoxCox(double x, double k)
    {
        double s = 0;
        for (int i = 1; i < 3; i++)
            s += i * (k == 0 ? Math.Log(x) : (Math.Pow(x, k) - 1) / k);
        return s;
    }

    public static double[] G_BoxCox(double x, double k) =>
        k == 0 ? [3 / x, 0] : [3 * Math.Pow(x, k - 1), 3 * ((Math.Pow(x, k) * Math.Log(x) * k) - Math.Pow(x, k) + 1) / k / k];

    [At(0.5, 0, 0.5), ClosedFormOnly]
    public static double T_Entropy(double p, double q, double r)
    {
        double s = 0;
        foreach (double e in new[] { p, q, r })
        {
            for (int i = 1; i < 3; i++)
            {
                if (e > 0)
                    s -= i * e * Math.Log(e);
            }
        }

        return s;
    }

    public static double[] G_Entropy(double p, double q, double r) => [-3 * (Math.Log(p) + 1), 0, -3 * (Math.Log(r) + 1)];

    [At(0, 1), At(0.5, 1), ClosedFormOnly]
    public static double T_Slab(double direction, double origin)
    {
        double t = direction;
        for (int i = 1; i < 3; i++)
        {
            if (Math.Abs(direction) > 1e-12)
                t += (i - origin) / direction;
        }

        return t;
    }

    public static double[] G_Slab(double direction, double origin) =>
        direction == 0 ? [1, 0] : [1 - ((3 - (2 * origin)) / direction / direction), -2 / direction];

    [At(0), ClosedFormOnly]
    public static double T_CalleeInForeach(double x)
    {
        double s = 0;
        foreach (double w in new List<double> { 1, 2 })
            s += w * Safe(x);
        return s;
    }

    public static double G_CalleeInForeach(double x) => 0;

    [At(0, 0), At(3, 4), ClosedFormOnly]
    public static double T_Direction(double x, double y)
    {
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            double length = Math.Sqrt((x * x) + (y * y));
            if (length > 0)
                s += i * x / length;
        }

        return s;
    }

    public static double[] G_Direction(double x, double y)
    {
        double r = Math.Sqrt((x * x) + (y * y));
        return r == 0 ? [1, 0] : [1 + (3 * y * y / r / r / r), -3 * x * y / r / r / r];
    }

    [At(0), ClosedFormOnly]
    public static double T_Switch(double x)
    {
        double s = 0;
        for (int i = 0; i < 6; i++)
        {
            s += (x > 0 ? i % 3 : 7) switch
            {
                0 => Math.Sqrt(x),
                1 => Math.Log(x),
                2 => Math.Pow(x, 0.5),
                _ => x * i,
            };
        }

        return s;
    }

    public static double G_Switch(double x) => 15;

    [At(0, 5), ClosedFormOnly]
    public static double T_ShortCircuit(double x, double y)
    {
        double s = y;
        for (int i = 0; i < 4; i++)
        {
            if (x != 0 && y / x > 2)
                s += y / x;
        }

        return s;
    }

    public static double[] G_ShortCircuit(double x, double y) => [0, 1];

    [At(1), ClosedFormOnly]
    public static double T_InverseSine(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += Math.Abs(x) < 1 ? Math.Asin(x) * i : x * i;
        return s;
    }

    public static double G_InverseSine(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_EarlyReturn(double x)
    {
        for (int i = 0; i < 3; i++)
        {
            if (x == 0)
                return x + i;
            if (i * 2 / x > 1)
                return Math.Sqrt(x);
        }

        return 0;
    }

    public static double G_EarlyReturn(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_Recursion(double x) => Descend(x, 3);

    public static double G_Recursion(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_Generic(double x) => Guarded(x, 4);

    public static double G_Generic(double x) => 4;

    [At(0), ClosedFormOnly]
    public static double T_DelegateInLoop(double x)
    {
        double s = 0;
        Func<double, double> root = v => Math.Sqrt(v) + (1 / v);
        for (int i = 0; i < 3; i++)
            s += x > 0 ? root(x) : x;
        return s;
    }

    public static double G_DelegateInLoop(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_Linq(double x) => new[] { 1.0, 2, 3 }.Where(w => x > 0 || w < 3).Select(w => x > 0 ? w * Math.Log(x) : w * x).Sum();

    public static double G_Linq(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_ArrayOfRows(double x)
    {
        double[][] rows = [[x, 1], [2, x]];
        double s = 0;
        foreach (double[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                if (row[0] > 0)
                    s += row[i] / row[0];
                else
                    s += row[i] * i;
            }
        }

        return s;
    }

    // The second row adds 1 and x/2.
    public static double G_ArrayOfRows(double x) => 0.5;

    [At(0), ClosedFormOnly]
    public static double T_Struct(double x)
    {
        var p = new Pair(x, 1);
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += p.X > 0 ? p.Ratio() : p.X * i;
        return s;
    }

    public static double G_Struct(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_TryInLoop(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (x > 0)
                    s += Math.Sqrt(x);
                else
                    s += x;
            }
            finally
            {
                s += i;
            }
        }

        return s;
    }

    public static double G_TryInLoop(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_Complex(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            if (x > 0)
                s += (System.Numerics.Complex.Sqrt(new(x, 0)) / x).Real;
            else
                s += x;
        }

        return s;
    }

    public static double G_Complex(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_Single(double x)
    {
        float f = (float)x, s = 0;
        for (int i = 0; i < 3; i++)
            s += f != 0 ? (1 / f) + MathF.Sqrt(f) : f * i;
        return s;
    }

    public static double G_Single(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_PowerOfBase(double x)
    {
        double s = 0;
        for (int i = 0; i < 3; i++)
            s += x > 0 ? Math.Pow(x, -0.5) : 2 * x;
        return s;
    }

    public static double G_PowerOfBase(double x) => 6;

    [At(0, 0), ClosedFormOnly]
    public static double T_Angle(double y, double x)
    {
        double s = x + y;
        for (int i = 0; i < 3; i++)
        {
            if (x != 0 || y != 0)
                s += Math.Atan2(y, x);
        }

        return s;
    }

    public static double[] G_Angle(double y, double x) => [1, 1];

    [At(0), ClosedFormOnly]
    public static double T_WhileTrue(double x)
    {
        double s = x;
        int i = 0;
        while (true)
        {
            if (i++ == 3)
                return s;
            if (x == 0)
                continue;
            s += Math.Cbrt(x) / x;
        }
    }

    public static double G_WhileTrue(double x) => 1;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;

    private static double Safe(double x) => x > 0 ? Math.Sqrt(x) : 0;

    private static double Descend(double x, int n)
    {
        if (n == 0)
            return 0;
        double s = 0;
        for (int i = 0; i < n; i++)
            s += x > 0 ? Math.Sqrt(x) : i == 0 ? x : 0;
        return s + Descend(x, n - 1);
    }

    private static T Guarded<T>(T x, int n)
        where T : System.Numerics.IRootFunctions<T>, System.Numerics.IComparisonOperators<T, T, bool>
    {
        T s = T.Zero;
        for (int i = 0; i < n; i++)
            s += x > T.Zero ? T.Sqrt(x) / x : x;
        return s;
    }

    private readonly record struct Pair(double X, double Y)
    {
        public double Ratio() => Y / X;
    }
}
