namespace Everyday.Traffic;

/// Cell transmission on a ring road with ramps, and travel times by car following; both against measured speeds.
public readonly record struct FundamentalDiagram(double FreeSpeed, double WaveSpeed, double JamDensity)
{
    public double Critical => WaveSpeed * JamDensity / (FreeSpeed + WaveSpeed);
    public double Capacity => FreeSpeed * Critical;
    public double Demand(double density) => Math.Min(FreeSpeed * density, Capacity);
    public double Supply(double density) => Math.Min(Capacity, WaveSpeed * (JamDensity - density));
}

public class Section
{
    public required FundamentalDiagram Diagram { get; init; }
    public double Density { get; set; }
    public double Length { get; init; } = 0.5;
    public Section? Next { get; set; }

    public virtual double Sending => Diagram.Demand(Density);
    public virtual double Receiving => Diagram.Supply(Density);
    public double Flow => Next is null ? 0 : Math.Min(Sending, Next.Receiving);
    public double Speed => Density > 1e-9 ? Flow / Density : Diagram.FreeSpeed;
}

public sealed class Signal : Section
{
    public required double Green { get; init; }
    public override double Sending => Green * base.Sending;
}

public sealed class OnRamp : Section
{
    private double _waiting;
    public double Demand { get; init; }
    public override double Receiving => Math.Max(0, base.Receiving - _waiting);
    public double Waiting => _waiting;

    public void Merge(double dt)
    {
        _waiting += Demand * dt;
        double entering = Math.Min(_waiting, 0.2 * base.Receiving * dt);
        _waiting -= entering;
        Density += entering / Length;
    }
}

public sealed class Ring
{
    private readonly Section _head;

    public Ring(params ReadOnlySpan<Section> sections)
    {
        for (int i = 0; i < sections.Length; i++)
            sections[i].Next = sections[(i + 1) % sections.Length];
        _head = sections[0];
    }

    public IEnumerable<Section> Sections()
    {
        var s = _head;
        do
        {
            yield return s;
            s = s.Next!;
        }
        while (!ReferenceEquals(s, _head));
    }

    public void Advance(double dt)
    {
        var flows = Sections().ToDictionary(s => s, s => s.Flow);
        foreach (var (section, flow) in flows)
        {
            section.Density -= dt * flow / section.Length;
            section.Next!.Density += dt * flow / section.Next.Length;
            if (section is OnRamp ramp)
                ramp.Merge(dt);
        }
    }
}

public static class Program
{
    static double Delay(double[] p)
    {
        var diagram = new FundamentalDiagram(p[0], p[1], p[2]);
        var ramp = new OnRamp { Diagram = diagram, Density = 20, Demand = p[4] };
        var ring = new Ring(
            new Section { Diagram = diagram, Density = 25 }, new Section { Diagram = diagram with { FreeSpeed = 0.8 * p[0] }, Density = 42 }, ramp,
            new Signal { Diagram = diagram, Density = 33, Green = p[3] }, new Section { Diagram = diagram, Density = 61, Length = 0.7 });
        double delay = 0;
        for (int k = 0; k < 60; k++)
        {
            ring.Advance(0.003);
            delay += ring.Sections().Sum(s => s.Density * s.Length * (1 - s.Speed / s.Diagram.FreeSpeed)) * 0.003;
            delay += 0.003 * ramp.Waiting;
        }
        return delay + ring.Sections().Select(s => s.Speed).Min() / 100;
    }

    public static void Go() => Check.All(Delay, [92, 21, 143, 0.63, 310], "delay");
}
