namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Memory that has nothing to do with each other: numbers beside integers, texts and tables, in one object or in one container.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ApartTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Apart" })]
    public void Apart(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Apart" })]
    public void ApartPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Possible" })]
    public void Possible(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Possible" })]
    public void PossiblePrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
