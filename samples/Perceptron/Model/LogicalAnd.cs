namespace PerceptronSample.Model;

/// <summary>What the layer is to learn: both.</summary>
public static class LogicalAnd
{
    private static readonly (Inputs X, double Y)[] s_examples = [(new(0, 0), 0), (new(0, 1), 0), (new(1, 0), 0), (new(1, 1), 1)];

    /// <summary>Half the sum of the squared errors.</summary>
    public static double Loss(Perceptron layer)
    {
        double loss = 0;
        foreach (var (x, y) in s_examples)
        {
            double error = layer.Apply(x) - y;
            loss += error * error / 2;
        }

        return loss;
    }

    /// <summary>The examples that are on the right side of one half.</summary>
    public static int Right(Perceptron layer) => s_examples.Count(e => layer.Apply(e.X) > 0.5 == e.Y > 0.5);
}
