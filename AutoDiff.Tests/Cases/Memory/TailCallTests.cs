namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Methods that end with a call of themselves.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TailCallTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "TailCalls" })]
    public void TailCalls(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
