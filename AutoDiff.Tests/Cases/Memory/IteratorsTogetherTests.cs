namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Several iterators in one call.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class IteratorsTogetherTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "IteratorsTogether" })]
    public void IteratorsTogether(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "OwnQueries" })]
    public void OwnQueries(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
