namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Arrays of arrays.</summary>
public static class Jagged
{
    public static double T_SumOfSquares(double[][] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x[i].Length; j++)
                sum += x[i][j] * x[i][j] * (i + 1);
        }

        return sum;
    }

    public static double T_ForeachNested(double[][] x)
    {
        double sum = 1;
        foreach (double[] row in x)
        {
            double inner = 0;
            foreach (double v in row)
                inner += v;
            sum += Math.Sin(inner) * sum;
        }

        return sum;
    }

    public static double T_BuiltByLoops(double x, double y)
    {
        var a = new double[3][];
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
                a[i][j] = j == 0 ? x : a[i][j - 1] * y;
        }

        return a[2][2] + (a[1][1] * a[0][0]);
    }

    public static double T_Initialisers(double x, double y)
    {
        double[][] a = [[x, y], [x * y], []];
        double[][] b = { new[] { y }, a[0], a[1] };
        b[1][0] += 1;
        return (a[0][0] * b[0][0]) + (b[2][0] * a[2].Length) + a[1][0];
    }

    public static double T_RowsShared(double[] x)
    {
        double[][] m = [x, x, [x[0], x[1]]];
        m[0][1] = m[1][0] * m[2][1];
        m[2] = m[0];
        m[2][2] *= 2;
        return m[1][1] + (m[1][2] * x[3]);
    }

    public static double T_RowsSwapped(double[][] x)
    {
        (x[0], x[1]) = (x[1], x[0]);
        x[0][0] *= x[2][3];
        double[] last = x[2];
        x[2] = x[1];
        x[2][1] = last[0] * x[0][1];
        return x[0][0] + (x[1][1] * x[1][2]) + last[3];
    }

    public static double T_RowReplaced(double[][] x)
    {
        double before = x[0][0] * x[0][1];
        x[0] = [x[1][0], before];
        return x[0][0] * x[0][1];
    }

    public static double T_RowLocal(double[][] x)
    {
        double[] row = x[1];
        row[0] *= row[1];
        x[1] = [3.0];
        return (row[0] * x[1][0]) + row[1];
    }

    [Shape("3x3", "3")]
    public static double T_MatrixTimesVector(double[][] m, double[] v)
    {
        var r = new double[m.Length];
        for (int i = 0; i < m.Length; i++)
        {
            for (int j = 0; j < v.Length; j++)
                r[i] += m[i][j] * v[j];
        }

        return (r[0] * r[1]) + (r[2] * r[2]);
    }

    [Shape("2x3", "3x2")]
    public static double T_MatrixProduct(double[][] a, double[][] b)
    {
        static double[][] Multiply(double[][] a, double[][] b)
        {
            var c = new double[a.Length][];
            for (int i = 0; i < a.Length; i++)
            {
                c[i] = new double[b[0].Length];
                for (int j = 0; j < b[0].Length; j++)
                {
                    for (int k = 0; k < b.Length; k++)
                        c[i][j] += a[i][k] * b[k][j];
                }
            }

            return c;
        }

        double[][] c = Multiply(Multiply(a, b), Multiply(a, b));
        return c[0][0] + (c[0][1] * c[1][0]);
    }

    public static double T_PyramidOfAverages(double[] x)
    {
        var levels = new double[x.Length][];
        levels[0] = x;
        for (int l = 1; l < levels.Length; l++)
        {
            levels[l] = new double[levels[l - 1].Length - 1];
            for (int i = 0; i < levels[l].Length; i++)
                levels[l][i] = (levels[l - 1][i] * levels[l - 1][i + 1]) + 0.1;
        }

        return levels[^1][0] + levels[2][1];
    }

    public static double T_CloneIsShallow(double[][] x)
    {
        var y = (double[][])x.Clone();
        y[0][0] *= 2;
        y[1] = [x[0][0], x[0][1]];
        y[1][0] *= x[1][0];
        return (x[0][0] * y[1][0]) + x[1][1];
    }

    public static double T_ReferenceIntoRow(double[][] x)
    {
        ref double[] row = ref x[2];
        ref double cell = ref row[1];
        cell *= x[0][0];
        row = x[0];
        row[1] += cell;
        return (x[2][1] * x[0][2]) + cell;
    }

    public static double T_Deep(double x, double y)
    {
        double[][][] a = [[[x, y], [x * y]], [[y * y]]];
        a[0][0][1] *= a[1][0][0];
        return a[0][0][1] * a[0][1][0] * a[0][0][0];
    }

    public static double T_RowsAllocatedInBranches(double[][] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double[] row = x[i].Length > 2 ? x[i] : [x[0][0], x[0][1], x[0][2]];
            row[0] += row[1];
            sum += row[0] * row[2];
        }

        return sum + (x[0][0] * x[0][0]);
    }

    public static double T_FromEndAndRanges(double[][] x)
    {
        double[][] lower = x[1..];
        lower[^1][^1] *= lower[0][0];
        double[] part = lower[1][1..3];
        part[0] = 3 * part[1];
        return (x[2][3] * part[0]) + x[2][1];
    }

    public static double[][] T_JaggedResult(double[][] x)
    {
        x[0][0] *= x[1][1];
        return [x[0], [x[2][0] * x[2][1], x[1][0]]];
    }
}
