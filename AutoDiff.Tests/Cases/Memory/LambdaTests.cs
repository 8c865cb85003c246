namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Lambdas, local functions and LINQ.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LambdaTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Lambdas" })]
    public void Lambdas(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "GivenFunctions" })]
    public void GivenFunctions(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "GivenFunctions" })]
    public void GivenFunctionPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Functions" })]
    public void Functions(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "Functions" })]
    public void FunctionPrograms(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Integers" })]
    public void Integers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Linq" })]
    public void Linq(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
