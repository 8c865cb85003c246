using DigitalTwin.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace AutoDiff.Perf.Peers;

/// <summary>The twin on TorchSharp tensors of one number each, which is how an eager tensor framework sees scalar code.</summary>
internal sealed class TorchTwin
{
    /// <summary>The parameters, in the order of <see cref="NamedParameters"/>.</summary>
    private readonly Tensor[] _parameters;

    public TorchTwin(Parameters building) =>
        _parameters = [.. NamedParameters.All.Select(p => tensor(p.Field(ref building), dtype: ScalarType.Float64, requires_grad: true))];

    /// <summary>The loss after some steps.</summary>
    public double Loss(int steps)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return Evaluate(steps).item<double>();
    }

    /// <summary>The loss and its gradient in the order of <see cref="NamedParameters"/>; zero where the loss does not depend on a parameter.</summary>
    public double LossWithGradient(int steps, double[] gradient)
    {
        using var scope = NewDisposeScope();
        using var loss = Evaluate(steps);
        foreach (var parameter in _parameters)
            parameter.grad?.zero_();
        loss.backward();
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = _parameters[i].grad is { } g ? g.item<double>() : 0;
        return loss.item<double>();
    }

    private Tensor Evaluate(int steps)
    {
        const double dt = Simulation.TimeStep;
        var (spacing, diameter, wall, resistivity) = (_parameters[0], _parameters[1], _parameters[2], _parameters[3]);
        var (area, slabHeat, slabDensity, slabThickness) = (_parameters[5], _parameters[6], _parameters[7], _parameters[8]);
        var (water, flow, waterDensity, waterHeat) = (_parameters[10], _parameters[11], _parameters[12], _parameters[13]);
        var (tank, tankVolume, tankHeat, tankDensity) = (_parameters[14], _parameters[15], _parameters[16], _parameters[17]);
        var slab = _parameters[19];
        for (int i = 0; i < steps; i++)
        {
            var power = (tank - water) * (flow * waterDensity) * waterHeat;
            tank += power * dt / tankHeat / (tankVolume * tankDensity);
            water += power * dt / waterHeat / (flow * dt * waterDensity);
            var resistance = resistivity * wall / (area / spacing * Math.PI * diameter) * 10;
            var load = (slab - water) * (1 / resistance);
            water += load * dt / waterHeat / (flow * dt * waterDensity);
            slab += -load * dt / slabHeat / (area * slabThickness * slabDensity);
        }

        return (slab - Simulation.MeasuredTemperature).abs();
    }
}
