using System.Diagnostics;
using System.Globalization;

namespace AutoDiff.Perf.Measuring;

/// <summary>All cases in one run of well under a minute: ratios of medians, and bytes per gradient.</summary>
/// <remarks>
/// The machine may be busy with other work, so the three loops of a case take turns and what is compared are medians over many short turns.
/// Warming up calls every loop often enough for tiered compilation (30 calls), then waits for the JIT's background thread, and does so again for the
/// code with profile data; the loops themselves pass through on-stack replacement before that.
/// </remarks>
internal static class Quick
{
    private const int WarmUpRounds = 4;
    private const int WarmUpCalls = 40;
    private const int WarmUpEvaluations = 50;
    private const int Rounds = 51;
    private const double SecondsPerTurn = 0.001;

    /// <summary>
    /// Prints one line per case and metric: <c>RATIO case metric value</c> (P the value, G the gradient, H by hand, S one at a time, D forward mode, C a
    /// Hessian-vector product), <c>ALLOC case bytes</c> and <c>TAPE case bytes</c>; <c>TIME case</c> for a sparse matrix.
    /// </summary>
    /// <param name="parts">Parts of the names of the cases; none for all of them.</param>
    public static void Run(string[] parts)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        BenchmarkCase[] cases = [.. BenchmarkCase.All.Where(c => parts is [] || parts.Any(p => c.Name.Contains(p, StringComparison.Ordinal)))];
        WarmUp(cases);
        foreach (var c in cases)
            Print(c);
        LongLoops.Run(parts);
    }

    private static void WarmUp(BenchmarkCase[] cases)
    {
        for (int round = 0; round < WarmUpRounds; round++)
        {
            foreach (var c in cases)
            {
                WarmUp(c.Primal);
                WarmUp(c.Gradient);
                if (c.Hand is { } hand)
                    WarmUp(hand);
                if (c.Derivative is { } derivative)
                    WarmUp(derivative);
                if (c.Curvature is { } curvature)
                    WarmUp(curvature);
            }

            // Longer than the delay of 100 ms after which the JIT's background thread starts.
            Thread.Sleep(400);
        }
    }

    private static void WarmUp(Func<int, double> loop)
    {
        // The first call compiles, which must not count as its duration.
        loop(1);
        int evaluations = Math.Min(WarmUpEvaluations, CallsPerTurn(loop));
        for (int call = 0; call < WarmUpCalls; call++)
            loop(evaluations);
    }

    private static void Print(BenchmarkCase c)
    {
        Func<int, double>[] loops = [.. new[] { c.Primal, c.Gradient, c.Hand, c.Derivative, c.Curvature }.OfType<Func<int, double>>()];
        int[] calls = [.. loops.Select(CallsPerTurn)];
        var samples = loops.Select(_ => new double[Rounds]).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < loops.Length; i++)
                samples[i][round] = Seconds(loops[i], calls[i]) / calls[i];
        }

        double primal = Median(samples[0]), gradient = Median(samples[1]);
        Console.WriteLine($"RATIO {c.Name} G/P {gradient / primal:F2}");
        if (c.Hand is not null)
        {
            double hand = Median(samples[2]);
            Console.WriteLine($"RATIO {c.Name} G/{c.Beside} {gradient / hand:F2}");
            Console.WriteLine($"RATIO {c.Name} {c.Beside}/P {hand / primal:F2}");
        }

        if (c.Derivative is not null)
            Console.WriteLine($"RATIO {c.Name} D/P {Median(samples[c.Hand is null ? 2 : 3]) / primal:F2}");
        if (c.Curvature is not null)
            Console.WriteLine($"RATIO {c.Name} C/G {Median(samples[^1]) / gradient:F2}");
        if (c.Directions > 0)
            Console.WriteLine($"TIME {c.Name} {1000 * gradient:F2} ms for {c.Directions} directions and the check");
        Console.WriteLine($"ALLOC {c.Name} {BytesPerGradient(c):F0}");
        long trace = BytesOfTrace(c);
        Console.WriteLine(c.Iterations > 0 ? $"TAPE {c.Name} {trace} bytes, {trace / (double)c.Iterations:F1} per iteration" : $"TAPE {c.Name} {trace} bytes");
    }

    /// <summary>The most that one gradient has on its tape: a thread of its own has a tape of its own.</summary>
    private static long BytesOfTrace(BenchmarkCase c)
    {
        long bytes = 0;
        var thread = new Thread(() =>
        {
            c.Gradient(1);
            bytes = Tape.Rent().HighWaterMark;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }

    private static double BytesPerGradient(BenchmarkCase c)
    {
        int calls = Math.Min(256, CallsPerTurn(c.Gradient));
        long before = GC.GetAllocatedBytesForCurrentThread();
        c.Gradient(calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }

    private static int CallsPerTurn(Func<int, double> loop)
    {
        int calls = 1;
        while (Seconds(loop, calls) < SecondsPerTurn)
            calls *= 2;
        return calls;
    }

    private static double Seconds(Func<int, double> loop, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        double sum = loop(calls);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsNaN(sum) ? throw new InvalidOperationException("A benchmark case computes NaN.") : seconds;
    }

    private static double Median(double[] samples)
    {
        Array.Sort(samples);
        return samples[samples.Length / 2];
    }
}
