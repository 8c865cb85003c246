using AutoDiff.Tests.Cases.Memory;

namespace AutoDiff.Tests.Cases.MathNet;

/// <summary>A numerical library as it comes from its package: derived from its IL, without rules for any of its functions.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MathNetTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "MathNetFunctions" })]
    public void Functions(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
