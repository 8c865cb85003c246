namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Key-value pairs.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PairTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Pairs" })]
    public void Pairs(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
