using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Products, equations, inverses, determinants and factors of matrices.</summary>
public static class MatrixFunctions
{
    private static readonly (int Rows, int Inner, int Columns)[] s_shapes =
        [(1, 1, 1), (2, 3, 4), (5, 1, 7), (4, 8, 16), (17, 33, 9), (65, 67, 66), (70, 300, 20), (3, 5, 600), (1, 40, 1), (30, 30, 1)];

    [Shape("3x4", "4x2")]
    public static double T_Product(double[,] a, double[,] b) => Weighted(Matrices.Multiply(a, b));

    [Shape("3x4", "2x4")]
    public static double T_TransposedRight(double[,] a, double[,] b) => Weighted(Matrices.MultiplyTransposed(a, b));

    [Shape("4x3", "4x2")]
    public static double T_TransposedLeft(double[,] a, double[,] b) => Weighted(Matrices.TransposeMultiply(a, b));

    [Shape("9x7", "7x10")]
    public static double T_ProductOfSomeSize(double[,] a, double[,] b) => Weighted(Matrices.Multiply(a, b));

    [Shape("3x3")]
    public static double T_Powers(double[,] a)
    {
        double[,] power = a;
        for (int i = 0; i < 3; i++)
            power = Matrices.Multiply(power, a);
        return Weighted(power) + Weighted(Matrices.MultiplyTransposed(a, a)) + Weighted(Matrices.TransposeMultiply(a, a));
    }

    [Shape("3x3", "3x3")]
    public static double T_Into(double[,] a, double[,] b)
    {
        var c = new double[3, 3];
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            Matrices.Multiply(a, b, c);
            sum += Weighted(c);
            b[i, 0] += c[0, i] * 0.1;
            c[1, 1] = a[0, 0];
        }

        return sum + c[1, 1];
    }

    [Shape("3x2", "2")]
    public static double T_Vectors(double[,] a, double[] x) => Weighted(Matrices.TransposeMultiply(a, Matrices.Multiply(a, x)));

    [Shape("3x2")]
    public static double T_ConstantOperand(double[,] a) =>
        Weighted(Matrices.Multiply(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, a)) + Weighted(Matrices.Multiply(a, new double[,] { { 1 }, { 2 } }));

    [Shape("6", "6")]
    public static double T_RowByRow(double[] a, double[] b)
    {
        double[] c = Matrices.Multiply(a, b, 2, 3, 2);
        Span<double> d = stackalloc double[4];
        Matrices.MultiplyTransposed<double>(c, b.AsSpan(1, 4), 2, 2, 2, d);
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            Matrices.TransposeMultiply<double>(d, c, 2, 2, 2, a.AsSpan(i, 4));
            d[0] = a[1] + a[3];
            sum += Weighted(a);
        }

        Matrices.Multiply<double>(a.AsSpan(0, 3), b.AsSpan(0, 3), 1, 3, 1, d[..1]);
        return sum + (d[0] * d[1]);
    }

    [Shape("3x3", "3")]
    public static double T_Solve(double[,] a, double[] b)
    {
        Dominate(a);
        return Weighted(Matrices.Solve(a, b)) + b[0];
    }

    [Shape("3x3", "3x2")]
    public static double T_SolveSeveral(double[,] a, double[,] b)
    {
        Dominate(a);
        return Weighted(Matrices.Solve(a, b)) + Weighted(Matrices.Solve(a, Matrices.Multiply(a, a)));
    }

    [Shape("4", "4")]
    public static double T_SolveRowByRow(double[] a, double[] b)
    {
        a[0] += 4;
        a[3] += 5;
        Span<double> x = stackalloc double[2];
        double sum = Weighted(Matrices.Solve(a, b, 2, 2));
        for (int i = 0; i < 3; i++)
        {
            Matrices.Solve<double>(a, b.AsSpan(i, 2), 2, 1, x);
            sum += x[0] * x[1];
            a[i] += x[0];
        }

        return sum;
    }

    [Shape("3x3")]
    public static double T_Inverse(double[,] a)
    {
        Dominate(a);
        return Weighted(Matrices.Inverse(a));
    }

    [Shape("4x4")]
    public static double T_Cholesky(double[,] a)
    {
        Dominate(a);
        return Weighted(Matrices.Cholesky(a));
    }

    [Shape("3x3")]
    public static double T_CholeskyOfSquare(double[,] a)
    {
        double[,] s = Matrices.MultiplyTransposed(a, a);
        Dominate(s);
        return Weighted(Matrices.Cholesky(s));
    }

    [Shape("3x3")]
    public static double T_Determinant(double[,] a) => Matrices.Determinant(a) * a[0, 1];

    [Shape("3x3"), At(1, 2, 3, 2, 4, 6, 1, 0, 5), At(1, 2, 3, 2, 4, 6, 3, 6, 9), At(0, 0, 0, 0, 1, 2, 0, 3, 1)]
    public static double T_DeterminantOfSingular(double[,] a) => Matrices.Determinant(a);

    [Shape("3x3")]
    public static double T_LogDeterminant(double[,] a)
    {
        Dominate(a);
        a[0, 0] = -a[0, 0];
        double log = Matrices.LogDeterminant(a);
        return log * log;
    }

    [Shape("9")]
    public static double T_SystemsRowByRow(double[] a)
    {
        for (int i = 0; i < 3; i++)
            a[4 * i] += 8;
        var inverse = new double[9];
        Matrices.Inverse<double>(a, 3, inverse);
        var factor = new double[9];
        Matrices.Cholesky<double>(a, 3, factor);
        return Weighted(inverse) + Weighted(factor) + Matrices.Determinant<double>(a, 3) + Matrices.LogDeterminant<double>(inverse, 3);
    }

    public static float T_Single(float[,] a)
    {
        float[,] square = Matrices.MultiplyTransposed(a, a);
        for (int i = 0; i < square.GetLength(0); i++)
            square[i, i] += 20;
        float[,] factor = Matrices.Cholesky(square);
        return (Matrices.Solve(square, factor)[0, 0] * 50) + (Matrices.LogDeterminant(square) * 0.1f) + factor[1, 0];
    }

    public static void C_ProductIsThatOfPlainLoops()
    {
        foreach (var (m, k, n) in s_shapes)
        {
            double[,] a = Made(m, k, 1), b = Made(k, n, 2);
            double[,] product = Matrices.Multiply(a, b), plain = Plain(a, b);
            double[,] right = Matrices.MultiplyTransposed(a, Transposed(b)), left = Matrices.TransposeMultiply(Transposed(a), b);
            double[] flat = Matrices.Multiply(Flat(a), Flat(b), m, k, n);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    Check.Bits(product[i, j], plain[i, j]);
                    Check.Bits(right[i, j], plain[i, j]);
                    Check.Bits(left[i, j], plain[i, j]);
                    Check.Bits(flat[(i * n) + j], plain[i, j]);
                }
            }
        }
    }

    public static void C_GradientIsThatOfPlainLoops()
    {
        foreach (var (m, k, n) in s_shapes)
        {
            double[,] a = Made(m, k, 1), b = Made(k, n, 2), da = Made(m, k, 3), db = Made(k, n, 4);
            var (byA, byB) = Gradient(at: (a, b), of: T_Product);
            var (plainA, plainB) = Gradient(at: (a, b), of: (x, y) => Weighted(Plain(x, y)));
            Near(byA, plainA);
            Near(byB, plainB);
            Check.Near(JacobianVectorProduct(at: (a, b), along: (da, db), of: T_Product), Inner(byA, da) + Inner(byB, db), 1e-12);
        }
    }

    public static void C_SinglePrecision()
    {
        foreach (var (m, k, n) in s_shapes)
        {
            float[,] a = Single(Made(m, k, 1)), b = Single(Made(k, n, 2));
            float[,] product = Matrices.Multiply(a, b);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    float sum = 0;
                    for (int p = 0; p < k; p++)
                        sum += a[i, p] * b[p, j];
                    Check.Equal(product[i, j], sum);
                }
            }
        }
    }

    public static void C_EquationsOfAllSizes()
    {
        foreach (int n in new[] { 1, 2, 31, 32, 33, 64, 65, 100 })
        {
            double[,] a = Made(n, n, n), b = Made(n, 3, 1);
            for (int i = 0; i < n; i++)
                a[i, i] += n;
            Near(Matrices.Multiply(a, Matrices.Solve(a, b)), b);
            double[,] square = Matrices.MultiplyTransposed(a, a), factor = Matrices.Cholesky(square);
            Near(Matrices.MultiplyTransposed(factor, factor), square);
            double log = 0;
            for (int i = 0; i < n; i++)
                log += Math.Log(factor[i, i]);
            Check.Near(Matrices.LogDeterminant(a), log);
            Check.Near(Math.Log(Math.Abs(Matrices.Determinant(a))), log);
            double[,] one = Matrices.Multiply(Matrices.Inverse(a), a);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    Check.Near(one[i, j], i == j ? 1 : 0);
            }
        }
    }

    public static void C_SecondDerivatives()
    {
        double[,] a = Made(3, 3, 1), v = Made(3, 3, 2);
        Near(HessianVectorProduct(at: a, along: v, of: T_Powers), HessianVectorProduct(at: a, along: v, of: PlainPowers));
        Agree(HessianVectorProduct(at: a, along: v, of: T_Inverse), p => Gradient(at: p, of: T_Inverse), a, v);
        Agree(HessianVectorProduct(at: a, along: v, of: T_CholeskyOfSquare), p => Gradient(at: p, of: T_CholeskyOfSquare), a, v);
        Agree(HessianVectorProduct(at: a, along: v, of: T_Determinant), p => Gradient(at: p, of: T_Determinant), a, v);
        Agree(HessianVectorProduct(at: a, along: v, of: T_LogDeterminant), p => Gradient(at: p, of: T_LogDeterminant), a, v);
        Agree(HessianVectorProduct(at: a, along: v, of: SolvedWithItself), p => Gradient(at: p, of: SolvedWithItself), a, v);
        double[,] singular = { { 1, 2, 3 }, { 2, 4, 6 }, { 1, 0, 5 } };
        Agree(HessianVectorProduct(at: singular, along: v, of: T_DeterminantOfSingular), p => Gradient(at: p, of: T_DeterminantOfSingular), singular, v);
    }

    public static void C_PullbackOfAProduct()
    {
        double[,] a = Made(2, 3, 1), b = Made(3, 2, 2), cotangent = Made(2, 2, 3);
        var (value, pullback) = ValueWithPullback(at: (a, b), of: Matrices.Multiply<double>);
        Near(value, Plain(a, b));
        for (int i = 0; i < 2; i++)
        {
            var (byA, byB) = pullback(cotangent);
            Near(byA, Plain(cotangent, Transposed(b)));
            Near(byB, Plain(Transposed(a), cotangent));
        }
    }

    public static void C_WrongShapes()
    {
        double[,] two = new double[2, 2], three = new double[3, 3], wide = new double[2, 3];
        Throws<ArgumentException>(() => Matrices.Multiply(two, three));
        Throws<ArgumentException>(() => Matrices.Multiply(two, two, three));
        Throws<ArgumentException>(() => Matrices.Multiply(two, two, two));
        Throws<ArgumentException>(() => Matrices.Multiply(two, new double[3]));
        Throws<ArgumentException>(() => Matrices.TransposeMultiply(wide, new double[3]));
        Throws<ArgumentException>(() => Matrices.MultiplyTransposed(two, three));
        Throws<ArgumentException>(() => Matrices.TransposeMultiply(two, three));
        Throws<ArgumentException>(() => Matrices.Multiply(new double[4], new double[4], 2, 3, 2));
        Throws<ArgumentException>(() => Matrices.Multiply(new double[4], new double[4], -2, -2, -2));
        double[] numbers = new double[8];
        Throws<ArgumentException>(() => Matrices.Multiply<double>(numbers.AsSpan(0, 4), numbers.AsSpan(0, 4), 2, 2, 2, numbers.AsSpan(2, 4)));
        Throws<ArgumentException>(() => Matrices.Solve(wide, new double[2]));
        Throws<ArgumentException>(() => Matrices.Solve(two, new double[3]));
        Throws<ArgumentException>(() => Matrices.Solve(two, three));
        Throws<ArgumentException>(() => Matrices.Inverse(wide));
        Throws<ArgumentException>(() => Matrices.Cholesky(wide));
        Throws<ArgumentException>(() => Matrices.Determinant(wide));
        Throws<ArgumentException>(() => Matrices.LogDeterminant(wide));
        Throws<ArgumentNullException>(() => Matrices.Multiply(two, (double[,])null!));
    }

    public static void C_SingularAndIndefinite()
    {
        double[,] singular = { { 1, 2 }, { 2, 4 } }, indefinite = { { 1, 2 }, { 2, 1 } };
        Throws<ArithmeticException>(() => Matrices.Solve(singular, new double[2]));
        Throws<ArithmeticException>(() => Matrices.Inverse(singular));
        Throws<ArithmeticException>(() => Matrices.LogDeterminant(singular));
        Throws<ArithmeticException>(() => Matrices.Cholesky(indefinite));
        Check.Bits(Matrices.Determinant(singular), 0);
        Check.Bits(Matrices.Determinant(new double[0, 0]), 1);
        Throws<ArithmeticException>(() => Gradient(at: singular, of: a => Matrices.Solve(a, a)[0, 0]));
    }

    private static double SolvedWithItself(double[,] a)
    {
        var b = new double[3, 3];
        for (int i = 0; i < 9; i++)
            b[i / 3, i % 3] = a[i / 3, i % 3] * a[0, i % 3];
        Dominate(a);
        return Weighted(Matrices.Solve(a, b));
    }

    private static double PlainPowers(double[,] a)
    {
        double[,] power = a;
        for (int i = 0; i < 3; i++)
            power = Plain(power, a);
        return Weighted(power) + Weighted(Plain(a, Transposed(a))) + Weighted(Plain(Transposed(a), a));
    }

    private static void Dominate(double[,] a)
    {
        for (int i = 0; i < a.GetLength(0); i++)
            a[i, i] += 9;
    }

    private static double Weighted(double[,] c)
    {
        double sum = 0;
        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j < c.GetLength(1); j++)
                sum += (c[i, j] * (i - (2 * j) + 0.5)) + (c[i, j] * c[i, j] * 0.3);
        }

        return sum;
    }

    private static double Weighted(double[] c)
    {
        double sum = 0;
        for (int i = 0; i < c.Length; i++)
            sum += (c[i] * (i + 0.5)) + (c[i] * c[i] * 0.3);
        return sum;
    }

    private static double[,] Plain(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                double sum = 0;
                for (int k = 0; k < b.GetLength(0); k++)
                    sum += a[i, k] * b[k, j];
                c[i, j] = sum;
            }
        }

        return c;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                t[j, i] = a[i, j];
        }

        return t;
    }

    private static double[] Flat(double[,] a)
    {
        var flat = new double[a.Length];
        Buffer.BlockCopy(a, 0, flat, 0, a.Length * sizeof(double));
        return flat;
    }

    private static float[,] Single(double[,] a)
    {
        var s = new float[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                s[i, j] = (float)a[i, j];
        }

        return s;
    }

    private static double[,] Made(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var made = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                made[i, j] = (2 * random.NextDouble()) - 1;
        }

        return made;
    }

    private static double Inner(double[,] a, double[,] b)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                sum += a[i, j] * b[i, j];
        }

        return sum;
    }

    private static void Near(double[,] actual, double[,] expected)
    {
        Check.Equal((actual.GetLength(0), actual.GetLength(1)), (expected.GetLength(0), expected.GetLength(1)));
        for (int i = 0; i < actual.GetLength(0); i++)
        {
            for (int j = 0; j < actual.GetLength(1); j++)
                Check.Near(actual[i, j], expected[i, j], 1e-11);
        }
    }

    private static void Agree(double[,] product, Func<double[,], double[,]> gradient, double[,] at, double[,] along)
    {
        const double H = 1e-5;
        double[,] after = gradient(Moved(at, along, H)), before = gradient(Moved(at, along, -H));
        for (int i = 0; i < at.GetLength(0); i++)
        {
            for (int j = 0; j < at.GetLength(1); j++)
                Check.Near(product[i, j], (after[i, j] - before[i, j]) / (2 * H), 1e-6);
        }
    }

    private static double[,] Moved(double[,] at, double[,] along, double by)
    {
        var moved = (double[,])at.Clone();
        for (int i = 0; i < at.GetLength(0); i++)
        {
            for (int j = 0; j < at.GetLength(1); j++)
                moved[i, j] += by * along[i, j];
        }

        return moved;
    }

    private static void Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T)
        {
            return;
        }

        Check.That(false, $"{typeof(T).Name} is expected");
    }
}
