namespace AutoDiff;

/// <summary>
/// Which entries of a matrix may differ from zero, by rows: the columns of row i are <c>ColumnIndices[RowPointers[i] .. RowPointers[i + 1]]</c>, in ascending
/// order, each once.
/// </summary>
public sealed class SparsityPattern
{
    private readonly int[] _rowPointers;
    private readonly int[] _columnIndices;

    private SparsityPattern(int columnCount, int[] rowPointers, int[] columnIndices)
    {
        ColumnCount = columnCount;
        _rowPointers = rowPointers;
        _columnIndices = columnIndices;
    }

    /// <summary>Gets the number of rows.</summary>
    public int RowCount => _rowPointers.Length - 1;

    /// <summary>Gets the number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Gets the number of entries.</summary>
    public int Count => _columnIndices.Length;

    /// <summary>Gets where the rows begin in <see cref="ColumnIndices"/>, and last where they end: one number more than there are rows.</summary>
    public ReadOnlySpan<int> RowPointers => _rowPointers;

    /// <summary>Gets the columns of all entries, row after row.</summary>
    public ReadOnlySpan<int> ColumnIndices => _columnIndices;

    /// <summary>The columns of one row, in ascending order.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its columns.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<int> this[int row] => _columnIndices.AsSpan(_rowPointers[row].._rowPointers[row + 1]);

    /// <summary>The pattern with given columns in each row.</summary>
    /// <param name="columnCount">The number of columns.</param>
    /// <param name="rows">The columns of each row, in any order; named twice counts once.</param>
    /// <returns>The pattern, with as many rows as are given.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> or one of them is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is negative or not less than <paramref name="columnCount"/>.</exception>
    public static SparsityPattern FromRows(int columnCount, IEnumerable<IEnumerable<int>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        List<int> pointers = [0], columns = [];
        var inRow = new SortedSet<int>();
        foreach (var row in rows)
        {
            inRow.Clear();
            inRow.UnionWith(row);
            if (inRow.Count > 0)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(inRow.Min, nameof(rows));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(inRow.Max, columnCount, nameof(rows));
            }

            columns.AddRange(inRow);
            pointers.Add(columns.Count);
        }

        return new(columnCount, [.. pointers], [.. columns]);
    }

    /// <summary>The pattern with given entries.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <param name="entries">The entries, in any order; named twice counts once.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry lies outside of the matrix.</exception>
    public static SparsityPattern FromEntries(int rowCount, int columnCount, IEnumerable<(int Row, int Column)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        var rows = new List<int>[rowCount];
        foreach (var (row, column) in entries)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(entries));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, rowCount, nameof(entries));
            (rows[row] ??= []).Add(column);
        }

        return FromRows(columnCount, rows.Select(r => (IEnumerable<int>)(r ?? [])));
    }

    /// <summary>The pattern of a band: entry (i, j) for i − below ≤ j ≤ i + above.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <param name="below">The number of diagonals below the main one.</param>
    /// <param name="above">The number of diagonals above the main one.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static SparsityPattern Banded(int rowCount, int columnCount, int below, int above)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(below);
        ArgumentOutOfRangeException.ThrowIfNegative(above);
        return FromRows(columnCount, Enumerable.Range(0, rowCount).Select(i =>
        {
            int first = Math.Max(0, i - below);
            long last = Math.Min(columnCount - 1L, (long)i + above);
            return Enumerable.Range(first, (int)Math.Max(0, last - first + 1));
        }));
    }

    /// <summary>Whether an entry may differ from zero.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <returns>True if the pattern has the entry.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public bool Contains(int row, int column) => this[row].BinarySearch(column) >= 0;

    /// <summary>The pattern of the transposed matrix.</summary>
    /// <returns>The pattern with entry (j, i) for each entry (i, j).</returns>
    public SparsityPattern Transposed()
    {
        int[] pointers = new int[ColumnCount + 1], rows = new int[Count];
        foreach (int column in _columnIndices)
            pointers[column + 1]++;
        for (int column = 0; column < ColumnCount; column++)
            pointers[column + 1] += pointers[column];
        int[] next = pointers[..^1];
        for (int row = 0; row < RowCount; row++)
        {
            foreach (int column in this[row])
                rows[next[column]++] = row;
        }

        return new(RowCount, pointers, rows);
    }

    /// <summary>The entries of this pattern and those of another one.</summary>
    /// <param name="other">A pattern of as many rows and columns.</param>
    /// <returns>The pattern with the entries of both.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public SparsityPattern Union(SparsityPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.RowCount != RowCount || other.ColumnCount != ColumnCount)
            throw new ArgumentException($"The pattern is {RowCount} x {ColumnCount}, the other one {other.RowCount} x {other.ColumnCount}.", nameof(other));
        return FromRows(ColumnCount, Enumerable.Range(0, RowCount).Select(i => (IEnumerable<int>)[.. this[i], .. other[i]]));
    }

    /// <summary>Where an entry is among the entries.</summary>
    internal int IndexOf(int row, int column) => _rowPointers[row] + this[row].BinarySearch(column);
}
