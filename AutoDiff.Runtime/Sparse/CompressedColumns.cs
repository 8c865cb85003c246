namespace AutoDiff;

/// <summary>
/// A sparse matrix by columns (CSC): the entries of column j are <c>Values[k]</c> in row <c>RowIndices[k]</c> for <c>ColumnPointers[j]</c> ≤ k &lt;
/// <c>ColumnPointers[j + 1]</c>, rows ascending.
/// </summary>
/// <remarks>
/// CSparse takes the arrays as they are: <c>new CSparse.Double.SparseMatrix(RowCount, ColumnCount, Values, RowIndices, ColumnPointers)</c>. They belong to this
/// object alone: whoever takes them may change them.
/// </remarks>
public sealed class CompressedColumns
{
    internal CompressedColumns(CompressedRows rows)
    {
        (RowCount, ColumnCount) = (rows.RowCount, rows.ColumnCount);
        ColumnPointers = new int[ColumnCount + 1];
        RowIndices = new int[rows.Values.Length];
        Values = new double[rows.Values.Length];
        foreach (int column in rows.ColumnIndices)
            ColumnPointers[column + 1]++;
        for (int column = 0; column < ColumnCount; column++)
            ColumnPointers[column + 1] += ColumnPointers[column];
        int[] next = ColumnPointers[..^1];
        for (int row = 0; row < RowCount; row++)
        {
            for (int k = rows.RowPointers[row]; k < rows.RowPointers[row + 1]; k++)
            {
                int place = next[rows.ColumnIndices[k]]++;
                RowIndices[place] = row;
                Values[place] = rows.Values[k];
            }
        }
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Gets where the columns begin, and last where they end: one number more than there are columns.</summary>
    public int[] ColumnPointers { get; }

    /// <summary>Gets the row of each entry.</summary>
    public int[] RowIndices { get; }

    /// <summary>Gets the entries, column after column.</summary>
    public double[] Values { get; }
}
