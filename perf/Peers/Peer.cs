using AutoDiff.Perf.Measuring;

namespace AutoDiff.Perf.Peers;

/// <summary>One function that is differentiated by the operators, on TorchSharp and by finite differences.</summary>
/// <param name="Case">The loops over the function and its gradient by the operators, as <c>quick</c> measures them.</param>
/// <param name="Numbers">How many numbers it is differentiated with respect to.</param>
/// <param name="Ours">Value and derivatives by the operators: where the result has several numbers, the derivatives of one follow those of another.</param>
/// <param name="Torch">
/// Value and derivatives on TorchSharp in the same order, from inputs that are made into tensors anew, as they would change from call to call.
/// </param>
internal sealed record Peer(BenchmarkCase Case, int Numbers, Func<Derivatives> Ours, Func<Derivatives> Torch)
{
    /// <summary>The function in an array of all inputs one after the other, for differences; null where they are not checked.</summary>
    public required (Func<double[], double[]> Function, double[] At) Function { get; init; }

    /// <summary>Gets the number of evaluations that one call of <see cref="Torch"/> does at once.</summary>
    public int Batch { get; init; } = 1;
}

/// <summary>A result of one or several numbers, and the derivatives of each with respect to all inputs.</summary>
internal sealed record Derivatives(double[] Value, double[] Rows);
