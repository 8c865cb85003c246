namespace CurveFit;

/// <summary>Draws the measurements and the curve.</summary>
internal static class Plot
{
    public static void Write(string path, double[] parameters)
    {
        var plot = new ScottPlot.Plot();
        plot.Title("Adsorption in one layer");
        plot.XLabel("pressure");
        plot.YLabel("volume");
        var points = plot.Add.ScatterPoints(Measurements.Pressure, Measurements.Volume);
        points.LegendText = "measured";
        double[] x = [.. Enumerable.Range(0, 161).Select(i => 5.0 * i)];
        var line = plot.Add.ScatterLine(x, Saturation.Values(parameters, x));
        line.LegendText = "fitted";
        line.LineWidth = 2;
        plot.ShowLegend(ScottPlot.Alignment.LowerRight);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        plot.SavePng(path, 900, 600);
    }
}
