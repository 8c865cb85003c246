using System.Globalization;
using PerceptronSample.Model;
using static AutoDiff.DifferentialOperators;
using Layer = PerceptronSample.Model.Perceptron;

namespace PerceptronSample;

/// <summary>Trains a layer on a logical function. Its tangent has its weights and its bias, and no place for whether there is one.</summary>
internal static class Program
{
    private const double Agreement = 1e-8;

    private static int Main()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var layer = new Layer { Weight = new(0.3, -0.2), Bias = 0.1, UseBias = true };
        if (!DerivativesAgree(layer) | !DerivativesAgree(layer with { UseBias = false }))
            return 1;

        Console.WriteLine();
        Console.WriteLine($"{"step",-5} {"loss",12} {"weights",20} {"bias",10} {"right",6}");
        for (int step = 0; step <= 100; step++)
        {
            Layer at = layer;
            var (loss, gradient) = ValueWithGradient(at: at, of: LogicalAnd.Loss);
            if (step % 20 == 0)
                Console.WriteLine($"{step,-5} {loss,12:F6} {at.Weight.First,10:F4}{at.Weight.Second,10:F4} {at.Bias,10:F4} {LogicalAnd.Right(at),6}");
            layer = layer.Moved(-0.25 * gradient);
        }

        if (LogicalAnd.Right(layer) == 4)
            return 0;
        Console.Error.WriteLine("the layer has not learnt it");
        return 1;
    }

    private static bool DerivativesAgree(Layer at)
    {
        Layer.TangentVector gradient = Gradient(at: at, of: LogicalAnd.Loss);
        Console.WriteLine($"{(at.UseBias ? "with" : "without")} a bias {"derivative",19} {"central difference",24}");
        return Agrees("weight 1", gradient.Weight.First, new(new(1, 0), 0))
            & Agrees("weight 2", gradient.Weight.Second, new(new(0, 1), 0))
            & Agrees("bias", gradient.Bias, new(default, 1));

        bool Agrees(string name, double slope, Layer.TangentVector along)
        {
            const double Step = 1e-5;
            double difference = (LogicalAnd.Loss(at.Moved(Step * along)) - LogicalAnd.Loss(at.Moved(-Step * along))) / (2 * Step);
            Console.WriteLine($"{name,-10} {slope,24:R} {difference,24:G10}");
            if (Math.Abs(slope - difference) <= Agreement)
                return true;
            Console.Error.WriteLine("the derivative and the difference disagree");
            return false;
        }
    }
}
