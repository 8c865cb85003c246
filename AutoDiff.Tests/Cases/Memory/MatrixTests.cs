namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Products, equations and factorisations of matrices, and rules of a program's own over arrays and spans.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MatrixTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "MatrixFunctions" })]
    public void Matrix(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "MatrixFunctions" })]
    public void MatrixPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "ArrayRules" })]
    public void Rules(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "ArrayRules" })]
    public void RulePrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
