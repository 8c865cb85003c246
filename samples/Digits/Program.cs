using System.Globalization;
using DigitsSample.Model;
using static AutoDiff.DifferentialOperators;

namespace DigitsSample;

/// <summary>Trains a small network to read digits, by steps down the gradient of its loss on one batch after the other.</summary>
internal static class Program
{
    private const double Agreement = 1e-6, Rate = 0.2, Wanted = 0.9;
    private const int Epochs = 8;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string plot = arguments.Length > 0 ? arguments[0] : Path.Combine("artifacts", "digits.png");
        var (images, labels) = Glyphs.Draw(2000, seed: 1);
        var (unseen, unseenLabels) = Glyphs.Draw(500, seed: 2);
        var network = Network.Start(seed: 3);
        if (!DerivativesAgree(network, images, labels))
            return 1;

        Console.WriteLine();
        Console.WriteLine($"{"epoch",-6} {"loss",10} {"learnt from",12} {"not seen",10}");
        var random = new Random(4);
        var (learnt, other) = (new List<double>(), new List<double>());
        for (int epoch = 0; epoch <= Epochs; epoch++)
        {
            learnt.Add(network.Accuracy(images, labels));
            other.Add(network.Accuracy(unseen, unseenLabels));
            Console.WriteLine($"{epoch,-6} {network.Loss(images, labels),10:F4} {learnt[^1],12:P1} {other[^1],10:P1}");
            if (epoch == Epochs)
                break;
            foreach (var (some, shown) in Batches.Of(images, labels, random))
            {
                Network gradient = Gradient(at: network, of: n => n.Loss(some, shown));
                Move(ref network, along: gradient, by: -Rate);
            }
        }

        Plot.Write(plot, [.. learnt], [.. other]);
        Console.WriteLine($"plot: {plot}");
        if (other[^1] >= Wanted)
            return 0;
        Console.Error.WriteLine("the network has not learnt to read");
        return 1;
    }

    private static bool DerivativesAgree(Network network, double[,] images, int[] labels)
    {
        var (some, shown) = Batches.Of(images, labels, new Random(5)).First();
        Network gradient = Gradient(at: network, of: n => n.Loss(some, shown));
        Console.WriteLine($"{"weight",-16} {"derivative",24} {"central difference",24}");
        bool agrees = true;
        foreach (int k in new[] { 0, 7, 31 })
        {
            agrees &= Agrees($"first 44, {k}", gradient.First[44, k], by => network.First[44, k] += by);
            agrees &= Agrees($"first bias {k}", gradient.FirstBias[k], by => network.FirstBias[k] += by);
            agrees &= Agrees($"second {k}, 3", gradient.Second[k, 3], by => network.Second[k, 3] += by);
        }

        return agrees & Agrees("second bias 8", gradient.SecondBias[8], by => network.SecondBias[8] += by);

        bool Agrees(string name, double slope, Action<double> shift)
        {
            const double Step = 1e-6;
            shift(Step);
            double above = network.Loss(some, shown);
            shift(-2 * Step);
            double below = network.Loss(some, shown);
            shift(Step);
            double difference = (above - below) / (2 * Step);
            Console.WriteLine($"{name,-16} {slope,24:R} {difference,24:G10}");
            if (Math.Abs(slope - difference) <= Agreement)
                return true;
            Console.Error.WriteLine("the derivative and the difference disagree");
            return false;
        }
    }
}
