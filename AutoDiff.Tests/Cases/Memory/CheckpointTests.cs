namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Methods marked <c>[Checkpoint]</c>: as right as those that are not, with less of a trace.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CheckpointTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Checkpoints" })]
    public void Function(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Checkpoints" })]
    public void Program(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
