namespace Everyday.Battery;

/// A pack of cells by equivalent circuits with hysteresis, ageing and a thermal node, against a drive cycle.
public sealed class LookupTable(params (double X, double Y)[] points)
{
    public double At(double x)
    {
        if (x <= points[0].X) return points[0].Y;
        for (int i = 1; i < points.Length; i++)
        {
            var (x1, y1) = points[i];
            if (x > x1) continue;
            var (x0, y0) = points[i - 1];
            return double.Lerp(y0, y1, (x - x0) / (x1 - x0));
        }
        return points[^1].Y;
    }
}

public sealed record CellParameters(double Capacity, double R0, double R1, double C1, double Activation)
{
    public LookupTable OpenCircuit { get; init; } = new((0, 2.9), (0.1, 3.3), (0.5, 3.65), (0.9, 4.0), (1, 4.2));
}

public sealed class Cell(CellParameters parameters, double charge)
{
    private double _polarisation, _throughput;
    public double Charge { get; private set; } = charge;
    public double Temperature { get; set; } = 25;

    public double Resistance => parameters.R0 * Math.Exp(parameters.Activation * (1 / (Temperature + 273.15) - 1 / 298.15)) * (1 + 1e-3 * _throughput);

    public double Voltage(double current) => parameters.OpenCircuit.At(Charge) - current * Resistance - _polarisation;

    public double Advance(double current, double seconds)
    {
        double tau = parameters.R1 * parameters.C1, decay = Math.Exp(-seconds / tau);
        _polarisation = _polarisation * decay + parameters.R1 * (1 - decay) * current;
        Charge = Math.Clamp(Charge - current * seconds / (3600 * parameters.Capacity), 0, 1);
        _throughput += Math.Abs(current) * seconds / 3600;
        return current * current * Resistance + _polarisation * _polarisation / parameters.R1;
    }
}

public sealed class Pack
{
    private readonly Cell[] _cells;
    public event Action<Cell, double>? Warm;

    public Pack(CellParameters p, IEnumerable<double> charges) => _cells = charges.Select(c => new Cell(p, c)).ToArray();

    public double Voltage(double current) => _cells.Sum(c => c.Voltage(current));
    public double Imbalance => _cells.Max(c => c.Charge) - _cells.Min(c => c.Charge);

    /// Current for a demanded power: the smaller root of P = V(I) I.
    public double CurrentFor(double power)
    {
        double u = Voltage(0), r = u - Voltage(1), disc = u * u - 4 * r * power;
        if (disc < 0)
            throw new InvalidOperationException($"{power} W exceed what the pack can deliver");
        return 2 * power / (u + Math.Sqrt(disc));
    }

    public void Advance(double current, double seconds, double cooling)
    {
        foreach (var cell in _cells)
        {
            double heat = cell.Advance(current, seconds);
            cell.Temperature += seconds / 60 * (heat - cooling * (cell.Temperature - 20));
            if (cell.Temperature > 27)
                Warm?.Invoke(cell, cell.Temperature - 27);
        }
    }
}

public static class Program
{
    static readonly double[] s_cycle = [20, 45, 60, 30, -25, 0, 55, 70, -40, 10, 35, 50];

    static double Cost(double[] p)
    {
        var parameters = new CellParameters(Capacity: p[0], R0: p[1], R1: p[2], C1: p[3], Activation: 1500);
        var pack = new Pack(parameters, [0.8, p[5], 0.83, 0.79]);
        double stress = 0, energy = 0;
        pack.Warm += (cell, excess) => stress += excess * excess * cell.Resistance;
        pack.Warm += (_, excess) => stress += 0.01 * excess;
        foreach (double power in s_cycle)
        {
            double current = pack.CurrentFor(power);
            energy += (current * pack.Voltage(current) + p[1] * current * current) * 60 / 3600;
            pack.Advance(current, 60, cooling: p[4]);
        }
        return energy + stress + 10 * pack.Imbalance + pack.Voltage(0) / 10;
    }

    public static void Go() => Check.All(Cost, [2.5, 0.02, 0.012, 2000, 0.15, 0.81], "battery");
}
