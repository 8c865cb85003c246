using System.ComponentModel;

namespace AutoDiff.MathNetRules;

/// <summary>
/// Products and triangular systems of matrices as MathNet stores them: column by column, so that element (i, j) of a matrix of n rows is number i + n·j.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnMajor
{
    /// <summary>op(a) · op(b), rows by columns, where op transposes what it is said to.</summary>
    /// <remarks>
    /// What is stored column by column is its transpose stored row by row, and the transpose of a product the product of the transposes in turn.
    /// </remarks>
    public static double[] Product(double[] a, bool isTransposedA, double[] b, bool isTransposedB, int rows, int inner, int columns)
    {
        double[] result = new double[rows * columns];
        if (isTransposedA && isTransposedB)
            Matrices.Multiply(Transposed(b, columns, inner), Transposed(a, inner, rows), columns, inner, rows, result);
        else if (isTransposedA)
            Matrices.MultiplyTransposed(b, a, columns, inner, rows, result);
        else if (isTransposedB)
            Matrices.TransposeMultiply(b, a, columns, inner, rows, result);
        else
            Matrices.Multiply(b, a, columns, inner, rows, result);
        return result;
    }

    /// <summary>result += by · a, number by number.</summary>
    public static void Add(double by, double[] a, double[] result)
    {
        for (int i = 0; i < a.Length; i++)
            result[i] += by * a[i];
    }

    /// <summary>The first rows of a matrix of so many rows.</summary>
    public static double[] FirstRows(double[] a, int rows, int count, int columns)
    {
        if (rows == count)
            return a;
        double[] result = new double[count * columns];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < count; i++)
                result[i + (count * j)] = a[i + (rows * j)];
        }
        return result;
    }

    /// <summary>The columns of b become T⁻¹·b or T⁻ᵀ·b, where T is the upper triangle of a, with its diagonal.</summary>
    public static void SolveUpper(double[] a, int order, bool isTransposed, double[] b, int columns)
    {
        for (int j = 0; j < columns; j++)
        {
            int column = order * j;
            if (isTransposed)
            {
                for (int i = 0; i < order; i++)
                {
                    double sum = b[column + i];
                    for (int k = 0; k < i; k++)
                        sum -= a[k + (order * i)] * b[column + k];
                    b[column + i] = sum / a[i + (order * i)];
                }
            }
            else
            {
                for (int i = order - 1; i >= 0; i--)
                {
                    b[column + i] /= a[i + (order * i)];
                    for (int k = 0; k < i; k++)
                        b[column + k] -= a[k + (order * i)] * b[column + i];
                }
            }
        }
    }

    /// <summary>The columns of b become T⁻¹·b or T⁻ᵀ·b, where T is the lower triangle of a, whose diagonal is its own or of ones.</summary>
    public static void SolveLower(double[] a, int order, bool isTransposed, bool hasUnitDiagonal, double[] b, int columns)
    {
        for (int j = 0; j < columns; j++)
        {
            int column = order * j;
            if (isTransposed)
            {
                for (int i = order - 1; i >= 0; i--)
                {
                    double sum = b[column + i];
                    for (int k = i + 1; k < order; k++)
                        sum -= a[k + (order * i)] * b[column + k];
                    b[column + i] = hasUnitDiagonal ? sum : sum / a[i + (order * i)];
                }
            }
            else
            {
                for (int i = 0; i < order; i++)
                {
                    if (!hasUnitDiagonal)
                        b[column + i] /= a[i + (order * i)];
                    for (int k = i + 1; k < order; k++)
                        b[column + k] -= a[k + (order * i)] * b[column + i];
                }
            }
        }
    }

    /// <summary>The transpose of a matrix of so many rows and columns.</summary>
    public static double[] Transposed(double[] a, int rows, int columns)
    {
        double[] result = new double[a.Length];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
                result[j + (columns * i)] = a[i + (rows * j)];
        }
        return result;
    }

    /// <summary>The part of a square matrix below its diagonal, with so much of the diagonal.</summary>
    public static double[] Lower(double[] a, int order, double diagonal)
    {
        double[] result = new double[a.Length];
        for (int j = 0; j < order; j++)
        {
            result[j + (order * j)] = diagonal * a[j + (order * j)];
            for (int i = j + 1; i < order; i++)
                result[i + (order * j)] = a[i + (order * j)];
        }
        return result;
    }

    /// <summary>The part of a square matrix above its diagonal, with the diagonal.</summary>
    public static double[] Upper(double[] a, int order)
    {
        double[] result = new double[a.Length];
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i <= j; i++)
                result[i + (order * j)] = a[i + (order * j)];
        }
        return result;
    }

    /// <summary>The lower factor out of a packed LU decomposition: what is below the diagonal, and ones on it.</summary>
    public static double[] UnitLower(double[] factors, int order)
    {
        double[] result = Lower(factors, order, 0);
        for (int i = 0; i < order; i++)
            result[i + (order * i)] = 1;
        return result;
    }

    /// <summary>Rows change places as they did in a factorisation: row i with row pivots[i], from the first one on, or back.</summary>
    public static void Permute(int[] pivots, bool isInverse, double[] a, int order, int columns)
    {
        for (int n = 0; n < order; n++)
        {
            int i = isInverse ? order - 1 - n : n, other = pivots[i];
            if (other == i)
                continue;
            for (int j = 0; j < columns; j++)
                (a[i + (order * j)], a[other + (order * j)]) = (a[other + (order * j)], a[i + (order * j)]);
        }
    }
}
