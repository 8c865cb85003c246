using DigitalTwin.Model;

namespace AutoDiff.Perf.Cases;

/// <summary>The twin over ten million time steps, with a trace of all of them and with twenty of their states.</summary>
public static class LongTwin
{
    /// <summary>How many time steps there are.</summary>
    public const int Steps = 10_000_000;

    /// <summary>The loss, whose gradient keeps what every step computes.</summary>
    public static double Loss(Parameters building) => Simulation.Loss(building, Steps);

    /// <summary>The same loss, whose gradient keeps twenty states.</summary>
    public static double CheckpointedLoss(Parameters building) => Math.Abs(SlabTemperature(building, Steps) - Simulation.MeasuredTemperature);

    [Checkpoint(Snapshots = 20)]
    private static double SlabTemperature(Parameters building, int steps)
    {
        building = Simulation.Start(building);
        for (int i = 0; i < steps; i++)
            building = Simulation.Step(building);
        return building.Slab.Temperature;
    }
}
