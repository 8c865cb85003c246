namespace Everyday.NeuralNet;

/// A classifier with layers as records, dropout masks, layer normalisation and softmax cross entropy.
public abstract record Layer
{
    public abstract double[] Forward(double[] input);
}

public sealed record Dense(double[][] Weights, double[] Bias) : Layer
{
    public override double[] Forward(double[] input) =>
        [.. Weights.Select((row, i) => row.Zip(input).Sum(p => p.First * p.Second) + Bias[i])];
}

public sealed record Activation(Func<double, double> Function) : Layer
{
    public override double[] Forward(double[] input) => Array.ConvertAll(input, v => Function(v));
}

public sealed record LayerNorm(double Gain, double Shift) : Layer
{
    public override double[] Forward(double[] input)
    {
        double mean = input.Average(), variance = input.Average(v => (v - mean) * (v - mean));
        double scale = Gain / Math.Sqrt(variance + 1e-5);
        return input.Select(v => (v - mean) * scale + Shift).ToArray();
    }
}

public sealed record Residual(params Layer[] Inner) : Layer
{
    public override double[] Forward(double[] input)
    {
        var output = Inner.Aggregate(input, (x, layer) => layer.Forward(x));
        return input.Zip(output, (a, b) => a + b).ToArray();
    }
}

public sealed record Dropout(bool[] Keep) : Layer
{
    public override double[] Forward(double[] input)
    {
        double scale = (double)Keep.Length / Keep.Count(k => k);
        return [.. from p in input.Zip(Keep) select p.Second ? p.First * scale : 0];
    }
}

public sealed class Network(IEnumerable<Layer> layers)
{
    private readonly Layer[] _layers = [.. layers];

    public double[] Logits(double[] input)
    {
        foreach (var layer in _layers)
            input = layer.Forward(input);
        return input;
    }

    public double Loss(IEnumerable<(double[] X, int Label)> batch)
    {
        double total = 0;
        int count = 0;
        foreach (var (x, label) in batch)
        {
            var logits = Logits(x);
            double max = logits.Max();
            total += max + Math.Log(logits.Sum(l => Math.Exp(l - max))) - logits[label];
            count++;
        }
        return total / count;
    }

    public double Decay() => _layers.OfType<Dense>().SelectMany(d => d.Weights).SelectMany(r => r).Sum(w => w * w);
}

public ref struct ParameterReader(ReadOnlySpan<double> values)
{
    private ReadOnlySpan<double> _rest = values;

    public double[] Take(int n)
    {
        var taken = _rest[..n].ToArray();
        _rest = _rest[n..];
        return taken;
    }

    public Dense Dense(int inputs, int outputs)
    {
        var w = new double[outputs][];
        for (int i = 0; i < outputs; i++)
            w[i] = Take(inputs);
        return new Dense(w, Take(outputs));
    }
}

public static class Program
{
    static readonly (double[], int)[] s_data = [([0.2, 0.9], 0), ([0.8, -0.3], 1), ([-0.5, 0.4], 2), ([0.1, -0.7], 1)];

    static double Gelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    static double Loss(double[] p)
    {
        var reader = new ParameterReader(p);
        var network = new Network(
        [
            reader.Dense(2, 4),
            new Activation(Gelu),
            new Residual(reader.Dense(4, 4), new Activation(v => v > 0 ? v : 0.1 * v)),
            new LayerNorm(reader.Take(1)[0], 0.1),
            new Dropout([true, true, false, true]),
            reader.Dense(4, 3),
        ]);
        return network.Loss(s_data) + 1e-3 * network.Decay();
    }

    public static void Go() => Check.All(Loss, Enumerable.Range(0, 12 + 20 + 1 + 15).Select(i => 0.5 * Math.Sin(1.7 * i + 0.3)).ToArray(), "network");
}
