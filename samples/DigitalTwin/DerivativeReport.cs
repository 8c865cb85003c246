using AutoDiff;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

namespace DigitalTwin;

/// <summary>Prints the loss and its derivative with respect to every parameter, next to central differences.</summary>
internal static class DerivativeReport
{
    public static void Print(int steps)
    {
        var building = new Parameters();
        var (loss, gradient) = ValueWithGradient(at: building, of: p => Simulation.Loss(p, steps));

        Console.WriteLine($"Loss after {steps} steps: {loss:R} (slab at {Simulation.SlabTemperature(building, steps):R} °C)");
        Console.WriteLine($"{"parameter",-20} {"value",14} {"derivative",24} {"central difference",24}");
        foreach (var (name, field) in NamedParameters.All)
        {
            double difference = CentralDifference(building, field, steps);
            Console.WriteLine($"{name,-20} {field(ref building),14:G7} {field(ref gradient),24:R} {difference,24:G10}");
        }
    }

    private static double CentralDifference(Parameters building, ParameterField field, int steps)
    {
        // The cube root of the rounding unit balances truncation against rounding in (f(x+h) - f(x-h)) / 2h.
        double x = field(ref building);
        double h = 6e-6 * (x == 0 ? 1 : Math.Abs(x));
        field(ref building) = x + h;
        double above = Simulation.Loss(building, steps);
        field(ref building) = x - h;
        double below = Simulation.Loss(building, steps);
        return (above - below) / (2 * h);
    }
}
