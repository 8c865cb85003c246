using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Perf.Measuring;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Peers;

/// <summary>The cases of <c>quick</c> that have a counterpart on tensors.</summary>
internal static class AllPeers
{
    private const int Blocks = 1000;

    private static readonly AdBenchData Data = new(Path.Combine(AppContext.BaseDirectory, "data", "adbench"));

    public static IEnumerable<Peer> All =>
    [
        Twin(),
        Mixture("gmm-d2K5", "gmm_d2_K5"),
        Mixture("gmm-d10K25", "gmm_d10_K25"),
        Mixture("gmm-d20K50", "gmm_d20_K50"),
        Block(1),
        Block(Blocks),
        Network("lstm-l2c1024", "lstm_l2_c1024"),
        Network("lstm-l4c1024", "lstm_l4_c1024"),
    ];

    private static BenchmarkCase Loops(string name) => BenchmarkCase.All.Single(c => c.Name == name);

    private static Peer Twin()
    {
        var building = new Parameters();
        int count = NamedParameters.All.Count;
        var torch = new TorchTwin(building);

        static double[] Numbers(Parameters parameters) => [.. NamedParameters.All.Select(p => p.Field(ref parameters))];

        static double[] Loss(double[] numbers)
        {
            var parameters = default(Parameters);
            for (int i = 0; i < numbers.Length; i++)
                NamedParameters.All[i].Field(ref parameters) = numbers[i];
            return [Simulation.LossAfter20Steps(parameters)];
        }

        Derivatives Ours()
        {
            var (value, gradient) = ValueWithGradient(at: building, of: Simulation.LossAfter20Steps);
            return new([value], Numbers(gradient));
        }

        Derivatives Torch()
        {
            var gradient = new double[count];
            return new([torch.LossWithGradient(20, gradient)], gradient);
        }

        return new(Loops("twin-20-double"), count, Ours, Torch) { Function = (Loss, Numbers(building)) };
    }

    private static Peer Mixture(string name, string file)
    {
        var (alphas, means, factors, problem) = Data.GaussianMixture(file);
        double[] at = [.. alphas, .. means, .. factors];

        double[] Objective(double[] numbers) =>
        [
            GaussianMixture.Objective(numbers[..alphas.Length], numbers[alphas.Length..^factors.Length], numbers[^factors.Length..], problem),
        ];

        Derivatives Ours()
        {
            var (value, (ofAlphas, ofMeans, ofFactors)) = ValueWithGradient(at: (alphas, means, factors),
                of: (a, m, f) => GaussianMixture.Objective(a, m, f, problem));
            return new([value], [.. ofAlphas, .. ofMeans, .. ofFactors]);
        }

        return new(Loops(name), at.Length, Ours, new TorchMixture(Data.GaussianMixture(file)).ValueWithGradient) { Function = (Objective, at) };
    }

    private static Peer Network(string name, string file)
    {
        var input = Data.Lstm(file);
        double[] at = [.. input.Main, .. input.Extra];

        double[] Objective(double[] numbers) =>
            [Lstm.Objective(numbers[..input.Main.Length], numbers[input.Main.Length..], input.State, input.Sequence, input.Layers, input.Width)];

        Derivatives Ours()
        {
            var (value, (main, extra)) = ValueWithGradient(
                at: (input.Main, input.Extra),
                of: (m, e) => Lstm.Objective(m, e, input.State, input.Sequence, input.Layers, input.Width));
            return new([value], [.. main, .. extra]);
        }

        return new(Loops(name), at.Length, Ours, new TorchNetwork(input).ValueWithGradient) { Function = (Objective, at) };
    }

    /// <summary>One block, or several of the same kind that differ a little.</summary>
    private static Peer Block(int count)
    {
        var input = Data.BundleAdjustment();
        double[] feature = input.Feature;
        double[][] blocks = [.. Enumerable.Range(0, count).Select(i => input.Block.Select((x, n) => n == 0 ? x + ((i & 7) * 0.01) : x).ToArray())];
        var torch = new TorchBlocks([.. blocks.SelectMany(b => b)], feature);

        Derivatives Ours()
        {
            var x = blocks.Select(b => ValueWithGradient(at: b, of: block => BundleAdjustment.ErrorX(block, feature))).ToArray();
            var y = blocks.Select(b => ValueWithGradient(at: b, of: block => BundleAdjustment.ErrorY(block, feature))).ToArray();
            return new([.. x.Concat(y).Select(e => e.Value)], [.. x.Concat(y).SelectMany(e => e.Gradient)]);
        }

        var loops = Loops("ba-block");
        return new(count == 1 ? loops : loops with { Name = $"ba-{count}-blocks" }, BundleAdjustment.BlockSize, Ours, torch.ErrorsWithJacobian)
        {
            Batch = count,
            Function = (block => [.. BundleAdjustment.Errors(block, feature)], input.Block),
        };
    }
}
