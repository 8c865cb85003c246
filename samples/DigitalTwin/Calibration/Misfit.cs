using DigitalTwin.Model;

namespace DigitalTwin.Calibration;

/// <summary>How far a simulated building is from the measured one.</summary>
internal static class Misfit
{
    /// <summary>The weighted mean square distance, Σ ((slab - measured)/σ)² + ((tank - measured)/σ)² per sample: about two for a perfect model.</summary>
    public static double Of(Unknowns unknowns, Parameters dataSheet, Measurements measured)
    {
        var building = Simulation.Start(unknowns.ApplyTo(dataSheet));
        double sum = 0;
        for (int sample = 0; sample < measured.Count; sample++)
        {
            for (int i = 0; i < Measurements.StepsPerSample; i++)
                building = Simulation.Step(building);
            sum += Square((building.Slab.Temperature - measured.Slab[sample]) / Measurements.SlabNoise)
                + Square((building.Tank.Temperature - measured.Tank[sample]) / Measurements.TankNoise);
        }

        return sum / measured.Count;
    }

    private static double Square(double x) => x * x;
}
