namespace AutoDiff.Tests.Cases.Memory;

/// <summary>The framework's containers, and enumerating them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ContainerTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Lists" })]
    public void Lists(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Dictionaries" })]
    public void Dictionaries(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "StacksQueues" })]
    public void StacksQueues(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LinkedLists" })]
    public void LinkedLists(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "BehindInterfaces" })]
    public void BehindInterfaces(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "SharedOnes" })]
    public void SharedOnes(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "MoreContainers" })]
    public void MoreContainers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "MoreContainers" })]
    public void ProgramsOfMoreContainers(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "RareContainers" })]
    public void RareContainers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "RareContainersInMemory" })]
    public void ProgramsOfRareContainers(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Foreach" })]
    public void Foreach(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Iterators" })]
    public void Iterators(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Collections" })]
    public void Collections(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Keys" })]
    public void Keys(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
