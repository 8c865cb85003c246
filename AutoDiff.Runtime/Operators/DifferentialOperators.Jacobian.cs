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
        return Jacobian(function, at, null);
    }

    /// <summary>The Jacobian of a function of an array at a point, ∂fᵢ/∂xⱼ, in memory of the caller's.</summary>
    /// <param name="at">The point x, of length n.</param>
    /// <param name="into">A matrix of m rows and n columns; what it holds is overwritten.</param>
    /// <param name="of">The function f, whose result has length m.</param>
    /// <remarks>The results of the function, one for each column, and in reverse mode its gradients, one for each row, are allocated as they come.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> has other lengths; the message names both.</exception>
    /// <exception cref="NotWovenException">The assembly that contains this call was not woven.</exception>
    public static void Jacobian(double[] at, double[,] into, DifferentiableFunc<double[], double[]> of)
    {
        var function = DifferentiableFunction.Of<DifferentiableFunction<double[], double[]>>(of, "Jacobian(at:, into:, of:)");
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(into);
        Jacobian(function, at, into);
    }

    private static double[,] Jacobian(DifferentiableFunction<double[], double[]> function, double[] at, double[,]? into)
    {
        double[] value = function.ValueWithPullback(at, out var pullback);
        double[,] jacobian = into ?? new double[value.Length, at.Length];
        CheckLengths(jacobian, value.Length, at.Length);
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
