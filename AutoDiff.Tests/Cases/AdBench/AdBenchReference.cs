using AutoDiff.Perf.Cases.AdBench;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.Cases.AdBench;

/// <summary>ADBench's inputs, and how closely derivatives must agree with what is expected of them.</summary>
internal static class AdBenchReference
{
    /// <summary>Relative to each derivative.</summary>
    public const double Tolerance = 1e-10;

    public static AdBenchData Data { get; } = new(Repository.File("perf", "data", "adbench"));

    public static void Relative(double actual, double expected) => Relative([actual], [expected]);

    public static void Relative(IReadOnlyList<double> actual, IReadOnlyList<double> expected)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count));
        for (int i = 0; i < expected.Count; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(Tolerance * Math.Abs(expected[i])), $"number {i}");
    }
}
