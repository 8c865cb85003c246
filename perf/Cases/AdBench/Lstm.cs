namespace AutoDiff.Perf.Cases.AdBench;

/// <summary>Prediction of a character sequence by a recurrent network whose gates act element by element: the third objective of ADBench.</summary>
public static class Lstm
{
    /// <summary>
    /// The mean negative log-likelihood of every character after the first, -Σ_t Σ_i s_{t+1,i}·(y_{t,i} - log(2 + Σ_j exp(y_{t,j}))) / (b·(c - 1)), where y_t
    /// is what the network predicts from s_t and its state.
    /// </summary>
    /// <param name="main">Per layer 4·b weights, then 4·b biases, each in the order forget, ingate, outgate, change.</param>
    /// <param name="extra">b weights of the input, b weights of the output, b biases of the output.</param>
    /// <param name="state">The state at the start, per layer b hidden and b cell numbers; it is not changed.</param>
    /// <param name="sequence">c characters of b numbers each.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="width">The numbers b in a character.</param>
    public static double Objective(double[] main, double[] extra, double[] state, double[] sequence, int layers, int width)
    {
        int steps = (sequence.Length / width) - 1;
        var current = (double[])state.Clone();
        var signal = new double[width];
        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            Array.Copy(sequence, t * width, signal, 0, width);
            Predict(main, extra, current, signal, layers);
            double normalizer = LogSumExp(signal);
            for (int i = 0; i < width; i++)
                total += sequence[((t + 1) * width) + i] * (signal[i] - normalizer);
        }

        return -total / (width * steps);
    }

    /// <summary>Sends a character through all layers; the signal is the character before and the prediction after.</summary>
    private static void Predict(double[] main, double[] extra, double[] state, double[] signal, int layers)
    {
        int width = signal.Length;
        for (int i = 0; i < width; i++)
            signal[i] *= extra[i];
        for (int layer = 0; layer < layers; layer++)
            Update(main, 8 * width * layer, state, 2 * width * layer, signal);
        for (int i = 0; i < width; i++)
            signal[i] = (signal[i] * extra[width + i]) + extra[(2 * width) + i];
    }

    /// <summary>
    /// One layer: cell ← cell·σ(x·w_f + b_f) + σ(h·w_i + b_i)·tanh(h·w_c + b_c), h ← σ(x·w_o + b_o)·tanh(cell), and the signal x becomes h.
    /// </summary>
    private static void Update(double[] main, int weights, double[] state, int hidden, double[] signal)
    {
        int width = signal.Length;
        int biases = weights + (4 * width), cell = hidden + width;
        for (int i = 0; i < width; i++)
        {
            double forget = Sigmoid((signal[i] * main[weights + i]) + main[biases + i]);
            double ingate = Sigmoid((state[hidden + i] * main[weights + width + i]) + main[biases + width + i]);
            double outgate = Sigmoid((signal[i] * main[weights + (2 * width) + i]) + main[biases + (2 * width) + i]);
            double change = Math.Tanh((state[hidden + i] * main[weights + (3 * width) + i]) + main[biases + (3 * width) + i]);
            state[cell + i] = (state[cell + i] * forget) + (ingate * change);
            state[hidden + i] = outgate * Math.Tanh(state[cell + i]);
            signal[i] = state[hidden + i];
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>log(2 + Σ exp(x_i)).</summary>
    private static double LogSumExp(double[] x)
    {
        double sum = 2;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i]);
        return Math.Log(sum);
    }
}
