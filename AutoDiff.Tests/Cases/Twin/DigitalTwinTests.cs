using AutoDiff.Perf.Hand;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;
using SingleHand = AutoDiff.Perf.Hand.SinglePrecision;
using SingleModel = AutoDiff.Perf.Cases.SinglePrecision;

namespace AutoDiff.Tests.Cases.Twin;

/// <summary>The digital twin: its gradient by the operators and by hand against an independent implementation, in both precisions.</summary>
public sealed class DigitalTwinTests
{
    [Test]
    public void After20Steps()
    {
        var (loss, gradient) = ValueWithGradient(at: new Parameters(), of: Simulation.LossAfter20Steps);
        Expect.Bits(loss, Simulation.LossAfter20Steps(new()));
        Expect.Near(loss, TwinReference.LossAfter20);
        Expect.Near(Simulation.SlabTemperature(new(), 20), TwinReference.SlabAfter20);
        Relative(gradient, TwinReference.GradientAfter20);
    }

    [Test]
    public void After1000Steps()
    {
        var (loss, gradient) = ValueWithGradient(at: new Parameters(), of: Simulation.LossAfter1000Steps);
        Expect.Bits(loss, Simulation.LossAfter1000Steps(new()));
        Expect.Near(loss, TwinReference.LossAfter1000);
        Expect.Near(Simulation.SlabTemperature(new(), 1000), TwinReference.SlabAfter1000);
        Relative(gradient, TwinReference.GradientAfter1000);
    }

    [Test]
    public void PullbackTwice()
    {
        var (loss, pullback) = ValueWithPullback(at: new Parameters(), of: p => Simulation.Loss(p, 20));
        Expect.Bits(loss, Simulation.LossAfter20Steps(new()));
        Relative(DifferentialOperators.Scale(pullback(-4), -0.25), TwinReference.GradientAfter20);
        Relative(pullback(1), TwinReference.GradientAfter20);
    }

    [Test]
    public void ByHand([Values(20, 1000)] int steps)
    {
        double loss = TwinGradient.LossWithGradient(new(), steps, out var gradient);
        Expect.Bits(loss, Simulation.Loss(new(), steps));
        Relative(gradient, steps == 20 ? TwinReference.GradientAfter20 : TwinReference.GradientAfter1000);
    }

    [Test]
    public void SinglePrecision()
    {
        var (loss, gradient) = ValueWithGradient(at: new SingleModel.Parameters(), of: SingleModel.Simulation.LossAfter20Steps);
        Expect.Bits(loss, SingleModel.Simulation.LossAfter20Steps(new()));
        Assert.That(loss, Is.EqualTo(TwinReference.LossAfter20).Within(0.1).Percent);
        Relative(gradient, TwinReference.GradientAfter20);

        (loss, gradient) = ValueWithGradient(at: new SingleModel.Parameters(), of: SingleModel.Simulation.LossAfter1000Steps);
        Expect.Bits(loss, SingleModel.Simulation.LossAfter1000Steps(new()));
        Assert.That(loss, Is.EqualTo(TwinReference.LossAfter1000).Within(0.1).Percent);
        Relative(gradient, TwinReference.GradientAfter1000);
    }

    [Test]
    public void SinglePrecisionByHand([Values(20, 1000)] int steps)
    {
        float loss = SingleHand.TwinGradient.LossWithGradient(new(), steps, out var gradient);
        Expect.Bits(loss, SingleModel.Simulation.Loss(new(), steps));
        Relative(gradient, steps == 20 ? TwinReference.GradientAfter20 : TwinReference.GradientAfter1000);
    }

    private static void Relative(Parameters gradient, double[] expected)
    {
        Assert.That(NamedParameters.All, Has.Count.EqualTo(expected.Length));
        for (int i = 0; i < expected.Length; i++)
            Relative(NamedParameters.All[i].Field(ref gradient), expected[i], TwinTolerance.Double, NamedParameters.All[i].Name);
    }

    private static void Relative(SingleModel.Parameters g, double[] expected)
    {
        float[] actual =
        [
            g.Tube.Spacing, g.Tube.Diameter, g.Tube.Thickness, g.Tube.Resistivity,
            g.Slab.Temperature, g.Slab.Area, g.Slab.SpecificHeat, g.Slab.Density, g.Slab.Thickness,
            g.Water.Power, g.Water.Temperature, g.Water.Flow, g.Water.Density, g.Water.SpecificHeat,
            g.Tank.Temperature, g.Tank.Volume, g.Tank.SpecificHeat, g.Tank.Density, g.Tank.Mass,
            g.StartTemperature,
        ];
        for (int i = 0; i < expected.Length; i++)
            Relative(actual[i], expected[i], TwinTolerance.Single, NamedParameters.All[i].Name);
    }

    private static void Relative(double actual, double expected, double tolerance, string name) =>
        Assert.That(actual, Is.EqualTo(expected).Within(tolerance * Math.Abs(expected)), name);
}
