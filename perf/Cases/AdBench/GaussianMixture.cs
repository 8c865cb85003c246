namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>The posterior of a Gaussian mixture: the first objective of ADBench.</summary>
public static class GaussianMixture
{
    /// <summary>
    /// The logarithm of the posterior density, with every constant. With Q_c the lower triangular matrix that has the diagonal exp(q_c) and l_c below it:
    /// constant + Σ_i logsumexp_c(α_c + Σq_c - ½·‖Q_c·(x_i - μ_c)‖²) - n·logsumexp(α) + Σ_c (½·γ²·(‖exp(q_c)‖² + ‖l_c‖²) - m·Σq_c).
    /// </summary>
    /// <param name="alphas">The logarithms α of the weights up to a common constant, k numbers.</param>
    /// <param name="means">The means μ, k·d numbers, component by component.</param>
    /// <param name="factors">Per component the d logarithms q of the diagonal, then the strict lower triangle l column by column: k·d(d+1)/2 numbers.</param>
    /// <param name="problem">The points and the prior.</param>
    public static double Objective(double[] alphas, double[] means, double[] factors, GaussianMixtureProblem problem)
    {
        int d = problem.Dimension, k = problem.Components, size = problem.FactorSize;
        var diagonals = new double[k * d];
        var logDeterminants = new double[k];
        for (int c = 0; c < k; c++)
        {
            for (int i = 0; i < d; i++)
            {
                double q = factors[(c * size) + i];
                diagonals[(c * d) + i] = Math.Exp(q);
                logDeterminants[c] += q;
            }
        }

        var centred = new double[d];
        var scaled = new double[d];
        var terms = new double[k];
        double sum = 0;
        for (int i = 0; i < problem.Count; i++)
        {
            for (int c = 0; c < k; c++)
            {
                Subtract(problem.Points, i * d, means, c * d, centred);
                MultiplyTriangular(diagonals, c * d, factors, (c * size) + d, centred, scaled);
                terms[c] = alphas[c] + logDeterminants[c] - (0.5 * SquaredNorm(scaled, 0, d));
            }

            sum += LogSumExp(terms);
        }

        return problem.Constant + sum - (problem.Count * LogSumExp(alphas)) + LogPrior(diagonals, logDeterminants, factors, problem);
    }

    /// <summary>Σ_c (½·γ²·(‖exp(q_c)‖² + ‖l_c‖²) - m·Σq_c).</summary>
    private static double LogPrior(double[] diagonals, double[] logDeterminants, double[] factors, GaussianMixtureProblem problem)
    {
        int d = problem.Dimension, size = problem.FactorSize;
        double sum = 0;
        for (int c = 0; c < problem.Components; c++)
        {
            double frobenius = SquaredNorm(diagonals, c * d, d) + SquaredNorm(factors, (c * size) + d, size - d);
            sum += (0.5 * problem.Gamma * problem.Gamma * frobenius) - (problem.Degrees * logDeterminants[c]);
        }

        return sum;
    }

    private static void Subtract(double[] x, int xStart, double[] y, int yStart, double[] difference)
    {
        for (int i = 0; i < difference.Length; i++)
            difference[i] = x[xStart + i] - y[yStart + i];
    }

    /// <summary>Multiplies a lower triangular matrix, given as its diagonal and the columns below it, with x.</summary>
    private static void MultiplyTriangular(double[] diagonal, int diagonalStart, double[] lower, int lowerStart, double[] x, double[] product)
    {
        for (int i = 0; i < x.Length; i++)
            product[i] = diagonal[diagonalStart + i] * x[i];

        int next = lowerStart;
        for (int column = 0; column < x.Length; column++)
        {
            double factor = x[column];
            for (int row = column + 1; row < product.Length; row++)
                product[row] += lower[next++] * factor;
        }
    }

    private static double SquaredNorm(double[] x, int start, int count)
    {
        double sum = 0;
        for (int i = start; i < start + count; i++)
            sum += x[i] * x[i];
        return sum;
    }

    private static double LogSumExp(double[] x)
    {
        double largest = x[0];
        for (int i = 1; i < x.Length; i++)
            largest = Math.Max(largest, x[i]);

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i] - largest);
        return Math.Log(sum) + largest;
    }
}
