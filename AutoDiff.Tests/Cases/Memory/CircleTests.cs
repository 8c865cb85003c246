namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Methods that call each other, and static data beside what varies.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CircleTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Circles" })]
    public void Circles(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
