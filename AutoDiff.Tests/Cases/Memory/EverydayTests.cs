namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Whole programs that put what the other themes test one by one to work together.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EverydayTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Everyday" })]
    public void Everyday(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
