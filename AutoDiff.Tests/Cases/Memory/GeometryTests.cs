namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Geometry as programs write it with the framework's vectors, quaternions and matrices.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class GeometryTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Geometry" })]
    public void Geometry(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Geometry" })]
    public void GeometryPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
