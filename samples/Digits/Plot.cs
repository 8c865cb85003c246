namespace DigitsSample;

/// <summary>Draws how the network learnt.</summary>
internal static class Plot
{
    public static void Write(string path, double[] learnt, double[] unseen)
    {
        var plot = new ScottPlot.Plot();
        plot.Title("Digits: accuracy");
        plot.XLabel("epoch");
        plot.YLabel("share of images");
        double[] epochs = [.. Enumerable.Range(0, learnt.Length).Select(i => (double)i)];
        plot.Add.Scatter(epochs, learnt).LegendText = "learnt from";
        plot.Add.Scatter(epochs, unseen).LegendText = "not seen before";
        plot.ShowLegend(ScottPlot.Alignment.LowerRight);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        plot.SavePng(path, 900, 600);
    }
}
