namespace Everyday.HiddenMarkov;

/// Log-likelihood of observations by the forward algorithm in log space, and the best path by Viterbi.
public interface IEmission
{
    double LogDensity(double observation);
}

public sealed record Gaussian(double Mean, double LogDeviation) : IEmission
{
    public double LogDensity(double x)
    {
        double z = (x - Mean) * Math.Exp(-LogDeviation);
        return -0.5 * (z * z + Math.Log(2 * Math.PI)) - LogDeviation;
    }
}

public sealed record Laplace(double Median, double Scale) : IEmission
{
    public double LogDensity(double x) => -Math.Abs(x - Median) / Scale - Math.Log(2 * Scale);
}

public static class LogSpace
{
    public static double Sum(ReadOnlySpan<double> logs)
    {
        double max = double.NegativeInfinity;
        foreach (double l in logs)
            max = Math.Max(max, l);
        if (double.IsNegativeInfinity(max))
            return max;
        double sum = 0;
        foreach (double l in logs)
            sum += Math.Exp(l - max);
        return max + Math.Log(sum);
    }

    public static double[] Normalise(params double[] scores)
    {
        double total = Sum(scores);
        return Array.ConvertAll(scores, s => s - total);
    }
}

public sealed class HiddenMarkovModel
{
    public required double[] Start { get; init; }
    public required double[][] Transition { get; init; }
    public required IEmission[] Emissions { get; init; }

    public double LogLikelihood(IEnumerable<double> observations)
    {
        int n = Start.Length;
        double[]? alpha = null;
        Span<double> terms = stackalloc double[n];
        foreach (double x in observations)
        {
            var next = new double[n];
            for (int j = 0; j < n; j++)
            {
                if (alpha is null)
                {
                    next[j] = Start[j] + Emissions[j].LogDensity(x);
                    continue;
                }
                for (int i = 0; i < n; i++)
                    terms[i] = alpha[i] + Transition[i][j];
                next[j] = LogSpace.Sum(terms) + Emissions[j].LogDensity(x);
            }
            alpha = next;
        }
        return LogSpace.Sum(alpha ?? throw new ArgumentException("no observations", nameof(observations)));
    }

    public (double Score, int[] Path) Viterbi(IReadOnlyList<double> observations)
    {
        int n = Start.Length;
        var back = new int[observations.Count, n];
        var score = Start.Zip(Emissions, (s, e) => s + e.LogDensity(observations[0])).ToArray();
        for (int t = 1; t < observations.Count; t++)
        {
            var next = new double[n];
            for (int j = 0; j < n; j++)
            {
                int best = 0;
                for (int i = 1; i < n; i++)
                    if (score[i] + Transition[i][j] > score[best] + Transition[best][j])
                        best = i;
                back[t, j] = best;
                next[j] = score[best] + Transition[best][j] + Emissions[j].LogDensity(observations[t]);
            }
            score = next;
        }
        var path = new int[observations.Count];
        path[^1] = Array.IndexOf(score, score.Max());
        for (int t = observations.Count - 1; t > 0; t--)
            path[t - 1] = back[t, path[t]];
        return (score.Max(), path);
    }
}

public static class Program
{
    static readonly double[] s_data = [0.2, -0.1, 0.3, 1.9, 2.2, 1.7, 0.1, -3.1, -2.6, 0.05, 2.4];

    static double Objective(double[] p)
    {
        var model = new HiddenMarkovModel
        {
            Start = LogSpace.Normalise(0, p[0], -1),
            Transition = [LogSpace.Normalise(p[1], 0, 0), LogSpace.Normalise(0, p[2], 0), LogSpace.Normalise(0.5, 0, p[3])],
            Emissions = [new Gaussian(p[4], p[5]), new Gaussian(p[6], -0.5), new Laplace(p[7], 1.3)],
        };
        var (score, path) = model.Viterbi(s_data);
        int changes = path.Zip(path.Skip(1)).Count(s => s.First != s.Second);
        return -(model.LogLikelihood(s_data) + 0.1 * score) / 10 + 0.01 * changes;
    }

    public static void Go() => Check.All(Objective, [0.3, 1.0, 1.2, 0.4, 0.11, -0.6, 2.05, -2.7], "likelihood");
}
