using System.Globalization;

namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>Reads ADBench's input files and what is expected of them; <c>perf/data/adbench/README.md</c> describes the format.</summary>
/// <param name="directory">The directory with <c>gmm</c>, <c>ba</c>, <c>lstm</c> and <c>hand</c>.</param>
public sealed class AdBenchData(string directory)
{
    private const string BundleAdjustmentName = "ba1_n49_m7776_p31843";

    /// <summary>Gets the hand and its points.</summary>
    public HandData Hand { get; } = new(Path.Combine(directory, "hand"));

    /// <summary>A Gaussian mixture, such as <c>gmm_d2_K5</c>.</summary>
    public GaussianMixtureInput GaussianMixture(string name)
    {
        var numbers = new NumberReader(Path.Combine(directory, "gmm", name + ".txt"));
        int d = numbers.NextInteger(), k = numbers.NextInteger(), n = numbers.NextInteger();
        double[] alphas = numbers.Next(k), means = numbers.Next(k * d), factors = numbers.Next(k * d * (d + 1) / 2);
        return new(alphas, means, factors, new(d, k, numbers.Next(n * d), numbers.Next(), numbers.NextInteger()));
    }

    /// <summary>The one observation of which bundle adjustment's file consists.</summary>
    public BundleAdjustmentInput BundleAdjustment()
    {
        var numbers = new NumberReader(Path.Combine(directory, "ba", BundleAdjustmentName + ".txt"));
        int cameras = numbers.NextInteger(), points = numbers.NextInteger(), observations = numbers.NextInteger();
        return new(
            numbers.Next(AdBench.BundleAdjustment.CameraSize),
            numbers.Next(AdBench.BundleAdjustment.PointSize),
            numbers.Next(),
            numbers.Next(2))
        {
            Problem = new(cameras, points, observations),
        };
    }

    /// <summary>A network with its sequence, such as <c>lstm_l2_c1024</c>.</summary>
    public LstmInput Lstm(string name)
    {
        var numbers = new NumberReader(Path.Combine(directory, "lstm", name + ".txt"));
        int layers = numbers.NextInteger(), characters = numbers.NextInteger(), width = numbers.NextInteger();
        return new(
            numbers.Next(8 * layers * width),
            numbers.Next(3 * width),
            numbers.Next(2 * layers * width),
            numbers.Next(characters * width),
            layers,
            width);
    }

    /// <summary>Value and gradient that are expected of a Gaussian mixture.</summary>
    public ExpectedGradient ExpectedOfGaussianMixture(string name) => Expected("gmm", name);

    /// <summary>Errors and derivatives that are expected of the observation.</summary>
    public ExpectedBlock ExpectedOfBundleAdjustment()
    {
        var numbers = new NumberReader(Path.Combine(directory, "ba", "ba_block.expected.txt"));
        return new(numbers.Next(2), numbers.Next(), numbers.Next(2 * AdBench.BundleAdjustment.BlockSize), numbers.Next());
    }

    /// <summary>Value and gradient that are expected of a network.</summary>
    public ExpectedGradient ExpectedOfLstm(string name) => Expected("lstm", name);

    private ExpectedGradient Expected(string objective, string name)
    {
        double value = new NumberReader(Path.Combine(directory, objective, name + ".objective.txt")).Next();
        return new(value, new NumberReader(Path.Combine(directory, objective, name + ".gradient.txt")).Remaining());
    }

    /// <summary>The numbers of a text file one after the other; lines that start with # are comments.</summary>
    private sealed class NumberReader(string path)
    {
        private readonly string[] _words =
        [
            .. File.ReadLines(path).Where(line => !line.StartsWith('#')).SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        ];

        private int _next;

        public double Next() => double.Parse(_words[_next++], CultureInfo.InvariantCulture);

        public int NextInteger() => int.Parse(_words[_next++], CultureInfo.InvariantCulture);

        public double[] Next(int count)
        {
            var numbers = new double[count];
            for (int i = 0; i < count; i++)
                numbers[i] = Next();
            return numbers;
        }

        public double[] Remaining() => Next(_words.Length - _next);
    }
}

/// <summary>Arguments of <see cref="GaussianMixture.Objective"/>.</summary>
public sealed record GaussianMixtureInput(double[] Alphas, double[] Means, double[] Factors, GaussianMixtureProblem Problem);

/// <summary>Arguments of <see cref="BundleAdjustment.ReprojectionError"/>.</summary>
public sealed record BundleAdjustmentInput(double[] Camera, double[] Point, double Weight, double[] Feature)
{
    /// <summary>Gets how many cameras, points and observations there are of this kind.</summary>
    public BundleProblem Problem { get; init; } = new(1, 1, 1);

    /// <summary>Camera, point and weight in one array.</summary>
    public double[] Block => [.. Camera, .. Point, Weight];
}

/// <summary>Arguments of <see cref="Lstm.Objective"/>.</summary>
public sealed record LstmInput(double[] Main, double[] Extra, double[] State, double[] Sequence, int Layers, int Width);

/// <summary>A value and its derivatives in the order of the input.</summary>
public sealed record ExpectedGradient(double Value, double[] Gradient);

/// <summary>The errors of an observation, the Jacobian of the reprojection error (two rows of 15) and the derivative of the weight error.</summary>
public sealed record ExpectedBlock(double[] Error, double WeightError, double[] Jacobian, double WeightDerivative);
