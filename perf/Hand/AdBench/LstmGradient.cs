using AutoDiff.Perf.Cases.AdBench;

namespace AutoDiff.Perf.Hand.AdBench;

/// <summary>
/// The gradient of <see cref="Lstm.Objective"/> by hand. Elements meet in the normaliser only, whose derivative is known once a character has been predicted;
/// so the reverse sweep, backpropagation through time, takes one element after the other and keeps what it accumulates close together. It has neither
/// divisions nor transcendental functions. The value is the objective's to the last bit.
/// </summary>
/// <remarks>An instance keeps its buffers and its results from call to call and is not for several threads at once.</remarks>
/// <param name="layers">The number l of layers.</param>
/// <param name="width">The numbers b in a character.</param>
/// <param name="characters">The number c of characters.</param>
public sealed class LstmGradient(int layers, int width, int characters)
{
    private const int ParametersPerCell = 8;

    /// <summary>Element by element, then character by character, then layer by layer.</summary>
    private readonly Gates[] _gates = new Gates[width * (characters - 1) * layers];

    /// <summary>Derivatives with respect to the predictions, without the mean's factor: element by element, then character by character.</summary>
    private readonly double[] _predictions = new double[width * (characters - 1)];

    private readonly double[] _cells = new double[width * layers];
    private readonly double[] _hidden = new double[width * layers];
    private readonly double[] _output = new double[width];
    private readonly double[] _parameters = new double[layers * ParametersPerCell];
    private readonly double[] _gradient = new double[layers * ParametersPerCell];

    /// <summary>Derivatives with respect to the main parameters of the last call.</summary>
    public double[] Main { get; } = new double[ParametersPerCell * layers * width];

    /// <summary>Derivatives with respect to the extra parameters of the last call.</summary>
    public double[] Extra { get; } = new double[3 * width];

    /// <summary>Computes the objective and, into the properties, its gradient with respect to main and extra parameters.</summary>
    public double ValueWithGradient(double[] main, double[] extra, double[] state, double[] sequence)
    {
        double total = Forward(main, extra, state, sequence);
        double scale = -1.0 / (width * (characters - 1));
        for (int i = 0; i < width; i++)
            Reverse(i, main, extra, state, sequence, scale);
        return -total / (width * (characters - 1));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private double Forward(double[] main, double[] extra, double[] state, double[] sequence)
    {
        int steps = characters - 1;
        for (int layer = 0; layer < layers; layer++)
        {
            for (int i = 0; i < width; i++)
            {
                _hidden[(i * layers) + layer] = state[(2 * width * layer) + i];
                _cells[(i * layers) + layer] = state[(2 * width * layer) + width + i];
            }
        }

        double total = 0;
        for (int t = 0; t < steps; t++)
        {
            double sum = 2;
            for (int i = 0; i < width; i++)
            {
                double signal = sequence[(t * width) + i] * extra[i];
                var gates = _gates.AsSpan(((i * steps) + t) * layers, layers);
                var hidden = _hidden.AsSpan(i * layers, layers);
                var cells = _cells.AsSpan(i * layers, layers);
                for (int layer = 0; layer < gates.Length; layer++)
                {
                    var p = main.AsSpan((ParametersPerCell * width * layer) + i);
                    ref var g = ref gates[layer];
                    g.Forget = Sigmoid((signal * p[0]) + p[4 * width]);
                    g.In = Sigmoid((hidden[layer] * p[width]) + p[5 * width]);
                    g.Out = Sigmoid((signal * p[2 * width]) + p[6 * width]);
                    g.Change = Math.Tanh((hidden[layer] * p[3 * width]) + p[7 * width]);
                    g.Cell = cells[layer] = (cells[layer] * g.Forget) + (g.In * g.Change);
                    g.TanhOfCell = Math.Tanh(g.Cell);
                    signal = hidden[layer] = g.Out * g.TanhOfCell;
                }

                double prediction = (signal * extra[width + i]) + extra[(2 * width) + i];
                double exponential = Math.Exp(prediction);
                _output[i] = prediction;
                _predictions[(i * steps) + t] = exponential;
                sum += exponential;
            }

            double normalizer = Math.Log(sum), weight = 0;
            var next = sequence.AsSpan((t + 1) * width, width);
            for (int i = 0; i < next.Length; i++)
            {
                total += next[i] * (_output[i] - normalizer);
                weight += next[i];
            }

            weight /= sum;
            for (int i = 0; i < next.Length; i++)
                _predictions[(i * steps) + t] = next[i] - (weight * _predictions[(i * steps) + t]);
        }

        return total;
    }

    private void Reverse(int i, double[] main, double[] extra, double[] state, double[] sequence, double scale)
    {
        int steps = characters - 1;
        for (int j = 0; j < _parameters.Length; j++)
            _parameters[j] = main[(j * width) + i];
        Array.Clear(_gradient);
        var dHidden = _hidden.AsSpan(0, layers);
        var dCells = _cells.AsSpan(0, layers);
        dHidden.Clear();
        dCells.Clear();

        var gates = _gates.AsSpan(i * steps * layers, steps * layers);
        double outWeight = extra[width + i], ofOutWeight = 0, ofOutBias = 0, ofInWeight = 0;
        for (int t = steps - 1; t >= 0; t--)
        {
            var now = gates.Slice(t * layers, layers);
            double dPrediction = scale * _predictions[(i * steps) + t];
            ofOutBias += dPrediction;
            ofOutWeight += dPrediction * now[^1].Hidden;
            double input = sequence[(t * width) + i], dSignal = dPrediction * outWeight;
            for (int layer = now.Length - 1; layer >= 0; layer--)
            {
                ref readonly var g = ref now[layer];
                var p = _parameters.AsSpan(layer * ParametersPerCell, ParametersPerCell);
                var d = _gradient.AsSpan(layer * ParametersPerCell, ParametersPerCell);
                double signal = layer == 0 ? input * extra[i] : now[layer - 1].Hidden;
                double hidden, cell;
                if (t == 0)
                {
                    hidden = state[(2 * width * layer) + i];
                    cell = state[(2 * width * layer) + width + i];
                }
                else
                {
                    ref readonly var before = ref gates[((t - 1) * layers) + layer];
                    hidden = before.Hidden;
                    cell = before.Cell;
                }

                double dH = dHidden[layer] + dSignal;
                double dCell = dCells[layer] + (dH * g.Out * (1 - (g.TanhOfCell * g.TanhOfCell)));
                double dForget = dCell * cell * g.Forget * (1 - g.Forget);
                double dIn = dCell * g.Change * g.In * (1 - g.In);
                double dOut = dH * g.TanhOfCell * g.Out * (1 - g.Out);
                double dChange = dCell * g.In * (1 - (g.Change * g.Change));
                d[0] += dForget * signal;
                d[1] += dIn * hidden;
                d[2] += dOut * signal;
                d[3] += dChange * hidden;
                d[4] += dForget;
                d[5] += dIn;
                d[6] += dOut;
                d[7] += dChange;
                dCells[layer] = dCell * g.Forget;
                dHidden[layer] = (dIn * p[1]) + (dChange * p[3]);
                dSignal = (dForget * p[0]) + (dOut * p[2]);
            }

            ofInWeight += dSignal * input;
        }

        for (int j = 0; j < _gradient.Length; j++)
            Main[(j * width) + i] = _gradient[j];
        Extra[i] = ofInWeight;
        Extra[width + i] = ofOutWeight;
        Extra[(2 * width) + i] = ofOutBias;
    }

    /// <summary>What one element of one layer computed for one character.</summary>
    private struct Gates
    {
        public double Forget, In, Out, Change, Cell, TanhOfCell;

        /// <summary>The new hidden number, and the input of the next layer.</summary>
        public readonly double Hidden => Out * TanhOfCell;
    }
}
