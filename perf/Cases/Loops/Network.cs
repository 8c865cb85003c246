namespace AutoDiff.Perf.Cases.Loops;

/// <summary>Two layers, 784 to 64 to 10, rectified in between, on a batch: the mean cross entropy.</summary>
public static class Network
{
    public const int Inputs = 784, Hidden = 64, Outputs = 10, Batch = 32;

    public static double Loss(double[][] first, double[] firstBias, double[][] second, double[] secondBias, double[][] images, int[] labels)
    {
        var hidden = new double[Hidden];
        var outputs = new double[Outputs];
        double loss = 0;
        for (int n = 0; n < images.Length; n++)
        {
            Layer(first, firstBias, images[n], hidden);
            for (int j = 0; j < Hidden; j++)
                hidden[j] = hidden[j] > 0 ? hidden[j] : 0;
            Layer(second, secondBias, hidden, outputs);
            double sum = 0;
            for (int j = 0; j < Outputs; j++)
                sum += Math.Exp(outputs[j]);
            loss += Math.Log(sum) - outputs[labels[n]];
        }

        return loss / images.Length;
    }

    private static void Layer(double[][] weights, double[] bias, double[] x, double[] y)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            double s = bias[j];
            for (int k = 0; k < x.Length; k++)
                s += weights[j][k] * x[k];
            y[j] = s;
        }
    }
}
