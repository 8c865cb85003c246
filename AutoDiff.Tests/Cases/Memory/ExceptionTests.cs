using AutoDiff.Weaving.Passes;

namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Failures inside differentiated functions.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExceptionTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Exceptions" })]
    public void Exceptions(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Exceptions" })]
    public void ExceptionsPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Handlers" })]
    public void Handlers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "SequencesInTry" })]
    public void SequencesInTry(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Filters" })]
    public void Filters(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Filters" })]
    public void FiltersWithoutOptimisations(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release, ~Optimisations.Inlining);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Filters" })]
    public void FiltersPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
