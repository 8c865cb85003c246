using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Functions over arrays and spans whose code hides what it does, with rules of the program's own.</summary>
public static class ArrayRules
{
    public static double T_WrittenTo(double[] x)
    {
        var d = new double[x.Length];
        Hidden.Scale(x, x[0], d);
        return Weighted(d);
    }

    public static double T_WrittenToAgainAndAgain(double[] x)
    {
        var d = new double[x.Length];
        double[] y = [.. x];
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            Hidden.Scale(y, x[i], d);
            for (int j = 0; j < y.Length; j++)
            {
                sum += d[j] * d[j] * (j + 1);
                y[j] = d[j] + 0.5;
            }
        }

        return sum;
    }

    public static double T_ConstantFactor(double[] x)
    {
        var d = new double[x.Length];
        Hidden.Scale(x, 3, d);
        Hidden.Scale([1, 2, 3, 4, 5], x[1], x);
        return Weighted(d) + x[2];
    }

    public static double T_SameTwice(double[] x) => Hidden.Dot(x, x) * x[0];

    public static double T_PartsOfOne(double[] x) => Hidden.Dot(x.AsSpan(0, 3), x.AsSpan(2, 3)) * Hidden.Dot(x.AsSpan(1), x.AsSpan(1));

    public static double T_OnTheStack(double[] x)
    {
        Span<double> b = stackalloc double[2];
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            b[0] = x[i];
            b[1] = x[i + 1] * x[i];
            sum += Hidden.Dot(b, x.AsSpan(i, 2));
        }

        return sum;
    }

    public static double T_ArgumentOverwrittenLater(double[] x)
    {
        var d = new double[x.Length];
        Hidden.Scale(x, x[1], d);
        double sum = Weighted(d);
        x[0] = 7;
        d[1] = x[2];
        return sum + (x[0] * x[1]) + (d[1] * d[0]);
    }

    public static double T_Returned(double x, double y)
    {
        double[] p = Hidden.Powers(x + y);
        p[0] *= y;
        return p[0] + (2 * p[1] * p[2]);
    }

    public static double T_ResultOverwritten(double x, double y)
    {
        double[] p = Hidden.Powers(x);
        double sum = p[2] * p[1];
        p[1] = y;
        return sum + (p[1] * p[2]);
    }

    public static double T_Jagged(double[][] x) => Hidden.Corners(x) * x[0][0];

    public static double T_Rectangular(double[,] x)
    {
        double[,] y = Hidden.Transposed(x);
        y[0, 1] *= x[0, 0];
        return (y[0, 1] * y[1, 0]) + y[2, 1];
    }

    public static float T_Single(float x, float y) => Hidden.First([x * y, y]) * x;

    public static double T_Behind(double[] x)
    {
        Func<double[], double> f = v => Hidden.Dot(v, x);
        return f(x) + Recursive(x, 3);
    }

    public static void C_SecondDerivatives()
    {
        double[] x = [0.7, 1.3, -0.4, 2.1, 0.9], v = [0.3, -0.2, 1.1, 0.6, -0.8];
        Agree(HessianVectorProduct(at: x, along: v, of: T_WrittenToAgainAndAgain), p => Gradient(at: p, of: T_WrittenToAgainAndAgain), x, v);
        Agree(HessianVectorProduct(at: x, along: v, of: T_OnTheStack), p => Gradient(at: p, of: T_OnTheStack), x, v);
        Agree(HessianVectorProduct(at: x, along: v, of: T_ArgumentOverwrittenLater), p => Gradient(at: p, of: T_ArgumentOverwrittenLater), x, v);
    }

    public static void C_NothingIsAskedOfConstants()
    {
        Hidden.Asked = 0;
        double[] constant = [1, 2];
        Check.Near(Gradient(at: new[] { 3.0, 4.0 }, of: x => Hidden.Dot(x, constant)), 1, 2);
        Check.Equal(Hidden.Asked, 1);
        Check.Near(JacobianVectorProduct(at: new[] { 3.0, 4.0 }, along: [1, 1], of: x => Hidden.Dot(constant, x)), 3);
    }

    public static void C_AnArrayThatWasGivenIsReturned()
    {
        try
        {
            _ = Gradient(at: new[] { 1.0 }, of: x => Hidden.Same(x)[0]);
            Check.That(false, "a result that is an argument is refused");
        }
        catch (InvalidOperationException)
        {
        }
    }

    public static void C_NumbersOnly()
    {
        Check.Near(Derivative(at: 2.0, of: x => Hidden.Tenth(x) * x), (3.5 * 2) + 0.2);
        Check.Near(Gradient(at: 2.0, of: x => Hidden.Tenth(x) * x), (2.5 * 2) + 0.2);
    }

    private static double Recursive(double[] x, int depth) => depth == 0 ? x[1] : Hidden.Dot(x, x) + (Recursive(x, depth - 1) * x[0]);

    private static double Weighted(double[] d)
    {
        double sum = 0;
        for (int i = 0; i < d.Length; i++)
            sum += d[i] * d[i] * (i + 1);
        return sum;
    }

    private static void Agree(double[] product, Func<double[], double[]> gradient, double[] x, double[] v)
    {
        const double H = 1e-5;
        double[] after = gradient([.. x.Select((p, i) => p + (H * v[i]))]), before = gradient([.. x.Select((p, i) => p - (H * v[i]))]);
        for (int i = 0; i < x.Length; i++)
            Check.Near(product[i], (after[i] - before[i]) / (2 * H), 1e-6);
    }

    /// <summary>Goes through bits, so that nobody else knows the derivative.</summary>
    private static double Through(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x));

    private static class Hidden
    {
        public static int Asked { get; set; }

        public static void Scale(double[] x, double factor, double[] destination)
        {
            for (int i = 0; i < x.Length; i++)
                destination[i] = Through(factor * x[i]);
        }

        public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
                sum += Through(a[i] * b[i]);
            return sum;
        }

        public static double[] Powers(double x) => [x, Through(x * x), Through(x * x * x)];

        public static double Corners(double[][] x) => Through(x[0][0] * x[^1][^1]);

        public static double[,] Transposed(double[,] x)
        {
            var y = new double[x.GetLength(1), x.GetLength(0)];
            for (int i = 0; i < x.GetLength(0); i++)
            {
                for (int j = 0; j < x.GetLength(1); j++)
                    y[j, i] = Through(x[i, j]);
            }

            return y;
        }

        public static T First<T>(T[] x) => x[0];

        public static double[] Same(double[] x) => x;

        public static double Tenth(double x) => Through(x / 10);

        [Pullback(typeof(Hidden), nameof(Scale), Writes = [nameof(destination)])]
        internal static double ScalePullback(double[] x, double factor, double[] destination, double[]? xCotangent, double[] destinationCotangent)
        {
            double factorCotangent = 0;
            for (int i = 0; i < x.Length; i++)
            {
                factorCotangent += destinationCotangent[i] * x[i];
                if (xCotangent is not null)
                    xCotangent[i] += destinationCotangent[i] * factor;
                destinationCotangent[i] = 0;
            }

            return factorCotangent;
        }

        [Differential(typeof(Hidden), nameof(Scale), Writes = [nameof(destination)])]
        internal static void ScaleDifferential(
            double[] x, double factor, double[] destination, double[]? xTangent, double factorTangent, double[] destinationTangent)
        {
            for (int i = 0; i < x.Length; i++)
                destinationTangent[i] = (factorTangent * x[i]) + (xTangent is null ? 0 : factor * xTangent[i]);
        }

        [Pullback(typeof(Hidden), nameof(Dot))]
        internal static void DotPullback(
            ReadOnlySpan<double> a, ReadOnlySpan<double> b, double result, double cotangent, Span<double> aCotangent, Span<double> bCotangent)
        {
            Asked = (aCotangent.IsEmpty ? 0 : 1) + (bCotangent.IsEmpty ? 0 : 1);
            for (int i = 0; i < aCotangent.Length; i++)
                aCotangent[i] += cotangent * b[i];
            for (int i = 0; i < bCotangent.Length; i++)
                bCotangent[i] += cotangent * a[i];
        }

        [Differential(typeof(Hidden), nameof(Dot))]
        internal static double DotDifferential(
            ReadOnlySpan<double> a, ReadOnlySpan<double> b, double result, ReadOnlySpan<double> aTangent, ReadOnlySpan<double> bTangent)
        {
            double sum = 0;
            for (int i = 0; i < aTangent.Length; i++)
                sum += aTangent[i] * b[i];
            for (int i = 0; i < bTangent.Length; i++)
                sum += a[i] * bTangent[i];
            return sum;
        }

        [Pullback(typeof(Hidden), nameof(Powers))]
        internal static double PowersPullback(double x, double[] result, double[] cotangent) =>
            cotangent[0] + (2 * x * cotangent[1]) + (3 * result[1] * cotangent[2]);

        [Differential(typeof(Hidden), nameof(Powers))]
        internal static double[] PowersDifferential(double x, double[] result, double tangent) => [tangent, 2 * x * tangent, 3 * x * x * tangent];

        [Pullback(typeof(Hidden), nameof(Corners), Writes = [])]
        internal static void CornersPullback(double[][] x, double result, double cotangent, double[][]? xCotangent)
        {
            xCotangent![0][0] += cotangent * x[^1][^1];
            xCotangent[^1][^1] += cotangent * x[0][0];
        }

        [Differential(typeof(Hidden), nameof(Corners), Writes = [])]
        internal static double CornersDifferential(double[][] x, double result, double[][]? xTangent) =>
            (xTangent![0][0] * x[^1][^1]) + (x[0][0] * xTangent[^1][^1]);

        [Pullback(typeof(Hidden), nameof(Transposed), Writes = [])]
        internal static void TransposedPullback(double[,] x, double[,] result, double[,] cotangent, double[,]? xCotangent)
        {
            for (int i = 0; i < x.GetLength(0); i++)
            {
                for (int j = 0; j < x.GetLength(1); j++)
                    xCotangent![i, j] += cotangent[j, i];
            }
        }

        [Differential(typeof(Hidden), nameof(Transposed), Writes = [])]
        internal static double[,] TransposedDifferential(double[,] x, double[,] result, double[,]? xTangent) => Transposed(xTangent!);

        [Pullback(typeof(Hidden), nameof(First), Writes = [])]
        internal static void FirstPullback<T>(T[] x, T result, T cotangent, T[]? xCotangent)
            where T : System.Numerics.INumber<T> => xCotangent![0] += cotangent;

        [Differential(typeof(Hidden), nameof(First), Writes = [])]
        internal static T FirstDifferential<T>(T[] x, T result, T[]? xTangent)
            where T : System.Numerics.INumber<T> => xTangent![0];

        [Pullback(typeof(Hidden), nameof(Same), Writes = [])]
        internal static void SamePullback(double[] x, double[] result, double[] cotangent, double[]? xCotangent) => xCotangent![0] += cotangent[0];

        // Deliberately not the derivative, to see which rule is at work.
        [Pullback(typeof(Hidden), nameof(Tenth))]
        internal static double TenthPullback(double x, double result, double cotangent) => 2.5 * cotangent;

        [Differential(typeof(Hidden), nameof(Tenth))]
        internal static double TenthDifferential(double x, double result, double tangent) => 3.5 * tangent;
    }
}
