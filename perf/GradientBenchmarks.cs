using AutoDiff.Perf.Measuring;
using BenchmarkDotNet.Attributes;

namespace AutoDiff.Perf;

/// <summary>Every case in BenchmarkDotNet; the ratio column is relative to the function's own time.</summary>
[MemoryDiagnoser]
public class GradientBenchmarks
{
    private const int Calls = 256;

    [ParamsSource(nameof(Cases))]
    public BenchmarkCase Case { get; set; } = null!;

    public static IEnumerable<BenchmarkCase> Cases => BenchmarkCase.All;

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public double Primal() => Case.Primal(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Gradient() => Case.Gradient(Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Hand() => Case.Hand?.Invoke(Calls) ?? 0;
}
