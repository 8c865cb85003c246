namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Static fields, which outlive a call.</summary>
public sealed class StaticTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Statics" })]
    public void Statics(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Statics" })]
    public void StaticsPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
