namespace TrustRegion;

/// <summary>What a minimisation did.</summary>
/// <param name="Value">The value at the end.</param>
/// <param name="Norms">The norm of the gradient before the first step and after each.</param>
/// <param name="Gradients">How many gradients it took.</param>
/// <param name="Products">How many products with the Hessian.</param>
internal sealed record Course(double Value, IReadOnlyList<double> Norms, int Gradients, int Products);
