namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Delegates, iterators, handlers and memory in one program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CombinedTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Combined" })]
    public void Combined(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Combined" })]
    public void CombinedPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
