namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Classes, records and graphs of them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ObjectTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Objects" })]
    public void Objects(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Graphs" })]
    public void Graphs(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Records" })]
    public void Records(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "VirtualCalls" })]
    public void VirtualCalls(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "VirtualCalls" })]
    public void UnknownOverrides(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Links" })]
    public void Links(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Links" })]
    public void LinksOfArguments(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "References" })]
    public void References(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Bytes" })]
    public void NumbersAsBytes(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Activated" })]
    public void Activated(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Activated" })]
    public void ActivatedPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
