using AutoDiff.Perf.Cases.AdBench;

namespace AutoDiff.Perf.Hand.AdBench;

/// <summary>
/// The gradient of <see cref="GaussianMixture.Objective"/> by hand. With r the share of component c in a point x, z = x - μ_c and s = r·Q_c·z, a point adds
/// r to ∂α_c, r - s_j·exp(q_j)·z_j to ∂q_j and -s_j·z_k to ∂l_jk. It adds Q_cᵀ·s to ∂μ_c, for which the s are summed over the points and multiplied by Q_cᵀ
/// once. The value is the objective's to the last bit.
/// </summary>
/// <remarks>An instance keeps its buffers and its results from call to call and is not for several threads at once.</remarks>
public sealed class GaussianMixtureGradient(GaussianMixtureProblem problem)
{
    private readonly double[] _diagonals = new double[problem.Components * problem.Dimension];
    private readonly double[] _logDeterminants = new double[problem.Components];
    private readonly double[] _centred = new double[problem.Components * problem.Dimension];
    private readonly double[] _scaled = new double[problem.Components * problem.Dimension];
    private readonly double[] _sums = new double[problem.Components * problem.Dimension];
    private readonly double[] _terms = new double[problem.Components];

    /// <summary>∂/∂α of the last call.</summary>
    public double[] Alphas { get; } = new double[problem.Components];

    /// <summary>∂/∂μ of the last call.</summary>
    public double[] Means { get; } = new double[problem.Components * problem.Dimension];

    /// <summary>∂/∂q and ∂/∂l of the last call, laid out as the factors.</summary>
    public double[] Factors { get; } = new double[problem.Components * problem.FactorSize];

    /// <summary>Computes the objective and, into the properties, its gradient.</summary>
    public double ValueWithGradient(double[] alphas, double[] means, double[] factors)
    {
        int d = problem.Dimension, k = problem.Components, size = problem.FactorSize;
        Array.Clear(Alphas);
        Array.Clear(Factors);
        Array.Clear(_sums);
        for (int c = 0; c < k; c++)
        {
            double sum = 0;
            for (int j = 0; j < d; j++)
            {
                double q = factors[(c * size) + j];
                _diagonals[(c * d) + j] = Math.Exp(q);
                sum += q;
            }

            _logDeterminants[c] = sum;
        }

        double value = 0;
        for (int i = 0; i < problem.Count; i++)
        {
            var point = problem.Points.AsSpan(i * d, d);
            for (int c = 0; c < k; c++)
            {
                double norm = Scale(
                    point,
                    means.AsSpan(c * d, d),
                    _diagonals.AsSpan(c * d, d),
                    factors.AsSpan((c * size) + d),
                    _centred.AsSpan(c * d, d),
                    _scaled.AsSpan(c * d, d));
                _terms[c] = alphas[c] + _logDeterminants[c] - (0.5 * norm);
            }

            value += LogSumExpToShares(_terms);
            for (int c = 0; c < k; c++)
            {
                Alphas[c] += _terms[c];
                Gather(_terms[c], _centred.AsSpan(c * d, d), _scaled.AsSpan(c * d, d), _sums.AsSpan(c * d, d), Factors.AsSpan(c * size, size));
            }
        }

        double prior = FinishFactors(factors);
        FinishMeans(factors);
        return problem.Constant + value - (problem.Count * FinishAlphas(alphas)) + prior;
    }

    /// <summary>z = x - μ and Q·z.</summary>
    /// <returns>‖Q·z‖².</returns>
    private static double Scale(Span<double> x, Span<double> mean, Span<double> diagonal, Span<double> lower, Span<double> z, Span<double> scaled)
    {
        for (int j = 0; j < z.Length; j++)
        {
            z[j] = x[j] - mean[j];
            scaled[j] = diagonal[j] * z[j];
        }

        double norm = 0;
        for (int column = 0; column < z.Length; column++)
        {
            double factor = z[column];
            norm += scaled[column] * scaled[column];
            var below = scaled[(column + 1)..];
            var l = lower[..below.Length];
            for (int j = 0; j < below.Length; j++)
                below[j] += l[j] * factor;
            lower = lower[below.Length..];
        }

        return norm;
    }

    /// <summary>
    /// Adds what a point with a share r adds: to the sums s, and to the factors Σ s_j·z_j (to be multiplied by exp(q_j) and negated) and -s_j·z_k.
    /// </summary>
    private static void Gather(double share, Span<double> z, Span<double> scaled, Span<double> sums, Span<double> gradient)
    {
        for (int j = 0; j < scaled.Length; j++)
        {
            double s = share * scaled[j];
            scaled[j] = s;
            sums[j] += s;
            gradient[j] += s * z[j];
        }

        var lower = gradient[z.Length..];
        for (int column = 0; column < z.Length; column++)
        {
            double factor = z[column];
            var s = scaled[(column + 1)..];
            var l = lower[..s.Length];
            for (int j = 0; j < s.Length; j++)
                l[j] -= s[j] * factor;
            lower = lower[s.Length..];
        }
    }

    /// <summary>logsumexp; the terms become their derivatives, exp(x - logsumexp).</summary>
    private static double LogSumExpToShares(Span<double> terms)
    {
        double largest = terms[0];
        for (int c = 1; c < terms.Length; c++)
            largest = Math.Max(largest, terms[c]);

        double sum = 0;
        for (int c = 0; c < terms.Length; c++)
        {
            terms[c] = Math.Exp(terms[c] - largest);
            sum += terms[c];
        }

        double scale = 1 / sum;
        for (int c = 0; c < terms.Length; c++)
            terms[c] *= scale;
        return Math.Log(sum) + largest;
    }

    /// <summary>-n·logsumexp(α) to ∂α.</summary>
    /// <returns>logsumexp(α).</returns>
    private double FinishAlphas(double[] alphas)
    {
        alphas.CopyTo(_terms, 0);
        double value = LogSumExpToShares(_terms);
        for (int c = 0; c < _terms.Length; c++)
            Alphas[c] -= problem.Count * _terms[c];
        return value;
    }

    /// <summary>Multiplies the sums with Q_cᵀ.</summary>
    private void FinishMeans(double[] factors)
    {
        int d = problem.Dimension;
        for (int c = 0; c < problem.Components; c++)
        {
            var sums = _sums.AsSpan(c * d, d);
            int next = (c * problem.FactorSize) + d;
            for (int column = 0; column < d; column++)
            {
                double sum = _diagonals[(c * d) + column] * sums[column];
                for (int row = column + 1; row < d; row++)
                    sum += factors[next++] * sums[row];
                Means[(c * d) + column] = sum;
            }
        }
    }

    /// <summary>Finishes ∂q and adds the prior to ∂q and ∂l; all shares of a component sum up to what ∂α has before its own end.</summary>
    /// <returns>The prior.</returns>
    private double FinishFactors(double[] factors)
    {
        int d = problem.Dimension, size = problem.FactorSize;
        double squaredGamma = problem.Gamma * problem.Gamma, halfSquaredGamma = 0.5 * problem.Gamma * problem.Gamma, value = 0;
        for (int c = 0; c < problem.Components; c++)
        {
            var gradient = Factors.AsSpan(c * size, size);
            double diagonal = 0, lower = 0;
            for (int j = 0; j < d; j++)
            {
                double e = _diagonals[(c * d) + j];
                diagonal += e * e;
                gradient[j] = Alphas[c] - (e * gradient[j]) + (squaredGamma * e * e) - problem.Degrees;
            }

            for (int j = d; j < size; j++)
            {
                double l = factors[(c * size) + j];
                lower += l * l;
                gradient[j] += squaredGamma * l;
            }

            value += (halfSquaredGamma * (diagonal + lower)) - (problem.Degrees * _logDeterminants[c]);
        }

        return value;
    }
}
