namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Loops of <c>Parallel</c>, which are differentiated in order.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ParallelLoopTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "ParallelLoops" })]
    public void ParallelLoops(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
