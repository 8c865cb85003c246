namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Groups E and K of the cases restated from differentiable Swift.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SwiftTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "SwiftArrays" })]
    public void SwiftArrays(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "SwiftClasses" })]
    public void SwiftClasses(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "SwiftClassRules" })]
    public void SwiftClassRules(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
