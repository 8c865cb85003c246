namespace AutoDiff.Tests.RandomPrograms;

/// <summary>Compares the derivative of a program in a direction, by forward mode, with its gradient.</summary>
internal static class Transpose
{
    private const double Agreement = 1e-12;

    /// <summary>What is wrong, or null.</summary>
    /// <param name="type">The class of the program.</param>
    /// <param name="at">The point.</param>
    /// <param name="value">The value there.</param>
    /// <param name="gradient">The gradient there.</param>
    /// <param name="agreement">How far the two may be apart, in parts of what is summed.</param>
    public static string? Difference(Type type, double[] at, double value, double[] gradient, double agreement = Agreement)
    {
        double[] direction = [.. at.Select((_, i) => 1 - (0.375 * (i % 3)))];
        var (beside, slope) = type.GetMethod("ValueAlong")!.CreateDelegate<Func<double[], double[], (double, double)>>()(at, direction);
        if (BitConverter.DoubleToInt64Bits(beside) != BitConverter.DoubleToInt64Bits(value))
            return $"value beside the derivative in a direction {beside:R}, expected {value:R}";
        double[] terms = [.. gradient.Zip(direction, (g, d) => g * d)];
        return slope.Equals(terms.Sum()) || Math.Abs(slope - terms.Sum()) <= agreement * Math.Max(1, terms.Sum(Math.Abs))
            ? null
            : $"derivative in a direction {slope:R}, by the gradient ({string.Join(", ", gradient)}) {terms.Sum():R}";
    }
}
