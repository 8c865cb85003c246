using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Perf.Hand.AdBench;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>Loops over ADBench's objectives: Gaussian mixtures, bundle adjustment and a recurrent network.</summary>
internal static class AdBenchLoops
{
    private static readonly AdBenchData Data = new(Path.Combine(AppContext.BaseDirectory, "data", "adbench"));

    public static IEnumerable<BenchmarkCase> Cases =>
    [
        Mixture("gmm-d2K5", "gmm_d2_K5"),
        MixtureHessian("gmm-d2K5-hessian", "gmm_d2_K5"),
        Mixture("gmm-d10K25", "gmm_d10_K25"),
        Mixture("gmm-d20K50", "gmm_d20_K50"),
        Block("ba-block"),
        Network("lstm-l2c1024", "lstm_l2_c1024"),
        Network("lstm-l4c1024", "lstm_l4_c1024"),
    ];

    private static double Shift(int i) => (i & 7) * 0.01;

    private static BenchmarkCase Mixture(string name, string file)
    {
        var input = Data.GaussianMixture(file);
        var loops = new MixtureLoops(input);
        return new(name, loops.Values, loops.Gradients, loops.ByHand)
        {
            Curvature = loops.Curvatures,
            Iterations = input.Problem.Count * input.Problem.Components,
        };
    }

    /// <summary>The Hessian of a mixture beside one gradient of it, by one array of all its parameters.</summary>
    private static BenchmarkCase MixtureHessian(string name, string file)
    {
        var input = Data.GaussianMixture(file);
        var problem = input.Problem;
        int weights = input.Alphas.Length, means = input.Means.Length;
        double[] all = [.. input.Alphas, .. input.Means, .. input.Factors];

        double Objective(double[] x) => GaussianMixture.Objective(x[..weights], x[weights..(weights + means)], x[(weights + means)..], problem);

        Func<int, double> Loop(Func<double[], double> call) => calls =>
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                all[0] = input.Alphas[0] + Shift(i);
                sum += call(all);
            }

            return sum;
        };

        return new(name, Loop(Objective), Loop(x => Hessian(at: x, of: Objective)[0, 0]), Loop(x => Gradient(at: x, of: Objective)[0])) { Beside = "S" };
    }

    private static BenchmarkCase Block(string name)
    {
        var loops = new BlockLoops(Data.BundleAdjustment());
        return new(name, loops.Values, loops.Jacobians, loops.ByHand);
    }

    private static BenchmarkCase Network(string name, string file)
    {
        var loops = new NetworkLoops(Data.Lstm(file));
        return new(name, loops.Values, loops.Gradients, loops.ByHand) { Curvature = loops.Curvatures };
    }

    private sealed class MixtureLoops(GaussianMixtureInput input)
    {
        private readonly GaussianMixtureGradient _hand = new(input.Problem);
        private readonly double[] _alphas = [.. input.Alphas];

        public double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _alphas[0] = input.Alphas[0] + Shift(i);
                sum += GaussianMixture.Objective(_alphas, input.Means, input.Factors, input.Problem);
            }

            return sum;
        }

        public double Gradients(int calls)
        {
            var problem = input.Problem;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _alphas[0] = input.Alphas[0] + Shift(i);
                var (alphas, means, factors) = Gradient(at: (_alphas, input.Means, input.Factors),
                    of: (a, m, f) => GaussianMixture.Objective(a, m, f, problem));
                sum += alphas[0] + means[0] + factors[0];
            }

            return sum;
        }

        public double Curvatures(int calls)
        {
            var problem = input.Problem;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _alphas[0] = input.Alphas[0] + Shift(i);
                var (alphas, means, factors) = HessianVectorProduct(
                    at: (_alphas, input.Means, input.Factors),
                    along: (input.Alphas, input.Means, input.Factors),
                    of: (a, m, f) => GaussianMixture.Objective(a, m, f, problem));
                sum += alphas[0] + means[0] + factors[0];
            }

            return sum;
        }

        public double ByHand(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _alphas[0] = input.Alphas[0] + Shift(i);
                _hand.ValueWithGradient(_alphas, input.Means, input.Factors);
                sum += _hand.Alphas[0] + _hand.Means[0] + _hand.Factors[0];
            }

            return sum;
        }
    }

    /// <summary>Reprojection and weight error of one observation, and their derivatives: two rows of 15, and one number.</summary>
    private sealed class BlockLoops(BundleAdjustmentInput input)
    {
        private readonly double[] _camera = [.. input.Camera];
        private readonly double[] _block = input.Block;
        private readonly double[] _error = new double[2];
        private readonly double[] _jacobian = new double[2 * BundleAdjustment.BlockSize];

        public double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _camera[0] = input.Camera[0] + Shift(i);
                BundleAdjustment.ReprojectionError(_camera, input.Point, input.Weight, input.Feature, _error);
                sum += _error[0] + _error[1] + BundleAdjustment.WeightError(input.Weight);
            }

            return sum;
        }

        public double Jacobians(int calls)
        {
            double[] feature = input.Feature;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _block[0] = input.Camera[0] + Shift(i);
                double[] first = Gradient(at: _block, of: block => BundleAdjustment.ErrorX(block, feature));
                double[] second = Gradient(at: _block, of: block => BundleAdjustment.ErrorY(block, feature));
                sum += first[0] + second[0] + Gradient(at: input.Weight, of: BundleAdjustment.WeightError);
            }

            return sum;
        }

        public double ByHand(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _camera[0] = input.Camera[0] + Shift(i);
                BundleAdjustmentJacobian.Block(_camera, input.Point, input.Weight, input.Feature, _error, _jacobian);
                sum += _jacobian[0] + _jacobian[BundleAdjustment.BlockSize] + BundleAdjustmentJacobian.WeightDerivative(input.Weight);
            }

            return sum;
        }
    }

    private sealed class NetworkLoops(LstmInput input)
    {
        private readonly LstmGradient _hand = new(input.Layers, input.Width, input.Sequence.Length / input.Width);
        private readonly double[] _extra = [.. input.Extra];

        public double Values(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _extra[0] = input.Extra[0] + Shift(i);
                sum += Lstm.Objective(input.Main, _extra, input.State, input.Sequence, input.Layers, input.Width);
            }

            return sum;
        }

        public double Gradients(int calls)
        {
            var network = input;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _extra[0] = input.Extra[0] + Shift(i);
                var (main, extra) = Gradient(
                    at: (input.Main, _extra),
                    of: (m, e) => Lstm.Objective(m, e, network.State, network.Sequence, network.Layers, network.Width));
                sum += main[0] + extra[0];
            }

            return sum;
        }

        public double Curvatures(int calls)
        {
            var network = input;
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _extra[0] = input.Extra[0] + Shift(i);
                var (main, extra) = HessianVectorProduct(
                    at: (input.Main, _extra),
                    along: (input.Main, input.Extra),
                    of: (m, e) => Lstm.Objective(m, e, network.State, network.Sequence, network.Layers, network.Width));
                sum += main[0] + extra[0];
            }

            return sum;
        }

        public double ByHand(int calls)
        {
            double sum = 0;
            for (int i = 0; i < calls; i++)
            {
                _extra[0] = input.Extra[0] + Shift(i);
                _hand.ValueWithGradient(input.Main, _extra, input.State, input.Sequence);
                sum += _hand.Main[0] + _hand.Extra[0];
            }

            return sum;
        }
    }
}
