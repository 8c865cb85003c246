namespace AutoDiff;

/// <summary>
/// The product of a matrix with one more direction, all of whose numbers are different: it is what the entries say, or the pattern is too small.
/// </summary>
internal sealed class PatternCheck(SparsityPattern pattern, string matrix, bool byRows)
{
    private const double RelativeToRow = 1e-8;
    private const double RelativeToLargest = 1e-12;

    private readonly double[] _direction = Directions.Random(byRows ? pattern.RowCount : pattern.ColumnCount, 20051);

    /// <exception cref="InvalidOperationException">The pattern misses an entry.</exception>
    public void Require(Func<double[], double[]> product, double[] values)
    {
        double[] expected = new double[byRows ? pattern.ColumnCount : pattern.RowCount], sizes = new double[expected.Length];
        for (int row = 0; row < pattern.RowCount; row++)
        {
            for (int k = pattern.RowPointers[row]; k < pattern.RowPointers[row + 1]; k++)
            {
                int column = pattern.ColumnIndices[k];
                int component = byRows ? column : row;
                double term = values[k] * _direction[byRows ? row : column];
                expected[component] += term;
                sizes[component] += Math.Abs(term);
            }
        }

        double largest = 0;
        foreach (double size in sizes)
            largest = double.IsFinite(size) ? Math.Max(largest, size) : largest;
        double[] found = product(_direction);
        for (int i = 0; i < expected.Length; i++)
        {
            // What is infinite or undefined is there for everybody to see.
            if (!double.IsFinite(sizes[i]) || Math.Abs(found[i] - expected[i]) <= (RelativeToRow * sizes[i]) + (RelativeToLargest * largest))
                continue;
            throw new InvalidOperationException(
                $"The pattern of the {matrix} is too small: {(byRows ? "column" : "row")} {i} has an entry at this point that the plan has none for. "
                + "Plan again, with a pattern of all entries that may ever differ from zero (Pattern.Union joins the patterns of several points).");
        }
    }
}
