namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Operators on arrays, objects and containers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OperatorTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Operators" })]
    public void Operators(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "OperatorCorners" })]
    public void OperatorCorners(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Memories" })]
    public void Memories(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "InlineArrays" })]
    public void InlineArrays(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "InlineArraySpans" })]
    public void InlineArraySpans(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "FixedBuffers" })]
    public void FixedBuffers(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Manifolds" })]
    public void Manifolds(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Tangents" })]
    public void Tangents(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "OwnDelegates" })]
    public void OwnDelegates(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "GenericOperators" })]
    public void GenericOperators(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
