namespace AutoDiff;

/// <summary>
/// Finds which entries of a matrix differ from zero by products with random directions: of halves of the columns, then of halves of these, where blocks
/// of columns that no row has both of share a direction.
/// </summary>
/// <remarks>
/// After A. Griewank, C. Mitev, "Detecting Jacobian sparsity patterns by Bayesian probing", Math. Program. 93 (2002). For a band this takes a few
/// products for each halving, for a full matrix two for each column.
/// </remarks>
internal static class PatternProbe
{
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columnCount">The number of columns.</param>
    /// <param name="products">The products with a direction, at several points: an entry counts that differs from zero at any of them.</param>
    public static SparsityPattern Find(int rowCount, int columnCount, IReadOnlyList<Func<double[], double[]>> products)
    {
        if (rowCount == 0 || columnCount == 0)
            return SparsityPattern.FromEntries(rowCount, columnCount, []);
        double[] random = Directions.Random(columnCount, 47629);
        int[] starts = [0, columnCount];
        var pattern = SparsityPattern.FromRows(1, Enumerable.Repeat<IEnumerable<int>>([0], rowCount));
        do
        {
            (starts, pattern) = Halved(starts, pattern);
            pattern = Probed(starts, pattern, random, products);
        }
        while (starts.Length <= columnCount);
        return pattern;
    }

    /// <summary>Blocks of half the size; rows have both halves of what they had.</summary>
    private static (int[] Starts, SparsityPattern Pattern) Halved(int[] starts, SparsityPattern pattern)
    {
        var finer = new List<int> { 0 };
        int[] first = new int[starts.Length];
        for (int block = 0; block + 1 < starts.Length; block++)
        {
            int middle = starts[block] + ((starts[block + 1] - starts[block]) / 2);
            if (middle > starts[block])
                finer.Add(middle);
            finer.Add(starts[block + 1]);
            first[block + 1] = finer.Count - 1;
        }

        return ([.. finer], SparsityPattern.FromRows(finer.Count - 1, Enumerable.Range(0, pattern.RowCount).Select(Row)));

        IEnumerable<int> Row(int row)
        {
            var halves = new List<int>();
            foreach (int block in pattern[row])
            {
                for (int half = first[block]; half < first[block + 1]; half++)
                    halves.Add(half);
            }

            return halves;
        }
    }

    private static SparsityPattern Probed(int[] starts, SparsityPattern pattern, double[] random, IReadOnlyList<Func<double[], double[]>> products)
    {
        var colouring = ColumnColouring.InOrder(pattern);
        bool[] isEmpty = new bool[pattern.ColumnCount];
        Array.Fill(isEmpty, true);
        foreach (int block in pattern.ColumnIndices)
            isEmpty[block] = false;
        var found = new List<int>[pattern.RowCount];
        for (int row = 0; row < found.Length; row++)
            found[row] = [];
        var blocks = Enumerable.Range(0, pattern.ColumnCount).Where(b => !isEmpty[b]).ToLookup(b => colouring.Colours[b]);
        var columns = pattern.Transposed();
        double[] direction = new double[random.Length];
        for (int colour = 0; colour < colouring.Count; colour++)
        {
            Array.Clear(direction);
            foreach (int block in blocks[colour])
                random.AsSpan(starts[block]..starts[block + 1]).CopyTo(direction.AsSpan(starts[block]));
            bool[] differs = new bool[pattern.RowCount];
            foreach (var product in products)
            {
                double[] values = product(direction);
                for (int row = 0; row < differs.Length; row++)
                    differs[row] |= values[row] != 0;
            }

            foreach (int block in blocks[colour])
            {
                foreach (int row in columns[block])
                {
                    if (differs[row])
                        found[row].Add(block);
                }
            }
        }

        return SparsityPattern.FromRows(pattern.ColumnCount, found);
    }
}
