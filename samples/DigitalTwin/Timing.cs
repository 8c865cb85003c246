using System.Diagnostics;
using AutoDiff;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

namespace DigitalTwin;

/// <summary>Measures how much longer the gradient takes than the loss, and what it allocates.</summary>
internal static class Timing
{
    private const int Calls = 2000;

    public static void Print()
    {
        // Long enough for the JIT to reach its last tier, which it does in the background.
        for (int round = 0; round < 10; round++)
        {
            Losses(Calls / 10);
            Gradients(Calls / 10);
            Thread.Sleep(50);
        }

        var primal = new List<double>();
        var gradient = new List<double>();
        for (int round = 0; round < 31; round++)
        {
            primal.Add(Time(Losses));
            gradient.Add(Time(Gradients));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Gradients(Calls);
        double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;

        Console.WriteLine($"Loss, 20 steps:     {Median(primal) * 1e9,9:F0} ns");
        Console.WriteLine($"Gradient, 20 steps: {Median(gradient) * 1e9,9:F0} ns");
        Console.WriteLine($"Gradient over loss: {Median(gradient) / Median(primal),9:F2}");
        Console.WriteLine($"Allocated per gradient: {bytes:F0} bytes");
    }

    // The inputs vary and the results are summed, so that no call can be dropped or moved out of the loop.
    private static double Losses(int calls)
    {
        var building = new Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += Simulation.LossAfter20Steps(building);
        }

        return sum;
    }

    private static double Gradients(int calls)
    {
        var building = new Parameters();
        double sum = 0;
        for (int i = 0; i < calls; i++)
        {
            building.StartTemperature = 33.3 + ((i & 7) * 0.01);
            sum += Gradient(at: building, of: Simulation.LossAfter20Steps).Tube.Resistivity;
        }

        return sum;
    }

    private static double Time(Func<int, double> run)
    {
        long start = Stopwatch.GetTimestamp();
        double result = run(Calls);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / Calls;
        return double.IsNaN(result) ? double.NaN : seconds;
    }

    private static double Median(List<double> samples) => samples.Order().ElementAt(samples.Count / 2);
}
