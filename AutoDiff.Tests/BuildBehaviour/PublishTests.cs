using System.IO.Compression;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>The runtime library has to arrive wherever the woven assembly goes, however the package was referred to.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class PublishTests
{
    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void Framework_dependent()
    {
        var app = Package.NewProject("App");
        app.Write("Program.cs", Sources.App);
        Assert.That(app.PublishAndRun(), Is.EqualTo(Sources.AppPrints));
    }

    [Test]
    public void With_the_reference_in_a_file_for_all_projects()
    {
        var app = Package.NewProject("App").Refer("");
        app.Write("Program.cs", Sources.App);
        app.Write(
            "Directory.Build.targets",
            $"""<Project><ItemGroup><PackageReference Include="AutoDiff.Fody" Version="{Package.Version}" PrivateAssets="All" /></ItemGroup></Project>""");
        Assert.That(app.PublishAndRun(), Is.EqualTo(Sources.AppPrints));
    }

    [TestCase("-p:PublishSingleFile=true", "--self-contained=false")]
    [TestCase("-p:PublishReadyToRun=true", "--self-contained=false")]
    [TestCase("-p:PublishTrimmed=true", "--self-contained=true")]
    [TestCase("-p:PublishTrimmed=true", "-p:PublishSingleFile=true")]
    public void For_a_platform(string how, string andHow)
    {
        var app = Package.NewPlatformProject("App");
        app.Write("Program.cs", Sources.App);
        var identifier = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        Assert.That(app.PublishAndRun("-r", PortableIdentifier(identifier), how, andHow), Is.EqualTo(Sources.AppPrints));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_program_that_refers_to_a_woven_project(bool isPrivate)
    {
        Package.NewProject("Library").MakeLibrary(isPrivate);
        var between = Package.NewProject("Between").Refer("""<ProjectReference Include="../Library/Library.csproj" />""");
        between.Edit("Between.csproj", "<OutputType>Exe</OutputType>", "");
        between.Write("Between.cs", "public static class Between { public static double Slope => Woven.Model.Slope(3); }");
        var app = Package.NewProject("App").Refer("""<ProjectReference Include="../Between/Between.csproj" />""");
        app.Write("App.cs", "System.Console.WriteLine(Between.Slope);");
        Assert.That(app.PublishAndRun(), Is.EqualTo("6"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_program_that_refers_to_a_package_made_of_a_woven_project(bool isPrivate)
    {
        var name = $"Packed{isPrivate}";
        var library = Package.NewProject(name).MakeLibrary(isPrivate);
        Assert.That(library.Pack(Package.Feed, "-p:Version=1.0.0-pre"), Is.Empty);
        var app = Package.NewProject("App").Refer($"""<PackageReference Include="{name}" Version="1.0.0-pre" />""");
        app.Write("App.cs", Sources.UsesLibrary);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("6"));
        Assert.That(app.PublishAndRun(), Is.EqualTo("6"));
    }

    [Test]
    public void A_package_depends_on_the_runtime_library_where_it_can_be_used()
    {
        var library = Package.NewProject("Targets").MakeLibrary(isPrivate: true);
        library.Edit("Targets.csproj", "<TargetFramework>net10.0</TargetFramework>",
            "<TargetFrameworks>netstandard2.0;net8.0;net10.0</TargetFrameworks><LangVersion>latest</LangVersion>");
        library.Write("Model.cs", $"#if NET\n{Sources.Library}\n#else\npublic static class Nothing;\n#endif");
        Assert.That(library.Pack(Package.Feed, "-p:Version=1.0.0-pre"), Is.Empty);
        using var packed = ZipFile.OpenRead(Path.Combine(Package.Feed, "Targets.1.0.0-pre.nupkg"));
        using var reader = new StreamReader(packed.GetEntry("Targets.nuspec")!.Open());
        var groups = System.Xml.Linq.XDocument.Load(reader).Descendants().Where(e => e.Name.LocalName == "group")
            .ToDictionary(e => e.Attribute("targetFramework")!.Value, e => string.Join(" ", e.Elements().Select(d => d.Attribute("id")!.Value)));
        Assert.That(groups,
            Is.EquivalentTo(new Dictionary<string, string> { [".NETStandard2.0"] = "", ["net8.0"] = "AutoDiff.Runtime", ["net10.0"] = "AutoDiff.Runtime" }));
        Assert.That(packed.Entries.Select(e => e.Name), Does.Not.Contain("AutoDiff.Runtime.dll"));
    }

    // Distributions have identifiers of their own, which no platform packs are made for.
    private static string PortableIdentifier(string identifier)
    {
        var system = OperatingSystem.IsWindows()
            ? "win"
            : OperatingSystem.IsMacOS() ? "osx" : identifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        return $"{system}-{identifier[(identifier.LastIndexOf('-') + 1)..]}";
    }
}
