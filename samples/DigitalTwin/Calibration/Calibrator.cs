using AutoDiff;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

namespace DigitalTwin.Calibration;

/// <summary>Finds tube resistivity, slab specific heat and start temperature from a measured series.</summary>
internal static class Calibrator
{
    public static Parameters Run(Measurements measured)
    {
        var dataSheet = new Parameters();
        var found = LimitedMemoryBfgs.Minimise(
            Unknowns.DataSheet,
            unknowns => ValueWithGradient(at: unknowns, of: u => Misfit.Of(u, dataSheet, measured)),
            tolerance: 1e-6,
            progress: (iteration, unknowns, misfit) => Report(iteration, unknowns.ApplyTo(dataSheet), misfit));
        return found.ApplyTo(dataSheet);
    }

    private static void Report(int iteration, Parameters building, double misfit) => Console.WriteLine(
        $"  iteration {iteration,2}: misfit {misfit,12:F4}, resistivity {building.Tube.Resistivity:F4} K·m/W, "
        + $"specific heat {building.Slab.SpecificHeat:F4}, start {building.StartTemperature:F3} °C");
}
