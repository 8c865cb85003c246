namespace TrustRegion;

/// <summary>Draws how the norm of the gradient falls.</summary>
internal static class Plot
{
    public static void Write(string path, Course newton, Course descent)
    {
        var plot = new ScottPlot.Plot();
        plot.Title("Rosenbrock's valley, 100 dimensions");
        plot.XLabel("step");
        plot.YLabel("log10 of the norm of the gradient");
        Add(plot, newton, "Newton, conjugate gradients");
        Add(plot, descent, "steepest descent");
        plot.ShowLegend(ScottPlot.Alignment.UpperRight);
        plot.Axes.SetLimitsX(0, 4 * newton.Norms.Count);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        plot.SavePng(path, 900, 600);
    }

    private static void Add(ScottPlot.Plot plot, Course course, string label)
    {
        double[] steps = [.. Enumerable.Range(0, course.Norms.Count).Select(i => (double)i)];
        var line = plot.Add.ScatterLine(steps, [.. course.Norms.Select(n => Math.Log10(Math.Max(n, 1e-16)))]);
        line.LegendText = label;
        line.LineWidth = 2;
    }
}
