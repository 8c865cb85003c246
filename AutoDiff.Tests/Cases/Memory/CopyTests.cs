namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Copies of objects.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CopyTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Copies" })]
    public void Copies(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
