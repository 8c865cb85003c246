namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Whole algorithms.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AlgorithmTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Algorithms" })]
    public void Algorithms(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
