namespace AutoDiff;

/// <summary>
/// A sparse matrix by rows (CSR): the entries of row i are <c>Values[k]</c> in column <c>ColumnIndices[k]</c> for <c>RowPointers[i]</c> ≤ k &lt;
/// <c>RowPointers[i + 1]</c>, columns ascending. Entries that the pattern has are there even where they are zero.
/// </summary>
/// <remarks>
/// MathNet.Numerics takes the arrays as they are (<c>Matrix&lt;double&gt;.Build.SparseFromCompressedSparseRowFormat(RowCount, ColumnCount, Values.Length,
/// RowPointers, ColumnIndices, Values)</c>). They belong to this object alone: whoever takes them may change them.
/// </remarks>
public sealed class CompressedRows
{
    internal CompressedRows(SparsityPattern pattern)
    {
        (RowCount, ColumnCount) = (pattern.RowCount, pattern.ColumnCount);
        RowPointers = pattern.RowPointers.ToArray();
        ColumnIndices = pattern.ColumnIndices.ToArray();
        Values = new double[pattern.Count];
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Gets where the rows begin, and last where they end: one number more than there are rows.</summary>
    public int[] RowPointers { get; }

    /// <summary>Gets the column of each entry.</summary>
    public int[] ColumnIndices { get; }

    /// <summary>Gets the entries, row after row.</summary>
    public double[] Values { get; }

    /// <summary>An entry; zero where the pattern has none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
            int found = Array.BinarySearch(ColumnIndices, RowPointers[row], RowPointers[row + 1] - RowPointers[row], column);
            return found >= 0 ? Values[found] : 0;
        }
    }

    /// <summary>The product of the matrix with a vector.</summary>
    /// <param name="vector">The vector v, of as many numbers as there are columns.</param>
    /// <returns>A·v.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="vector"/> is null.</exception>
    /// <exception cref="ArgumentException">The vector is of another length.</exception>
    public double[] Times(double[] vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        if (vector.Length != ColumnCount)
            throw new ArgumentException($"The matrix has {ColumnCount} columns, the vector {vector.Length} numbers.", nameof(vector));
        double[] product = new double[RowCount];
        for (int row = 0; row < product.Length; row++)
        {
            double sum = 0;
            for (int k = RowPointers[row]; k < RowPointers[row + 1]; k++)
                sum += Values[k] * vector[ColumnIndices[k]];
            product[row] = sum;
        }

        return product;
    }

    /// <summary>The same matrix by columns, in arrays of its own.</summary>
    /// <returns>The matrix.</returns>
    public CompressedColumns ToColumns() => new(this);
}
