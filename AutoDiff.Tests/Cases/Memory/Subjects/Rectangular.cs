namespace AutoDiff.Tests.Cases.Memory.Subjects;

/// <summary>Rectangular arrays of two and three dimensions.</summary>
public static class Rectangular
{
    private static readonly double[,] s_stencil = { { 0, 0.25, 0 }, { 0.25, -1, 0.25 }, { 0, 0.25, 0 } };

    public static double T_SumOfSquares(double[,] x)
    {
        double sum = 0;
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int j = 0; j < x.GetLength(1); j++)
                sum += x[i, j] * x[i, j] * (i + (2 * j));
        }

        return sum;
    }

    public static double T_Foreach(double[,] x)
    {
        double r = 0.5;
        foreach (double v in x)
            r = (0.9 * r) + Math.Sin(r * v);
        return r;
    }

    public static double T_NewAndWrite(double x, double y)
    {
        var a = new double[2, 3];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
                a[i, j] = (x * i) + (y * j) + (j > 0 ? a[i, j - 1] * x : 1);
        }

        return a[1, 2] * a[0, 1];
    }

    public static double T_Initialiser(double x, double y)
    {
        double[,] a = { { x, y }, { x * y, 1 } };
        var b = new[,] { { a[0, 0] + 1, a[1, 0] } };
        return (a[0, 0] * a[1, 1]) - (a[0, 1] * a[1, 0]) + (b[0, 0] * b[0, 1]);
    }

    public static double T_CompoundAssignment(double[,] x)
    {
        x[0, 0] += x[1, 1];
        x[1, 1] *= x[0, 0];
        x[2, 3] -= x[2, 3] * x[1, 1];
        (x[0, 1], x[1, 0]) = (x[1, 0], x[0, 1] * 2);
        return x[0, 0] + (x[1, 1] * x[2, 3]) + (x[0, 1] * x[0, 1]) + x[1, 0];
    }

    [Shape("3x3", "3")]
    public static double T_QuadraticForm(double[,] m, double[] v)
    {
        double r = 0;
        for (int i = 0; i < v.Length; i++)
        {
            for (int j = 0; j < v.Length; j++)
                r += v[i] * m[i, j] * v[j];
        }

        return r;
    }

    [Shape("2x3", "3x2")]
    public static double T_MatrixProduct(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }

        return (c[0, 0] * c[1, 1]) - (c[0, 1] * c[1, 0]);
    }

    public static double T_TransposeInPlace(double[,] x)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = i + 1; j < 3; j++)
                (x[i, j], x[j, i]) = (x[j, i], x[i, j]);
        }

        double r = 0;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                r += x[i, j] * x[i, j] * (i + 1);
        }

        return r;
    }

    public static double T_ElementByReference(double[,] x)
    {
        static void Square(ref double v) => v *= v;
        Square(ref x[0, 1]);
        ref double cell = ref x[1, 2];
        cell += x[0, 1];
        Square(ref cell);
        return x[1, 2] * x[0, 1];
    }

    public static double T_Stencil(double[,] x)
    {
        int rows = x.GetLength(0), columns = x.GetLength(1);
        for (int step = 0; step < 3; step++)
        {
            var next = new double[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    double change = 0;
                    for (int k = -1; k <= 1; k++)
                    {
                        for (int l = -1; l <= 1; l++)
                            change += s_stencil[k + 1, l + 1] * x[(i + k + rows) % rows, (j + l + columns) % columns];
                    }

                    next[i, j] = x[i, j] + Math.Tanh(change);
                }
            }

            x = next;
        }

        return (x[0, 0] * x[1, 1]) + x[2, 3];
    }

    public static double T_ThreeDimensions(double[,,] x)
    {
        double sum = 0;
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int j = 0; j < x.GetLength(1); j++)
            {
                for (int k = 0; k < x.GetLength(2); k++)
                {
                    x[i, j, k] *= x[0, j, 0];
                    sum += x[i, j, k] * (1 + i + j + k);
                }
            }
        }

        return sum + (x[1, 2, 1] * x[1, 2, 1]);
    }

    public static double T_ThreeDimensionsMade(double x, double y)
    {
        var a = new double[2, 2, 2];
        a[0, 0, 0] = x;
        a[1, 0, 1] = y * a[0, 0, 0];
        a[1, 1, 1] = a[1, 0, 1] * a[1, 0, 1];
        double[,,] b = { { { a[1, 1, 1], x } } };
        return b[0, 0, 0] * b[0, 0, 1];
    }

    public static double T_StructElements(double[] x)
    {
        var grid = new (double Height, double Flow)[2, 2];
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
                grid[i, j].Height = x[(2 * i) + j];
        }

        grid[0, 1].Flow = grid[0, 0].Height - grid[0, 1].Height;
        grid[1, 1] = grid[0, 1];
        grid[1, 1].Height *= x[4];
        return (grid[0, 1].Flow * grid[1, 1].Height) + (grid[1, 0].Height * grid[1, 1].Flow);
    }

    public static double T_ClonedAndSwapped(double[,] x)
    {
        var a = (double[,])x.Clone();
        var b = x;
        for (int step = 0; step < 3; step++)
        {
            a[step, 0] = b[step, 1] * b[0, 0];
            (a, b) = (b, a);
        }

        return (a[0, 0] * b[1, 0]) + (a[2, 0] * b[2, 0]) + a[1, 0];
    }

    public static double T_LengthsAndBounds(double[,] x) =>
        x[x.GetUpperBound(0), x.GetLowerBound(1)] * x.Length * x.Rank * x[0, 0];

    public static double T_InObject(double[] x)
    {
        var table = new Table(2, 3);
        table[0, 1] = x[0];
        table[1, 2] = x[1] * table[0, 1];
        table[0, 1] *= table[1, 2] + x[2];
        return table[0, 1] * table[1, 2];
    }

    public static double[,] T_RectangularResult(double[,] x)
    {
        var r = new double[2, 2];
        r[0, 0] = x[0, 0] * x[1, 1];
        r[1, 0] = r[0, 0] + x[2, 3];
        r[1, 1] = Math.Cos(r[1, 0]);
        return r;
    }

    private sealed class Table(int rows, int columns)
    {
        private readonly double[,] _cells = new double[rows, columns];

        public double this[int row, int column]
        {
            get => _cells[row, column];
            set => _cells[row, column] = value;
        }
    }
}
