namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Ways out of loops, and through handlers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ControlFlowTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Exits" })]
    public void Exits(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "BeforeTry" })]
    public void BeforeTry(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Cleanups" })]
    public void Cleanups(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "CleanupsOnTheWay" })]
    public void CleanupsOnTheWay(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Thrown" })]
    public void Thrown(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
