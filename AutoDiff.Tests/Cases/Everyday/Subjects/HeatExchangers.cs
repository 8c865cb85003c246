namespace Everyday.HeatExchangers;

/// A network of counter-current exchangers between hot and cold process streams, each with its own area.
public enum Service { Hot, Cold }

public sealed class Stream
{
    public required string Name { get; init; }
    public required Service Service { get; init; }
    public required double CapacityRate { get; init; }
    public double Supply { get; init; }
    public double Target { get; init; }
    public double Temperature { get; private set; }
    public double Duty { get; private set; }

    public void Reset() => (Temperature, Duty) = (Supply, 0);

    public void Exchange(double heat)
    {
        Duty += heat;
        Temperature += Service is Service.Hot ? -heat / CapacityRate : heat / CapacityRate;
    }
}

public sealed class Exchanger(Stream hot, Stream cold, double coefficient)
{
    public double Area { get; set; }
    public double Effectiveness { get; private set; }

    public double Run()
    {
        double cmin = Math.Min(hot.CapacityRate, cold.CapacityRate), cmax = Math.Max(hot.CapacityRate, cold.CapacityRate);
        double ratio = cmin / cmax, ntu = coefficient * Area / cmin;
        if (Math.Abs(1 - ratio) < 1e-9)
        {
            Effectiveness = ntu / (1 + ntu);
        }
        else
        {
            double e = Math.Exp(-ntu * (1 - ratio));
            Effectiveness = (1 - e) / (1 - ratio * e);
        }

        double heat = Effectiveness * cmin * (hot.Temperature - cold.Temperature);
        if (heat < 0)
            throw new InvalidOperationException($"{hot.Name} is colder than {cold.Name}");
        hot.Exchange(heat);
        cold.Exchange(heat);
        return heat;
    }
}

public sealed class Network
{
    private readonly Dictionary<string, Stream> _streams = new();
    private readonly List<Exchanger> _exchangers = [];

    public Stream this[string name] => _streams[name];
    public IReadOnlyList<Exchanger> Exchangers => _exchangers;

    public Network Add(Stream stream)
    {
        _streams.Add(stream.Name, stream);
        return this;
    }

    public Network Connect(string hot, string cold, double coefficient)
    {
        _exchangers.Add(new Exchanger(_streams[hot], _streams[cold], coefficient));
        return this;
    }

    public double Solve()
    {
        foreach (var stream in _streams.Values)
            stream.Reset();
        double recovered = 0;
        foreach (var exchanger in _exchangers)
            recovered += exchanger.Run();
        return recovered;
    }

    public (double Heating, double Cooling) Utilities()
    {
        double heating = 0, cooling = 0;
        foreach (var (_, s) in _streams)
        {
            double need = s.CapacityRate * (s.Target - s.Temperature);
            if (need > 0) heating += need; else cooling -= need;
        }
        return (heating, cooling);
    }
}

public static class Program
{
    static Network Build(double flowScale) => new Network()
        .Add(new Stream { Name = "H1", Service = Service.Hot, CapacityRate = 2.0 * flowScale, Supply = 180, Target = 60 })
        .Add(new Stream { Name = "H2", Service = Service.Hot, CapacityRate = 1.5, Supply = 150, Target = 40 })
        .Add(new Stream { Name = "C1", Service = Service.Cold, CapacityRate = 1.8, Supply = 20, Target = 135 })
        .Add(new Stream { Name = "C2", Service = Service.Cold, CapacityRate = 1.5, Supply = 30, Target = 120 })
        .Connect("H1", "C1", 0.25).Connect("H2", "C2", 0.30).Connect("H1", "C2", 0.28).Connect("H2", "C1", 0.2);

    static double AnnualCost(double[] p)
    {
        var network = Build(flowScale: p[^1]);
        for (int i = 0; i < network.Exchangers.Count; i++)
            network.Exchangers[i].Area = p[i];
        double recovered;
        try
        {
            recovered = network.Solve();
        }
        catch (InvalidOperationException)
        {
            return 1e6;
        }

        var (heating, cooling) = network.Utilities();
        double capital = network.Exchangers.Sum(e => 0.4 * Math.Pow(e.Area, 0.65));
        double approach = network["C1"].Temperature / network["H1"].Temperature;
        return (capital + 0.11 * heating + 0.013 * cooling - 1e-3 * recovered + approach) / 10;
    }

    public static void Go() => Check.All(AnnualCost, [4.0, 5.0, 3.0, 2.5, 1.1], "annual cost");
}
