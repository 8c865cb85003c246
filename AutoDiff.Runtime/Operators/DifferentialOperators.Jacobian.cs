namespace AutoDiff;

/// <content>Jacobians of functions of arrays.</content>
public static partial class DifferentialOperators
{
    /// <summary>
    /// The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ: by columns in forward mode where the result is at least as long as the argument, by rows in
    /// reverse mode where it is shorter.
    /// </summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <returns>The matrix of m rows and n columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="at"/> or <paramref name="of"/> is null.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static double[,] Jacobian(double[] at, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "Jacobian(at:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        double[] value = function.ValueWithPullback(at, out var pullback);
        double[,] jacobian = new double[value.Length, at.Length];
        if (value.Length < at.Length)
        {
            double[] cotangent = new double[value.Length];
            for (int row = 0; row < value.Length; row++)
            {
                cotangent[row] = 1;
                double[] slopes = pullback(cotangent);
                for (int column = 0; column < at.Length; column++)
                    jacobian[row, column] = slopes[column];
                cotangent[row] = 0;
            }

            return jacobian;
        }

        double[] tangent = new double[at.Length];
        for (int column = 0; column < at.Length; column++)
        {
            tangent[column] = 1;
            function.ValueWithDifferential(at, tangent, out double[] slopes);
            for (int row = 0; row < value.Length; row++)
                jacobian[row, column] = slopes[row];
            tangent[column] = 0;
        }

        return jacobian;
    }
}
