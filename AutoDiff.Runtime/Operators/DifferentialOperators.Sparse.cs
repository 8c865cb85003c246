namespace AutoDiff;

/// <content>Sparse Jacobians and Hessians.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// Finds out which entries of a Jacobian differ from zero, and how to compute them with few products. The plan serves all points at which no other entries
    /// do; where one does, <see cref="SparseJacobian(double[], SparseJacobianPlan, DifferentiableFunc{double[], double[]})"/> throws.
    /// </summary>
    /// <param name="at">A point x, of length n.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <returns>The plan.</returns>
    /// <remarks>
    /// The pattern is that of the numbers: an entry counts that differs from zero at the point or at one of two points near by, whose numbers differ by up to a
    /// hundredth (zeros by up to 1E-4, upwards). It is found by products with random directions, a few for each halving of the columns where the matrix is a
    /// band, two for each column where it is full. Where branches make other entries at other points, or the function cannot be called near by, give the
    /// pattern: <c>new SparseJacobianPlan(pattern)</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static SparseJacobianPlan PlanSparseJacobian(double[] at, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "PlanSparseJacobian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return SparseJacobianPlan.Find(at, function);
    }

    /// <summary>The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ, as a sparse matrix.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="plan">What is known of the matrix, from <see cref="PlanSparseJacobian"/> or a pattern.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <returns>The matrix of m rows and n columns, with the entries of the plan's pattern.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The point or the result is not of the length that the plan is for.</exception>
    /// <exception cref="InvalidOperationException">The pattern misses an entry (<see cref="SparseJacobianPlan.Checks"/>).</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static CompressedRows SparseJacobian(double[] at, SparseJacobianPlan plan, DifferentiableFunc<double[], double[]> of)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var matrix = new CompressedRows(plan.Pattern);
        SparseJacobian(at, plan, matrix, of);
        return matrix;
    }

    /// <summary>The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ, written into the values of a matrix that an earlier call returned.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="plan">What is known of the matrix.</param>
    /// <param name="into">The matrix, of the plan's pattern.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The point, the result or the matrix is not of the size that the plan is for.</exception>
    /// <exception cref="InvalidOperationException">The pattern misses an entry (<see cref="SparseJacobianPlan.Checks"/>).</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void SparseJacobian(double[] at, SparseJacobianPlan plan, CompressedRows into, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "SparseJacobian(at:, plan:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(plan);
        RequirePattern(into, plan.Pattern);
        plan.Evaluate(at, function, into.Values);
    }

    /// <summary>
    /// Finds out which entries of a Hessian differ from zero, and how to compute them with few products. The plan serves all points at which no other entries
    /// do; where one does, <see cref="SparseHessian(double[], SparseHessianPlan, DifferentiableFunc{double[], double})"/> throws.
    /// </summary>
    /// <param name="at">A point x, of length n.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The plan.</returns>
    /// <remarks>The pattern is found as in <see cref="PlanSparseJacobian"/>, by products of the Hessian with random directions.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static SparseHessianPlan PlanSparseHessian(double[] at, DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "PlanSparseHessian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        return SparseHessianPlan.Find(at, function);
    }

    /// <summary>The Hessian of a function of an array at a point, ∂²f/∂xᵢ∂xⱼ, as a sparse matrix of both triangles, which are the same bit by bit.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="plan">What is known of the matrix, from <see cref="PlanSparseHessian"/> or a pattern.</param>
    /// <param name="of">The function f.</param>
    /// <returns>The matrix of n rows and columns, with the entries of the plan's pattern. By columns it is in the same arrays.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The point is not of the length that the plan is for.</exception>
    /// <exception cref="InvalidOperationException">The pattern misses an entry (<see cref="SparseHessianPlan.Checks"/>).</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static CompressedRows SparseHessian(double[] at, SparseHessianPlan plan, DifferentiableFunc<double[], double> of)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var matrix = new CompressedRows(plan.Pattern);
        SparseHessian(at, plan, matrix, of);
        return matrix;
    }

    /// <summary>The Hessian of a function of an array at a point, ∂²f/∂xᵢ∂xⱼ, written into the values of a matrix that an earlier call returned.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="plan">What is known of the matrix.</param>
    /// <param name="into">The matrix, of the plan's pattern.</param>
    /// <param name="of">The function f.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The point or the matrix is not of the size that the plan is for.</exception>
    /// <exception cref="InvalidOperationException">The pattern misses an entry (<see cref="SparseHessianPlan.Checks"/>).</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void SparseHessian(double[] at, SparseHessianPlan plan, CompressedRows into, DifferentiableFunc<double[], double> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double>>(of, "SparseHessian(at:, plan:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(plan);
        RequirePattern(into, plan.Pattern);
        plan.Evaluate(at, function, into.Values);
    }

    private static void RequirePattern(CompressedRows into, SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(into);
        if (!pattern.RowPointers.SequenceEqual(into.RowPointers) || !pattern.ColumnIndices.SequenceEqual(into.ColumnIndices))
            throw new ArgumentException("The matrix has other entries than the plan.", nameof(into));
    }
}
