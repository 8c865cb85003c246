using AutoDiff.Perf.Cases.AdBench;
using TorchSharp;
using static TorchSharp.torch;

namespace AutoDiff.Perf.Peers;

/// <summary>Blocks of bundle adjustment on tensors, vectorised over the blocks. Their Jacobians come of one backward pass for each of the two errors.</summary>
/// <param name="blocks">Camera, point and weight of every block, one after the other.</param>
/// <param name="feature">Where all of them see their point.</param>
internal sealed class TorchBlocks(double[] blocks, double[] feature)
{
    private readonly Tensor _featureX = feature[0], _featureY = feature[1];

    /// <summary>Errors, all horizontal before all vertical ones, and their derivatives in the same order.</summary>
    public Derivatives ErrorsWithJacobian()
    {
        using var scope = NewDisposeScope();
        var all = tensor(blocks, [blocks.Length / BundleAdjustment.BlockSize, BundleAdjustment.BlockSize], requires_grad: true);
        var (x, y) = Errors(all.unbind(1));
        var ofX = autograd.grad([x.sum()], [all], retain_graph: true)[0];
        var ofY = autograd.grad([y.sum()], [all])[0];
        return new([.. x.data<double>(), .. y.data<double>()], [.. ofX.data<double>(), .. ofY.data<double>()]);
    }

    /// <summary>The errors from the fifteen columns. No rotation may be zero.</summary>
    private (Tensor X, Tensor Y) Errors(Tensor[] c)
    {
        var (x, y, z) = (c[11] - c[3], c[12] - c[4], c[13] - c[5]);
        var angle = (c[0].square() + c[1].square() + c[2].square()).sqrt();
        var (cos, sin) = (angle.cos(), angle.sin());
        var (wx, wy, wz) = (c[0] / angle, c[1] / angle, c[2] / angle);
        var along = ((wx * x) + (wy * y) + (wz * z)) * (1 - cos);
        var seenX = (x * cos) + (((wy * z) - (wz * y)) * sin) + (wx * along);
        var seenY = (y * cos) + (((wz * x) - (wx * z)) * sin) + (wy * along);
        var seenZ = (z * cos) + (((wx * y) - (wy * x)) * sin) + (wz * along);
        var (px, py) = (seenX / seenZ, seenY / seenZ);
        var s = px.square() + py.square();
        var factor = 1 + (c[9] * s) + (c[10] * s * s);
        return (c[14] * ((px * factor * c[6]) + c[7] - _featureX), c[14] * ((py * factor * c[6]) + c[8] - _featureY));
    }
}
