namespace AutoDiff.Implementations;

/// <summary>What the operations on spans of numbers ask of their arguments.</summary>
internal static class TensorChecks
{
    public const string Type = "System.Numerics.Tensors.TensorPrimitives";

    internal static void Lengths<T>(ReadOnlySpanModel<T> x, ReadOnlySpanModel<T> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException("Input span arguments must all have the same length.");
    }

    /// <summary>A destination may be an input, but not one that starts elsewhere.</summary>
    internal static void Destination<T>(ReadOnlySpanModel<T> x, SpanModel<T> destination)
    {
        Throw.IfTooShort(destination.Length, x.Length);
        if (ReferenceEquals(x.Items, destination.Items) && x.Start != destination.Start && x.Length > 0
            && x.Start < destination.Start + x.Length && destination.Start < x.Start + x.Length)
            throw new ArgumentException(
                "The destination span may only overlap with an input span if the two spans start at the same memory location.", nameof(destination));
    }

    internal static void Elements(int length)
    {
        if (length == 0)
            throw new ArgumentException("Input span arguments must not be empty.");
    }
}
