using System.Text;

namespace AutoDiff.Tests.BuildBehaviour;

/// <summary>Projects that have the package, or only the runtime library, because something they refer to has it.</summary>
[Category("Build"), Parallelizable(ParallelScope.Children)]
internal sealed class TransitiveTests
{
    private static LocalPackage Package => SharedPackage.Instance;

    [Test]
    public void A_project_that_refers_to_one_with_the_package_is_woven()
    {
        Package.NewProject("Library").MakeLibrary(isPrivate: false);
        var between = Package.NewProject("Between").Refer("""<ProjectReference Include="../Library/Library.csproj" />""");
        between.Edit("Between.csproj", "<OutputType>Exe</OutputType>", "");
        between.Write("Between.cs", "public static class Between { public static double Slope => Woven.Model.Slope(3); }");
        var app = Package.NewProject("App").Refer("""<ProjectReference Include="../Between/Between.csproj" />""");
        app.Write("App.cs", Sources.UsesOperators);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("18"));
        Assert.That(Encoding.UTF8.GetString(app.ReadOutput("Between.dll")), Does.Not.Contain("ProcessedByFody"), "nothing there is for the weaver");
        Assert.That(app.Build(), Is.Empty, "again");

        between.Write("Between.cs",
            "public static class Between { public static double Slope => AutoDiff.DifferentialOperators.Gradient(at: 3.0, of: x => x * x); }");
        app.Write("App.cs", "System.Console.WriteLine(Between.Slope);");
        Assert.That(app.Build(), Is.Empty, "edited");
        Assert.That(app.Run(), Is.EqualTo("6"));
    }

    [Test]
    public void A_project_that_refers_to_a_package_that_depends_on_it_is_woven()
    {
        var library = Package.NewProject("Open").MakeLibrary(isPrivate: false);
        Assert.That(library.Pack(Package.Feed, "-p:Version=1.0.0-pre"), Is.Empty);
        var app = Package.NewProject("App").Refer("""<PackageReference Include="Open" Version="1.0.0-pre" />""");
        app.Write("App.cs", Sources.UsesOperators);
        Assert.That(app.Build(), Is.Empty);
        Assert.That(app.Run(), Is.EqualTo("18"));
    }

    [Test, Support.Raises("AD0005")]
    public void A_project_that_has_the_runtime_library_only_is_told_what_it_lacks()
    {
        var library = Package.NewProject("Closed").MakeLibrary(isPrivate: true);
        Assert.That(library.Pack(Package.Feed, "-p:Version=1.0.0-pre"), Is.Empty);
        var app = Package.NewProject("App").Refer("""<PackageReference Include="Closed" Version="1.0.0-pre" />""");
        app.Write("App.cs", "System.Console.WriteLine(Woven.Model.Function(3) + Woven.Model.Slope(3));");
        Assert.That(app.Build(), Is.Empty, "functions of the package may be called");
        Assert.That(app.Run(), Is.EqualTo("15"));

        app.Write("App.cs", Sources.UsesOperators);
        const string lacking =
            "App.csproj : error AD0005: operators of AutoDiff are used, but the package AutoDiff.Fody, which replaces them by derivatives, is not referenced: "
            + "add <PackageReference Include=\"AutoDiff.Fody\" PrivateAssets=\"all\" />.";
        Assert.That(app.Build(), Is.EqualTo(new[] { lacking }));
        Assert.That(app.Build(), Is.EqualTo(new[] { lacking }), "again");

        app.Edit("App.csproj", "<ItemGroup>", $"<ItemGroup><PackageReference Include=\"AutoDiff.Fody\" Version=\"{Package.Version}\" PrivateAssets=\"all\" />");
        Assert.That(app.Build(), Is.Empty, "mended");
        Assert.That(app.Run(), Is.EqualTo("18"));
    }
}
