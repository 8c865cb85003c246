namespace AutoDiff;

/// <summary>
/// Thrown where a derivative is asked of something that has none and this could not be known at build time: for instance an override of a
/// differentiable method, in an assembly that was not woven.
/// </summary>
/// <param name="message">Names the function or type and the reason.</param>
public sealed class NotDifferentiableException(string message) : InvalidOperationException(message);
