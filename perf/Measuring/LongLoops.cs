using System.Diagnostics;
using AutoDiff.Perf.Cases;
using DigitalTwin.Model;
using static AutoDiff.DifferentialOperators;

namespace AutoDiff.Perf.Measuring;

/// <summary>A loop so long that a gradient is measured by itself: the time with some of its states kept, and the memory.</summary>
internal static class LongLoops
{
    private const string Name = "twin-1e7-checkpoint";
    private const int Rounds = 3;

    /// <summary>Prints <c>RATIO</c> lines (L: the gradient with the trace of all steps) and what the gradient takes of the process' memory.</summary>
    /// <param name="parts">Parts of the names of the cases; none for all of them.</param>
    public static void Run(string[] parts)
    {
        if (parts is not [] && !parts.Any(p => Name.Contains(p, StringComparison.Ordinal)))
            return;
        var building = new Parameters();
        // The code, and what it needs of the runtime, is there before the memory is looked at.
        Gradient(at: building, of: LongTwin.CheckpointedLoss);
        long before = Resident();
        var samples = new List<double>[] { [], [], [] };
        long most = 0;
        for (int round = 0; round < Rounds; round++)
        {
            samples[0].Add(Seconds(() => LongTwin.Loss(building)));
            samples[1].Add(Seconds(() => Gradient(at: building, of: LongTwin.CheckpointedLoss).StartTemperature));
            most = Math.Max(most, Resident());
        }

        for (int round = 0; round < Rounds; round++)
            samples[2].Add(Seconds(() => Gradient(at: building, of: LongTwin.Loss).StartTemperature));
        double[] medians = [.. samples.Select(s => s.Order().ElementAt(Rounds / 2))];
        Console.WriteLine($"RATIO {Name} G/P {medians[1] / medians[0]:F2}");
        Console.WriteLine($"RATIO {Name} G/L {medians[1] / medians[2]:F2}");
        Console.WriteLine($"RATIO {Name} L/P {medians[2] / medians[0]:F2}");
        Console.WriteLine($"RESIDENT {Name} {(most - before) / 1e6:F1} MB more than before, {Taken() / 1e6:F2} MB of trace");
    }

    private static long Taken()
    {
        var spare = SpareTapes.Take();
        long bytes = spare.HighWaterMark;
        SpareTapes.GiveBack(spare);
        return bytes;
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Time of the processor: so long a turn is interrupted by whatever else runs.</summary>
    private static double Seconds(Func<double> evaluate)
    {
        var start = Environment.CpuUsage.TotalTime;
        evaluate();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
