using System.IO.Compression;
using System.Text;
using AutoDiff.Tests.Support;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>What a package has to have to be published.</summary>
[Category("Build")]
internal sealed class ReleaseTests
{
    [TestCase("AutoDiff.Fody")]
    [TestCase("AutoDiff.Runtime")]
    public void A_package_says_what_it_is(string id)
    {
        using var package = Open(id, "nupkg");
        var nuspec = Read(package, $"{id}.nuspec");
        foreach (var element in new[] { "icon", "readme", "license", "projectUrl", "releaseNotes", "description", "tags" })
            Assert.That(nuspec, Does.Match($"<{element}[ >]"));
        Assert.That(nuspec, Does.Match("<repository type=\"git\" url=\"https://[^\"]+\""));
        Assert.That(package.Entries.Select(e => e.FullName), Does.Contain("icon.png").And.Contain("README.md").And.Contain("LICENSE"));
    }

    [Test]
    public void The_notice_names_everything_that_comes_along()
    {
        using var package = Open("AutoDiff.Fody", "nupkg");
        var notice = Read(package, "THIRD-PARTY-NOTICES.txt");
        var foreign = package.Entries.Where(e => e.Name.EndsWith(".dll", StringComparison.Ordinal)
            && !e.Name.StartsWith("AutoDiff.", StringComparison.Ordinal));
        Assert.That(foreign.Select(e => e.Name).Where(name => !notice.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_runtime_library_has_symbols_that_lead_to_its_sources()
    {
        using var symbols = Open("AutoDiff.Runtime", "snupkg");
        Assert.That(symbols.Entries.Select(e => e.FullName), Does.Contain("lib/net8.0/AutoDiff.Runtime.pdb").And.Contain("lib/net10.0/AutoDiff.Runtime.pdb"));
        var git = Repository.File(".git");
        if (!Directory.Exists(git) && !File.Exists(git))
            Assert.Ignore("Sources without version control have no address.");
        Assert.That(Read(symbols, "lib/net10.0/AutoDiff.Runtime.pdb"), Does.Contain("\"documents\"").And.Contain("https://"));
    }

    private static ZipArchive Open(string id, string extension) =>
        ZipFile.OpenRead(Path.Combine(SharedPackage.Instance.Feed, $"{id}.{SharedPackage.Instance.Version}.{extension}"));

    private static string Read(ZipArchive package, string entry)
    {
        using var stream = package.GetEntry(entry)!.Open();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
