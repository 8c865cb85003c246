namespace AutoDiff.Tests.Cases.Memory;

/// <summary>What the framework wraps: pairs, immutable arrays, tuples that are objects, views of lists.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WrapperTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "Pairs" })]
    public void Pairs(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "ImmutableArrays" })]
    public void ImmutableArrays(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "FrameworkClasses" })]
    public void FrameworkClasses(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);
}
