namespace AutoDiff.Tests.Cases.Memory;

/// <summary>Classes derived from the framework's containers, and containers behind interfaces.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DerivedContainerTests
{
    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "DerivedContainers" })]
    public void DerivedContainers(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "DerivedContainers" })]
    public void Programs_with_derived_containers(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Functions), new object[] { "InterfaceViews" })]
    public void InterfaceViews(string theme, string name, bool release) => FunctionCheck.Run(theme, name, release);

    [TestCaseSource(typeof(Theme), nameof(Theme.Programs), new object[] { "InterfaceViews" })]
    public void Programs_with_interface_views(string theme, string name, bool release) => ProgramCheck.Run(theme, name, release);
}
