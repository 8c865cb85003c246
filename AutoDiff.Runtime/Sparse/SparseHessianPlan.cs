namespace AutoDiff;

/// <summary>
/// How a sparse Hessian is computed: its pattern, and colours of its columns. It does not depend on the point, and serves as many evaluations as wanted, from
/// several threads at once.
/// </summary>
/// <remarks>
/// Each colour takes one product of the Hessian with a direction. By a star colouring every entry can be read off directly, and symmetry saves colours: T. F.
/// Coleman, J. J. Moré, Math. Program. 28 (1984); A. H. Gebremedhin, F. Manne, A. Pothen, "What color is your Jacobian?", SIAM Review 47 (2005).
/// </remarks>
public sealed class SparseHessianPlan
{
    private readonly Compression _compression;
    private readonly PatternCheck _check;

    /// <summary>Initializes a new instance of the <see cref="SparseHessianPlan"/> class.</summary>
    /// <param name="pattern">
    /// The pattern of the Hessian, of all entries that may ever differ from zero. One triangle is enough: what is mirrored is added.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="pattern"/> is null.</exception>
    /// <exception cref="ArgumentException">The pattern has not as many rows as columns.</exception>
    public SparseHessianPlan(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.RowCount != pattern.ColumnCount)
        {
            throw new ArgumentException(
                $"The pattern of a Hessian has as many rows as columns, not {pattern.RowCount} x {pattern.ColumnCount}.", nameof(pattern));
        }

        Pattern = pattern.Union(pattern.Transposed());
        _compression = Compression.OfSymmetric(Pattern, StarColouring.Best(Pattern));
        _check = new(Pattern, "Hessian", byRows: false);
    }

    /// <summary>Gets the pattern of the Hessian, which is symmetric.</summary>
    public SparsityPattern Pattern { get; }

    /// <summary>Gets the number of products that an evaluation takes: the number of colours.</summary>
    public int Directions => _compression.Directions;

    /// <summary>
    /// Gets or sets a value indicating whether every evaluation ends with one more product, with a random direction, which must be what the entries say: it is
    /// not if the pattern misses an entry, and the evaluation throws. True unless set. An entry is noticed from about 1E-8 of the others of its row and
    /// 1E-12 of those of the largest one.
    /// </summary>
    public bool Checks { get; set; } = true;

    internal static SparseHessianPlan Find(double[] at, DifferentiableFunction<double[], double> function)
    {
        double[][] points = [at, AutoDiff.Directions.Near(at, 6947), AutoDiff.Directions.Near(at, 8111)];
        return new(PatternProbe.Find(at.Length, at.Length, [.. points.Select(p => Product(p, function))]));
    }

    internal void Evaluate(double[] at, DifferentiableFunction<double[], double> function, double[] values)
    {
        if (at.Length != Pattern.ColumnCount)
            throw new ArgumentException($"The plan is for a point of {Pattern.ColumnCount} numbers, not of {at.Length}.", nameof(at));
        var product = Product(at, function);
        _compression.Evaluate(product, null, values);
        if (Checks)
            _check.Require(product, values);
    }

    private static Func<double[], double[]> Product(double[] at, DifferentiableFunction<double[], double> function) =>
        direction => function.HessianVectorProduct(at, direction);
}
