using AutoDiff;

namespace DigitsSample.Model;

/// <summary>Two layers with a rectifier in between: 100 pixels, 32 features, 10 digits. Its gradient is a network, too.</summary>
public sealed class Network
{
    public double[,] First { get; init; } = new double[0, 0];

    public double[] FirstBias { get; init; } = [];

    public double[,] Second { get; init; } = new double[0, 0];

    public double[] SecondBias { get; init; } = [];

    /// <summary>Random weights, as large as it takes for signals to keep their size (K. He et al., Delving deep into rectifiers, 2015).</summary>
    public static Network Start(int seed)
    {
        const int Features = 32;
        var random = new Random(seed);
        return new()
        {
            First = Weights(Glyphs.Pixels, Features, random),
            FirstBias = new double[Features],
            Second = Weights(Features, Glyphs.Kinds, random),
            SecondBias = new double[Glyphs.Kinds],
        };
    }

    /// <summary>What the network makes of images, a row each: a number for every digit, the largest for what it sees.</summary>
    public double[,] Apply(double[,] images)
    {
        double[,] features = Matrices.Multiply(images, First);
        for (int i = 0; i < features.GetLength(0); i++)
        {
            for (int j = 0; j < features.GetLength(1); j++)
                features[i, j] = Math.Max(0, features[i, j] + FirstBias[j]);
        }

        double[,] scores = Matrices.Multiply(features, Second);
        for (int i = 0; i < scores.GetLength(0); i++)
        {
            for (int j = 0; j < scores.GetLength(1); j++)
                scores[i, j] += SecondBias[j];
        }

        return scores;
    }

    /// <summary>The mean cross entropy: how surprised the network is by what the images show.</summary>
    public double Loss(double[,] images, int[] labels)
    {
        double[,] scores = Apply(images);
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double largest = scores[i, 0];
            for (int j = 1; j < Glyphs.Kinds; j++)
                largest = Math.Max(largest, scores[i, j]);
            double sum = 0;
            for (int j = 0; j < Glyphs.Kinds; j++)
                sum += Math.Exp(scores[i, j] - largest);
            loss += Math.Log(sum) + largest - scores[i, labels[i]];
        }

        return loss / labels.Length;
    }

    /// <summary>The share of images in which the network sees what they show.</summary>
    public double Accuracy(double[,] images, int[] labels)
    {
        double[,] scores = Apply(images);
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
            right += Enumerable.Range(0, Glyphs.Kinds).MaxBy(j => scores[i, j]) == labels[i] ? 1 : 0;
        return (double)right / labels.Length;
    }

    private static double[,] Weights(int rows, int columns, Random random)
    {
        var weights = new double[rows, columns];
        double width = Math.Sqrt(6.0 / rows);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                weights[i, j] = width * ((2 * random.NextDouble()) - 1);
        }

        return weights;
    }
}
