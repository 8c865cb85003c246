namespace AutoDiff;

/// <summary>
/// How a sparse Jacobian is computed: its pattern, and colours of its columns or rows. It does not depend on the point, and serves as many evaluations as
/// wanted, from several threads at once.
/// </summary>
/// <remarks>
/// Columns that have no row in common are computed together, by one product J·v in forward mode; rows that have no column in common by one product uᵀ·J in
/// reverse mode; whichever are fewer. Colours are found as A. R. Curtis, M. J. D. Powell and J. K. Reid have it (J. Inst. Maths Applics 13, 1974).
/// </remarks>
public sealed class SparseJacobianPlan
{
    private readonly Compression _compression;
    private readonly PatternCheck _check;

    /// <summary>Initializes a new instance of the <see cref="SparseJacobianPlan"/> class.</summary>
    /// <param name="pattern">The pattern of the Jacobian, of all entries that may ever differ from zero: a row for each number of the result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is null.</exception>
    public SparseJacobianPlan(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        var transposed = pattern.Transposed();
        int leastOfColumns = ColumnColouring.MostInARow(pattern), leastOfRows = ColumnColouring.MostInARow(transposed);
        var columns = leastOfColumns <= leastOfRows ? ColumnColouring.Best(pattern) : default;
        var rows = columns.Colours is null || columns.Count > leastOfRows ? ColumnColouring.Best(transposed) : default;
        if (columns.Colours is null && rows.Count > leastOfColumns)
            columns = ColumnColouring.Best(pattern);
        ByRows = columns.Colours is null || (rows.Colours is not null && rows.Count < columns.Count);
        _compression = ByRows ? Compression.ByRows(pattern, rows) : Compression.ByColumns(pattern, columns);
        _check = new(pattern, "Jacobian", ByRows);
    }

    /// <summary>Gets the pattern of the Jacobian.</summary>
    public SparsityPattern Pattern { get; }

    /// <summary>Gets the number of products that an evaluation takes: the number of colours.</summary>
    public int Directions => _compression.Directions;

    /// <summary>Gets a value indicating whether the products are in reverse mode, with rows, and not in forward mode, with columns.</summary>
    public bool ByRows { get; }

    /// <summary>
    /// Gets or sets a value indicating whether every evaluation ends with one more product, with a random direction, which must be what the entries say: it is
    /// not if the pattern misses an entry, and the evaluation throws. True unless set. An entry is noticed from about 1E-8 of the others of its row (or
    /// column, by rows) and 1E-12 of those of the largest one.
    /// </summary>
    public bool Checks { get; set; } = true;

    internal static SparseJacobianPlan Find(double[] at, DifferentiableFunction<double[], double[]> function)
    {
        double[][] points = [at, AutoDiff.Directions.Near(at, 6947), AutoDiff.Directions.Near(at, 8111)];
        int length = function.ValueWithDifferential(at, new double[at.Length], out _).Length;
        if (length < at.Length)
            return new(PatternProbe.Find(at.Length, length, [.. points.Select(p => Left(p, function))]).Transposed());
        return new(PatternProbe.Find(length, at.Length, [.. points.Select(p => Right(p, function))]));
    }

    internal void Evaluate(double[] at, DifferentiableFunction<double[], double[]> function, double[] values)
    {
        if (at.Length != Pattern.ColumnCount)
            throw new ArgumentException($"The plan is for a point of {Pattern.ColumnCount} numbers, not of {at.Length}.", nameof(at));
        var product = ByRows ? Left(at, function, Pattern.RowCount) : Right(at, function, Pattern.RowCount);
        var lanes = ByRows ? null : LaneProducts.Of(function, at, _compression.Colours, Directions);
        if (lanes is not null)
            RequireLength(lanes.Length, Pattern.RowCount);
        _compression.Evaluate(product, lanes, values);
        if (Checks)
            _check.Require(product, values);
    }

    private static Func<double[], double[]> Right(double[] at, DifferentiableFunction<double[], double[]> function, int length = -1) => direction =>
    {
        function.ValueWithDifferential(at, direction, out double[] product);
        RequireLength(product.Length, length);
        return product;
    };

    private static Func<double[], double[]> Left(double[] at, DifferentiableFunction<double[], double[]> function, int length = -1)
    {
        double[] value = function.ValueWithPullback(at, out var pullback);
        RequireLength(value.Length, length);
        return cotangent => pullback(cotangent);
    }

    private static void RequireLength(int value, int length)
    {
        if (length >= 0 && value != length)
            throw new ArgumentException($"The plan is for a function whose result has {length} numbers, and this one has {value}.");
    }
}
