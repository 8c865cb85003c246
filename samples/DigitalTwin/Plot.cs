using DigitalTwin.Calibration;
using DigitalTwin.Model;

namespace DigitalTwin;

/// <summary>Draws the measured slab temperature and the simulated one before and after calibration.</summary>
internal static class Plot
{
    public static void Write(string path, Measurements measured, Parameters before, Parameters after)
    {
        double[] time = [.. Enumerable.Range(0, measured.Count).Select(Measurements.Time)];
        var plot = new ScottPlot.Plot();
        plot.Title("Floor heating: slab temperature");
        plot.XLabel("time (s)");
        plot.YLabel("temperature (°C)");

        var points = plot.Add.ScatterPoints(time, measured.Slab);
        points.LegendText = "measured";
        points.MarkerSize = 4;
        AddLine(plot, time, before, "before calibration");
        AddLine(plot, time, after, "after calibration");
        plot.ShowLegend(ScottPlot.Alignment.LowerRight);

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        plot.SavePng(path, 900, 600);
    }

    private static void AddLine(ScottPlot.Plot plot, double[] time, Parameters building, string label)
    {
        double[] slab = [.. Enumerable.Range(1, time.Length).Select(n => Simulation.SlabTemperature(building, n * Measurements.StepsPerSample))];
        var line = plot.Add.ScatterLine(time, slab);
        line.LegendText = label;
        line.LineWidth = 2;
    }
}
