namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Points at which a partial derivative is infinite or undefined, and what is multiplied with it is zero: nothing comes of it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SingularPointTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "GuardedPoints" })]
    public void Guarded(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "UnusedValues" })]
    public void Unused(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "UnusedValues" })]
    public void UnusedPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
