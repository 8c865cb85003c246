using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Perf.Hand.AdBench;
using static AutoDiff.Tests.Cases.AdBench.AdBenchReference;

namespace AutoDiff.Tests.Cases.AdBench;

/// <summary>ADBench's objectives and their gradients by hand are what is expected.</summary>
public sealed class AdBenchByHand
{
    [Test]
    public void GaussianMixtures([Values("gmm_d2_K5", "gmm_d10_K25", "gmm_d20_K50")] string name)
    {
        var input = Data.GaussianMixture(name);
        var expected = Data.ExpectedOfGaussianMixture(name);
        double value = GaussianMixture.Objective(input.Alphas, input.Means, input.Factors, input.Problem);
        Relative(value, expected.Value);

        var hand = new GaussianMixtureGradient(input.Problem);
        for (int call = 0; call < 2; call++)
        {
            Expect.Bits(hand.ValueWithGradient(input.Alphas, input.Means, input.Factors), value);
            Relative([.. hand.Alphas, .. hand.Means, .. hand.Factors], expected.Gradient);
        }
    }

    [Test]
    public void BundleAdjustments()
    {
        var input = Data.BundleAdjustment();
        var expected = Data.ExpectedOfBundleAdjustment();
        double[] value = BundleAdjustment.Errors(input.Block, input.Feature);
        Relative(value, expected.Error);
        Relative(BundleAdjustment.WeightError(input.Weight), expected.WeightError);

        double[] error = new double[2], jacobian = new double[2 * BundleAdjustment.BlockSize];
        BundleAdjustmentJacobian.Block(input.Camera, input.Point, input.Weight, input.Feature, error, jacobian);
        Expect.Bits(error[0], value[0]);
        Expect.Bits(error[1], value[1]);
        Relative(jacobian, expected.Jacobian);
        Relative(BundleAdjustmentJacobian.WeightDerivative(input.Weight), expected.WeightDerivative);
    }

    [Test]
    public void BundleAdjustmentsWithoutRotation()
    {
        var input = Data.BundleAdjustment();
        double[] camera = [0, 0, 0, .. input.Camera[3..]], nearly = [1e-9, -2e-9, 1e-9, .. input.Camera[3..]];
        double[] error = new double[2], jacobian = new double[2 * BundleAdjustment.BlockSize];
        BundleAdjustmentJacobian.Block(camera, input.Point, input.Weight, input.Feature, error, jacobian);
        double[] value = BundleAdjustment.Errors([.. camera, .. input.Point, input.Weight], input.Feature);
        Expect.Bits(error[0], value[0]);
        Expect.Bits(error[1], value[1]);

        var limit = new double[jacobian.Length];
        BundleAdjustmentJacobian.Block(nearly, input.Point, input.Weight, input.Feature, error, limit);
        for (int i = 0; i < jacobian.Length; i++)
            Expect.Near(jacobian[i], limit[i], 1e-6);
    }

    [Test]
    public void Networks([Values("lstm_l2_c1024", "lstm_l4_c1024")] string name)
    {
        var input = Data.Lstm(name);
        var expected = Data.ExpectedOfLstm(name);
        double[] state = [.. input.State];
        double value = Lstm.Objective(input.Main, input.Extra, input.State, input.Sequence, input.Layers, input.Width);
        Relative(value, expected.Value);
        Assert.That(input.State, Is.EqualTo(state));

        var hand = new LstmGradient(input.Layers, input.Width, input.Sequence.Length / input.Width);
        for (int call = 0; call < 2; call++)
        {
            Expect.Bits(hand.ValueWithGradient(input.Main, input.Extra, input.State, input.Sequence), value);
            Relative([.. hand.Main, .. hand.Extra], expected.Gradient);
        }
    }
}
