using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Perf.Hand.AdBench;
using static AutoDiff.DifferentialOperators;
using static AutoDiff.Tests.Cases.AdBench.AdBenchReference;

namespace AutoDiff.Tests.Cases.AdBench;

/// <summary>ADBench's objectives: their gradients by the operators against what is expected and against the gradients by hand.</summary>
public sealed class AdBenchTests
{
    [Test]
    public void GaussianMixtures([Values("gmm_d2_K5", "gmm_d10_K25", "gmm_d20_K50")] string name)
    {
        var input = Data.GaussianMixture(name);
        var problem = input.Problem;
        var (value, gradient) = ValueWithGradient(
            at: (input.Alphas, input.Means, input.Factors),
            of: (alphas, means, factors) => GaussianMixture.Objective(alphas, means, factors, problem));
        Expect.Bits(value, GaussianMixture.Objective(input.Alphas, input.Means, input.Factors, problem));
        Relative([.. gradient.Item1, .. gradient.Item2, .. gradient.Item3], Data.ExpectedOfGaussianMixture(name).Gradient);

        var hand = new GaussianMixtureGradient(problem);
        hand.ValueWithGradient(input.Alphas, input.Means, input.Factors);
        Relative(gradient.Item1, hand.Alphas);
        Relative(gradient.Item2, hand.Means);
        Relative(gradient.Item3, hand.Factors);
    }

    [Test]
    public void BundleAdjustmentsByRows()
    {
        var input = Data.BundleAdjustment();
        double[] feature = input.Feature;
        var (x, first) = ValueWithGradient(at: input.Block, of: block => BundleAdjustment.ErrorX(block, feature));
        var (y, second) = ValueWithGradient(at: input.Block, of: block => BundleAdjustment.ErrorY(block, feature));
        var (weightError, weightDerivative) = ValueWithGradient(at: input.Weight, of: BundleAdjustment.WeightError);
        Expect.Bits(x, BundleAdjustment.ErrorX(input.Block, feature));
        Expect.Bits(y, BundleAdjustment.ErrorY(input.Block, feature));
        Expect.Bits(weightError, BundleAdjustment.WeightError(input.Weight));
        JacobianIsExpected([.. first, .. second], input);
        Relative(weightDerivative, Data.ExpectedOfBundleAdjustment().WeightDerivative);
    }

    [Test]
    public void BundleAdjustmentsByOnePullback()
    {
        var input = Data.BundleAdjustment();
        double[] feature = input.Feature;
        var (errors, pullback) = ValueWithPullback(at: input.Block, of: block => BundleAdjustment.Errors(block, feature));
        double[] original = BundleAdjustment.Errors(input.Block, feature);
        Expect.Bits(errors[0], original[0]);
        Expect.Bits(errors[1], original[1]);
        JacobianIsExpected([.. pullback([1, 0]), .. pullback([0, 1])], input);
    }

    [Test]
    public void Networks([Values("lstm_l2_c1024", "lstm_l4_c1024")] string name)
    {
        var input = Data.Lstm(name);
        double[] state = [.. input.State];
        var (value, gradient) = ValueWithGradient(
            at: (input.Main, input.Extra),
            of: (main, extra) => Lstm.Objective(main, extra, input.State, input.Sequence, input.Layers, input.Width));
        Expect.Bits(value, Lstm.Objective(input.Main, input.Extra, input.State, input.Sequence, input.Layers, input.Width));
        Relative([.. gradient.Item1, .. gradient.Item2], Data.ExpectedOfLstm(name).Gradient);
        Assert.That(input.State, Is.EqualTo(state));

        var hand = new LstmGradient(input.Layers, input.Width, input.Sequence.Length / input.Width);
        hand.ValueWithGradient(input.Main, input.Extra, input.State, input.Sequence);
        Relative(gradient.Item1, hand.Main);
        Relative(gradient.Item2, hand.Extra);
    }

    private static void JacobianIsExpected(double[] jacobian, BundleAdjustmentInput input)
    {
        Relative(jacobian, Data.ExpectedOfBundleAdjustment().Jacobian);
        double[] error = new double[2], hand = new double[jacobian.Length];
        BundleAdjustmentJacobian.Block(input.Camera, input.Point, input.Weight, input.Feature, error, hand);
        Relative(jacobian, hand);
    }
}
