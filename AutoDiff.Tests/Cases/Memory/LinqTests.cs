namespace AutoDiff.Tests.Cases.Memory;

/// <summary>The operators of <see cref="Enumerable"/> by family, and what programs rent.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LinqTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LinqJoins" })]
    public void LinqJoins(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LinqSets" })]
    public void LinqSets(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "LinqSets" })]
    public void LinqSetPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LinqNumbers" })]
    public void LinqNumbers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "LinqParts" })]
    public void LinqParts(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "QueriesAtOnce" })]
    public void QueriesAtOnce(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "KeptQueries" })]
    public void KeptQueries(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Pools" })]
    public void Pools(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
