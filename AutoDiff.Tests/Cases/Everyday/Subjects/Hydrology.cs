namespace Everyday.Hydrology;

/// Runoff of a river basin: catchments drain into reaches, reaches into each other; Nash-Sutcliffe at the gauge.
public abstract class Element(string name)
{
    private readonly List<Element> _upstream = new();
    public string Name { get; } = name;
    public Element? Downstream { get; private set; }
    public IReadOnlyCollection<Element> Upstream => _upstream;

    public T Drains<T>(T element) where T : Element
    {
        element.Downstream = this;
        _upstream.Add(element);
        return element;
    }

    /// Discharge leaving this element at the end of the step.
    public double Discharge(int day, double[] rain)
    {
        double inflow = 0;
        foreach (var element in _upstream)
            inflow += element.Discharge(day, rain);
        return Release(inflow, day, rain);
    }

    protected abstract double Release(double inflow, int day, double[] rain);

    public IEnumerable<Element> Descend()
    {
        yield return this;
        foreach (var element in _upstream)
            foreach (var below in element.Descend())
                yield return below;
    }
}

public sealed class Catchment(string name, double area, SoilParameters soil) : Element(name)
{
    private double _moisture = 0.4 * soil.Capacity, _fast, _slow = 5;

    public double Area => area;

    protected override double Release(double inflow, int day, double[] rain)
    {
        double wetness = Math.Pow(_moisture / soil.Capacity, soil.Beta);
        double recharge = rain[day] * Math.Min(1, wetness);
        double evaporation = 2.0 * Math.Min(1, _moisture / (0.7 * soil.Capacity));
        _moisture = Math.Max(0, _moisture + rain[day] - recharge - evaporation);
        _fast += 0.6 * recharge;
        _slow += 0.4 * recharge;
        double quick = soil.Fast * _fast, base_ = soil.Slow * _slow;
        _fast -= quick;
        _slow -= base_;
        return inflow + area * (quick + base_) / 86.4;
    }
}

public sealed record SoilParameters(double Capacity, double Beta, double Fast, double Slow);

/// Muskingum routing.
public sealed class Reach(string name, double k, double x) : Element(name)
{
    private (double In, double Out)? _last;

    protected override double Release(double inflow, int day, double[] rain)
    {
        if (_last is not var (i0, o0))
        {
            _last = (inflow, inflow);
            return inflow;
        }
        const double dt = 1;
        double d = 2 * k * (1 - x) + dt;
        double outflow = (dt - 2 * k * x) / d * inflow + (dt + 2 * k * x) / d * i0 + (2 * k * (1 - x) - dt) / d * o0;
        _last = (inflow, outflow);
        return outflow;
    }
}

public sealed class Reservoir(string name, double volume, Func<double, double> rule) : Element(name)
{
    public double Volume { get; private set; } = volume;
    protected override double Release(double inflow, int day, double[] rain)
    {
        double release = rule(Volume);
        Volume += inflow - release;
        return release;
    }
}

public static class Program
{
    static readonly double[] s_rain = [0, 12, 30, 4, 0, 0, 18, 25, 2, 0, 0, 0, 9, 3, 0];
    static readonly double[] s_gauge = [3.0, 3.4, 6.9, 9.2, 8.0, 6.1, 6.4, 9.8, 11.0, 9.1, 7.0, 5.6, 5.2, 5.1, 4.5];

    static double Efficiency(double[] p)
    {
        var upland = new SoilParameters(p[0], p[1], p[2], 0.05);
        var lowland = upland with { Slow = p[3], Beta = 1.3 };
        var outlet = new Reach("outlet", p[4], p[5]);
        var fork = outlet.Drains(new Reach("fork", 1.2 * p[4], 0.2));
        outlet.Drains(new Catchment("plain", 40, lowland));
        fork.Drains(new Catchment("north", 60, upland));
        fork.Drains(new Reservoir("lake", 40, v => v > 30 ? p[6] * Math.Pow(v - 30, 1.5) : 0)).Drains(new Catchment("south", 55, upland));

        var simulated = s_rain.Select((_, day) => outlet.Discharge(day, s_rain)).ToList();
        double mean = s_gauge.Average();
        double error = simulated.Zip(s_gauge).Sum(q => (q.First - q.Second) * (q.First - q.Second));
        double area = outlet.Descend().OfType<Catchment>().Sum(c => c.Area);
        double stored = outlet.Descend().Where(e => e is Reservoir).Cast<Reservoir>().Single().Volume;
        return error / s_gauge.Sum(q => (q - mean) * (q - mean)) + 1e-3 * stored + simulated.Sum() / area;
    }

    public static void Go() => Check.All(Efficiency, [110, 1.8, 0.35, 0.04, 0.9, 0.25, 0.05], "efficiency");
}
