namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Code of the program that code of the framework calls.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HiddenCallTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "HiddenCalls" })]
    public void HiddenCalls(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
