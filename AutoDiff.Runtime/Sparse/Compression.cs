namespace AutoDiff;

/// <summary>
/// How the entries of a matrix are read off its products with a few directions: of each colour one, which has ones where that colour is.
/// </summary>
internal sealed class Compression
{
    private readonly int[] _colours;
    private readonly int[] _starts;
    private readonly (int Entry, int Component)[] _reads;

    /// <param name="colouring">The colours of the directions' components.</param>
    /// <param name="sources">For each entry the colour whose product has it, and in which component.</param>
    public Compression(Colouring colouring, (int Colour, int Component)[] sources)
    {
        _colours = colouring.Colours;
        Directions = colouring.Count;
        _starts = new int[Directions + 1];
        foreach (var (colour, _) in sources)
            _starts[colour + 1]++;
        for (int colour = 0; colour < Directions; colour++)
            _starts[colour + 1] += _starts[colour];
        _reads = new (int, int)[sources.Length];
        int[] next = _starts[..^1];
        for (int entry = 0; entry < sources.Length; entry++)
            _reads[next[sources[entry].Colour]++] = (entry, sources[entry].Component);
    }

    /// <summary>Gets the number of products.</summary>
    public int Directions { get; }

    /// <summary>By columns: entry (i, j) is component i of the product with the colour of j.</summary>
    public static Compression ByColumns(SparsityPattern pattern, Colouring columns)
    {
        var sources = new (int, int)[pattern.Count];
        for (int row = 0; row < pattern.RowCount; row++)
        {
            for (int k = pattern.RowPointers[row]; k < pattern.RowPointers[row + 1]; k++)
                sources[k] = (columns.Colours[pattern.ColumnIndices[k]], row);
        }

        return new(columns, sources);
    }

    /// <summary>By rows: entry (i, j) is component j of the product, from the left, with the colour of i.</summary>
    public static Compression ByRows(SparsityPattern pattern, Colouring rows)
    {
        var sources = new (int, int)[pattern.Count];
        for (int row = 0; row < pattern.RowCount; row++)
        {
            for (int k = pattern.RowPointers[row]; k < pattern.RowPointers[row + 1]; k++)
                sources[k] = (rows.Colours[row], pattern.ColumnIndices[k]);
        }

        return new(rows, sources);
    }

    /// <summary>
    /// Of a symmetric matrix with a star colouring: entry (i, j) is component i of the product with the colour of j if no other entry of row i has that colour,
    /// else component j of the product with the colour of i. Both triangles are read from the same place.
    /// </summary>
    public static Compression OfSymmetric(SparsityPattern pattern, Colouring star)
    {
        int[] colours = star.Colours, seen = new int[star.Count];
        var sources = new (int Colour, int Component)[pattern.Count];
        for (int i = 0; i < pattern.RowCount; i++)
        {
            foreach (int j in pattern[i])
                seen[colours[j]]++;
            foreach (int j in pattern[i])
            {
                bool alone = seen[colours[j]] == 1;
                int here = pattern.IndexOf(i, j), there = pattern.IndexOf(j, i);
                // Where the row comes second, the first choice of the other one stands.
                if (j >= i)
                    sources[here] = sources[there] = alone ? (colours[j], i) : (colours[i], j);
            }

            foreach (int j in pattern[i])
                seen[colours[j]] = 0;
        }

        return new(star, sources);
    }

    /// <summary>Gets the direction in which each number is one.</summary>
    public int[] Colours => _colours;

    /// <summary>Computes all entries.</summary>
    /// <param name="product">The product of the matrix with a direction.</param>
    /// <param name="lanes">The products with the directions of the colours; null where there are none.</param>
    /// <param name="values">The entries.</param>
    public void Evaluate(Func<double[], double[]> product, LaneProducts? lanes, double[] values)
    {
        for (int first = 0; lanes is not null && first < Directions; first += LaneNumber.Count)
        {
            int count = lanes.MoveTo(first);
            for (int lane = 0; lane < count; lane++)
            {
                foreach (var (entry, component) in _reads.AsSpan(_starts[first + lane].._starts[first + lane + 1]))
                    values[entry] = lanes.Get(component, lane);
                if (lanes.IsUndefined(lane))
                    EvaluateAlone(first + lane, product, values);
            }
        }

        lanes?.Release();
        for (int colour = 0; lanes is null && colour < Directions; colour++)
            EvaluateAlone(colour, product, values);
    }

    private void EvaluateAlone(int colour, Func<double[], double[]> product, double[] values)
    {
        double[] direction = new double[_colours.Length];
        for (int i = 0; i < direction.Length; i++)
            direction[i] = _colours[i] == colour ? 1 : 0;
        double[] found = product(direction);
        foreach (var (entry, component) in _reads.AsSpan(_starts[colour].._starts[colour + 1]))
            values[entry] = found[component];
    }
}
