using System.Collections.Generic;

namespace Third;

/// <summary>A class of another assembly, with state that only it can name.</summary>
public class Spring(double stiffness, double rest)
{
    private readonly double rest = rest;
    private Damper damper = new() { Rate = 0.5 };

    public double Stiffness { get; set; } = stiffness;

    public virtual double Energy(double x) => 0.5 * Stiffness * (x - rest) * (x - rest) + damper.Rate * x;

    private sealed class Damper
    {
        public double Rate { get; set; }
    }
}

public sealed class Stiffening(double stiffness, double rest, double quartic) : Spring(stiffness, rest)
{
    public double Quartic { get; } = quartic;

    public override double Energy(double x) => base.Energy(x) + Quartic * x * x * x * x;
}

public sealed class Chain<T>
    where T : class
{
    private readonly List<T> parts = [];
    private (double Weight, T First)? head;

    public int Count => parts.Count;

    public T this[int i] => parts[i];

    public double Weight => head!.Value.Weight;

    public void Add(T part)
    {
        parts.Add(part);
        head ??= (2.0, part);
    }

    public double HeadEnergy(System.Func<T, double> of) => head!.Value.Weight * of(head.Value.First);
}

public struct Probe
{
    private double gain;

    public int Channel;

    public Probe(double gain, int channel) => (this.gain, Channel) = (gain, channel);

    public readonly double Read(double x) => gain * x * Channel;
}
