using System.Numerics;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>What is computed and not used, or weighted with zero, has the cotangent zero, and zero times anything is zero.</summary>
public static class UnusedValues
{
    private static int s_count;

    [At(0), ClosedFormOnly]
    public static double T_RootNotChosen(double x)
    {
        double s = Math.Sqrt(x);
        return x > 0.5 ? s : 1 + (2 * x);
    }

    public static double G_RootNotChosen(double x) => 2;

    [At(0, 0), ClosedFormOnly]
    public static double T_ElementNobodyReads(double x, double y)
    {
        double[] quotients = new double[3];
        for (int i = 0; i < 3; i++)
            quotients[i] = (x * i) / (y * (i + 1));
        return y > 0 ? quotients[1] : x;
    }

    public static double[] G_ElementNobodyReads(double x, double y) => [1, 0];

    [At(0), ClosedFormOnly]
    public static double T_Overwritten(double x)
    {
        double[] a = [Math.Log(x), x];
        a[0] = a[1] * 3;
        return a[0] + a[1];
    }

    public static double G_Overwritten(double x) => 4;

    [At(0.5, 0), ClosedFormOnly]
    public static double T_ZeroWeight(double x, double w) => (w * Math.Sqrt(x - 0.5)) + x;

    public static double[] G_ZeroWeight(double x, double w) => [1, 0];

    [At(-1000), ClosedFormOnly]
    public static double T_Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double G_Sigmoid(double x) => 0;

    [At(2, -1000), ClosedFormOnly]
    public static double T_Logistic(double a, double x) => 3 / (1 + (a * Math.Exp(-x)));

    public static double[] G_Logistic(double a, double x) => [0, 0];

    [At(1), ClosedFormOnly]
    public static double T_FloorOfTangent(double x) => Math.Floor(Math.Acos(x) + 0.25) + x;

    public static double G_FloorOfTangent(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_MaximumHidesIt(double x) => Math.Max(Math.Log(x), x - 5);

    public static double G_MaximumHidesIt(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_ClampHidesIt(double x) => Math.Clamp(Math.Sqrt(x) - 3, -1, 1) + x;

    public static double G_ClampHidesIt(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_PowerNotChosen(double x)
    {
        double p = Math.Pow(x, 0.5), q = Math.Pow(x, -2);
        return x > 1 ? p + q : 4 * x;
    }

    public static double G_PowerNotChosen(double x) => 4;

    [At(0, 0), ClosedFormOnly]
    public static double T_AngleNotChosen(double x, double y)
    {
        double angle = Math.Atan2(y, x), length = double.Hypot(x, y);
        return length > 0 ? angle : x + y;
    }

    public static double[] G_AngleNotChosen(double x, double y) => [1, 1];

    [At(0), ClosedFormOnly]
    public static double T_LoopCarried(double x)
    {
        double last = 0, s = x;
        for (int i = 0; i < 4; i++)
        {
            last = Math.Sqrt(x) + (last / x);
            s += x;
        }

        return x > 1 ? last : s;
    }

    public static double G_LoopCarried(double x) => 5;

    [At(0), ClosedFormOnly]
    public static double T_LastOfAll(double x)
    {
        double[] roots = [.. Enumerable.Range(0, 4).Select(i => i < 3 ? Math.Sqrt(x * i) : x * i)];
        return roots[^1];
    }

    public static double G_LastOfAll(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_FieldNobodyReads(double x)
    {
        var p = new Point { X = Math.Log(x), Y = x };
        return p.Y > 1 ? p.X : p.Y;
    }

    public static double G_FieldNobodyReads(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_TupleNobodyReads(double x)
    {
        var (root, twice) = Both(x);
        return twice > 1 ? root : twice;
    }

    public static double G_TupleNobodyReads(double x) => 2;

    [At(0), ClosedFormOnly]
    public static double T_RecursiveCallee(double x)
    {
        double deep = Deep(x, 3);
        return x > 1 ? deep : x;
    }

    public static double G_RecursiveCallee(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_DelegateNotChosen(double x)
    {
        Func<double, double>[] all = [Math.Sqrt, v => 1 / v, Math.Log, v => 3 * v];
        double[] values = [.. all.Select(f => f(x))];
        return x > 1 ? values[0] + values[1] + values[2] : values[3];
    }

    public static double G_DelegateNotChosen(double x) => 3;

    [At(0), ClosedFormOnly]
    public static double T_VectorNotChosen(double x)
    {
        var v = Vector3.Normalize(new Vector3((float)x, 0, 0));
        return x > 1 ? v.X : x;
    }

    public static double G_VectorNotChosen(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_ComplexNotChosen(double x)
    {
        var z = Complex.Sqrt(new Complex(x, 0)) + Complex.Log(new Complex(x, x)) + (1 / new Complex(x, 0));
        return x > 1 ? z.Real : x;
    }

    public static double G_ComplexNotChosen(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_HalfNotChosen(double x)
    {
        Half h = (Half)x;
        Half root = Half.Sqrt(h) / h;
        return (double)(h > (Half)1 ? root : h);
    }

    public static double G_HalfNotChosen(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_SingleNotChosen(double x)
    {
        float f = (float)x, root = MathF.Sqrt(f) * MathF.Log(f);
        return f > 1 ? root : f;
    }

    public static double G_SingleNotChosen(double x) => 1;

    [At(0, 2), ClosedFormOnly]
    public static double T_ProductWithNothing(double x, double y)
    {
        double bad = y / x, product = bad * y * x;
        return x > 1 ? product : y;
    }

    public static double[] G_ProductWithNothing(double x, double y) => [0, 1];

    [At(1, double.NaN, 3), ClosedFormOnly]
    public static double T_MissingData(double a, double b, double c)
    {
        double s = 0;
        foreach (double d in new[] { a, b, c })
        {
            double square = d * d * a;
            if (!double.IsNaN(d))
                s += square;
        }

        return s;
    }

    public static double[] G_MissingData(double a, double b, double c) => [(3 * a * a) + (c * c), 0, 2 * c * a];

    [At(0), ClosedFormOnly]
    public static double T_RemainderNotChosen(double x)
    {
        double r = 5 % x, e = Math.IEEERemainder(5, x);
        return x > 1 ? r + e : x;
    }

    public static double G_RemainderNotChosen(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_ListNobodyReads(double x)
    {
        List<double> list = [];
        for (int i = 0; i < 3; i++)
            list.Add(i / x);
        list.Add(x);
        return list[3];
    }

    public static double G_ListNobodyReads(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_NullableNotUsed(double x)
    {
        double? root = x >= 0 ? Math.Sqrt(x) : null;
        return x > 0.5 ? root ?? 0 : x * 2;
    }

    public static double G_NullableNotUsed(double x) => 2;

    [At(0), ClosedFormOnly]
    public static double T_RefArgument(double x)
    {
        double root = 0;
        Write(x, ref root);
        return x > 1 ? root : 7 * x;
    }

    public static double G_RefArgument(double x) => 7;

    [At(0), ClosedFormOnly]
    public static double T_ManyFactors(double x)
    {
        double a = Math.Log(x), b = a * a, c = b / x, d = c * Math.Pow(x, -1.5), e = d / c * Math.Sqrt(x);
        return x > 0 ? d + e : x;
    }

    public static double G_ManyFactors(double x) => 1;

    [At(0), ClosedFormOnly]
    public static double T_ReciprocalOfReciprocal(double x) => 1 / (1 / x);

    public static double G_ReciprocalOfReciprocal(double x) => 0;

    [At(0), ClosedFormOnly]
    public static double T_RootsInLoop(double x)
    {
        double s = 0;
        for (int i = 0; i < 5; i++)
        {
            double r = Math.Sqrt(x) / (i + 1);
            s += i > 10 ? r : x * 0.5;
        }

        return s;
    }

    public static double G_RootsInLoop(double x) => 2.5;

    [At(0, 3), ClosedFormOnly]
    public static double T_SumsInArray(double x, double y)
    {
        double[] sums = new double[4];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
                sums[i] += y / x * j;
        }

        return x > 0 ? sums[2] : 3 * y;
    }

    public static double[] G_SumsInArray(double x, double y) => [0, 3];

    [At(double.NaN, 1, 2), ClosedFormOnly]
    public static double T_MissingDataInArray(double[] v)
    {
        double[] products = new double[3];
        for (int i = 0; i < 3; i++)
            products[i] = v[i] * v[1];
        double s = v[1];
        for (int i = 0; i < 3; i++)
        {
            if (!double.IsNaN(v[i]))
                s += products[i];
        }

        return s;
    }

    public static double[] G_MissingDataInArray(double[] v) => [0, 1 + (2 * v[1]) + v[2], v[1]];

    [At(0), ClosedFormOnly]
    public static double T_RecursionTwice(double x)
    {
        double a = Halves(x, 3), b = Halves(x + 1, 2);
        return x > 5 ? a + b : x;
    }

    public static double G_RecursionTwice(double x) => 1;

    public static void C_EffectsHappenOnce()
    {
        s_count = 0;
        Check.Equal(DifferentialOperators.Gradient(at: 0.0, of: Counted), 1);
        Check.Equal(s_count, 1);
    }

    // Infinite where it is used.
    [At(0), ClosedFormOnly]
    public static double T_Used(double x) => Math.Sqrt(x) + x;

    public static double G_Used(double x) => double.PositiveInfinity;

    public static void C_CotangentOfZero()
    {
        var pullback = DifferentialOperators.Pullback(at: 0.0, of: (double x) => Math.Sqrt(x) + Math.Log(x) + (1 / x) + Math.Pow(x, 0.3) + Math.Asin(x + 1));
        Check.Equal(pullback(0), 0);
        Check.Equal(pullback(1), double.NaN);
    }

    public static void C_CotangentThatIsUndefined()
    {
        var pullback = DifferentialOperators.Pullback(at: 2.0, of: (double x) => Math.Sqrt(x) * x);
        Check.Equal(pullback(double.NaN), double.NaN);
        Check.Equal(pullback(double.PositiveInfinity), double.PositiveInfinity);
    }

    public static void C_PartsOfTheResult()
    {
        var pullback = DifferentialOperators.Pullback(at: 0.0, of: Both);
        Check.Equal(pullback((0, 1)), 2);
        Check.Equal(pullback((1, 0)), double.PositiveInfinity);
    }

    public static void C_Rules()
    {
        var pullback = DifferentialOperators.Pullback(at: 0.0, of: (double x) => x > 1 ? Ruled(x) : x);
        Check.Equal(pullback(1), 1);
        Check.Equal(DifferentialOperators.Gradient(at: 0.0, of: RuledAndUnused), 1);
        Check.Equal(DifferentialOperators.Gradient(at: 0.0, of: DifferentiatedAndUnused), 1);
    }

    public static void C_StoredFunction()
    {
        DifferentiableFunc<double, double> root = Math.Sqrt;
        Check.Equal(DifferentialOperators.Gradient(at: 0.0, of: (double x) => UsesStored(root, x)), 1);
    }

    [Pullback(typeof(UnusedValues), nameof(Ruled))]
    public static double RuledPullback(double x, double result, double cotangent) => cotangent / x;

    [Derivative(typeof(UnusedValues), nameof(Differentiated))]
    public static (double Value, Func<double, double> Pullback) DifferentiatedDerivative(double x) => (Math.Sqrt(x), d => d / (2 * Math.Sqrt(x)));

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public static double Ruled(double x) => Math.Log(x);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public static double Differentiated(double x) => Math.Sqrt(x);

    private static double RuledAndUnused(double x)
    {
        double r = Ruled(x);
        return x > 1 ? r : x;
    }

    private static double DifferentiatedAndUnused(double x)
    {
        double r = Differentiated(x);
        return x > 1 ? r : x;
    }

    private static double UsesStored(DifferentiableFunc<double, double> f, double x)
    {
        double y = f.Invoke(x);
        return x > 1 ? y : x;
    }

    private static double Halves(double x, int n)
    {
        if (n == 0)
            return Math.Sqrt(x);
        double s = 0;
        for (int i = 0; i < 2; i++)
            s += Halves(x, n - 1) / x;
        return s;
    }

    private static double Counted(double x)
    {
        s_count++;
        double a = 1 / x, b = a * a, c = b * a / x, d = Math.Sqrt(c) * Math.Log(a), e = d / c;
        return x > 0 ? e : x;
    }

    private static (double Root, double Twice) Both(double x) => (Math.Sqrt(x), 2 * x);

    private static double Deep(double x, int n) => n == 0 ? Math.Sqrt(x) / x : Deep(x, n - 1) * Math.Log(x);

    private static void Write(double x, ref double root) => root = Math.Sqrt(x) * Math.Log(x);

    private sealed class Point
    {
        public double X { get; set; }

        public double Y { get; set; }
    }
}
