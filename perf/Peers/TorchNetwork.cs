using AutoDiff.Perf.Cases.AdBench;
using TorchSharp;
using static TorchSharp.torch;

namespace AutoDiff.Perf.Peers;

/// <summary>
/// The recurrent network on tensors, vectorised over the numbers of a character; characters and layers follow one another, as each needs the one before.
/// </summary>
internal sealed class TorchNetwork(LstmInput input)
{
    private readonly Tensor _sequence = tensor(input.Sequence, [input.Sequence.Length / input.Width, input.Width]);
    private readonly Tensor _state = tensor(input.State, [input.Layers, 2, input.Width]);

    public Derivatives ValueWithGradient()
    {
        using var scope = NewDisposeScope();
        var main = tensor(input.Main, [input.Layers, 2, 4, input.Width], requires_grad: true);
        var extra = tensor(input.Extra, [3, input.Width], requires_grad: true);
        var value = Objective(main, extra);
        value.backward();
        return new([value.item<double>()], [.. main.grad!.data<double>(), .. extra.grad!.data<double>()]);
    }

    private Tensor Objective(Tensor main, Tensor extra)
    {
        int steps = (input.Sequence.Length / input.Width) - 1;
        var (ofInput, ofOutput, bias) = (extra[0], extra[1], extra[2]);
        var weights = Enumerable.Range(0, input.Layers).Select(l => Enumerable.Range(0, 4).Select(g => main[l, 0, g]).ToArray()).ToArray();
        var biases = Enumerable.Range(0, input.Layers).Select(l => Enumerable.Range(0, 4).Select(g => main[l, 1, g]).ToArray()).ToArray();
        var hidden = Enumerable.Range(0, input.Layers).Select(l => _state[l, 0]).ToArray();
        var cells = Enumerable.Range(0, input.Layers).Select(l => _state[l, 1]).ToArray();
        var outputs = new Tensor[steps];
        for (int t = 0; t < steps; t++)
        {
            var signal = _sequence[t] * ofInput;
            for (int l = 0; l < input.Layers; l++)
            {
                var forget = ((signal * weights[l][0]) + biases[l][0]).sigmoid();
                var ingate = ((hidden[l] * weights[l][1]) + biases[l][1]).sigmoid();
                var outgate = ((signal * weights[l][2]) + biases[l][2]).sigmoid();
                var change = ((hidden[l] * weights[l][3]) + biases[l][3]).tanh();
                cells[l] = (cells[l] * forget) + (ingate * change);
                signal = hidden[l] = outgate * cells[l].tanh();
            }

            outputs[t] = signal;
        }

        // What follows the layers has no part in the recurrence and is done for all characters at once.
        var predicted = (stack(outputs) * ofOutput) + bias;
        var normalizer = (predicted.exp().sum(1, keepdim: true) + 2).log();
        return -(_sequence.narrow(0, 1, steps) * (predicted - normalizer)).sum() / (input.Width * steps);
    }
}
