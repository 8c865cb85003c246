using AutoDiff.Perf.Cases.Loops;

namespace AutoDiff.Perf.Hand.Loops;

/// <summary>The gradient of <see cref="Network"/> by its weights and biases, scalar: back propagation.</summary>
public static class NetworkGradient
{
    public static (double Value, double[][] First, double[] FirstBias, double[][] Second, double[] SecondBias) ValueWithGradient(
        double[][] first, double[] firstBias, double[][] second, double[] secondBias, double[][] images, int[] labels)
    {
        double[][] dfirst = Rows(first), dsecond = Rows(second);
        var (dfirstBias, dsecondBias) = (new double[Network.Hidden], new double[Network.Outputs]);
        var (hidden, dhidden, outputs) = (new double[Network.Hidden], new double[Network.Hidden], new double[Network.Outputs]);
        double loss = 0, weight = 1.0 / images.Length;
        for (int n = 0; n < images.Length; n++)
        {
            double[] x = images[n];
            for (int j = 0; j < hidden.Length; j++)
                hidden[j] = Math.Max(Dot(first[j], x, firstBias[j]), 0);
            double sum = 0;
            for (int j = 0; j < outputs.Length; j++)
            {
                outputs[j] = Dot(second[j], hidden, secondBias[j]);
                sum += Math.Exp(outputs[j]);
            }

            loss += Math.Log(sum) - outputs[labels[n]];
            Array.Clear(dhidden);
            for (int j = 0; j < outputs.Length; j++)
            {
                double d = weight * ((Math.Exp(outputs[j]) / sum) - (j == labels[n] ? 1 : 0));
                dsecondBias[j] += d;
                Add(dsecond[j], hidden, d);
                Add(dhidden, second[j], d);
            }

            for (int j = 0; j < hidden.Length; j++)
            {
                if (hidden[j] <= 0)
                    continue;
                dfirstBias[j] += dhidden[j];
                Add(dfirst[j], x, dhidden[j]);
            }
        }

        return (loss / images.Length, dfirst, dfirstBias, dsecond, dsecondBias);
    }

    private static double[][] Rows(double[][] like) => Array.ConvertAll(like, row => new double[row.Length]);

    private static double Dot(double[] a, double[] b, double start)
    {
        double sum = start;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] what, double by)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += by * what[i];
    }
}
