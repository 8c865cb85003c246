using AutoDiff.Tests.Support;
using AutoDiff.Weaving.Diagnostics;

namespace AutoDiff.Tests.Diagnostics;

internal sealed class SourcePathsTests
{
    private readonly SourcePaths paths = new(Repository.File("AutoDiff.Weaver"));

    [TestCase("/_/AutoDiff.Weaver/ModuleWeaver.cs")]
    [TestCase("/_1/src/AutoDiff.Weaver/ModuleWeaver.cs")]
    [TestCase(@"X:\mapped\AutoDiff.Weaver\ModuleWeaver.cs")]
    public void A_mapped_path_is_found_above_the_project(string mapped) =>
        Assert.That(paths.ToLocal(mapped), Is.EqualTo(Repository.File("AutoDiff.Weaver", "ModuleWeaver.cs")));

    [Test]
    public void A_path_of_another_machine_stays() => Assert.That(paths.ToLocal("/_/No/Such.cs"), Is.EqualTo("/_/No/Such.cs"));
}
