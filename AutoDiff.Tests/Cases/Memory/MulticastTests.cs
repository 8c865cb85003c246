namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Delegates that call several functions.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MulticastTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Multicast" })]
    public void Multicast(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
