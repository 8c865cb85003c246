namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Structs as objects: boxes, and the delegates that are bound to them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BoxTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Boxes" })]
    public void Boxes(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Boxes" })]
    public void BoxPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "StructDelegates" })]
    public void StructDelegates(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "StructDelegates" })]
    public void StructDelegatePrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
