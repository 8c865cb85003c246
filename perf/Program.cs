using AutoDiff.Perf.Measuring;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AutoDiff.Perf;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["quick", .. var parts]:
                Quick.Run(parts);
                return 0;
            case []:
            case [['-', ..], ..]:
                // In this process: what is measured is the assembly that was woven, not one that BenchmarkDotNet builds anew.
                var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
                BenchmarkSwitcher.FromTypes([typeof(GradientBenchmarks)]).Run(arguments is [] ? ["--filter", "*"] : arguments, config);
                return 0;
            default:
                Console.Error.WriteLine("usage: perf [quick [part of a name]… | options of BenchmarkDotNet, such as --filter *twin*]");
                return 2;
        }
    }
}
