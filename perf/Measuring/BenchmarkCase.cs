namespace AutoDiff.Perf.Measuring;

/// <summary>
/// One function three times: its value, its gradient (or Jacobian, or Hessian) by an operator as user code calls it, and its gradient by hand; some have a
/// derivative in one direction, and a product of the Hessian with one, too. Each is a loop that evaluates it a number of times at varying inputs and returns
/// the sum of the results, so that nothing can be dropped or moved out of the loop.
/// </summary>
/// <param name="Name">The name in the output.</param>
/// <param name="Primal">The loop over the value.</param>
/// <param name="Gradient">The loop over the operator.</param>
/// <param name="Hand">The loop over the hand-written gradient; null where there is none.</param>
public sealed record BenchmarkCase(string Name, Func<int, double> Primal, Func<int, double> Gradient, Func<int, double>? Hand)
{
    /// <summary>Gets the number of iterations of the function's main loop, for the size of the trace per iteration; 0 where it has none.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets the loop over the derivative by forward mode, in one direction; null where there is none.</summary>
    public Func<int, double>? Derivative { get; init; }

    /// <summary>Gets the loop over the product of the Hessian with one direction; null where there is none.</summary>
    public Func<int, double>? Curvature { get; init; }

    /// <summary>Gets what the third loop is called in the output: H, or S where it computes the same gradients one at a time by the operator.</summary>
    public string Beside { get; init; } = "H";

    /// <summary>Gets the number of products that a sparse matrix takes; 0 for everything else.</summary>
    public int Directions { get; init; }

    /// <summary>All cases, in the order of the output.</summary>
    public static IEnumerable<BenchmarkCase> All =>
    [
        .. TwinLoops.Cases, .. ScalarLoops.Cases, .. FuzzedLoops.Cases, .. AdBenchLoops.Cases, .. MatrixLoops.Cases, .. JacobianLoops.Cases,
        .. ArrayLoops.Cases, .. ReuseLoops.Cases, .. BatchLoops.Cases,
    ];

    /// <summary>BenchmarkDotNet prints parameters with it.</summary>
    public override string ToString() => Name;
}
